import Domain
import Persistence

/// A pupil of another school as lists show them.
struct VisitorLine: Codable, Sendable {
    let id: ID<Visitor>
    let kind: Visitor.Kind
    let familyName: String
    let firstName: String
    let originName: String
    let level: String
    let workshop: String
    let companyName: String?
    let staffName: String?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let authorisedOn: LocalDate?
    let attended: Bool?

    var listName: String { familyName + " " + firstName }
}

extension SchoolDatabase {
    func visitor(_ id: ID<Visitor>) throws -> Visitor {
        try find(id, in: .visitor, "Cet accueil")
    }

    /// Pupils whose stay ends on a day or later, first days first; or those of the past, latest first.
    func visitors(from day: LocalDate, past: Bool = false, limit: Int = 500) throws -> [VisitorLine] {
        let when: SQL = past ? "visitor.ends_on < \(day)" : "visitor.ends_on >= \(day)"
        let order: SQL = past ? "visitor.starts_on desc, visitor.id" : "visitor.starts_on, visitor.id"
        return try rows(
            """
            select visitor.id, visitor.kind, visitor.family_name, visitor.first_name, visitor.origin_name,
            visitor.level, visitor.workshop, coalesce(company.trade_name, company.legal_name) as company_name,
            staff_member.family_name as staff_name, visitor.starts_on, visitor.ends_on, visitor.authorised_on,
            visitor.attended
            from \(table(.visitor)) left join \(table(.company)) on company.id = visitor.company_id
            left join \(table(.staffMember)) on staff_member.id = visitor.staff_id
            where \(when) order by \(order) limit \(limit)
            """)
    }

    func visitorCount(from day: LocalDate) throws -> Int {
        try count("select count(*) from \(table(.visitor)) where visitor.ends_on >= \(day)")
    }

    /// People at a host's on the days of a visitor: trainees for the quota, everybody for the charge (PFMP-123).
    func hostLoad(of company: ID<Company>, from start: LocalDate, through end: LocalDate) throws -> HostLoad {
        let trainees = try standingPlacements(from: start, through: end).filter { $0.companyId == company }.count
        let visitors = try count(
            """
            select count(*) from \(table(.visitor)) where visitor.company_id = \(company)
            and visitor.starts_on <= \(end) and visitor.ends_on >= \(start)
            """)
        return HostLoad(
            Array(repeating: StayDocument.schoolAgreement, count: trainees)
                + Array(repeating: .observation, count: visitors))
    }
}
