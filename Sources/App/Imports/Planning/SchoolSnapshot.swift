import Domain

/// What the database holds of a school when an import is planned.
struct SchoolSnapshot: Sendable {
    var school: School
    /// Of the year of the files.
    var classes: [SchoolClass] = []
    /// Those who left included.
    var learners: [Learner] = []
    /// Those without an end, of every year.
    var openEnrolments: [Enrolment] = []
    var guardians: [Guardian] = []
    var guardianships: [Guardianship] = []
    var staff: [StaffMember] = []
    /// Of the classes of the year.
    var teachings: [Teaching] = []
    /// What the last import of the same kind said of each record.
    var said: [String: [String: String]] = [:]
    /// Records that some import, of whatever kind, once brought.
    var imported: Set<String> = []
}

/// What an import will do: the rows to write, and what to tell people.
struct ImportPlan: Sendable {
    var rows = RowChanges()
    /// Rows of the national directories, which belong to no school.
    var directory = DirectoryChanges()
    var report = ImportReport()
}

/// What planning needs beside facts and snapshot: the day, and a source of keys.
struct PlanningContext: Sendable {
    let today: LocalDate
    let ids: IDSource
}
