/// What a learner of terminale chose, whole or in two halves (PFMP-08).
public struct PathwayChoice: Codable, Equatable, Sendable {
    public let id: ID<PathwayChoice>
    public let campaignId: ID<PathwayCampaign>
    public let learnerId: ID<Learner>
    public var path: ChosenPath
    public var chosenOn: LocalDate
    /// Of the class council; `nil` before it met.
    public var advice: CouncilAdvice?
    public var adviceNote: String
    public var version: Int

    public init(
        id: ID<PathwayChoice>, campaignId: ID<PathwayCampaign>, learnerId: ID<Learner>, path: ChosenPath,
        chosenOn: LocalDate, advice: CouncilAdvice? = nil, adviceNote: String = "", version: Int = 1
    ) {
        self.id = id
        self.campaignId = campaignId
        self.learnerId = learnerId
        self.path = path
        self.chosenOn = chosenOn
        self.advice = advice
        self.adviceNote = adviceNote
        self.version = version
    }

    private enum CodingKeys: String, CodingKey {
        case id, campaignId, learnerId, firstOption, secondOption, turnsOn, chosenOn, advice, adviceNote, version
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(ID<PathwayChoice>.self, forKey: .id)
        campaignId = try values.decode(ID<PathwayCampaign>.self, forKey: .campaignId)
        learnerId = try values.decode(ID<Learner>.self, forKey: .learnerId)
        path = ChosenPath(
            first: try values.decode(String.self, forKey: .firstOption),
            second: try values.decodeIfPresent(String.self, forKey: .secondOption),
            turnsOn: try values.decodeIfPresent(LocalDate.self, forKey: .turnsOn))
        chosenOn = try values.decode(LocalDate.self, forKey: .chosenOn)
        advice = try values.decodeIfPresent(CouncilAdvice.self, forKey: .advice)
        adviceNote = try values.decode(String.self, forKey: .adviceNote)
        version = try values.decode(Int.self, forKey: .version)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(campaignId, forKey: .campaignId)
        try values.encode(learnerId, forKey: .learnerId)
        try values.encode(path.first, forKey: .firstOption)
        try values.encode(path.second, forKey: .secondOption)
        try values.encode(path.turnsOn, forKey: .turnsOn)
        try values.encode(chosenOn, forKey: .chosenOn)
        try values.encode(advice, forKey: .advice)
        try values.encode(adviceNote, forKey: .adviceNote)
        try values.encode(version, forKey: .version)
    }
}

/// One option, or one then another from a day on.
public struct ChosenPath: Codable, Hashable, Sendable {
    public let first: String
    /// The second half; `nil` when the path is whole.
    public let second: String?
    /// The first day of the second half.
    public let turnsOn: LocalDate?

    public init(first: String, second: String? = nil, turnsOn: LocalDate? = nil) {
        self.first = first
        self.second = second
        self.turnsOn = turnsOn
    }

    /// Refuses a path that leaves a gap, turns outside the window, or names what the campaign does not offer.
    public func checked(in campaign: PathwayCampaign) throws(PathwayRefusal) {
        guard campaign.option(first) != nil, second.map({ campaign.option($0) != nil }) ?? true else {
            throw .unknownOption
        }
        guard let second else {
            if turnsOn != nil { throw .halfMissing }
            return
        }
        guard second != first else { throw .sameTwice }
        guard let turnsOn else { throw .dayMissing }
        guard campaign.startsOn < turnsOn, turnsOn <= campaign.endsOn else {
            throw .outsideWindow(campaign.startsOn, campaign.endsOn)
        }
    }

    /// The days of the path that are spent at a host; `nil` when there are none.
    public func daysAtHost(in campaign: PathwayCampaign) -> ClosedRange<LocalDate>? {
        let firstEnd = turnsOn?.adding(days: -1) ?? campaign.endsOn
        if campaign.option(first)?.goesToHost ?? false { return campaign.startsOn...firstEnd }
        if let second, let turnsOn, campaign.option(second)?.goesToHost ?? false { return turnsOn...campaign.endsOn }
        return nil
    }

