import Domain
import Persistence

/// A class with its headcount.
struct ClassLine: Codable, Sendable {
    let id: ID<SchoolClass>
    let code: String
    let label: String
    let stream: String
    let learnerCount: Int
}

extension SchoolDatabase {
    func schoolClass(_ id: ID<SchoolClass>) throws -> SchoolClass {
        try find(id, in: .schoolClass, "Cette classe")
    }

    /// The classes of a year that the person may see, with the number of their learners.
    func classes(year: Int) throws -> [ClassLine] {
        try rows(
            """
            select school_class.id, school_class.code, school_class.label, school_class.stream,
            count(enrolment.id) as learner_count
            from \(table(.schoolClass))
            left join \(table(.enrolment)) on enrolment.class_id = school_class.id and \(enrolled(in: year))
            where school_class.school_year = \(year)
            group by school_class.id, school_class.code, school_class.label, school_class.stream
            order by school_class.code, school_class.id
            """)
    }

    /// The streams taught in a year, for choices in forms.
    func streams(year: Int) throws -> [String] {
        try rows(
            """
            select distinct school_class.stream from \(table(.schoolClass))
            where school_class.school_year = \(year) and school_class.stream <> '' order by school_class.stream
            """)
    }

    /// Whether an enrolment holds until the end of its year: a year that is over closes those of its last day.
    func enrolled(in year: Int) -> SQL {
        "(enrolment.ends_on is null or enrolment.ends_on >= \("\(year + 1)-08-01"))"
    }
}
