import Domain

/// A line of the list of companies.
struct CompanyLine: Sendable {
    let id: ID<Company>
    let name: String
    let town: String
    let department: String
    let naf: String
    let activity: String
    let relation: RelationStatus
    let sortKey: String
    let latitude: Double?
    let longitude: Double?
    var lastContactOn: LocalDate?
    var places = 0
    /// Closed at the register Sirene (F32).
    var isClosed = false

    /// The sort values of the line, as they stand in addresses.
    func position(in sort: CompanyFilter.Sort) -> String {
        switch sort {
        case .name: [sortKey, id.rawValue].joined(separator: "|")
        case .town: [town, sortKey, id.rawValue].joined(separator: "|")
        case .relation: [relation.rawValue, sortKey, id.rawValue].joined(separator: "|")
        }
    }
}

extension [CompanyLine] {
    /// Puts the lines in the order of a list of keys.
    mutating func sort(in order: [ID<Company>]) {
        let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        sort { (ranks[$0.id] ?? .max, $0.sortKey) < (ranks[$1.id] ?? .max, $1.sortKey) }
    }
}
