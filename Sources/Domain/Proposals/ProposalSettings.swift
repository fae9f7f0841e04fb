/// How much each thing counts in a proposal: the sliders of its page.
public struct ProposalSettings: Equatable, Sendable {
    /// One of the sliders.
    public enum Slider: String, CaseIterable, Sendable {
        case travel = "trajet"
        case wish = "voeux"
        case host = "hote"
        case diversity = "diversite"
        case continuity = "continuite"
        case change = "stabilite"
        case longest = "plus_long"
        case shortage = "penurie"

        /// « Trajets courts »
        public var label: String {
            switch self {
            case .travel: "Trajets courts"
            case .wish: "Vœux des élèves"
            case .host: "Avis des entreprises"
            case .diversity: "Découvrir d’autres lieux"
            case .continuity: "Retrouver la même entreprise"
            case .change: "Garder ce qui était proposé"
            case .longest: "Trajet le plus long, en minutes"
            case .shortage: "Essayer une pénurie, en %"
            }
        }

        /// What it weighs, in a sentence.
        public var meaning: String {
            switch self {
            case .travel: "100 : chaque minute compte, et davantage quand le trajet est long."
            case .wish: "Ce que vaut un premier vœu, en minutes de trajet."
            case .host: "Ce que vaut un accord déjà donné, en minutes de trajet."
            case .diversity: "Ce que coûte de retourner au même endroit, en minutes de trajet."
            case .continuity: "Ce que vaut de retourner au même endroit exprès, en minutes de trajet."
            case .change: "Ce que vaut de ne pas changer une paire déjà proposée, en minutes."
            case .longest: "Au-delà, la place n’est pas proposée."
            case .shortage: "30 : et s’il n’y avait que sept places pour dix élèves ?"
            }
        }

        /// What it may be.
        public var range: ClosedRange<Int> {
            switch self {
            case .travel: 0...300
            case .wish, .change: 0...30
            case .host: 0...60
            case .diversity, .continuity: 0...120
            case .longest: 10...240
            case .shortage: 0...80
            }
        }
    }

    public var travel: Int
    public var wish: Int
    public var host: Int
    public var diversity: Int
    public var continuity: Int
    public var change: Int
    public var longest: Int
    /// Above 0, a shortage is tried out: as many places are left out as it takes to lack that many in a hundred.
    public var shortage: Int
    /// Learners without a network come first when places lack.
    public var networkFirst: Bool
    /// Hosts that usually take the stream count for one place each, to be asked for, when they declared none.
    public var usualHosts: Bool
    /// How learners go there, for travels that nobody typed.
    public var mode: TravelMode

    public init(
        travel: Int = 100, wish: Int = 15, host: Int = 10, diversity: Int = 20, continuity: Int = 0,
        change: Int = 10, longest: Int = 60, shortage: Int = 0, networkFirst: Bool = true, usualHosts: Bool = false,
        mode: TravelMode = .car
    ) {
        self.travel = travel
        self.wish = wish
        self.host = host
        self.diversity = diversity
        self.continuity = continuity
        self.change = change
        self.longest = longest
        self.shortage = shortage
        self.networkFirst = networkFirst
        self.usualHosts = usualHosts
        self.mode = mode
    }

    /// The value of a slider, held to its range when written.
    public subscript(_ slider: Slider) -> Int {
        get {
            switch slider {
            case .travel: travel
            case .wish: wish
            case .host: host
            case .diversity: diversity
            case .continuity: continuity
            case .change: change
            case .longest: longest
            case .shortage: shortage
            }
        }
        set {
            let value = min(max(newValue, slider.range.lowerBound), slider.range.upperBound)
            switch slider {
            case .travel: travel = value
            case .wish: wish = value
            case .host: host = value
            case .diversity: diversity = value
            case .continuity: continuity = value
            case .change: change = value
            case .longest: longest = value
            case .shortage: shortage = value
            }
        }
    }
}

