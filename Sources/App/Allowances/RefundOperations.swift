import Domain

/// What a family asks for.
struct RefundForm: FormInput {
    let kind: ExpenseKind
    let quantity: Int
    let spent: Cents
    let receipts: Bool
    let note: String

    init(reading form: inout FormReader) {
        if form.values["nature"].isEmpty { form.refuse("nature", "Choisissez la nature des frais.") }
        kind = form.choice("nature", or: .meals)
        quantity = form.number("nombre", in: 1...5000) ?? 1
        if form.values["nombre"].isEmpty {
            form.refuse("nombre", "Indiquez combien de repas, de kilomètres ou de nuits.")
        }
        let amount = form.money("depense")
        if form.values["depense"].isEmpty { form.refuse("depense", "Indiquez ce qui a été dépensé.") }
        spent = amount ?? Cents(rawValue: 0)
        receipts = form.flag("justificatifs")
        note = form.text("remarque", max: 300)
    }
}

/// Extra costs of a stay are claimed.
struct ClaimRefund: Operation {
    let placement: ID<Placement>
    let form: RefundForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<RefundClaim> {
        try author.require(.manageAllowances)

        let placement = try db.placement(placement)
        let claim = RefundClaim(
            id: db.newID(), learnerId: placement.learnerId, placementId: placement.id, kind: form.kind,
            quantity: form.quantity, spentCents: form.spent.rawValue, receipts: form.receipts, note: form.note,
            state: .asked, grantedCents: nil, decision: "", askedOn: now.day, decidedOn: nil, decidedBy: "", version: 1)
        try db.insert(claim, into: .refundClaim)
        try db.journal(
            "Frais demandés\u{A0}: \(form.kind.label.lowercased())", Subject("refund", claim.id), after: claim,
            by: author,
            at: now)
        return claim.id
    }
}

/// The decision on a claim.
struct RefundDecisionForm: FormInput {
    let event: ClaimEvent
    let amount: Cents?
    let reason: String
    let receipts: Bool
    let version: Int

    init(reading form: inout FormReader) {
        event = form.choice("geste", or: .grant)
        amount = form.money("montant")
        reason = form.text("motif", max: 300)
        receipts = form.flag("justificatifs")
        version = Int(form.values["version"]) ?? 0
        if event == .refuse, reason.isEmpty { form.refuse("motif", "Dites pourquoi\u{A0}: la famille le demandera.") }
    }
}

/// A claim is granted under the scale voted, refused, paid, or taken up again.
struct DecideRefund: Operation {
    let id: ID<RefundClaim>
    let form: RefundDecisionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.decideRefunds)

        let former = try db.refundClaim(id)
        guard former.version == form.version else { throw Conflict() }
        var claim = former
        if former.state == .asked { claim.receipts = form.receipts }
        let back = try db.certificate(of: claim.placementId)?.receivedOn != nil
        claim.state = try ClaimLife.moved(former.state, by: form.event, receipts: claim.receipts, presence: back)
        if form.event == .grant { claim.grantedCents = try granted(claim, in: db) }
        if form.event == .reopen { claim.grantedCents = nil }
        claim.decision = form.reason.isEmpty ? claim.decision : form.reason
        claim.decidedOn = now.day
        claim.decidedBy = author.name
        claim.version += 1
        try db.update(claim, in: .refundClaim, replacing: former.version)
        try db.journal(
            "Frais\u{A0}: \(claim.state.label.lowercased())", Subject("refund", id), before: former, after: claim,
            by: author, at: now)
    }

    /// What the scale gives; a smaller amount may be decided, never a larger one.
    private func granted(_ claim: RefundClaim, in db: SchoolDatabase) throws -> Int {
        let day = try db.placement(claim.placementId).endsOn
        guard let scale = ExpenseRefund.scale(of: claim.kind, on: day, among: try db.refundScales()) else {
            throw ClaimRefusal.noScale(claim.kind)
        }
        let most = ExpenseRefund.amount(
            spent: Cents(rawValue: claim.spentCents), quantity: claim.quantity, scale: scale)
        guard let amount = form.amount else { return most.rawValue }
        guard amount <= most else {
            throw FieldRefusal("montant", "Le barème donne \(most.french) au plus.")
        }
        return amount.rawValue
    }
}

/// A scale voted by the board.
struct ScaleForm: FormInput {
    let kind: ExpenseKind
    let cap: Cents
    let deduction: Cents
    let votedOn: LocalDate

    init(reading form: inout FormReader) {
        kind = form.choice("nature", or: .meals)
        let most = form.money("plafond")
        if form.values["plafond"].isEmpty {
            form.refuse("plafond", "Indiquez le plafond par repas, kilomètre ou nuit.")
        }
        cap = most ?? Cents(rawValue: 0)
        deduction = form.money("deduction") ?? Cents(rawValue: 0)
        votedOn = form.requiredDate("vote_le", "Indiquez le jour du vote au conseil d’administration.")
    }
}

/// The board voted a scale: it holds for the stays that end from that day on.
struct SaveRefundScale: Operation {
    let form: ScaleForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.decideRefunds)

        let scale = RefundScale(
            id: db.newID(), kind: form.kind, cap: form.cap, deduction: form.deduction, votedOn: form.votedOn)
        try db.insert(scale, into: .refundScale)
        try db.journal("Barème de frais voté", Subject("school", author.schoolId), after: scale, by: author, at: now)
    }
}
