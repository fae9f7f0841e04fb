import Domain
import Placement

extension ProposalInstance {
    /// The companies that could take a learner, the cheapest for them first.
    func choices(of learner: Int, decided: [ProposalChoice]) -> [ProposalLineView.Choice] {
        let found = question.pairs.filter { $0.learner == learner }.map { pair in
            (pair: pair, cost: Int(CostParts(pair.facts, question.weights).total))
        }.sorted { ($0.cost, $0.pair.place) < ($1.cost, $1.pair.place) }
        guard let least = found.first?.cost else { return [] }
        var seen: Set<ID<Company>> = []
        return found.compactMap { pair, cost in
            let host = facts.hosts[places[pair.place].host]
            guard seen.insert(host.id).inserted else { return nil }
            let isUnknown = unknown.contains(.init(learner: learner, place: pair.place))
            return ProposalLineView.Choice(
                company: host, minutes: isUnknown ? nil : Int(pair.facts.minutes),
                wish: pair.facts.wish.map { Int($0) }, extra: (cost - least + 5) / 10,
                isToAsk: places[pair.place].isToAsk,
                isRefused: decided.contains { $0.companyId == host.id && $0.kind == .refused },
                room: Int(question.places[pair.place].capacity),
                typed: typedTravel(of: facts.goers[learner], to: host),
                decision: decided.first { $0.companyId == host.id })
        }
    }
}