extension ProposalSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case travel, wish, host, diversity, continuity, change, longest, shortage, networkFirst, usualHosts, mode
    }

    /// What an older proposal does not say keeps its usual value.
    public init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        travel = try container.decodeIfPresent(Int.self, forKey: .travel) ?? travel
        wish = try container.decodeIfPresent(Int.self, forKey: .wish) ?? wish
        host = try container.decodeIfPresent(Int.self, forKey: .host) ?? host
        diversity = try container.decodeIfPresent(Int.self, forKey: .diversity) ?? diversity
        continuity = try container.decodeIfPresent(Int.self, forKey: .continuity) ?? continuity
        change = try container.decodeIfPresent(Int.self, forKey: .change) ?? change
        longest = try container.decodeIfPresent(Int.self, forKey: .longest) ?? longest
        shortage = try container.decodeIfPresent(Int.self, forKey: .shortage) ?? shortage
        networkFirst = try container.decodeIfPresent(Bool.self, forKey: .networkFirst) ?? networkFirst
        usualHosts = try container.decodeIfPresent(Bool.self, forKey: .usualHosts) ?? usualHosts
        mode = try container.decodeIfPresent(TravelMode.self, forKey: .mode) ?? mode
    }
}

/// What a proposal came to, in numbers.
public struct ProposalOutcome: Codable, Equatable, Sendable {
    /// How many places to look for, for a stream and a town.
    public struct Shortage: Codable, Equatable, Sendable {
        public var stream: String
        public var town: String
        public var missing: Int

        public init(stream: String, town: String, missing: Int) {
            self.stream = stream
            self.town = town
            self.missing = missing
        }
    }

    /// What the last calculation changed.
    public struct Changes: Codable, Equatable, Sendable {
        /// Learners proposed to another company.
        public var moved: Int
        /// Learners who have a place now and had none, and the reverse.
        public var gained: Int
        public var lost: Int
        /// In French, the first of them: « EXEMPLE Lina : Garage Delorme, et non plus Auto Pièces ».
        public var examples: [String]

        public init(moved: Int, gained: Int, lost: Int, examples: [String]) {
            self.moved = moved
            self.gained = gained
            self.lost = lost
            self.examples = examples
        }

        /// « 3 élèves changent d’entreprise, 1 élève gagne un lieu »
        public var sentence: String {
            let parts = [
                moved == 0
                    ? nil
                    : moved == 1 ? "1\u{A0}élève change d’entreprise" : "\(moved)\u{A0}élèves changent d’entreprise",
                gained == 0
                    ? nil : gained == 1 ? "1\u{A0}élève gagne un lieu" : "\(gained)\u{A0}élèves gagnent un lieu",
                lost == 0 ? nil : lost == 1 ? "1\u{A0}élève perd le sien" : "\(lost)\u{A0}élèves perdent le leur",
            ].compactMap { $0 }
            return parts.isEmpty ? "personne ne change d’entreprise" : parts.joined(separator: ", ")
        }
    }

    /// Learners who needed a place, and those who have one.
    public var learners: Int
    public var placed: Int
    /// The same among those without a network.
    public var withoutNetwork: Int
    public var withoutNetworkPlaced: Int
    /// Places counted, before distances.
    public var places: Int
    /// Sum of the costs, in tenths of a minute.
    public var cost: Int
    /// Of the travels that are known, in minutes.
    public var medianMinutes: Int?
    public var longestMinutes: Int?
    /// Pairs whose travel is not known.
    public var unknownTravels: Int
    /// The shortest travel within which as many learners have a place.
    public var smallestLimit: Int?
    /// Nothing is cheaper, and it was verified.
    public var isCertified: Bool
    /// Legal persons whose weeks overlap in a chain and were full, with what a better sharing could save at most.
    public var chainedHosts: [String]
    public var gap: Int
    public var shortages: [Shortage]
    /// `nil` for a first calculation.
    public var changes: Changes?
    /// What travels were estimated with; `nil` in older proposals.
    public var estimate: TravelEstimate?
    /// Proposed travels that somebody typed.
    public var typedTravels: Int?

    public init() {
        learners = 0
        placed = 0
        withoutNetwork = 0
        withoutNetworkPlaced = 0
        places = 0
        cost = 0
        medianMinutes = nil
        longestMinutes = nil
        unknownTravels = 0
        smallestLimit = nil
        isCertified = false
        chainedHosts = []
        gap = 0
        shortages = []
        changes = nil
        estimate = nil
        typedTravels = nil
    }
}
