import Domain
import Foundation
import Persistence

/// What a school shows of its bureau to companies: only what it chose, and never anything about a learner.
struct BureauPage: Codable, Equatable, Sendable {
    let id: ID<BureauPage>
    var published: Bool
    var takesRequests: Bool
    var introduction: String
    var openingHours: String
    var access: String
    /// One a line.
    var trades: String
    var workshops: String
    var team: String
    var showsCourses: Bool
    var showsCalendar: Bool
    /// Open days within which the bureau promises a first answer (F115).
    var promiseDays: Int
    var version: Int

    /// What a school starts with: nothing is public until it says so.
    static func blank(_ id: ID<BureauPage>) -> BureauPage {
        BureauPage(
            id: id, published: false, takesRequests: true, introduction: "", openingHours: "", access: "", trades: "",
            workshops: "", team: "", showsCourses: true, showsCalendar: true, promiseDays: 2, version: 0)
    }
}

/// A class as the public page says it: the stream and the level, neither its people nor their number.
struct PublicCourse: Hashable, Sendable {
    let stream: String
    let level: String
}

/// When learners of a course are looking for a host.
struct PublicPeriod: Hashable, Sendable {
    let course: PublicCourse
    let startsOn: LocalDate
    let endsOn: LocalDate
}

/// The public page of a bureau.
struct PublicBureau: Sendable {
    let school: School
    let page: BureauPage
    let courses: [PublicCourse]
    let periods: [PublicPeriod]
    let today: LocalDate
}

/// A bureau in the public list.
struct PublicBureauLine: Codable, Sendable {
    let uai: String
    let name: String
    let addressPostalCode: String
    let addressCity: String
    let trades: String
    let introduction: String
}

private struct CoursePeriod: Codable {
    let stream: String
    let mef: String
    let startsOn: LocalDate
    let endsOn: LocalDate
}

private struct CourseRow: Codable {
    let stream: String
    let mef: String
}

extension SchoolDatabase {
    /// The settings of the page; those of a school that never opened them are blank.
    func bureauPage() throws -> BureauPage {
        let found: BureauPage? = try row("select bureau_page.* from \(table(.bureauPage))")
        return found ?? .blank(newID())
    }

    func publicCourses(year: Int) throws -> [PublicCourse] {
        let found: [CourseRow] = try rows(
            """
            select distinct school_class.stream, school_class.mef from \(table(.schoolClass))
            where school_class.school_year = \(year) and school_class.stream <> ''
            order by school_class.stream, school_class.mef
            """)
        return unique(found.map { PublicCourse(stream: $0.stream, level: TrainingLevel(mef: $0.mef)?.label ?? "") })
    }

    /// Periods to come, by their dates.
    func publicPeriods(from day: LocalDate) throws -> [PublicPeriod] {
        let found: [CoursePeriod] = try rows(
            """
            select school_class.stream, school_class.mef, pfmp_period.starts_on, pfmp_period.ends_on
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.ends_on >= \(day) and school_class.stream <> ''
            order by pfmp_period.starts_on, school_class.stream, pfmp_period.id limit 120
            """)
        return unique(
            found.map {
                PublicPeriod(
                    course: PublicCourse(stream: $0.stream, level: TrainingLevel(mef: $0.mef)?.label ?? ""),
                    startsOn: $0.startsOn, endsOn: $0.endsOn)
            })
    }

    private func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}

extension PlatformDatabase {
    /// The page that a school published; unknown otherwise.
    func publicBureau(_ uai: String, at moment: Moment) throws -> PublicBureau {
        guard let place = try school(uai: uai) else { throw NotFound("Ce bureau") }
        let db = school(place.id)
        let page = try db.bureauPage()
        guard page.published else { throw NotFound("Ce bureau") }
        let today = Now(moment, in: place.zone).day
        return PublicBureau(
            school: place, page: page,
            courses: page.showsCourses ? try db.publicCourses(year: place.currentYear) : [],
            periods: page.showsCalendar ? try db.publicPeriods(from: today) : [], today: today)
    }

    /// The bureaux that published their page, by town.
    // shared tables: bureau_page
    func publicBureaux(limit: Int = 200) throws -> [PublicBureauLine] {
        try rows(
            """
            select school.uai, school.name, school.address_postal_code, school.address_city, bureau_page.trades,
            bureau_page.introduction from bureau_page join school on school.id = bureau_page.school_id
            where bureau_page.published order by school.address_city, school.uai limit \(limit)
            """)
    }
}

/// The school says what is public, and what it promises.
struct SaveBureauPage: Operation {
    let form: BureauPageForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageEntry)

        let former = try db.bureauPage()
        guard former.version == form.version else { throw Conflict() }
        var page = former
        form.write(to: &page)
        page.version += 1
        if former.version == 0 {
            try db.insert(page, into: .bureauPage)
        } else {
            try db.update(page, in: .bureauPage, replacing: former.version)
        }
        try db.journal(
            page.published ? "Page publique enregistrée" : "Page publique enregistrée, non publiée",
            Subject("bureau_page", page.id), before: former, after: page, by: author, at: now)
    }
}

/// What the form of the public page may send.
struct BureauPageForm: FormInput {
    let published: Bool
    let takesRequests: Bool
    let introduction: String
    let openingHours: String
    let access: String
    let trades: String
    let workshops: String
    let team: String
    let showsCourses: Bool
    let showsCalendar: Bool
    let promiseDays: Int
    let version: Int

    init(reading form: inout FormReader) {
        published = form.flag("publiee")
        takesRequests = form.flag("formulaire")
        introduction = form.text("presentation", max: 1500)
        openingHours = form.text("horaires", max: 600)
        access = form.text("acces", max: 600)
        trades = form.text("metiers", max: 4000)
        workshops = form.text("ateliers", max: 2000)
        team = form.text("equipe", max: 1500)
        showsCourses = form.flag("formations")
        showsCalendar = form.flag("calendrier")
        promiseDays = form.number("promesse", in: 1...20) ?? 2
        version = Int(form.values["version"]) ?? 0
    }

    func write(to page: inout BureauPage) {
        page.published = published
        page.takesRequests = takesRequests
        page.introduction = introduction
        page.openingHours = openingHours
        page.access = access
        page.trades = trades
        page.workshops = workshops
        page.team = team
        page.showsCourses = showsCourses
        page.showsCalendar = showsCalendar
        page.promiseDays = promiseDays
    }
}

extension FormState {
    /// The form filled with the page.
    init(_ page: BureauPage) {
        self.init()
        values.fill([
            "publiee": page.published ? "1" : nil, "formulaire": page.takesRequests ? "1" : nil,
            "presentation": page.introduction, "horaires": page.openingHours, "acces": page.access,
            "metiers": page.trades, "ateliers": page.workshops, "equipe": page.team,
        ])
        values.fill([
            "formations": page.showsCourses ? "1" : nil, "calendrier": page.showsCalendar ? "1" : nil,
            "promesse": String(page.promiseDays), "version": String(page.version),
        ])
    }
}

extension School {
    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .paris }
}
