import Domain

extension Link {
    static let team = Link("/equipe")
    static let classes = Link("/classes")

    static func staff(_ id: ID<StaffMember>) -> Link { Link("/equipe", [id.rawValue]) }

    static func schoolClass(_ id: ID<SchoolClass>) -> Link { Link("/classes", [id.rawValue]) }
}

/// The classes and the team.
enum SchoolRoutes {
    static func add(to site: Site) {
        site.get("/classes", .members(.seeAllLearners, .seeOwnLearners), classes)
        site.get("/classes/:id", .members(.seeAllLearners, .seeOwnLearners), schoolClass)
        site.get("/equipe", .members(.seeStaff), team)
        site.get("/equipe/:id", .members(.seeStaff), staff)
    }

    @Sendable static func classes(_ visit: Visit) async throws -> Answer {
        let year = try visit.author.currentYear
        let lines = try await visit.read { try $0.classes(year: year) }
        return .page(classListPage(lines, year: year))
    }

    @Sendable static func schoolClass(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolClass.self)
        let today = visit.now.day
        let view = try await visit.read { db in
            let schoolClass = try db.schoolClass(id)
            var filter = LearnerFilter(schoolYear: schoolClass.schoolYear)
            filter.classId = id
            return ClassView(
                schoolClass: schoolClass, learners: try db.learners(filter, limit: 200),
                teachers: try db.teachers(of: id), periods: try db.periods(of: id), today: today)
        }
        return .page(classPage(view))
    }

    @Sendable static func team(_ visit: Visit) async throws -> Answer {
        let words = SearchKey(visit.query["q"]).words
        let year = try visit.author.currentYear
        let today = visit.now.day
        let lines = try await visit.read { try $0.team(words: words, year: year, today: today) }
        return .page(teamPage(lines, query: visit.query))
    }

    @Sendable static func staff(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        let author = try visit.author
        let view = try await visit.read { db in
            StaffView(
                person: try db.staffMember(id), classes: try db.classesTaught(by: id, year: author.currentYear),
                mayEdit: author.may(.manageSchool),
                mayOpenClasses: author.may(.seeAllLearners) || author.may(.seeOwnLearners))
        }
        return .page(staffPage(view))
    }
}
