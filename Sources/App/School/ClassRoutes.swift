import Domain

/// The classes of the year and the page of each.
enum ClassRoutes {
    static func add(to site: Site) {
        site.get("/classes", .members(.seeAllLearners, .seeOwnLearners), list)
        site.get("/classes/:id", .members(.seeAllLearners, .seeOwnLearners), show)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let view = try await visit.read { db in
            ClassListView(
                classes: try db.classes(year: author.currentYear), principals: try db.principals(year: author.currentYear),
                year: author.currentYear, mayImport: author.may(.importFiles))
        }
        return .page(classListPage(view))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolClass.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let schoolClass = try db.schoolClass(id)
            var filter = LearnerFilter(schoolYear: schoolClass.schoolYear)
            filter.classId = id
            // A year that is over shows also those who have left since.
            filter.withLeavers = schoolClass.schoolYear < author.currentYear
            return ClassView(
                schoolClass: schoolClass, learners: try db.learners(filter, limit: 200),
                teachers: author.may(.seeStaff) ? try db.teachers(of: id) : [], periods: "",
                maySeeStaff: author.may(.seeStaff), today: today)
        }
        return .page(classPage(view))
    }
}
