/// How much each thing counts in a proposal: the sliders of its page.
public struct ProposalSettings: Codable, Equatable, Sendable {
    /// One of the sliders.
    public enum Slider: String, CaseIterable, Sendable {
        case travel = "trajet"
        case wish = "voeux"
        case host = "hote"
        case diversity = "diversite"
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
            case .diversity: 0...120
            case .longest: 10...240
            case .shortage: 0...80
            }
        }
    }

    public var travel: Int
    public var wish: Int
    public var host: Int
    public var diversity: Int
    public var change: Int
    public var longest: Int
    /// Above 0, a shortage is tried out: as many places are left out as it takes to lack that many in a hundred.
    public var shortage: Int
    /// Learners without a network come first when places lack.
    public var networkFirst: Bool
    /// Hosts that usually take the stream count for one place each, to be asked for, when they declared none.
    public var usualHosts: Bool

    public init(
        travel: Int = 100, wish: Int = 15, host: Int = 10, diversity: Int = 20, change: Int = 10, longest: Int = 60,
        shortage: Int = 0, networkFirst: Bool = true, usualHosts: Bool = false
    ) {
        self.travel = travel
        self.wish = wish
        self.host = host
        self.diversity = diversity
        self.change = change
        self.longest = longest
        self.shortage = shortage
        self.networkFirst = networkFirst
        self.usualHosts = usualHosts
    }

    /// The value of a slider, held to its range when written.
    public subscript(_ slider: Slider) -> Int {
        get {
            switch slider {
            case .travel: travel
            case .wish: wish
            case .host: host
            case .diversity: diversity
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
            case .change: change = value
            case .longest: longest = value
            case .shortage: shortage = value
            }
        }
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
    }
}
