import Domain

extension Link {
    static let learners = Link("/apprenants")

    static func learner(_ id: ID<Learner>) -> Link {
        Link("/apprenants", [id.rawValue])
    }
}

/// The list of learners and the page of each.
enum LearnerRoutes {
    static func add(to site: Site) {
        site.get("/apprenants", .members(.seeAllLearners, .seeOwnLearners), list)
        site.get("/apprenants/:id", .members(.seeAllLearners, .seeOwnLearners), show)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let filter = LearnerFilter(query: visit.query, year: try visit.author.currentYear)
        let today = visit.now.day
        let query = visit.query
        let mayEdit = try visit.author.may(.editLearners)
        let view = try await visit.read { db in
            let lines = try db.learners(filter, limit: 51)
            return LearnerListView(
                lines: Array(lines.prefix(50)), total: try db.learnerCount(filter),
                classes: try db.classes(year: filter.schoolYear), filter: filter, query: query, today: today,
                hasMore: lines.count > 50, mayEdit: mayEdit)
        }
        return .page(learnerListPage(view))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let learner = try db.learner(id)
            let schoolClass = try db.classOf(id, year: author.currentYear)
            return LearnerView(
                learner: learner, schoolClass: schoolClass,
                guardians: author.may(.seeGuardians) ? try db.guardians(of: id) : [],
                journal: try db.journal(of: Subject("learner", id)),
                placements: try db.placementsPanel(of: learner, in: schoolClass, for: author, today: today)
                    + closingLinks(of: learner, for: author, today: today)
                    + pathLink(of: learner, for: author),
                showsContacts: author.may(.seeLearnerContacts), showsGuardians: author.may(.seeGuardians),
                mayEdit: author.may(.editLearners),
                today: today)
        }
        try await visit.perform(NoteReading(subject: Subject("learner", id)))
        return .page(learnerPage(view))
    }
}

extension LearnerFilter {
    init(query: FormValues, year: Int) {
        self.init(schoolYear: year)
        words = SearchKey(query["q"]).words
        classId = query["classe"].isEmpty ? nil : ID(query["classe"])
        withLeavers = query["sortis"] == "1"
        after = query["apres"].isEmpty ? nil : ID(query["apres"])
    }
}
