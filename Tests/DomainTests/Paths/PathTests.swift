import Domain
import Testing

@Suite struct `A former learner` {
    private let day = LocalDate(dayNumber: 20_000)

    private var alumnus: Alumnus {
        Alumnus(
            id: ID("a"), formerId: nil, familyName: "FICTIF", firstName: "Noémie", email: "n@exemple.fr",
            leftYear: 2026, consentOn: day, consentMeans: "lien personnel")
    }

    @Test func `is kept some years without news, longer with news`() {
        #expect(alumnus.keptUntil == day.adding(years: Alumnus.keptYears))
        #expect(alumnus.isKept(on: alumnus.keptUntil) && !alumnus.isKept(on: alumnus.keptUntil.adding(days: 1)))
        let later = day.adding(days: 400)
        #expect(alumnus.renewed(on: later).keptUntil == later.adding(years: Alumnus.keptYears))
    }

    @Test func `leaves no name when they withdraw`() {
        let gone = alumnus.withdrawn(on: day.adding(days: 3))
        #expect(gone.familyName.isEmpty && gone.email.isEmpty && gone.searchKey.isEmpty && gone.formerId == nil)
        #expect(!gone.isKept(on: day.adding(days: 3)) && gone.version == alumnus.version + 1)
    }
}

@Suite struct `A mentoring` {
    @Test(arguments: Mentoring.State.allCases, Mentoring.State.allCases)
    func `moves as its table says`(from: Mentoring.State, to: Mentoring.State) throws {
        let day = LocalDate(dayNumber: 20_000)
        let pair = Mentoring(id: ID("m"), learnerId: ID("l"), mentorName: "Sacha", startsOn: day, state: from)
        guard from.next.contains(to) else {
            #expect(throws: MentoringRefusal.self) { try pair.moved(to: to, on: day) }
            return
        }
        #expect(try pair.moved(to: to, on: day).state == to)
    }
}

@Suite struct `A project of mobility` {
    private func project(_ state: MobilityProject.State, _ documents: [MobilityProject.Document] = [])
        -> MobilityProject
    {
        let day = LocalDate(dayNumber: 20_000)
        return MobilityProject(
            id: ID("p"), schoolYear: 2026, title: "Séville", country: "Espagne", startsOn: day,
            endsOn: day.adding(days: 20),
            places: 10, state: state, documents: documents.map(\.rawValue).joined(separator: " "))
    }

    @Test(arguments: MobilityProject.State.allCases, MobilityProject.State.allCases)
    func `moves as its table says`(from: MobilityProject.State, to: MobilityProject.State) throws {
        let ready = project(from, MobilityProject.Document.allCases)
        guard from.next.contains(to) else {
            #expect(throws: MobilityRefusal.impossible(from, to)) { try ready.moved(to: to) }
            return
        }
        #expect(try ready.moved(to: to).state == to)
    }

    @Test func `does not leave without its papers, nor close without its report`() {
        #expect(throws: MobilityRefusal.self) { try project(.funded, [.board]).moved(to: .away) }
        #expect(throws: MobilityRefusal.papersMissing([MobilityProject.Document.report.label])) {
            try project(.reported).moved(to: .closed)
        }
    }
}

@Suite struct `The results of the survey` {
    @Test func `show no share under five answers`() {
        let few = InsertionResult(leavers: 20, answers: [.job: 3, .studies: 1])
        #expect(!few.isShown && few.share(of: .job) == nil)
        let enough = InsertionResult(leavers: 20, answers: [.job: 3, .studies: 2])
        #expect(enough.share(of: .job) == 600 && enough.answered == 5)
    }
}
