import Domain
import Persistence

/// A line of the list of the team.
struct StaffLine: Codable, Sendable {
    let id: ID<StaffMember>
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let discipline: String
    let email: String?
    let searchKey: String
    let classCount: Int
    let followedCount: Int

    var listName: String { familyName + " " + firstName }
}

/// A class taught by someone.
struct TaughtClass: Codable, Sendable {
    let id: ID<SchoolClass>
    let code: String
    let label: String
    let subject: String
    let principal: Bool
}

/// A teacher of a class.
struct ClassTeacher: Codable, Sendable {
    let id: ID<StaffMember>
    let civility: String
    let familyName: String
    let firstName: String
    let subject: String
    let principal: Bool

    var name: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SchoolDatabase {
    func staffMember(_ id: ID<StaffMember>) throws -> StaffMember {
        try find(id, in: .staffMember, "Cette personne")
    }

    /// The team by name, with the classes of the year and the learners each follows on PFMP.
    func team(words: [String], year: Int, today: LocalDate) throws -> [StaffLine] {
        let matching = SQL.joined(
            ["staff_member.left_on is null"] + words.map { "staff_member.search_key like \("%" + $0 + "%")" },
            by: " and ")
        return try rows(
            """
            select staff_member.id, staff_member.civility, staff_member.family_name, staff_member.first_name,
            staff_member.function, staff_member.discipline, staff_member.email, staff_member.search_key,
            (select count(distinct teaching.class_id) from \(table(.teaching))
             join \(table(.schoolClass)) on school_class.id = teaching.class_id
             where teaching.staff_id = staff_member.id and school_class.school_year = \(year)) as class_count,
            (select count(*) from \(table(.placement)) where placement.referent_id = staff_member.id
             and placement.ends_on >= \(today)) as followed_count
            from \(table(.staffMember)) where \(matching)
            order by staff_member.search_key, staff_member.id limit 500
            """)
    }

    func classesTaught(by staff: ID<StaffMember>, year: Int) throws -> [TaughtClass] {
        try rows(
            """
            select school_class.id, school_class.code, school_class.label, teaching.subject, teaching.principal
            from \(table(.teaching)) join \(table(.schoolClass)) on school_class.id = teaching.class_id
            where teaching.staff_id = \(staff) and school_class.school_year = \(year)
            order by school_class.code, teaching.subject
            """)
    }

    func teachers(of schoolClass: ID<SchoolClass>) throws -> [ClassTeacher] {
        try rows(
            """
            select staff_member.id, staff_member.civility, staff_member.family_name, staff_member.first_name,
            teaching.subject, teaching.principal
            from \(table(.teaching)) join \(table(.staffMember)) on staff_member.id = teaching.staff_id
            where teaching.class_id = \(schoolClass) and staff_member.left_on is null
            order by case when teaching.principal then 0 else 1 end, staff_member.search_key, teaching.subject
            """)
    }
}
