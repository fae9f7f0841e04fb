import Domain
import Persistence

extension Link {
    static let sharedSteering = Link("/pilotage/etablissements")
    static let report = Link("/pilotage/bilan")
    static let handover = Link("/pilotage/passation")
}

/// « Pilotage » : one page for the head, the bilan, the handover.
enum SteeringRoutes {
    static func add(to site: Site) {
        site.get("/pilotage", .members(.steerOffice), page)
        site.get("/pilotage/etablissements", .members(.steerOffice), shared)
        IndicatorRoutes.add(to: site)
        ReportRoutes.add(to: site)
        HandoverRoutes.add(to: site)
    }

    @Sendable static func page(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        // Read again after any write, and after some seconds.
        let key = """
            steering.\(author.accountId?.rawValue ?? "").\(author.schoolId).\(visit.now.day).\(visit.query["annee"])
            """
        let view = try await visit.app.recent.value(key, at: visit.app.clock()) { try await read(visit, author) }
        return .page(steeringPage(view))
    }

    private static func read(_ visit: Visit, _ author: Author) async throws -> SteeringView {
        let today = visit.now.day
        let board = try await IndicatorRoutes.board(visit, needing: SteeringView.codes)
        let isShared = (visit.session?.authors ?? []).count { $0.may(.steerOffice) } > 1
        return try await visit.read { db in
            let roadmap = try db.workingRoadmap(year: author.currentYear)
            return SteeringView(
                board: board,
                roadmap: try roadmap.map { try db.roadmapView($0, author: author, today: today, board: board) },
                letters: author.may(.seeMissionLetters) ? try db.letterLines(today: today) : [],
                uncovered: try db.uncoveredDays(from: today, days: 14),
                openPromises: try db.actionCount(dueBy: today),
                meetings: try db.meetings(year: author.currentYear, limit: 4),
                waiting: try db.roadmapLines(for: author), today: today, author: author, isShared: isShared)
        }
    }

    /// Each school is read with the rights held there.
    @Sendable static func shared(_ visit: Visit) async throws -> Answer {
        let authors = (visit.session?.authors ?? []).filter { $0.may(.steerOffice) }
        let today = visit.now.day
        var boards: [SharedBoard] = []
        for author in authors {
            boards.append(
                try await visit.app.read(author) { db in
                    SharedBoard(
                        school: try db.ownSchool(),
                        board: try db.indicatorBoard(year: author.currentYear, today: today),
                        partners: try db.activePartnerKeys(on: today),
                        people: try db.sharedPeople(year: author.currentYear, today: today))
                })
        }
        return .page(sharedSteeringPage(boards, for: try visit.author))
    }
}

extension SchoolDatabase {
    /// What tells the active partners apart from one school to another: the SIRET, or the record when there is none.
    func activePartnerKeys(on today: LocalDate) throws -> Set<String> {
        // The same days as I1.1, so that one school alone gives the figure of its own page.
        let active = try activeCompanies(from: today.adding(days: -365), through: today)
        let keys = try companyKeys()
        return Set(active.map { keys[$0] ?? $0.rawValue })
    }
}
