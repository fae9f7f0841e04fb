import Testing

@testable import Domain

/// The examples of the chapter on the State’s allowance.
@Suite struct `The allowance` {
    /// A PFMP that is over, everything known for the payment; fictional numbers.
    static func found(
        _ number: Int, on today: String = "2026-02-02", _ change: (inout AgreementCase) throws -> Void = { _ in }
    ) throws -> [Finding] {
        try Rules.check(number, on: today) { facts in
            facts.allowance.days = 19
            facts.allowance.otherAmounts = []
            facts.allowance.decision = "ENPUAB12CD34EF20250"
            facts.allowance.ine = "123456789AA"
            facts.allowance.sex = .female
            facts.allowance.birthCountry = "99100"
            facts.allowance.birthCommune = "31555"
            facts.allowance.addressCountry = "99100"
            facts.allowance.postalCode = "31000"
            facts.allowance.addressCommune = "31555"
            facts.allowance.bank = BankFacts()
            facts.allowance.bank?.iban = "FR1420041010050500013M02606"
            facts.allowance.bank?.bic = "PSSTFRPP"
            facts.allowance.bank?.holder = "Noémie Fictif"
            facts.allowance.bank?.owner = .personal
            try change(&facts)
        }
    }

    static func answer(_ level: String, _ dispositif: String?, _ ministry: Ministry, _ on: String) throws
        -> AllowanceRateTable.Answer
    {
        AllowanceRateTable.answer(
            level: level, dispositif: dispositif, ministry: ministry, on: try day(on),
            parameters: try Rules.parameters.get())
    }

    static func values(_ answer: AllowanceRateTable.Answer) -> [Int] {
        guard case .rate(let rate) = answer else { return [] }
        return [rate.rate.rawValue / 100, rate.cap.rawValue / 100]
    }

    @Test(arguments: [82, 83, 85, 87, 88, 89, 90, 91, 92, 93, 94])
    func `has nothing wrong when all is in order`(number: Int) throws {
        #expect(try Self.found(number).isEmpty)
    }

    @Test func `PFMP-82: an apprentice with a MEF of bac pro is not entitled`() throws {
        #expect(try Self.found(82) { $0.learner.status = .apprentice }.severities == [.block])
        #expect(try Self.found(82) { $0.school.status = .outsideContract }.severities == [.block])
        #expect(try Self.found(82) { $0.learner.status = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-83: a PFMP of 2022-2023 done again in October 2023 pays nothing`() throws {
        let found = try Self.found(83, on: "2023-11-15") { facts in
            try facts.stay("2023-10-02", "2023-10-27")
            facts.period.catchUpOf = try day("2023-01-09")
        }
        #expect(found.severities == [.block])
    }

    @Test func `PFMP-84: 3 days are 30, 11 days are 100, then 9, 2 and 4 days are 90, 10 and 0`() {
        let (rate, cap) = (Cents(rawValue: 1000), Cents(rawValue: 10_000))
        #expect(AllowancePay.amount(days: 3, rate: rate, cap: cap).rawValue == 3000)
        #expect(AllowancePay.amount(days: 11, rate: rate, cap: cap).rawValue == 10_000)
        let three = [9, 2, 4].map { AllowancePeriod(days: $0) }
        #expect(AllowancePay.amounts(three, rate: rate, cap: cap).map(\.rawValue) == [9000, 1000, 0])
        let two = [5, 12].map { AllowancePeriod(days: $0) }
        let amounts = AllowancePay.amounts(two, rate: Cents(rawValue: 1500), cap: Cents(rawValue: 20_000))
        #expect(amounts.map(\.rawValue) == [7500, 12_500])
    }

    @Test func `PFMP-84: an edit recomputes the periods that are open and keeps those paid`() {
        let (rate, cap) = (Cents(rawValue: 1000), Cents(rawValue: 10_000))
        var periods = [9, 2, 4].map { AllowancePeriod(days: $0) }
        periods[0].days = 5
        #expect(AllowancePay.amounts(periods, rate: rate, cap: cap).map(\.rawValue) == [5000, 2000, 3000])
        periods[1].paid = Cents(rawValue: 1000)
        #expect(AllowancePay.amounts(periods, rate: rate, cap: cap).map(\.rawValue) == [5000, 1000, 4000])
    }

