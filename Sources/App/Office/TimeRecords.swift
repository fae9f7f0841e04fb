import Domain
import Persistence

/// The time of one axis over a span of days.
struct AxisTime: Codable, Sendable {
    let axis: BureauAxis
    let minutes: Int
}

extension SchoolDatabase {
    /// Minutes by axis: never by person.
    func timeByAxis(from first: LocalDate, through last: LocalDate) throws -> [AxisTime] {
        try rows(
            """
            select office_time.axis, cast(sum(office_time.minutes) as bigint) as minutes from \(table(.officeTime))
            where office_time.worked_on between \(first) and \(last) group by office_time.axis order by office_time.axis
            """)
    }

    /// What one person noted lately, to correct it: nobody else reads it.
    func ownTimes(_ account: ID<Account>, limit: Int = 20) throws -> [OfficeTime] {
        try rows(
            """
            select office_time.* from \(table(.officeTime)) where office_time.account_id = \(account)
            order by office_time.worked_on desc, office_time.id desc limit \(limit)
            """)
    }
}

/// What the form of a time may send.
struct TimeForm: FormInput {
    let axis: BureauAxis
    let day: LocalDate?
    let minutes: Int
    let note: String

    init(reading form: inout FormReader) {
        axis = Int(form.values["axe"]).flatMap(BureauAxis.init) ?? .office
        day = form.date("le")
        let typed = form.values["duree"].isEmpty ? form.values["rapide"] : form.values["duree"]
        minutes = OfficeTime.minutes(parsing: typed) ?? 0
        note = form.text("note", max: 200)
        if form.values["axe"].isEmpty { form.refuse("axe", "Choisissez l’axe servi.") }
        if minutes == 0 { form.refuse("duree", "Écrivez une durée\u{A0}: 1 h 30, ou 45.") }
    }
}

/// A span of work is noted in a few seconds.
struct LogTime: Operation {
    let form: TimeForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.logOfficeTime)

        let day = form.day ?? now.day
        guard day <= now.day else { throw FieldRefusal("le", "Le \(day.long) n’est pas encore arrivé.") }
        let time = OfficeTime(
            id: db.newID(), accountId: author.accountId, authorName: author.name, workedOn: day, axis: form.axis,
            minutes: form.minutes, note: form.note)
        try db.insert(time, into: .officeTime)
        try db.journal("Temps du bureau noté", Subject("time", time.id), after: time, by: author, at: now)
    }
}

/// A time noted by mistake goes; only its author may take it back.
struct RemoveTime: Operation {
    let id: ID<OfficeTime>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.logOfficeTime)

        let time = try db.find(id, in: .officeTime, "Ce temps")
        guard time.accountId == author.accountId else { throw NotFound("Ce temps") }
        try db.delete(from: .officeTime, where: "id = \(id)")
        try db.journal("Temps du bureau retiré", Subject("time", id), before: time, by: author, at: now)
    }
}
