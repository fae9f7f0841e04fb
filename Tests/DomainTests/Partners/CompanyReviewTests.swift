import Testing

@testable import Domain

@Suite struct `A company to verify` {
    private let moment = Moment(millisecondsSince1970: 1_800_000_000_000)

    private func review(_ state: CompanyReview.State) throws -> CompanyReview {
        let waiting = CompanyReview(
            id: ID("r"), companyId: ID("c"), source: .lead, proposedAt: moment, accountId: nil, authorName: "Alix",
            typed: "{}")
        return switch state {
        case .waiting: waiting
        case .confirmed: try waiting.confirmed(by: "Camille", at: moment)
        case .merged: try waiting.merged(by: "m", "Camille", at: moment)
        case .refused: try waiting.refused(.other, note: "Hors sujet", placed: 0, by: "Camille", at: moment)
        }
    }

    private func after(_ event: CompanyReview.Event, _ review: CompanyReview) throws -> CompanyReview {
        switch event {
        case .confirm: try review.confirmed(by: "Camille", at: moment)
        case .merge: try review.merged(by: "m", "Camille", at: moment)
        case .refuse: try review.refused(.closed, note: "", placed: 0, by: "Camille", at: moment)
        case .undo: try review.undone()
        }
    }

    @Test(arguments: CompanyReview.State.allCases, CompanyReview.Event.allCases)
    func `moves only as its table says`(state: CompanyReview.State, event: CompanyReview.Event) throws {
        let before = try review(state)
        let move = CompanyReview.moves.first { $0.from == state && $0.event == event }
        guard let move else {
            #expect(throws: event == .undo ? ReviewRefusal.notSettled : .settled(state)) { try after(event, before) }
            return
        }
        let review = try after(event, before)
        #expect(review.state == move.to && review.version == before.version + 1)
        #expect((review.decidedAt == nil) == (move.to == .waiting))
        #expect((review.mergeId != nil) == (move.to == .merged))
        #expect(review.decidedBy == (move.to == .waiting ? "" : "Camille"))
    }

    @Test func `is not refused while a learner is placed there`() throws {
        let waiting = try review(.waiting)
        #expect(throws: ReviewRefusal.hosts(2)) {
            try waiting.refused(.closed, note: "", placed: 2, by: "Camille", at: moment)
        }
    }

    @Test func `says why it was refused`() throws {
        #expect(try review(.refused).reason == "Autre raison\u{A0}: Hors sujet")
        #expect(try review(.confirmed).reason.isEmpty)
    }

    @Test(arguments: ReviewPolicy.allCases, [true, false])
    func `waits as the school asked`(policy: ReviewPolicy, isBureau: Bool) {
        let asks = policy.asksReview(ofBureau: isBureau)
        #expect(asks == (policy == .always || policy == .byOthers && !isBureau))
    }

    @Test(arguments: SharingLevel.allCases, SharingLevel.allCases)
    func `is shared by levels that go from less to more`(one: SharingLevel, other: SharingLevel) throws {
        let order = SharingLevel.allCases
        let (first, second) = (try #require(order.firstIndex(of: one)), try #require(order.firstIndex(of: other)))
        #expect((one < other) == (first < second))
    }
}
