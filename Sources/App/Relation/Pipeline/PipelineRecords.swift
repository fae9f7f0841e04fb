import Domain
import Persistence

/// The relation with all partners as a board: a column for each status.
struct PipelineView: Sendable {
    let columns: [PipelineColumn]
    let changes: [NamedChange]
    let stream: String
    let streams: [String]
    let mayEdit: Bool
    let author: Author
    let query: FormValues
    let today: LocalDate
}

/// A status, how many partners are there, and the first of them.
struct PipelineColumn: Sendable {
    let status: RelationStatus
    let total: Int
    var cards: [PipelineCard]
}

/// A partner on the board.
struct PipelineCard: Codable, Sendable {
    let id: ID<Company>
    let name: String
    let town: String
    let sortKey: String
    var lastContactOn: LocalDate?
    var nextAction: String?
    var nextActionOn: LocalDate?

    private enum CodingKeys: String, CodingKey {
        case id, name, town, sortKey
    }
}

/// A change of the relation with the name of the company.
struct NamedChange: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let changedOn: LocalDate
    let former: RelationStatus
    let current: RelationStatus
    let authorName: String
}

private struct StatusCount: Codable {
    let relation: RelationStatus
    let number: Int
}

private struct LastContact: Codable {
    let companyId: ID<Company>
    let day: LocalDate
}

private struct NextPromise: Codable {
    let companyId: ID<Company>
    let label: String
    let dueOn: LocalDate
}

extension SchoolDatabase {
    /// Cards of a column that the board shows; the rest is in the list.
    static let pipelineCards = 5

    /// How many partners stand in each status: from an index alone.
    func pipelineTotals(stream: String) throws -> [RelationStatus: Int] {
        let counts: [StatusCount] = try rows(
            """
            select company.relation, count(*) as number from \(table(.company))
            where company.archived_on is null\(hosting(stream)) group by company.relation
            """)
        return Dictionary(counts.map { ($0.relation, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first partners of each status: a few lines of an index for each, then two reads for all of them.
    func pipelineCards(stream: String) throws -> [RelationStatus: [PipelineCard]] {
        var cards: [RelationStatus: [PipelineCard]] = [:]
        for status in RelationStatus.allCases {
            cards[status] = try rows(
                """
                select company.id, coalesce(company.trade_name, company.legal_name) as name,
                company.address_city as town, company.sort_key from \(table(.company))
                where company.archived_on is null and company.relation = \(status)\(hosting(stream))
                order by company.sort_key, company.id limit \(SchoolDatabase.pipelineCards)
                """)
        }
        try complete(&cards)
        return cards
    }

    private func hosting(_ stream: String) -> SQL {
        stream.isEmpty ? "" : " and company.streams like \("%" + stream + "%")"
    }

    private func complete(_ cards: inout [RelationStatus: [PipelineCard]]) throws {
        let ids = cards.values.flatMap { $0.map(\.id) }
        guard !ids.isEmpty else { return }
        let last: [LastContact] = try rows(
            """
            select interaction.company_id, max(interaction.happened_on) as day from \(table(.interaction))
            where interaction.company_id in (\(list: ids)) group by interaction.company_id
            """)
        let promises: [NextPromise] = try rows(
            """
            select partner_action.company_id, partner_action.label, partner_action.due_on
            from \(table(.partnerAction)) where partner_action.company_id in (\(list: ids))
            and partner_action.done_on is null order by partner_action.due_on desc, partner_action.id desc
            """)
        let days = Dictionary(last.map { ($0.companyId, $0.day) }, uniquingKeysWith: { first, _ in first })
        // The last written is the first due.
        let next = Dictionary(promises.map { ($0.companyId, $0) }, uniquingKeysWith: { _, later in later })
        for (status, column) in cards {
            cards[status] = column.map { card in
                var card = card
                card.lastContactOn = days[card.id]
                card.nextAction = next[card.id]?.label
                card.nextActionOn = next[card.id]?.dueOn
                return card
            }
        }
    }

    func latestRelationChanges(limit: Int) throws -> [NamedChange] {
        try rows(
            """
            select relation_change.company_id, coalesce(company.trade_name, company.legal_name) as name,
            relation_change.changed_on, relation_change.former, relation_change.current, relation_change.author_name
            from \(table(.relationChange)) join \(table(.company)) on company.id = relation_change.company_id
            order by relation_change.changed_on desc, relation_change.id desc limit \(limit)
            """)
    }
}
