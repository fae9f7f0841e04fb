/// When the rules on regulated works apply.
enum Works {
    /// Whether a minor is to do some.
    static func planned(_ study: Study) throws(Unknown) -> Bool {
        guard study.kind.isUnderChapterL124 else { return false }
        guard try study.known(study.facts.works.regulated, "works.regulated") else { return false }
        return try study.isMinor(on: study.period().lowerBound)
    }

    /// Whether a declaration is needed: some works, and no permanent derogation for all of them.
    static func needsDeclaration(_ study: Study) throws(Unknown) -> Bool {
        guard try planned(study) else { return false }
        let works = study.facts.works
        let open = works.permanent.reduce(into: Set<Int>()) { $0.formUnion($1.articles) }
        return works.articles.isEmpty ? works.permanent.isEmpty : !Set(works.articles).isSubset(of: open)
    }
}

/// How long a declaration holds (PFMP-55).
public enum WorksDeclarationPeriod {
    /// The eve of its anniversary, included; whether that day counts is not settled.
    public static func lastDay(sentOn day: LocalDate, years: Int) -> LocalDate {
        day.adding(years: years).adding(days: -1)
    }
}

/// The yearly opinion of a doctor (PFMP-57).
enum MedicalOpinion {
    static func observations(_ study: Study) throws(Unknown) -> [Observation] {
        guard let day = study.facts.works.medicalOpinionOn else {
            return [
                Observation(
                    .warning, "Aucun avis médical d’aptitude n’est noté.", remedy: "Demandez-le au médecin scolaire.")
            ]
        }
        let months = try study.number(.medicalOpinionMonths)
        let until = day.adding(months: months).adding(days: -1)
        guard try until < study.period().upperBound else { return [] }
        return [
            Observation(
                .warning, "L’avis médical du \(day.long) n’est valable que jusqu’au \(until.long).",
                remedy: "Demandez un nouvel avis au médecin scolaire.")
        ]
    }
}

/// Works that are forbidden or regulated for minors, one article each (PFMP-59).
public struct YouthWork: Codable, Equatable, Sendable {
    /// What the article does.
    public enum Status: String, Codable, Sendable {
        case forbidden = "interdit"
        case regulated = "reglemente"

        /// « Interdit avant 18 ans »
        public var label: String {
            switch self {
            case .forbidden: "Interdit avant 18 ans"
            case .regulated: "Possible avec une déclaration de dérogation"
            }
        }
    }

    /// 32 for D.4153-32.
    public let article: Int
    /// In French.
    public let title: String
    public let status: Status
    /// How sure the text is.
    public let standing: RuleStanding
    /// Folded words that point to it in a description of activities.
    public let words: [String]

    /// « D. 4153-32 »
    public var name: String { "D.\u{A0}4153-\(article)" }
}

/// The catalogue of works against activities.
public enum WorksCatalogue {
    /// The articles that exist.
    static let articles = 16...37

    /// The works that a description of activities points to.
    public static func pointed(by activities: String, parameters: LegalParameters) -> [YouthWork] {
        pointed(by: FoldedText(activities), parameters)
    }

    private static func pointed(by activities: FoldedText, _ parameters: LegalParameters) -> [YouthWork] {
        let works = parameters.works
        // By index: only the works that are pointed to are taken out of the catalogue.
        return works.indices.filter { works[$0].words.contains(where: activities.mentions) }.map { works[$0] }
    }

    static func observations(_ study: Study) throws(Unknown) -> [Observation] {
        guard study.kind.isUnderChapterL124 else { return [] }
        let articles = study.facts.works.articles
        let named = articles.isEmpty ? [] : study.parameters.works.filter { articles.contains($0.article) }
        let pointed = study.activities.map { self.pointed(by: $0, study.parameters) } ?? []
        let works = named + pointed.filter { !named.contains($0) }
        guard !works.isEmpty, try study.isMinor(on: study.period().lowerBound) else { return [] }
        return works.compactMap { observation($0, study) }
    }

    private static func observation(_ work: YouthWork, _ study: Study) -> Observation? {
        let permanent = study.facts.works.permanent.contains { $0.articles.contains(work.article) }
        switch work.status {
        case .forbidden where !permanent:
            return Observation(
                work.standing.limited(.block), "\(work.name), \(work.title)\u{A0}: interdit à un mineur.",
                remedy: "Retirez cette activité.")
        case .regulated where study.facts.works.regulated != true:
            return Observation(
                .warning, "\(work.name), \(work.title)\u{A0}: travaux réglementés pour un mineur.",
                remedy: "Indiquez les travaux réglementés et leur déclaration, ou retirez cette activité.")
        case .forbidden, .regulated: return nil
        }
    }
}

/// What a host keeps at hand of the inspector for one young person (PFMP-58).
public struct InspectorLine: Equatable, Sendable {
    /// The columns, in French.
    public static let columns = [
        "Nom", "Date de naissance", "Formation", "Début", "Fin", "Lieu", "Avis médical", "Formation à la sécurité",
        "Encadrants",
    ]

    /// The values, in the order of the columns; empty when not known.
    public let values: [String]

    /// The line of one case; the name is given apart, since the rules do not know it.
    public init(name: String, _ facts: AgreementCase) {
        let dates = [facts.period.startsOn, facts.period.endsOn].map { $0?.numeric ?? "" }
        values =
            [name, facts.learner.birthDate?.numeric ?? "", facts.training.title ?? ""] + dates + [
                facts.host.name ?? "",
                [facts.works.medicalOpinionOn?.numeric, facts.works.doctor].compactMap { $0 }.joined(separator: ", "),
                facts.works.trained.map { $0 ? "oui" : "non" } ?? "", facts.agreement.tutor ?? "",
            ]
    }
}
