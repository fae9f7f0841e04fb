import Domain
import Exchange

/// The board of one period: who goes where, and what is missing.
enum BoardRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id", .members(.seePlacements), show)
        site.get("/pfmp/:id/export.csv", .members(.exportData), export)
        site.post("/pfmp/:id/referents", .members(.placeLearners), assign)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let author = try visit.author
        let today = visit.now.day
        let query = visit.query
        let view = try await visit.read { db in
            let period = try db.period(id)
            let dates = PeriodDates(startsOn: period.startsOn, endsOn: period.endsOn)
            return BoardView(
                period: period, schoolClass: try db.schoolClass(period.classId), lines: try db.board(of: period),
                referents: author.may(.placeLearners) ? try db.referentChoices(for: period) : [],
                siblings: try db.periods(of: period.classId),
                notices: dates.notices(of: try db.schoolCalendar(year: period.schoolYear)),
                query: query, today: today, author: author)
        }
        return .page(boardPage(view, visit))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let (sheet, code) = try await visit.read { db in
            let period = try db.period(id)
            let schoolClass = try db.schoolClass(period.classId)
            return (
                BoardExport.sheet(try db.board(of: period), period: period, schoolClass: schoolClass), schoolClass.code
            )
        }
        return .file(
            FileAnswer(name: "pfmp-\(code).csv", type: "text/csv; charset=utf-8", bytes: CSVWriter.bytes(sheet)))
    }

    @Sendable static func assign(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.period(id) }
        let placements = values.all("placement").map { ID<Placement>($0) }
        guard !placements.isEmpty, !values["referent"].isEmpty else {
            return .redirect(.period(id), saying: "Cochez des élèves placés, puis choisissez un référent.")
        }
        let done = try await visit.perform(
            AssignReferents(period: id, placements: placements, referent: ID(values["referent"])), for: values
        ) { _ in .period(id) }
        let fixed =
            done.fixed > 0
            ? " \(FrenchNumber.counted(done.fixed, "convention déjà partie n’a pas changé", "conventions déjà parties n’ont pas changé"))."
            : ""
        return .redirect(
            .period(id),
            saying: "Référent affecté à \(FrenchNumber.counted(done.changed, "élève", "élèves")).\(fixed)")
    }
}