    @Test func `PFMP-85: the first year of a CAP in 3 years has no rate`() throws {
        #expect(try Self.answer("2331", "242", .education, "2026-01-05") == .notListed)
        let found = try Self.found(85) { facts in
            facts.training.mef = nil
            facts.allowance.level = "2331"
        }
        #expect(found.says("0 € par jour"))
    }

    @Test func `PFMP-86: terminale 2025-2026, 10 weeks of 5 days at 20 euros are the cap of 1 000`() throws {
        let answer = try Self.answer("2383", "247", .education, "2026-01-05")
        #expect(Self.values(answer) == [20, 1000])
        guard case .rate(let rate) = answer else { return }
        #expect(rate.paidDays == 10 * 5)
    }

    @Test(
        arguments: [
            ("2311", "240", .education, [15, 525]), ("2321", "241", .education, [10, 350]),
            ("2381", "247", .education, [10, 300]), ("2382", "247", .education, [15, 600]),
            ("23C1", "251", .education, [15, 600]), ("23J0", "257", .education, [15, 1350]),
            ("23K0", "258", .education, [20, 1800]), ("4151", "703", .education, [15, 750]),
            ("4421", "741", .education, [20, 1800]), ("2321", "271", .agriculture, [10, 450]),
            ("2382", "276", .agriculture, [15, 900]), ("2382", "276", .education, [15, 600]),
            ("2321", "241", .sea, [10, 300]),
        ] as [(String, String, Ministry, [Int])])
    func `PFMP-86: the table of 2025-2026 is read by code and ministry`(
        level: String, dispositif: String, ministry: Ministry, expected: [Int]
    ) throws {
        #expect(Self.values(try Self.answer(level, dispositif, ministry, "2026-01-05")) == expected)
    }

    @Test func `PFMP-86: the quirks of the files are kept, a year to come is unknown`() throws {
        #expect(Self.values(try Self.answer("2383", "247", .education, "2024-01-08")) == [20, 800])
        #expect(Self.values(try Self.answer("2383", "247", .education, "2025-01-06")) == [20, 1200])
        #expect(Self.values(try Self.answer("2391", "253", .education, "2025-01-06")) == [20, 1800])
        #expect(Self.values(try Self.answer("2383", "276", .education, "2025-01-06")) == [20, 1200])
        guard case .ambiguous(let two) = try Self.answer("2382", "247", .sea, "2026-01-05") else {
            Issue.record("two values are expected")
            return
        }
        #expect(two.count == 2)
        #expect(try Self.answer("2383", "247", .education, "2026-10-05") == .unknownYear)
        #expect(try Self.found(84) { try $0.stay("2026-10-05", "2026-10-30") }.severities == [.toCheck])
    }

    @Test func `PFMP-87: without decision the request is blocked`() throws {
        #expect(try Self.found(87) { $0.allowance.decision = "" }.severities == [.block])
        #expect(try Self.found(87) { $0.allowance.decision = nil }.severities == [.toCheck])
        #expect(try Self.found(87) { try $0.stay("2025-10-06", "2026-01-16") }.says("en plusieurs fois"))
    }

    @Test func `PFMP-88: eighteen on the first day with the account of another is refused`() throws {
        let found = try Self.found(88) { facts in
            try facts.age(18)
            facts.allowance.bank?.owner = .otherPerson
        }
        #expect(found.severities == [.block] && found.says("adult_wrong_owner_type"))
        #expect(try Self.found(88) { $0.allowance.bank?.owner = .moralPerson }.isEmpty)
        #expect(AllowanceAccountOwner.mandate.mayReceive(minor: false))
    }

