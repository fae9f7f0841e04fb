/// What is known of a company that might take a learner.
public struct HostCandidate: Equatable, Sendable {
    public let id: ID<Company>
    public let name: String
    public let city: String
    /// Whether it takes the stream, by its record or by a place it declared.
    public var takesStream: Bool
    /// Whether the places it declared name no stream: it may take this one, or know nothing of it.
    public var takesAny: Bool
    /// Learners of the stream it hosted before.
    public var hosted: Int
    /// Places left for the weeks of the period; `nil` when it declared none.
    public var free: Int?
    /// Kilometres from the learner's town; `nil` when one of the two is not on the map.
    public var distance: Int?
    public var sayings: [PressureSaying]

    public init(
        id: ID<Company>, name: String, city: String, takesStream: Bool = false, takesAny: Bool = false, hosted: Int = 0,
        free: Int? = nil,
        distance: Int? = nil, sayings: [PressureSaying] = []
    ) {
        self.id = id
        self.name = name
        self.city = city
        self.takesStream = takesStream
        self.takesAny = takesAny
        self.hosted = hosted
        self.free = free
        self.distance = distance
        self.sayings = sayings
    }
}

/// A company to try for a learner, with the reasons (I22).
public struct HostProposal: Equatable, Sendable {
    public let candidate: HostCandidate
    /// In French, the strongest first.
    public let reasons: [String]
    let score: Int
}

/// Ranks the companies that might take a learner.
public enum HostProposals {
    /// The best companies to try; those that are full or asked too much are left out, so are those without any reason.
    public static func best(
        _ candidates: [HostCandidate], count: Int = 3, thresholds: SchoolThresholds
    ) -> [HostProposal] {
        candidates.filter { !$0.sayings.contains(where: \.reason.keepsAway) }.compactMap { proposal($0, thresholds) }
            .sorted { ($1.score, $0.candidate.name, $0.candidate.id) < ($0.score, $1.candidate.name, $1.candidate.id) }
            .prefix(count).map(\.self)
    }

    private static func proposal(_ candidate: HostCandidate, _ thresholds: SchoolThresholds) -> HostProposal? {
        let knows = candidate.takesStream || candidate.hosted > 0
        guard knows || candidate.takesAny else { return nil }
        var reasons: [String] = []
        var score = 0
        if let free = candidate.free, free > 0 {
            // A place for anybody comes after those who know the trade.
            score += knows ? 50 : 5
            reasons.append(FrenchNumber.counted(free, "place libre", "places libres") + " ces semaines-là")
        }
        if candidate.hosted > 0 {
            score += min(30, 10 + 4 * candidate.hosted)
            reasons.append(
                candidate.hosted == 1
                    ? "a déjà accueilli la filière" : "a accueilli la filière \(candidate.hosted)\u{A0}fois")
        }
        if candidate.takesStream {
            score += 15
            reasons.append("accueille la filière")
        } else if !knows {
            reasons.append("filière non précisée")
        }
        if let distance = candidate.distance {
            score += max(0, 20 - distance)
            if distance <= thresholds[.proposalDistance] {
                reasons.append(distance == 0 ? "dans sa commune" : "à \(distance)\u{A0}km")
            } else {
                score -= 10
                reasons.append("loin\u{A0}: \(distance)\u{A0}km")
            }
        }
        return HostProposal(candidate: candidate, reasons: reasons, score: score)
    }
}
