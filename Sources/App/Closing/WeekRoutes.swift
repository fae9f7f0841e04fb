import Domain
import Exchange
import Foundation

/// Validated weeks against the diploma: classes, one class, one learner, and their papers.
enum WeekRoutes {
    static func add(to site: Site) {
        site.get("/semaines", .members(.seePlacements), classes)
        site.get("/semaines/:id", .members(.seePlacements), showClass)
        site.get("/semaines/:id/synthese.pdf", .members(.seePlacements), synthesis)
        site.get("/semaines/:id/fiches.pdf", .members(.seePlacements), sheets)
        site.get("/semaines/:id/semaines.xlsx", .members(.exportData), workbook)
        site.get("/apprenants/:id/semaines", .members(.seePlacements), showLearner)
        site.post("/apprenants/:id/semaines", .members(.planPeriods), save)
        site.get("/apprenants/:id/semaines/fiche.pdf", .members(.seePlacements), sheet)
    }

    @Sendable static func classes(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let found = try await visit.read { db in
            let periods = Set(try db.periods(year: author.currentYear).map(\.classId))
            return try db.classes(year: author.currentYear).filter { periods.contains($0.id) }
                .map { try db.weeks(of: try db.schoolClass($0.id), today: today) }
                .filter { !$0.learners.isEmpty }
        }
        return .page(weekClassesPage(found, year: author.currentYear, for: author))
    }

    private static func document(_ visit: Visit) async throws -> WeekDocument {
        let id = try visit.id(SchoolClass.self)
        let today = visit.now.day
        return try await visit.read { db in
            WeekDocument(
                school: try db.ownSchool(), weeks: try db.weeks(of: try db.schoolClass(id), today: today), today: today)
        }
    }

    @Sendable static func showClass(_ visit: Visit) async throws -> Answer {
        let weeks = try await document(visit).weeks
        let id = weeks.schoolClass.id
        return .page(
            try await visit.withGivenOut(
                classWeeksPage(weeks, for: try visit.author),
                [PaperSubject(.classSynthesis, id), PaperSubject(.classSheets, id)]))
    }

    @Sendable static func synthesis(_ visit: Visit) async throws -> Answer {
        let document = try await document(visit)
        let code = document.weeks.schoolClass.code
        return try await visit.givesOut(
            PaperSubject(.classSynthesis, document.weeks.schoolClass.id), [document.synthesis()],
            title: "Synthèse des PFMP, \(code)", file: "synthese-\(code)", school: document.school.name)
    }

    @Sendable static func sheets(_ visit: Visit) async throws -> Answer {
        let document = try await document(visit)
        guard !document.weeks.learners.isEmpty else {
            throw BadRequest(message: "Aucun élève de cette classe ne part en PFMP\u{A0}: il n’y a pas de fiche.")
        }
        let code = document.weeks.schoolClass.code
        return try await visit.givesOut(
            PaperSubject(.classSheets, document.weeks.schoolClass.id), document.weeks.learners.map(document.sheet),
            title: "Fiches PFMP, \(code)", file: "fiches-\(code)", school: document.school.name)
    }

    @Sendable static func workbook(_ visit: Visit) async throws -> Answer {
        let document = try await document(visit)
        let bytes = try XLSXWriter.bytes(
            [document.workbook()], createdAt: visit.now.moment, in: FileManager.default.temporaryDirectory.path)
        return .file(
            FileAnswer(
                name: "semaines-\(document.weeks.schoolClass.code).xlsx",
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes: bytes))
    }

    // MARK: A learner

    private static func view(_ visit: Visit) async throws -> LearnerWeeksView {
        let id = try visit.id(Learner.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            let learner = try db.learner(id)
            let schoolClass = try db.classOf(id, year: author.currentYear)
            let weeks = try schoolClass.map { try db.weeks(of: LearnerLine(learner), in: $0, today: today) }
            let findings = schoolClass.map {
                ProfessionalCertificate.findings(title: $0.trainingTitle, learnerPublic: learner.learnerPublic)
            }
            return LearnerWeeksView(
                learner: learner, schoolClass: schoolClass, weeks: weeks, findings: findings ?? [], author: author)
        }
    }

    @Sendable static func showLearner(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        try await visit.perform(NoteReading(subject: Subject("learner", view.learner.id)))
        let state = FormState(view.weeks?.examCase, derogation: view.weeks?.derogation ?? .none)
        return .page(
            try await visit.withGivenOut(
                learnerWeeksPage(view, state, visit), [PaperSubject(.examSheet, learner: view.learner.id)]))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        return try await visit.submit(ExamCaseForm.self) { form, values in
            try await visit.perform(SaveExamCase(learner: id, form: form), for: values) { _ in .weeks(of: id) }
            return .redirect(.weeks(of: id), saying: "Dossier d’examen enregistré.")
        } show: { state in
            learnerWeeksPage(try await view(visit), state, visit)
        }
    }

    @Sendable static func sheet(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let today = visit.now.day
        guard let weeks = view.weeks, let schoolClass = view.schoolClass else { throw NotFound("Cette fiche") }
        let school = try await visit.read { try $0.ownSchool() }
        let document = WeekDocument(
            school: school, weeks: ClassWeeks(schoolClass: schoolClass, learners: [weeks]), today: today)
        return try await visit.givesOut(
            PaperSubject(.examSheet, learner: view.learner.id), [document.sheet(weeks)],
            title: "Fiche PFMP de \(view.learner.fullName)", file: "fiche-pfmp", school: school.name)
    }
}

extension LearnerLine {
    /// A learner alone, as lists name them.
    init(_ learner: Learner) {
        self.init(
            id: learner.id, familyName: learner.familyName, usageName: learner.usageName, firstName: learner.firstName,
            birthDate: learner.birthDate, learnerPublic: learner.learnerPublic, leftOn: learner.leftOn,
            searchKey: learner.searchKey, classCode: nil, classId: nil)
    }
}
