import Testing

@testable import Domain

@Suite struct `The steps of a placement` {
    /// A placement from Monday 1 to Friday 26 March 2027.
    static func facts(
        placed: Bool = true, _ agreement: Agreement.State? = .draft, signedBy: Set<Party> = [], sheet: Bool = false
    ) throws -> StepFacts {
        StepFacts(
            startsOn: try day("2027-03-01"), endsOn: try day("2027-03-26"), isPlaced: placed, sheetReturned: sheet,
            agreement: agreement, signedBy: signedBy, minor: true)
    }

    static let workflow = Workflow(steps: WorkflowStep.usual)

    @Test(arguments: [
        ("lieu", "2027-01-22"), ("negociation", "2027-01-27"), ("chef", "2027-02-16"), ("appel", "2027-02-22"),
        ("arrivee", "2027-03-02"), ("visite", "2027-03-23"), ("attestation", "2027-03-31"),
    ])
    func `are due as the real sequence says`(code: String, due: String) throws {
        let step = try #require(Self.workflow.step(code))
        #expect(
            step.due(startsOn: try day("2027-03-01"), endsOn: try day("2027-03-26"), territory: .metropole)
                == (try day(due)))
    }

    @Test(arguments: [("2027-04-05", -7, "2027-03-26"), ("2027-04-26", 5, "2027-05-03")])
    func `are never due on a public holiday`(start: String, days: Int, due: String) throws {
        // Easter Monday is 29 March 2027; 1 May is a Saturday: the next working day on that side.
        let step = WorkflowStep(code: "", label: "", kind: .task, actor: .host, base: .start, days: days)
        #expect(
            step.due(startsOn: try day(start), endsOn: try day("2027-05-28"), territory: .metropole) == (try day(due)))
    }

    @Test(arguments: [
        // Good Friday is 26 March 2027 in Alsace-Moselle; 20 December ends slavery at La Réunion.
        (Territory.metropole, "2027-04-02", "2027-03-26"), (.alsaceMoselle, "2027-04-02", "2027-03-25"),
        (.metropole, "2027-12-27", "2027-12-20"), (.laReunion, "2027-12-27", "2027-12-17"),
    ])
    func `follow the public holidays of the territory`(territory: Territory, start: String, due: String) throws {
        let step = WorkflowStep(code: "", label: "", kind: .task, actor: .host, base: .start, days: -7)
        let found = step.due(startsOn: try day(start), endsOn: try day("2028-01-28"), territory: territory)
        #expect(found == (try day(due)))
    }

    @Test func `begin with the place to find`() throws {
        let progress = Self.workflow.progress(
            try Self.facts(placed: false, nil), noted: [:], today: try day("2027-01-25"))
        #expect(progress.current?.step.code == "lieu")
        #expect(progress.isLate && progress.daysLate == 3)
    }

    @Test func `wait for the next one that is not done`() throws {
        let progress = Self.workflow.progress(
            try Self.facts(), noted: ["negociation": .validated], today: try day("2027-01-25"))
        #expect(progress.current?.step.code == "preconvention")
        #expect(!progress.isLate)
    }

    @Test func `carry those that nobody noted once a later one is known to be done`() throws {
        let progress = Self.workflow.progress(try Self.facts(.signed), noted: [:], today: try day("2027-02-20"))
        #expect(progress.current?.step.code == "appel")
        #expect(progress.lines.first { $0.step.code == "negociation" }?.isCarried == true)
    }

    @Test func `show a sheet that came back as handed in, to be validated`() throws {
        let progress = Self.workflow.progress(try Self.facts(sheet: true), noted: [:], today: try day("2027-01-20"))
        #expect(progress.current?.step.code == "negociation")
        #expect(progress.current?.state == .handed)
    }

    @Test func `know when all but the head signed`() throws {
        let progress = Self.workflow.progress(
            try Self.facts(.toSign, signedBy: [.host, .tutor, .guardian, .referent]), noted: [:],
            today: try day("2027-02-10"))
        #expect(progress.current?.step.code == "chef")
        #expect(progress.current?.state == .handed)
    }

    @Test func `are over with the last`() throws {
        let progress = Self.workflow.progress(
            try Self.facts(.certified), noted: ["evaluation": .done], today: try day("2027-05-01"))
        #expect(progress.current == nil && !progress.isLate)
    }

    /// The moves of the table, written a second time: kind, from, to.
    static let expected: Set<String> = [
        "validation >remis", "validation >valide", "validation remis>valide", "validation remis>a_corriger",
        "validation remis>", "validation a_corriger>remis", "validation a_corriger>valide", "validation a_corriger>",
        "validation valide>a_corriger", "validation valide>", "validation fait>", "tache >fait", "tache fait>",
        "tache remis>", "tache a_corriger>", "tache valide>",
    ]

    @Test(arguments: WorkflowStep.Kind.allCases, StepState.allCases)
    func `move as the table says and in no other way`(kind: WorkflowStep.Kind, from: StepState) {
        let step = WorkflowStep(code: "x", label: "X", kind: kind, actor: .referent, base: .start, days: 0)
        for to in StepState.allCases {
            let isThere = Self.expected.contains("\(kind.rawValue) \(from.rawValue)>\(to.rawValue)")
            #expect(step.moves(from: from).contains(to) == isThere)
        }
    }

    @Test func `are sent back with a reason only`() throws {
        let step = try #require(Self.workflow.step("negociation"))
        #expect(throws: StepRefusal.reasonMissing) { try step.check(.handed, to: .toCorrect, reason: "  ") }
        try step.check(.handed, to: .toCorrect, reason: "Cachet absent")
    }

    @Test func `known by the program are not noted by hand`() throws {
        let step = try #require(Self.workflow.step("lieu"))
        #expect(throws: StepRefusal.self) { try step.check(.empty, to: .validated, reason: "") }
    }

    @Test func `are put in the order typed, and refused when they make no sense`() throws {
        let usual = WorkflowStep.usual
        let turned = try Workflow.checked([(2, usual[0]), (1, usual[1])])
        #expect(turned.steps.map(\.code) == ["negociation", "lieu"])
        var off = usual[0]
        off.isActive = false
        #expect(throws: WorkflowRefusal.nothingLeft) { try Workflow.checked([(1, off)]) }
        var nameless = usual[0]
        nameless.label = ""
        #expect(throws: WorkflowRefusal.labelMissing(code: "lieu")) { try Workflow.checked([(1, nameless)]) }
    }

    @Test func `that a school adds get a code of their own`() {
        #expect(Self.workflow.newCode(for: "Réunion parents-élèves") == "reunion-parents-eleves")
        #expect(Self.workflow.newCode(for: "Visite") == "visite-2")
    }
}

