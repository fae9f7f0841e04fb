import Domain
import Testing

/// A class of 2026-2027 with the weeks of its periods.
private func plan(
    _ mef: String, weeks: [Int], code: String = "CLASSE", stream: String = "Vente", start: String = "2026-11-09",
    year: Int = 2026, events: [SchoolEvent] = []
) throws -> ClassCalendar {
    var monday = try #require(LocalDate(start))
    let id = ID<SchoolClass>(code)
    let periods = weeks.enumerated().map { index, count -> PFMPPeriod in
        defer { monday = monday.adding(days: 7 * (count + 8)) }
        return PFMPPeriod(
            id: ID("\(code)-\(index)"), classId: id, schoolYear: year, rank: index + 1, label: "PFMP \(index + 1)",
            startsOn: monday, endsOn: monday.adding(days: 7 * count - 3))
    }
    return ClassCalendar(
        classId: id, code: code, mef: try MEF(mef), stream: stream, schoolYear: year, learners: 20, periods: periods,
        events: events)
}

private func rules(
    year: Int = 2026, trainings: [TrainingDuration] = [], own: [SchoolThreshold: Int] = [:], holidays: Bool = false
) throws -> CalendarRules {
    var calendar = try SchoolCalendar(
        academie: #require(Academie(named: "Toulouse")), year: #require(SchoolYear(start: year)))
    // The rules on durations are looked at alone: the holidays have tests of their own.
    if !holidays { calendar.holidays = [] }
    return CalendarRules(
        durations: try PFMPDurations.embedded(), trainings: trainings, calendar: calendar,
        thresholds: try SchoolThresholds.embedded(own: own))
}

private let decided = BoardDecision(
    id: ID("decision"), schoolYear: 2026, decidedOn: LocalDate(dayNumber: 20_600), reference: "12")

private func kinds(_ plans: [ClassCalendar], _ rules: CalendarRules, _ decision: BoardDecision? = decided) throws
    -> [CalendarFinding.Kind]
{
    let today = try #require(LocalDate("2026-09-01"))
    return rules.findings(plans, decision: decision, today: today).map(\.kind).filter { $0 != .preparation }
}

@Suite struct `The weeks of PFMP of a class` {
    @Test(
        arguments: [
            ("2412321021", [6], []), ("2412321021", [5], [CalendarFinding.Kind.short]), ("2412321021", [8], [.long]),
            ("2473121131", [3, 3], []), ("2473121131", [4, 3], [.long]), ("2473121132", [4, 4], []),
            ("2473121132", [5], [.short]), ("2473121133", [3, 3], []), ("2473121133", [4, 4], [.long]),
            ("2403322011", [4], [.short]), ("2403322011", [5], []), ("2583340811", [6, 6], []),
            ("2583340811", [6, 3], [.short]), ("2502211111", [5, 4], [.long]), ("3113121321", [1], []),
        ] as [(String, [Int], [CalendarFinding.Kind])])
    func `are held against the texts (PFMP-02 to PFMP-06, PFMP-14, PFMP-15)`(
        mef: String, weeks: [Int], expected: [CalendarFinding.Kind]
    ) throws {
        #expect(try kinds([plan(mef, weeks: weeks)], rules()) == expected)
    }

    @Test func `were eight in terminale before 2024 (PFMP-06)`() throws {
        #expect(try kinds([plan("2473121133", weeks: [4, 4], year: 2023)], rules(year: 2023)).isEmpty)
        #expect(try kinds([plan("2473121133", weeks: [3, 3], year: 2023)], rules(year: 2023)) == [.short])
    }

    @Test func `never rest on a text of 2026 that was not found: the finding says so`() throws {
        let found = try rules().findings(
            [plan("2473121133", weeks: [3])], decision: decided, today: #require(LocalDate("2026-09-01")))
        #expect(found.first?.finding.message.contains("à vérifier dans le texte de l’année") == true)
    }

    @Test func `a period of two weeks is a warning in première and a word in seconde (PFMP-11)`() throws {
        let today = try #require(LocalDate("2026-09-01"))
        for (mef, severity) in [("2473121132", Finding.Severity.warning), ("2473121131", .info)] {
            let found = try rules().findings([plan(mef, weeks: [2, 4])], decision: decided, today: today)
            #expect(found.first { $0.finding.rule == "PFMP-11" }?.finding.severity == severity)
        }
    }

    @Test func `in a cycle are held against the total of the speciality (PFMP-01)`() throws {
        let course = try [
            plan("2412321021", weeks: [7], code: "1CAP"), plan("2412321022", weeks: [7], code: "2CAP", stream: "Autre"),
        ]
        #expect(try kinds(course, rules()).isEmpty)
        let twelve = TrainingDuration(id: ID("t"), training: "24123210", fromYear: 2026, weeks: 12)
        let found = try rules(trainings: [twelve]).findings(
            course, decision: decided, today: #require(LocalDate("2026-09-01")))
        let cycle = try #require(found.first { $0.kind == .cycle })
        #expect(cycle.finding.message.contains("14\u{A0}semaines sur le cycle, 12 fixées pour la spécialité (+2)"))
        let later = TrainingDuration(id: ID("t"), training: "24123210", fromYear: 2027, weeks: 12)
        #expect(try kinds(course, rules(trainings: [later])).isEmpty)
    }
}

@Suite struct `The calendar of a class` {
    @Test func `a period across the holidays of the zone is said, and those weeks do not count (PFMP-18)`() throws {
        let across = try plan("2473121131", weeks: [5], start: "2026-12-07")
        let calendar = try rules(holidays: true)
        #expect(try kinds([across], calendar).contains(.holidays))
        #expect(across.periods[0].weeks == 5)
        #expect(across.certifyingWeeks(calendar.calendar.holidays) == 3)
    }

    @Test func `without a decision of the board is a project (PFMP-19)`() throws {
        #expect(try kinds([plan("2473121131", weeks: [4])], rules(), nil) == [.board])
        #expect(try kinds([], rules(), nil).isEmpty)
    }

    @Test func `asks for a preparation week before the first period of the first year (PFMP-20)`() throws {
        let today = try #require(LocalDate("2026-09-01"))
        let seconde = try plan("2473121131", weeks: [4], start: "2027-01-04")
        let asked = try rules().findings([seconde], decision: decided, today: today)
        #expect(asked.map(\.kind) == [.preparation])
        let week = SchoolEvent(
            id: ID("prep"), schoolYear: 2026, kind: .preparation, label: "Préparation",
            startsOn: try #require(LocalDate("2026-12-14")), endsOn: try #require(LocalDate("2026-12-18")))
        let ready = try plan("2473121131", weeks: [4], start: "2027-01-04", events: [week])
        #expect(try rules().findings([ready], decision: decided, today: today).isEmpty)
        let premiere = try plan("2473121132", weeks: [6], start: "2027-01-04")
        #expect(try rules().findings([premiere], decision: decided, today: today).isEmpty)
    }

    @Test(arguments: SchoolEventKind.allCases)
    func `says an exam or a CCF inside a period, and no other event`(kind: SchoolEventKind) throws {
        let event = SchoolEvent(
            id: ID("event"), schoolYear: 2026, kind: kind, label: "Épreuve",
            startsOn: try #require(LocalDate("2026-11-12")), endsOn: try #require(LocalDate("2026-11-12")))
        let found = try kinds([plan("2473121131", weeks: [4], events: [event])], rules())
        #expect(found.contains(.exams) == (kind == .exam || kind == .ccf))
    }

    @Test func `does not mind the exam of another class or stream`() throws {
        let day = try #require(LocalDate("2026-11-12"))
        for event in [
            SchoolEvent(
                id: ID("a"), schoolYear: 2026, kind: .exam, label: "Autre", startsOn: day, endsOn: day,
                classId: ID("AUTRE")),
            SchoolEvent(
                id: ID("b"), schoolYear: 2026, kind: .exam, label: "Autre", startsOn: day, endsOn: day,
                stream: "Cuisine"),
        ] {
            #expect(try kinds([plan("2473121131", weeks: [4], events: [event])], rules()).isEmpty)
        }
    }

    @Test func `two classes of a stream away the same weeks compete for the same hosts`() throws {
        let two = try [
            plan("2473121132", weeks: [6], code: "1A"), plan("2473121133", weeks: [6], code: "TA"),
        ]
        let found = try rules().findings(two, decision: decided, today: #require(LocalDate("2026-09-01")))
        #expect(found.map(\.kind) == [.competing])
        #expect(found[0].finding.message.contains("1A et TA partent ensemble pendant 6\u{A0}semaines"))
        #expect(found[0].finding.message.contains("40\u{A0}élèves"))
        #expect(try kinds(two, rules(own: [.competingClasses: 3])).isEmpty)
    }

    @Test func `of catch-up periods is not that of the class`() throws {
        let period = PFMPPeriod(
            id: ID("p"), classId: ID("c"), schoolYear: 2026, rank: 3, label: "Rattrapage",
            startsOn: try #require(LocalDate("2027-02-01")), endsOn: try #require(LocalDate("2027-02-05")),
            kind: .catchUp)
        let calendar = ClassCalendar(
            classId: ID("c"), code: "C", mef: nil, stream: "", schoolYear: 2026, learners: 3, periods: [period],
            events: [])
        #expect(calendar.periods.isEmpty)
    }
}