    @Test func `PFMP-89: each missing datum has its blocking code`() throws {
        let found = try Self.found(89) { facts in
            facts.allowance.sex = nil
            facts.allowance.ine = nil
            facts.allowance.bank?.iban = "FR1420041010050500013M02607"
        }
        #expect(found.severities == [.block])
        #expect(found.says("missing_biological_sex") && found.says("ine_not_found") && found.says("(rib)"))
        #expect(try Self.found(89) { $0.allowance.birthCommune = nil }.says("missing_birthplace_city_insee_code"))
        #expect(
            try Self.found(89) { facts in
                facts.allowance.birthCommune = nil
                facts.allowance.birthCountry = "99999"
            }.isEmpty)
        #expect(
            try Self.found(89) { $0.period.schoolingUntil = try day("2026-01-20") }.says("pfmp_outside_schooling_dates")
        )
    }

    @Test(arguments: [(27, 1), (26, 0), (0, 1)])
    func `PFMP-90: 5 to 30 January has 26 days, 27 are refused`(days: Int, expected: Int) throws {
        let found = try Self.found(90) { $0.allowance.days = days }
        #expect(found.count == expected && found.allSatisfy { $0.severity == .block })
    }

    @Test func `PFMP-91: a period that ends tomorrow is not validated`() throws {
        #expect(try Self.found(91, on: "2026-01-29").severities == [.block])
        #expect(try Self.found(91, on: "2026-01-31").isEmpty)
    }

    @Test func `PFMP-92: 90 euros paid and corrected to 80 are refused`() throws {
        let threshold = Cents(rawValue: 3000)
        func correct(_ paid: Int, _ corrected: Int) -> AllowanceCorrection {
            .of(paid: Cents(rawValue: paid), corrected: Cents(rawValue: corrected), threshold: threshold)
        }
        #expect(correct(9000, 8000) == .tooSmall(Cents(rawValue: 1000)))
        #expect(correct(9000, 5900) == .accepted)
        #expect(correct(9000, 6000) == .tooSmall(Cents(rawValue: 3000)))
        #expect(correct(9000, 9500) == .accepted)
        #expect(correct(9000, 9000) == .unchanged)
        let found = try Self.found(92) { facts in
            facts.allowance.days = 8
            facts.allowance.paid = Cents(rawValue: 13_500)
        }
        #expect(found.severities == [.block])
    }

    @Test func `PFMP-92: the states follow their tables`() {
        #expect(AllowanceState.completed.next == [.validated, .pending])
        #expect(AllowanceState.rectified.next == [.rectified])
        #expect(PaymentState.ready.next == [.sent] && PaymentState.sent.next == [.integrated, .rejected])
        #expect(PaymentState.allCases.filter(\.mayBeRectified) == [.paid])
    }

    @Test func `PFMP-93: a catch-up in September for last year needs a report`() throws {
        let found = try Self.found(93, on: "2026-10-05") { facts in
            try facts.stay("2026-09-07", "2026-09-25")
            facts.period.schoolingUntil = try day("2026-08-31")
        }
        #expect(found.severities == [.warning] && found.says("report"))
    }

    @Test func `PFMP-94: a decision and the first of its periods`() {
        let number = AllowanceNumber("ENPUAB12CD34EF20250")
        #expect(number?.year == 2025 && number?.version == 0 && number?.rank == nil)
        #expect(number?.period(1) == "ENPUAB12CD34EF2025001")
        #expect(AllowanceNumber("ENPUAB12CD34EF2025001")?.rank == 1)
        #expect(AllowanceNumber("ENPUAB12CD34EF2025") == nil && AllowanceNumber("") == nil)
    }

    @Test func `PFMP-95: the list to enter again is INE, class, start, end, days`() throws {
        let line = AllowanceList.Line(
            ine: "123456789AA", className: "1MRC", days: try day("2026-01-05")...(try day("2026-01-30")),
            effectiveDays: 19)
        #expect(
            AllowanceList.csv([line]) == "INE;classe;début;fin;jours\n123456789AA;1MRC;05/01/2026;30/01/2026;19\n")
    }

    @Test func `PFMP-96: no finding promises a date of payment`() throws {
        let all = try (82...97).flatMap { try Self.found($0) }
        #expect(!all.says("payé le") && !all.says("versé le"))
        #expect(RuleCatalogue.rule(96)?.kind == .data)
    }

    @Test func `PFMP-97: no finding speaks of tax`() throws {
        let all = try (82...97).flatMap { try Self.found($0) }
        #expect(!all.says("impos"))
        #expect(RuleCatalogue.rule(97)?.standing == .unsure)
    }
}
