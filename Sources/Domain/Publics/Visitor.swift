/// A pupil of another school whom the bureau welcomes: a collégien with a host of the school, or in its workshops.
public struct Visitor: Codable, Equatable, Sendable {
    /// What the pupil comes for.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case observation = "sequence_observation"
        case miniStage = "mini_stage"

        public var label: String {
            switch self {
            case .observation: "Séquence d’observation en entreprise"
            case .miniStage: "Mini-stage au lycée"
            }
        }

        public var document: StayDocument { self == .observation ? .observation : .miniStage }
    }

    public let id: ID<Visitor>
    public var kind: Kind
    public var familyName: String
    public var firstName: String
    public var birthDate: LocalDate?
    /// The pupil's own school.
    public var originUai: String
    public var originName: String
    /// « 3e », « 2de GT »
    public var level: String
    public var guardianName: String
    public var guardianPhone: String
    public var companyId: ID<Company>?
    /// Workshop or trade shown in the school.
    public var workshop: String
    public var staffId: ID<StaffMember>?
    /// Person in charge at the host's.
    public var hostPerson: String
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    /// Minutes since midnight.
    public var dayStart: Int
    public var dayEnd: Int
    /// Minutes of pause in the middle of the day.
    public var pause: Int
    /// The day the parents authorised it.
    public var authorisedOn: LocalDate?
    public var insurer: String
    /// `nil` as long as nobody said.
    public var attended: Bool?
    public var feedback: String
    public var version: Int

    public init(
        id: ID<Visitor>, kind: Kind, familyName: String, firstName: String, birthDate: LocalDate? = nil,
        originUai: String = "", originName: String = "", level: String = "", guardianName: String = "",
        guardianPhone: String = "", companyId: ID<Company>? = nil, workshop: String = "",
        staffId: ID<StaffMember>? = nil, hostPerson: String = "", startsOn: LocalDate, endsOn: LocalDate,
        dayStart: Int = 0, dayEnd: Int = 0, pause: Int = 0, authorisedOn: LocalDate? = nil, insurer: String = "",
        attended: Bool? = nil, feedback: String = "", version: Int = 1
    ) {
        self.id = id
        self.kind = kind
        self.familyName = familyName
        self.firstName = firstName
        self.birthDate = birthDate
        self.originUai = originUai
        self.originName = originName
        self.level = level
        self.guardianName = guardianName
        self.guardianPhone = guardianPhone
        self.companyId = companyId
        self.workshop = workshop
        self.staffId = staffId
        self.hostPerson = hostPerson
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.dayStart = dayStart
        self.dayEnd = dayEnd
        self.pause = pause
        self.authorisedOn = authorisedOn
        self.insurer = insurer
        self.attended = attended
        self.feedback = feedback
        self.version = version
    }

    public var listName: String { familyName + " " + firstName }
    public var fullName: String { firstName + " " + familyName }

    /// Minutes of a day.
    public var dailyMinutes: Int { max(0, dayEnd - dayStart - pause) }

    /// Days from Monday to Friday.
    public var weekdays: Int {
        guard startsOn <= endsOn else { return 0 }
        return (startsOn.dayNumber...endsOn.dayNumber).count { LocalDate(dayNumber: $0).weekday <= 5 }
    }
}

/// What the rules say of a pupil of another school (PFMP-118, PFMP-120, PFMP-122). Nothing here blocks: the texts read
/// are partial, and the schools sign.
public enum VisitorRules {
    /// Everything found, in the order of the rules.
    /// - Parameter hostIsPublic: an administration or a local authority, where the age of 14 is not asked.
    public static func findings(_ visitor: Visitor, hostIsPublic: Bool, parameters: LegalParameters) -> [Finding] {
        let facts = Facts(visitor: visitor, hostIsPublic: hostIsPublic, parameters: parameters)
        return visitor.kind == .observation
            ? facts.age + facts.length(.observationLongestDays, rule: 118) + facts.hours
            : facts.length(.miniStageLongestDays, rule: 122) + facts.authorisation + facts.workshop
    }

    private struct Facts {
        let visitor: Visitor
        let hostIsPublic: Bool
        let parameters: LegalParameters

        private func value(_ name: LegalParameter) -> Int? { parameters.value(name, on: visitor.startsOn) }

        var age: [Finding] {
            guard let birth = visitor.birthDate else {
                return [
                    found(118, "La date de naissance n’est pas connue\u{A0}: l’âge n’est pas vérifié.", "Demandez-la.")
                ]
            }
            let age = birth.age(on: visitor.startsOn)
            guard !hostIsPublic, let minimum = value(.observationMinimumAge), age < minimum else { return [] }
            return [
                found(
                    118, "À \(age)\u{A0}ans, une entreprise privée n’est possible que si elle est celle de la famille.",
                    "Choisissez une administration ou une collectivité, ou notez le lien de famille.")
            ]
        }

        func length(_ name: LegalParameter, rule: Int) -> [Finding] {
            guard let most = value(name), visitor.weekdays > most else { return [] }
            let days = FrenchNumber.counted(visitor.weekdays, "jour", "jours")
            return [found(rule, "\(days) prévus, \(most) au plus.", "Raccourcissez le séjour.")]
        }

        var hours: [Finding] {
            guard visitor.dayEnd > visitor.dayStart else { return [] }
            var list: [Finding] = []
            if let start = value(.observationDayStart), visitor.dayStart < start {
                list.append(
                    found(120, "Arrivée à \(HourSpan.clock(visitor.dayStart)), avant \(HourSpan.clock(start)).", ""))
            }
            if let end = value(.observationDayEnd), visitor.dayEnd > end {
                list.append(found(120, "Départ à \(HourSpan.clock(visitor.dayEnd)), après \(HourSpan.clock(end)).", ""))
            }
            if let most = value(.observationDayMaximum), visitor.dailyMinutes > most {
                list.append(
                    found(
                        120, "\(HourSpan.duration(visitor.dailyMinutes)) par jour, \(HourSpan.duration(most)) au plus.",
                        "Raccourcissez la journée ou allongez la pause."))
            }
            if let run = value(.runMaximumMinor), let pause = value(.breakMinimumMinor),
                visitor.dayEnd - visitor.dayStart > run, visitor.pause < pause
            {
                list.append(found(120, "Une pause de \(HourSpan.duration(pause)) est nécessaire.", "Notez la pause."))
            }
            return list
        }

        var authorisation: [Finding] {
            guard visitor.authorisedOn == nil else { return [] }
            return [
                found(122, "L’autorisation des parents n’est pas notée.", "Attendez-la avant d’accueillir l’élève.")
            ]
        }

        var workshop: [Finding] {
            guard visitor.workshop.isEmpty || visitor.staffId == nil else { return [] }
            return [found(122, "L’atelier ou l’enseignant d’accueil manque.", "Complétez la fiche.")]
        }

        private func found(_ rule: Int, _ message: String, _ remedy: String) -> Finding {
            Finding(
                rule: rule, severity: .warning, message: message,
                source: rule == 122 ? "note départementale sur les mini-stages" : "L. 4153-1 du code du travail",
                remedy: remedy)
        }
    }
}
