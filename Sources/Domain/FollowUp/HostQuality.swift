/// What the school decided of a host, with its reason (PFMP-81). Internal: never published, never sent.
public struct HostQuality: Codable, Equatable, Sendable {
    /// Whether learners may go there.
    public enum State: String, Codable, CaseIterable, Sendable {
        case toQualify = "a_qualifier"
        case qualified = "qualifie"
        case watched = "sous_surveillance"
        case suspended = "suspendu"
        case closed = "ferme"

        /// « Sous surveillance »
        public var label: String {
            switch self {
            case .toQualify: "À qualifier"
            case .qualified: "Qualifié"
            case .watched: "Sous surveillance"
            case .suspended: "Suspendu"
            case .closed: "Fermé"
            }
        }

        /// Whether a learner may be placed there (PFMP-103).
        public var takesLearners: Bool { self != .suspended && self != .closed }
    }

    public let id: ID<HostQuality>
    public let companyId: ID<Company>
    public var state: State
    public var reason: String
    public var decidedOn: LocalDate
    public var decidedBy: String
    public var version: Int

    public init(
        id: ID<HostQuality>, companyId: ID<Company>, state: State, reason: String, decidedOn: LocalDate,
        decidedBy: String, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.state = state
        self.reason = reason
        self.decidedOn = decidedOn
        self.decidedBy = decidedBy
        self.version = version
    }
}

/// What the program proposes of a host from what it knows, and why. People decide.
public struct HostQualityProposal: Equatable, Sendable {
    /// What is known of a host.
    public struct Facts: Equatable, Sendable {
        public var isArchived = false
        /// An alert of violence, harassment or discrimination is open (PFMP-103).
        public var hasOpenAlert = false
        /// Serious or grave incidents that are not closed.
        public var openIncidents = 0
        public var lastCheck: SafetyCheck.Outcome?
        public var lastCheckOn: LocalDate?
        /// Means of the learners' reports, in tenths, 10 to 40.
        public var learnerMeans: [Int] = []
        /// Learners who would not advise the place.
        public var advisedAgainst = 0
        /// Placements carried through.
        public var carriedThrough = 0

        public init() {}
    }

    /// A check of safety older than this is to be done again: a choice of the program.
    public static let checkYears = 3
    /// Below this mean, in tenths of 4, a host is looked at again: a choice of the program.
    public static let poorMean = 22

    public let state: HostQuality.State
    /// French sentences, the heaviest first; none tells what an alert is about.
    public let reasons: [String]

    public init(_ facts: Facts, on today: LocalDate) {
        if facts.isArchived {
            self.init(.closed, ["La fiche de l’entreprise est archivée."])
            return
        }
        var suspending: [String] = []
        if facts.hasOpenAlert { suspending.append("Une alerte est en cours d’examen par la direction.") }
        if facts.lastCheck == .unfit { suspending.append("La dernière vérification de sécurité est défavorable.") }
        if !suspending.isEmpty {
            self.init(.suspended, suspending)
            return
        }
        let worries = Self.worries(facts)
        if !worries.isEmpty {
            self.init(.watched, worries)
            return
        }
        let needs = Self.needs(facts, today)
        self.init(
            needs.isEmpty ? .qualified : .toQualify,
            needs.isEmpty ? ["Sécurité vérifiée, accueil déjà réussi, aucun incident ouvert."] : needs)
    }

    private init(_ state: HostQuality.State, _ reasons: [String]) {
        self.state = state
        self.reasons = reasons
    }

    private static func worries(_ facts: Facts) -> [String] {
        var list: [String] = []
        if facts.openIncidents > 0 {
            list.append(
                FrenchNumber.counted(facts.openIncidents, "incident sérieux ouvert.", "incidents sérieux ouverts."))
        }
        if facts.lastCheck == .withReserves {
            list.append("La dernière vérification de sécurité porte des réserves.")
        }
        if let mean = facts.mean, mean < poorMean {
            list.append("Les bilans des élèves sont bas\u{A0}: \(Self.spelled(mean)) sur 4.")
        }
        if facts.advisedAgainst > 1 {
            list.append("\(facts.advisedAgainst)\u{A0}élèves ne conseillent pas ce lieu.")
        }
        return list
    }

