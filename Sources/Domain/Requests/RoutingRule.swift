/// Sends the requests of a need, a stream or a place to one person.
public struct RoutingRule: Codable, Equatable, Sendable {
    public let id: ID<RoutingRule>
    /// The need; empty for all.
    public var kind: String
    /// Stream or trade; empty for all.
    public var stream: String
    /// How the postal code begins: `31`, `3177`; empty for everywhere.
    public var place: String
    public var assigneeId: ID<Account>

    public init(
        id: ID<RoutingRule>, kind: CompanyRequest.Kind?, stream: String, place: String, assigneeId: ID<Account>
    ) {
        self.id = id
        self.kind = kind?.rawValue ?? ""
        self.stream = stream
        self.place = place
        self.assigneeId = assigneeId
    }

    /// How many of its conditions a request meets; `nil` when one is not met.
    public func score(for request: CompanyRequest) -> Int? {
        var score = 0
        if !kind.isEmpty {
            guard kind == request.kind.rawValue else { return nil }
            score += 1
        }
        if !stream.isEmpty {
            let wanted = SearchKey(stream).words
            let said = Set(SearchKey(request.stream, request.message).words)
            guard !wanted.isEmpty, wanted.filter({ $0.count > 2 }).allSatisfy(said.contains) else { return nil }
            score += 1
        }
        if !place.isEmpty {
            guard request.postalCode.hasPrefix(place) else { return nil }
            score += 1
        }
        return score
    }

    /// The rule that says most of the request; the oldest of equals.
    public static func choice(for request: CompanyRequest, among rules: [RoutingRule]) -> RoutingRule? {
        let scored = rules.compactMap { rule in rule.score(for: request).map { (rule: rule, score: $0) } }
        return scored.max { left, right in
            left.score == right.score ? left.rule.id > right.rule.id : left.score < right.score
        }?.rule
    }
}