    /// « Deux semaines de PFMP », « … puis, à partir du 15 mars, … »
    public func label(in campaign: PathwayCampaign) -> String {
        let start = campaign.option(first)?.label ?? first
        guard let second, let turnsOn else { return start }
        return start + ", puis à partir du \(turnsOn.short)\u{A0}: " + (campaign.option(second)?.label ?? second)
    }
}

/// What the class council advises.
public enum CouncilAdvice: String, Codable, CaseIterable, Sendable {
    case favourable = "favorable"
    case reserved = "reserve"
    case unfavourable = "defavorable"

    /// « Favorable »
    public var label: String {
        switch self {
        case .favourable: "Favorable"
        case .reserved: "Réservé"
        case .unfavourable: "Défavorable"
        }
    }
}

/// A motivated request to change a choice, with its answer.
public struct PathwayChange: Codable, Equatable, Sendable {
    /// Where the request stands.
    public enum Answer: String, Codable, CaseIterable, Sendable {
        case waiting = "attente"
        case accepted = "acceptee"
        case refused = "refusee"

        /// « Acceptée »
        public var label: String {
            switch self {
            case .waiting: "En attente"
            case .accepted: "Acceptée"
            case .refused: "Refusée"
            }
        }
    }

    public let id: ID<PathwayChange>
    public let choiceId: ID<PathwayChoice>
    public let learnerId: ID<Learner>
    public let requestedOn: LocalDate
    /// What was chosen before, in words.
    public let former: String
    public let firstOption: String
    public let secondOption: String?
    public let turnsOn: LocalDate?
    public let motive: String
    public internal(set) var answer: Answer
    public internal(set) var answeredOn: LocalDate?
    public internal(set) var answeredBy: String?
    public internal(set) var version: Int

    public init(
        id: ID<PathwayChange>, choice: PathwayChoice, requestedOn: LocalDate, former: String, path: ChosenPath,
        motive: String
    ) {
        self.id = id
        choiceId = choice.id
        learnerId = choice.learnerId
        self.requestedOn = requestedOn
        self.former = former
        firstOption = path.first
        secondOption = path.second
        turnsOn = path.turnsOn
        self.motive = motive
        answer = .waiting
        version = 1
    }

    /// What the learner asks for.
    public var path: ChosenPath { ChosenPath(first: firstOption, second: secondOption, turnsOn: turnsOn) }

    /// The same request once somebody decided.
    public func answered(_ answer: Answer, by name: String, on day: LocalDate) throws(PathwayRefusal) -> PathwayChange {
        guard self.answer == .waiting, answer != .waiting else { throw .alreadyAnswered }
        var change = self
        change.answer = answer
        change.answeredOn = day
        change.answeredBy = name
        change.version += 1
        return change
    }
}

/// Why a path is not taken.
public enum PathwayRefusal: Refusal, Equatable {
    case unknownOption, halfMissing, sameTwice, dayMissing
    case outsideWindow(LocalDate, LocalDate)
    case alreadyAnswered, alreadyWaiting, unchanged

    public var message: String {
        switch self {
        case .unknownOption: "Choisissez une option de la campagne."
        case .halfMissing: "Choisissez ce que fait l’élève à partir de ce jour, ou videz la date."
        case .sameTwice: "Les deux moitiés sont la même option\u{A0}: laissez la seconde vide."
        case .dayMissing:
            "Indiquez le premier jour de la seconde moitié\u{A0}: aucun jour ne doit rester sans parcours."
        case .outsideWindow(let start, let end):
            "Ce jour sort de la campagne, du \(start.short) au \(end.short)."
        case .alreadyAnswered: "Cette demande a déjà reçu une réponse."
        case .alreadyWaiting: "Une demande de changement attend déjà une réponse pour cet élève."
        case .unchanged: "C’est déjà le parcours de cet élève."
        }
    }
}