    private static func needs(_ facts: Facts, _ today: LocalDate) -> [String] {
        var list: [String] = []
        if let day = facts.lastCheckOn {
            if day.adding(years: checkYears) < today {
                list.append("La vérification de sécurité date de plus de \(checkYears)\u{A0}ans.")
            }
        } else {
            list.append("La sécurité du lieu n’a pas encore été vérifiée.")
        }
        if facts.carriedThrough == 0 { list.append("Aucun placement n’y est encore allé au bout.") }
        return list
    }

    /// `34` gives « 3,4 ».
    public static func spelled(_ tenths: Int) -> String { "\(tenths / 10),\(tenths % 10)" }
}

extension HostQualityProposal.Facts {
    /// Mean of all reports, in tenths.
    public var mean: Int? {
        learnerMeans.isEmpty ? nil : (learnerMeans.reduce(0, +) + learnerMeans.count / 2) / learnerMeans.count
    }
}

/// The place was looked at before somebody goes there (F90).
public struct SafetyCheck: Codable, Equatable, Sendable {
    /// What comes out of it.
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case fit = "apte"
        case withReserves = "reserves"
        case unfit = "inapte"

        /// « Favorable »
        public var label: String {
            switch self {
            case .fit: "Favorable"
            case .withReserves: "Favorable avec réserves"
            case .unfit: "Défavorable"
            }
        }
    }

    public let id: ID<SafetyCheck>
    public let companyId: ID<Company>
    /// Family of trades of the list used.
    public let trade: String
    public let checkedOn: LocalDate
    public let checkedBy: String
    public let answers: SafetyAnswers
    public let outcome: Outcome
    public let equipment: String
    public let forbiddenTasks: String
    public let remarks: String

    public init(
        id: ID<SafetyCheck>, companyId: ID<Company>, trade: String, checkedOn: LocalDate, checkedBy: String,
        answers: SafetyAnswers, outcome: Outcome, equipment: String = "", forbiddenTasks: String = "",
        remarks: String = ""
    ) {
        self.id = id
        self.companyId = companyId
        self.trade = trade
        self.checkedOn = checkedOn
        self.checkedBy = checkedBy
        self.answers = answers
        self.outcome = outcome
        self.equipment = equipment
        self.forbiddenTasks = forbiddenTasks
        self.remarks = remarks
    }
}

/// Answers to a safety list. Text form, as stored: `accueil:oui,epi:non`.
public struct SafetyAnswers: Equatable, Sendable {
    /// What was seen.
    public enum Answer: String, CaseIterable, Sendable {
        case yes = "oui"
        case no = "non"
        case notConcerned = "sans_objet"

        /// « Sans objet »
        public var label: String {
            switch self {
            case .yes: "Oui"
            case .no: "Non"
            case .notConcerned: "Sans objet"
            }
        }
    }

    public var values: [String: Answer]

    public init(_ values: [String: Answer]) {
        self.values = values
    }

    /// Points answered « non ».
    public var failing: [String] { values.filter { $0.value == .no }.keys.sorted() }
}

extension SafetyAnswers: LosslessStringConvertible, Codable {
    public var description: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.rawValue)" }.joined(separator: ",")
    }

    public init?(_ description: String) {
        var values: [String: Answer] = [:]
        for part in description.split(separator: ",") {
            let sides = part.split(separator: ":")
            guard sides.count == 2, let answer = Answer(rawValue: String(sides[1])) else { return nil }
            values[String(sides[0])] = answer
        }
        self.init(values)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let answers = SafetyAnswers(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not answers: \(text)")
        }
        self = answers
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