@Suite struct `The order of signatures` {
    @Test func `says what is out of turn, and refuses nothing`() {
        let required = Party.required(minor: true)
        let remark = SigningOrder.usual.remark(signing: .head, signedBy: [.host, .tutor], required: required)
        #expect(remark?.severity == .info)
        #expect(remark?.message.contains("le représentant légal") == true)
        #expect(SigningOrder.usual.remark(signing: .host, signedBy: [], required: required) == nil)
    }

    @Test func `of a school may put the head first`() {
        let order = SigningOrder([.head])
        #expect(order.sorted(Party.required(minor: false)).first == .head)
        #expect(order.parties.count == Party.allCases.count)
    }
}

@Suite struct `A reminder` {
    static func facts(_ state: Agreement.State = .toSign, sent: [String] = [], today: String = "2027-02-20") throws
        -> ReminderFacts
    {
        ReminderFacts(
            state: state, startsOn: try day("2027-03-01"), endsOn: try day("2027-03-26"),
            sent: try sent.map { try day($0) }, today: try day(today))
    }

    @Test func `waits for the days of the school`() throws {
        let rules = ReminderRules(cooldownDays: 5, most: 3)
        #expect(
            rules.stop(try Self.facts(sent: ["2027-02-18"]))
                == .tooSoon(last: try day("2027-02-18"), next: try day("2027-02-23")))
        #expect(rules.stop(try Self.facts(sent: ["2027-02-15"])) == nil)
    }

    @Test func `stops after so many`() throws {
        let sent = ["2027-01-05", "2027-01-15", "2027-01-25"]
        #expect(ReminderRules(cooldownDays: 5, most: 3).stop(try Self.facts(sent: sent)) == .tooMany(3))
    }

    @Test func `goes to nobody who signed, refused, or has no address`() throws {
        var facts = try Self.facts()
        facts.hasAddress = false
        #expect(ReminderRules.usual.stop(facts) == .noAddress)
        facts.isRefused = true
        #expect(ReminderRules.usual.stop(facts) == .refused)
        facts.hasSigned = true
        #expect(ReminderRules.usual.stop(facts) == .signed)
    }

    @Test(arguments: Agreement.State.allCases.filter { $0 != .toSign })
    func `is for agreements at their parties only`(state: Agreement.State) throws {
        #expect(ReminderRules.usual.stop(try Self.facts(state)) == .notToSign(state))
    }

    @Test func `after the departure is for the school to decide`() throws {
        let late = try Self.facts(today: "2027-03-03")
        #expect(ReminderRules(afterStart: true).stop(late) == nil)
        #expect(ReminderRules(afterStart: false).stop(late) == .begun(try day("2027-03-01")))
    }
}

@Suite struct `The code at the foot of a page` {
    @Test func `names its agreement and its version`() throws {
        let code = PaperCode.code(number: "2026-00042", revision: 2)
        #expect(code.hasPrefix("26-00042-2-"))
        let read = try #require(PaperCode.read(code.lowercased()))
        #expect(read.number == "2026-00042" && read.revision == 2)
    }

    @Test(arguments: ["", "26-00042-1", "26-00042-1-?", "26-00043-1-A", "x"])
    func `misread is told apart`(code: String) {
        let right = PaperCode.code(number: "2026-00043", revision: 1)
        if code != right { #expect(PaperCode.read(code) == nil) }
    }

    @Test func `finds two figures exchanged`() throws {
        let code = PaperCode.code(number: "2026-00042", revision: 1)
        #expect(PaperCode.read(code.replacing("00042", with: "00024")) == nil)
        #expect(PaperCode.read(code.replacing("00042", with: "00043")) == nil)
    }
}
