import Domain
import Persistence

/// A member of staff in a list.
struct StaffLine: Codable, Sendable {
    let id: ID<StaffMember>
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let discipline: String
    let email: String?
    let leftOn: LocalDate?
    let classCount: Int

    var listName: String { familyName + " " + firstName }
}

/// A teacher of a class, with what they teach there.
struct TeacherLine: Sendable {
    let id: ID<StaffMember>
    let name: String
    var subjects: [String]
    var principal: Bool
}

/// A class that a member of staff teaches.
struct TaughtClass: Codable, Sendable {
    let id: ID<SchoolClass>
    let code: String
    let label: String
    let subject: String
    let principal: Bool
}

/// What the list of the staff is asked to show.
struct StaffFilter: Sendable, Equatable {
    var words: [String] = []
    var function = ""
    var withLeavers = false

    init(query: FormValues) {
        words = SearchKey(query["q"]).words
        function = query["fonction"]
        withLeavers = query["partis"] == "1"
    }
}

extension SchoolDatabase {
    func staffMember(_ id: ID<StaffMember>) throws -> StaffMember {
        try find(id, in: .staffMember, "Cette personne")
    }

    /// The staff by name, with the number of their classes in a year.
    func staff(_ filter: StaffFilter, year: Int) throws -> [StaffLine] {
        var condition: SQL = filter.withLeavers ? "true" : "staff_member.left_on is null"
        for word in filter.words {
            condition = "\(condition) and staff_member.search_key like \("%" + word + "%")"
        }
        if !filter.function.isEmpty { condition = "\(condition) and staff_member.function = \(filter.function)" }
        return try rows(
            """
            select staff_member.id, staff_member.civility, staff_member.family_name, staff_member.first_name,
            staff_member.function, staff_member.discipline, staff_member.email, staff_member.left_on,
            (select count(distinct teaching.class_id) from \(table(.teaching))
            join \(table(.schoolClass)) on school_class.id = teaching.class_id
            where teaching.staff_id = staff_member.id and school_class.school_year = \(year)) as class_count
            from \(table(.staffMember)) where \(condition)
            order by staff_member.search_key, staff_member.id
            """)
    }

    /// Functions present among the staff.
    func staffFunctions() throws -> [String] {
        try rows(
            "select distinct staff_member.function from \(table(.staffMember)) order by staff_member.function")
    }

    func taughtClasses(by staff: ID<StaffMember>, year: Int) throws -> [TaughtClass] {
        try rows(
            """
            select school_class.id, school_class.code, school_class.label, teaching.subject, teaching.principal
            from \(table(.teaching)) join \(table(.schoolClass)) on school_class.id = teaching.class_id
            where teaching.staff_id = \(staff) and school_class.school_year = \(year)
            order by school_class.code, teaching.subject
            """)
    }

    /// The teachers of a class, principals first.
    func teachers(of schoolClass: ID<SchoolClass>) throws -> [TeacherLine] {
        var lines: [TeacherLine] = []
        try eachRow(
            """
            select staff_member.id, staff_member.civility, staff_member.first_name, staff_member.family_name,
            teaching.subject, teaching.principal
            from \(table(.teaching)) join \(table(.staffMember)) on staff_member.id = teaching.staff_id
            where teaching.class_id = \(schoolClass) and staff_member.left_on is null
            order by staff_member.search_key, staff_member.id, teaching.subject
            """
        ) { row in
            let id = ID<StaffMember>(row.text(0))
            let subject = row.text(4)
            if lines.last?.id != id {
                let name = [row.text(1), row.text(2), row.text(3)].filter { !$0.isEmpty }.joined(separator: " ")
                lines.append(TeacherLine(id: id, name: name, subjects: [], principal: false))
            }
            if !subject.isEmpty { lines[lines.count - 1].subjects.append(subject) }
            if row.bool(5) { lines[lines.count - 1].principal = true }
        }
        return lines.filter(\.principal) + lines.filter { !$0.principal }
    }

    /// The professeurs principaux of each class of a year.
    func principals(year: Int) throws -> [ID<SchoolClass>: [String]] {
        var names: [ID<SchoolClass>: [String]] = [:]
        try eachRow(
            """
            select distinct teaching.class_id, staff_member.search_key, staff_member.civility, staff_member.family_name
            from \(table(.teaching)) join \(table(.staffMember)) on staff_member.id = teaching.staff_id
            join \(table(.schoolClass)) on school_class.id = teaching.class_id
            where teaching.principal and school_class.school_year = \(year) and staff_member.left_on is null
            order by staff_member.search_key
            """
        ) { row in
            let name = [row.text(2), row.text(3)].filter { !$0.isEmpty }.joined(separator: " ")
            names[ID(row.text(0)), default: []].append(name)
        }
        return names
    }
}

extension StaffMember {
    /// A function of STS-web as people say it; another text is shown as it is.
    static func functionLabel(_ code: String) -> String {
        switch code {
        case "ENS": "Enseignant"
        case "DIR": "Direction"
        case "EDU": "Vie scolaire"
        case "DOC": "Documentation"
        case "CTR": "DDFPT"
        case "ORI": "Orientation"
        default: code
        }
    }
}
