/// One line of an amendment: « à compter du …, … au lieu de … ».
public struct TermChange: Codable, Equatable, Sendable {
    /// What changes, in French: « Dernier jour ».
    public let label: String
    /// As it was; empty when nothing was said.
    public let before: String
    /// As it is from now on.
    public let after: String

    /// A change of one term.
    public init(label: String, before: String, after: String) {
        self.label = label
        self.before = before
        self.after = after
    }
}

/// The terms of a placement by name, so that two states of it compare field by field.
public struct PlacementTerms: Equatable, Sendable {
    /// A term and how it reads.
    public struct Term: Equatable, Sendable {
        public let label: String
        public let value: String
    }

    public let terms: [Term]

    /// - Parameter names: how people read the host, the tutor, the signatory and the référent.
    public init(_ placement: Placement, names: Names) {
        terms = [
            Term(label: "Entreprise d’accueil", value: names.company),
            Term(label: "Premier jour", value: placement.startsOn.long),
            Term(label: "Dernier jour", value: placement.endsOn.long),
            Term(label: "Tuteur", value: names.tutor),
            Term(label: "Signataire de l’entreprise", value: names.signatory),
            Term(label: "Enseignant référent", value: names.referent),
            Term(label: "Lieu", value: placement.site.lines.joined(separator: ", ")),
            Term(label: "Horaires", value: PlacementTerms.text(placement.schedule)),
            Term(label: "Activités confiées", value: placement.activities),
            Term(label: "Compétences à acquérir", value: placement.skills),
            Term(label: "Modalités du suivi", value: placement.followUp),
            Term(label: "Restauration", value: placement.meals),
            Term(label: "Transport", value: placement.transport),
            Term(label: "Hébergement", value: placement.lodging),
            Term(label: "Gratification", value: placement.gratification),
            Term(
                label: "Travaux réglementés",
                value: placement.regulatedWork ? placement.regulatedWorkDetails : "aucun"),
        ]
    }

    /// What differs in the other, in the order of the agreement.
    public func changes(to other: PlacementTerms) -> [TermChange] {
        zip(terms, other.terms).filter { $0.value != $1.value }
            .map { TermChange(label: $0.label, before: $0.value, after: $1.value) }
    }

    /// How people of a placement are named.
    public struct Names: Equatable, Sendable {
        public var company: String
        public var tutor: String
        public var signatory: String
        public var referent: String

        /// Names as they read on paper; empty when unknown.
        public init(company: String = "", tutor: String = "", signatory: String = "", referent: String = "") {
            self.company = company
            self.tutor = tutor
            self.signatory = signatory
            self.referent = referent
        }
    }

    /// « lundi 8 h 30 – 12 h 00 et 13 h 30 – 17 h 00 ; mardi … », equal days joined.
    public static func text(_ schedule: WeekSchedule) -> String {
        guard schedule.differs else { return oneWeek(schedule) }
        return schedule.weeks.enumerated()
            .map { "semaine \($0.offset + 1)\u{A0}:\n\($0.element.isEmpty ? "repos" : oneWeek($0.element))" }
            .joined(separator: "\n")
    }

    private static func oneWeek(_ schedule: WeekSchedule) -> String {
        guard !schedule.isEmpty else { return "" }
        var groups: [(days: [String], hours: String)] = []
        for (index, day) in schedule.days.enumerated() where day.minutes > 0 {
            let hours = [day.morning, day.afternoon].compactMap { $0?.french }.joined(separator: " et ")
            if groups.last?.hours == hours {
                groups[groups.count - 1].days.append(Weekday.name(index + 1))
            } else {
                groups.append((days: [Weekday.name(index + 1)], hours: hours))
            }
        }
        return groups.map { $0.days.joined(separator: ", ") + "\u{A0}: " + $0.hours }.joined(separator: "\n")
    }
}
