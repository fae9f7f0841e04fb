import Domain
import Exchange

/// Refunds of extra costs: claims, decisions, scales, and the list for the intendance.
enum RefundRoutes {
    static func add(to site: Site) {
        site.get("/frais", .members(.manageAllowances, .decideRefunds), list)
        site.get("/frais/export.csv", .members(.manageAllowances, .decideRefunds), export)
        site.get("/frais/baremes", .members(.manageAllowances, .decideRefunds), scales)
        site.post("/frais/baremes", .members(.decideRefunds), addScale)
        site.get("/frais/:id", .members(.manageAllowances, .decideRefunds), show)
        site.post("/frais/:id/decision", .members(.decideRefunds), decide)
        site.get("/placements/:id/frais", .members(.manageAllowances), newClaim)
        site.post("/placements/:id/frais", .members(.manageAllowances), claim)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let state = ClaimState(rawValue: visit.query["etat"]) ?? .asked
        let after = visit.query["apres"]
        let view = try await visit.read { db in
            var counts: [ClaimState: Int] = [:]
            for other in ClaimState.allCases {
                counts[other] = try db.refundCount(other, year: author.currentYear)
            }
            return RefundListView(
                slice: PageSlice(
                    try db.refunds(state, year: author.currentYear), after: after, key: \.id.rawValue), state: state,
                counts: counts, scales: try db.refundScales(), author: author)
        }
        return .page(refundListPage(view))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let state = ClaimState(rawValue: visit.query["etat"]) ?? .asked
        let lines = try await visit.read { try $0.refunds(state, year: author.currentYear) }
        return .file(
            FileAnswer(
                name: "frais-\(state.rawValue).csv", type: "text/csv; charset=utf-8",
                bytes: CSVWriter.bytes(RefundExport.sheet(lines))))
    }

    // MARK: Scales

    @Sendable static func scales(_ visit: Visit) async throws -> Answer {
        .page(try await scalesPage(visit, FormState()))
    }

    private static func scalesPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        App.scalesPage(try await visit.read { try $0.refundScales() }, state, visit, for: try visit.author)
    }

    @Sendable static func addScale(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ScaleForm.self) { form, values in
            try await visit.perform(SaveRefundScale(form: form), for: values) { _ in .scales }
            return .redirect(.scales, saying: "Barème enregistré.")
        } show: { state in
            try await scalesPage(visit, state)
        }
    }

    // MARK: Claims

    @Sendable static func newClaim(_ visit: Visit) async throws -> Answer {
        .page(try await newPage(visit, FormState()))
    }

    private static func newPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Placement.self)
        let view = try await visit.read { db in
            let placement = try db.placement(id)
            return NewRefundView(
                learner: try db.learner(placement.learnerId), placement: placement,
                period: try db.period(placement.periodId), scales: try db.refundScales())
        }
        return newRefundPage(view, state, visit)
    }

    @Sendable static func claim(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(RefundForm.self) { form, values in
            let claim = try await visit.perform(ClaimRefund(placement: id, form: form), for: values) { .refund($0) }
            return .redirect(.refund(claim), saying: "Demande enregistrée.")
        } show: { state in
            try await newPage(visit, state)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, nil))
    }

    private static func page(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let id = try visit.id(RefundClaim.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let claim = try db.refundClaim(id)
            let placement = try db.placement(claim.placementId)
            return RefundView(
                claim: claim, learner: try db.learner(claim.learnerId), placement: placement,
                period: try db.period(placement.periodId),
                scale: ExpenseRefund.scale(of: claim.kind, on: placement.endsOn, among: try db.refundScales()),
                receivedOn: try db.certificate(of: placement.id)?.receivedOn,
                journal: try db.journal(of: Subject("refund", id)), today: today, author: author)
        }
        let shown = state ?? FormState([("justificatifs", view.claim.receipts ? "1" : "")])
        return refundPage(view, shown, visit)
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RefundClaim.self)
        return try await visit.submit(RefundDecisionForm.self) { form, values in
            try await visit.perform(DecideRefund(id: id, form: form), for: values) { _ in .refund(id) }
            return .redirect(.refund(id), saying: "C’est noté.")
        } show: { state in
            try await page(visit, state)
        }
    }
}
