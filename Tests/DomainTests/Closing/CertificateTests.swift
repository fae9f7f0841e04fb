import Testing

@testable import Domain

@Suite struct `The attestation of a host` {
    private var empty: Certificate { Certificate(id: ID("a"), placementId: ID("p")) }

    @Test func `PFMP-38 counts whole days and says which number to write`() throws {
        #expect(try Certificate.days(parsing: "13") == 13)
        #expect(throws: CertificateRefusal.halfDays(13)) { try Certificate.days(parsing: "13.5") }
        #expect(throws: CertificateRefusal.halfDays(13)) { try Certificate.days(parsing: "13,5") }
        #expect(throws: CertificateRefusal.noDays) { try Certificate.days(parsing: "quinze") }
        #expect(throws: CertificateRefusal.noDays) { try Certificate.days(parsing: "-2") }
    }

    @Test func `is made after the last day, or once the stay was broken off`() throws {
        let end = try date("2026-12-18")
        #expect(throws: CertificateRefusal.notOver(end)) {
            try Certificate.requireReady(endsOn: end, state: .running, today: end)
        }
        try Certificate.requireReady(endsOn: end, state: .ended, today: end.adding(days: 1))
        try Certificate.requireReady(endsOn: end, state: .broken, today: try date("2026-12-10"))
    }

    @Test(arguments: [Agreement.State.draft, .toSign, .refused, .cancelled])
    func `needs an agreement that everybody signed`(state: Agreement.State) throws {
        let end = try date("2026-12-18")
        #expect(throws: CertificateRefusal.notSigned(state)) {
            try Certificate.requireReady(endsOn: end, state: state, today: end.adding(days: 3))
        }
    }

    @Test func `comes back after the end, with its days`() throws {
        let end = try date("2026-12-18")
        let today = try date("2027-01-05")
        #expect(throws: CertificateRefusal.notFilled) { try empty.received(on: today, endsOn: end, today: today) }
        var filled = empty
        filled.days = 10
        #expect(throws: CertificateRefusal.receivedBeforeEnd(end)) {
            try filled.received(on: end.adding(days: -2), endsOn: end, today: today)
        }
        #expect(throws: CertificateRefusal.receivedInFuture) {
            try filled.received(on: today.adding(days: 1), endsOn: end, today: today)
        }
        #expect(try filled.received(on: today, endsOn: end, today: today).receivedOn == today)
    }

    @Test func `never holds more days than the calendar of the stay`() throws {
        var filled = empty
        filled.days = 27
        let (start, end) = (try date("2026-01-05"), try date("2026-01-30"))
        #expect(throws: CertificateRefusal.tooManyDays(26)) { try filled.requireDays(from: start, through: end) }
    }

    @Test func `is expected five days after the end`() throws {
        let due = Certificate.dueOn(try date("2026-12-18"), parameters: try LegalParameters.embedded())
        #expect(due == (try date("2026-12-23")))
    }

    @Test func `PFMP-39 papers of 2023-2024 are not destroyed before 2034`() throws {
        let parameters = try LegalParameters.embedded()
        let year = try #require(SchoolYear(start: 2023))
        #expect(PaperRetention.endsOn(year, parameters: parameters) == (try date("2034-09-01")))
        #expect(!PaperRetention.mayDestroy(year, on: try date("2033-12-31"), parameters: parameters))
        #expect(!PaperRetention.mayDestroy(year, on: try date("2034-08-31"), parameters: parameters))
        #expect(PaperRetention.mayDestroy(year, on: try date("2034-09-01"), parameters: parameters))
    }
}
