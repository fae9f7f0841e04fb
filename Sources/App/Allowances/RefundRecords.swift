import Domain
import Persistence

/// A family asks for extra costs of a PFMP to be refunded (PFMP-73).
struct RefundClaim: Codable, Equatable, Sendable {
    let id: ID<RefundClaim>
    let learnerId: ID<Learner>
    let placementId: ID<Placement>
    var kind: ExpenseKind
    /// Meals, kilometres or nights.
    var quantity: Int
    var spentCents: Int
    /// The receipts are at the school.
    var receipts: Bool
    var note: String
    var state: ClaimState
    var grantedCents: Int?
    var decision: String
    let askedOn: LocalDate
    var decidedOn: LocalDate?
    var decidedBy: String
    var version: Int
}

/// A claim as lists show it.
struct RefundLine: Codable, Sendable {
    let id: ID<RefundClaim>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let label: String
    let kind: ExpenseKind
    let quantity: Int
    let spentCents: Int
    let receipts: Bool
    let state: ClaimState
    let grantedCents: Int?
    let askedOn: LocalDate
    let receivedOn: LocalDate?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    func refundClaim(_ id: ID<RefundClaim>) throws -> RefundClaim {
        try find(id, in: .refundClaim, "Cette demande")
    }

    /// The claims in a state, oldest first.
    func refunds(_ state: ClaimState, year: Int, limit: Int = 2000) throws -> [RefundLine] {
        try rows(
            """
            select refund_claim.id, learner.family_name, learner.usage_name, learner.first_name,
            school_class.code as class_code, pfmp_period.label, refund_claim.kind, refund_claim.quantity,
            refund_claim.spent_cents, refund_claim.receipts, refund_claim.state, refund_claim.granted_cents,
            refund_claim.asked_on, certificate.received_on
            from \(table(.refundClaim)) join \(table(.learner)) on learner.id = refund_claim.learner_id
            join \(table(.placement)) on placement.id = refund_claim.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            where refund_claim.state = \(state) and pfmp_period.school_year = \(year)
            order by refund_claim.asked_on, refund_claim.id limit \(limit)
            """)
    }

    func refundCount(_ state: ClaimState, year: Int) throws -> Int {
        try count(
            """
            select count(*) from \(table(.refundClaim))
            join \(table(.placement)) on placement.id = refund_claim.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where refund_claim.state = \(state) and pfmp_period.school_year = \(year)
            """)
    }

    func refundScales() throws -> [RefundScale] {
        try rows(
            "select refund_scale.* from \(table(.refundScale)) order by refund_scale.voted_on desc, refund_scale.id")
    }
}
