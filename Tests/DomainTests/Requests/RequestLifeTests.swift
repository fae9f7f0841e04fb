import Domain
import Foundation
import Testing

@Suite struct `The life of a request` {
    private static let moment = Moment(millisecondsSince1970: 1_790_000_000_000)
    private static let day = LocalDate(dayNumber: 20_780)

    private func sample(_ state: CompanyRequest.State, mayTransfer: Bool = true) -> CompanyRequest {
        CompanyRequest(
            id: ID("1"), number: "D2026-0001", kind: .hostTrainee, source: .form, companyName: "Garage des Alizés",
            contactName: "Camille Essai", email: "camille@exemple.fr", message: "Bonjour", mayTransfer: mayTransfer,
            receivedAt: Self.moment, receivedOn: Self.day, state: state)
    }

    @Test(arguments: CompanyRequest.State.allCases, RequestEvent.allCases)
    func `goes where its table says and nowhere else`(state: CompanyRequest.State, event: RequestEvent) throws {
        let line = RequestLife.transitions.filter { $0.from == state && $0.event == event }
        #expect(line.count <= 1)
        let request = sample(state)
        guard let line = line.first else {
            #expect(!request.allows(event))
            #expect(throws: RequestRefusal.impossible(event, state)) { try request.after(event) }
            return
        }
        let after = try request.after(event)
        #expect(after.state == line.to && after.version == request.version + 1)
    }

    @Test func `stops the clock at the first answer only`() throws {
        let first = try sample(.received).answered(at: Self.moment, on: Self.day)
        #expect(first.firstAnsweredOn == Self.day && !first.awaitsAnswer && first.state == .running)
        let written = try first.written()
        #expect(written.awaitsAnswer)
        let second = try written.answered(at: Self.moment.adding(seconds: 86_400), on: Self.day.adding(days: 1))
        #expect(second.firstAnsweredOn == Self.day)
    }

    @Test func `opens again when the company writes`() throws {
        let dropped = try sample(.running).closed(.drop, reason: .silent, note: "", at: Self.moment, on: Self.day)
        #expect(dropped.outcome == .silent && dropped.firstAnsweredOn == nil)
        let again = try dropped.written()
        #expect(again.state == .running && again.outcome == nil && again.closedAt == nil)
    }

    @Test func `goes to another bureau only if the company accepted it, and gives its link away`() throws {
        #expect(throws: RequestRefusal.transferNotAccepted) {
            try sample(.received, mayTransfer: false).handedOver(to: "Lycée", at: Self.moment, on: Self.day)
        }
        let gone = try sample(.received).handedOver(to: "Lycée", at: Self.moment, on: Self.day)
        #expect(gone.state == .handedOver && gone.tokenHash == nil && gone.handedTo == "Lycée")
        #expect(gone.possibleEvents.isEmpty)
    }

    @Test func `is told as one by the address, then by the SIREN, then by the name`() {
        let key = CompanyRequest.matchKey(kind: .tax, email: "A@exemple.fr", siret: nil, companyName: "A")
        #expect(key == CompanyRequest.matchKey(kind: .tax, email: "a@exemple.fr", siret: "1", companyName: "B"))
        #expect(
            CompanyRequest.matchKey(kind: .tax, email: "", siret: "99988877900017", companyName: "A")
                == CompanyRequest.matchKey(kind: .tax, email: "", siret: "99988877900025", companyName: "B"))
        #expect(
            CompanyRequest.matchKey(kind: .tax, email: "", siret: nil, companyName: "Hélène")
                == CompanyRequest.matchKey(kind: .tax, email: "", siret: nil, companyName: "HELENE"))
    }

    @Test func `is the page of the documentation`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/request-states.md").standardized
        if ProcessInfo.processInfo.environment["BUREAU_WRITE_DOCS"] == "1" {
            try RequestLife.documentation.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == RequestLife.documentation)
    }
}

@Suite struct `A routing rule` {
    private func request(_ kind: CompanyRequest.Kind, stream: String, postal: String) -> CompanyRequest {
        CompanyRequest(
            id: ID("1"), number: "1", kind: kind, source: .form, companyName: "A", contactName: "B", email: "a@b.fr",
            postalCode: postal, stream: stream, message: "Bonjour",
            receivedAt: Moment(millisecondsSince1970: 0), receivedOn: LocalDate(dayNumber: 0))
    }

    private func rule(_ id: String, _ kind: CompanyRequest.Kind?, _ stream: String, _ place: String) -> RoutingRule {
        RoutingRule(id: ID(id), kind: kind, stream: stream, place: place, assigneeId: ID(id))
    }

    @Test func `that says most wins, the oldest of equals first`() {
        let rules = [
            rule("1", nil, "", ""), rule("2", .hostTrainee, "", ""), rule("3", .hostTrainee, "Métiers de l’auto", ""),
            rule("4", .hostTrainee, "auto", ""), rule("5", nil, "", "31"),
        ]
        let auto = request(.hostTrainee, stream: "métiers de l'AUTO", postal: "81000")
        #expect(RoutingRule.choice(for: auto, among: rules)?.id == ID("3"))
        #expect(RoutingRule.choice(for: request(.tax, stream: "", postal: "31770"), among: rules)?.id == ID("5"))
        #expect(RoutingRule.choice(for: request(.tax, stream: "", postal: "81000"), among: rules)?.id == ID("1"))
        #expect(RoutingRule.choice(for: auto, among: [rule("6", .tax, "", "")]) == nil)
    }
}

@Suite struct `The clock of the promises` {
    private let clock = ResponseClock(
        from: LocalDate(dayNumber: 20_758), through: LocalDate(dayNumber: 20_849),
        territory: .metropole,
        holidays: [
            SchoolHoliday(
                name: "Noël", start: LocalDate(dayNumber: 20_806),
                end: LocalDate(dayNumber: 20_821))
        ])

    @Test(arguments: [
        ("2026-11-23", 2, "2026-11-25"), ("2026-11-27", 1, "2026-11-30"), ("2026-11-28", 1, "2026-11-30"),
        // Armistice on a Wednesday.
        ("2026-11-10", 1, "2026-11-12"),
        // The school is closed for Christmas.
        ("2026-12-18", 2, "2027-01-05"),
    ])
    func `counts open days only`(received: String, promise: Int, due: String) throws {
        let day = try #require(LocalDate(received))
        #expect(clock.due(receivedOn: day, promise: promise).description == due)
    }

    @Test func `counts the days of a delay`() throws {
        let friday = try #require(LocalDate("2026-11-27"))
        #expect(clock.openDays(after: friday, through: friday) == 0)
        #expect(clock.openDays(after: friday, through: friday.adding(days: 3)) == 1)
        #expect(clock.openDays(after: friday, through: friday.adding(days: -3)) == 0)
    }
}
