import Domain
import Persistence

/// What the form of a span of the week may send.
struct OpeningForm: FormInput {
    let weekdays: [Int]
    let starts: Int
    let ends: Int
    let channel: OfficeOpening.Channel
    let staff: ID<StaffMember>?
    let note: String
    let since: LocalDate?

    init(reading form: inout FormReader) {
        weekdays = form.values.all("jour").compactMap(Int.init).filter { (1...5).contains($0) }
        starts = form.clock("debut") ?? 0
        ends = form.clock("fin") ?? 0
        channel = form.choice("accueil", or: .onSite)
        staff = form.key("personne")
        note = form.text("note", max: 120)
        since = form.date("depuis")
        if weekdays.isEmpty { form.refuse("jour", "Cochez un jour au moins.") }
        if form.values["debut"].isEmpty { form.refuse("debut", "Indiquez l’heure d’ouverture.") }
        if form.values["fin"].isEmpty { form.refuse("fin", "Indiquez l’heure de fermeture.") }
        if ends > 0, ends <= starts { form.refuse("fin", "La fermeture suit l’ouverture.") }
    }
}

/// What the form of an absence may send.
struct OfficeAbsenceForm: FormInput {
    let staff: ID<StaffMember>?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let coveredBy: ID<StaffMember>?
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        staff = form.key("personne")
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.date("au") ?? startsOn
        coveredBy = form.key("remplace")
        note = form.text("note", max: 200)
        version = Int(form.values["version"]) ?? 0
        if endsOn < startsOn { form.refuse("au", "Le dernier jour doit suivre le premier.") }
        if coveredBy != nil, coveredBy == staff { form.refuse("remplace", "On ne se remplace pas soi-même.") }
    }
}

/// A span is added to the week of the bureau, on one or several days.
struct AddOpenings: Operation {
    let form: OpeningForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        if let staff = form.staff { _ = try db.staffMember(staff) }
        let known = try db.openings().filter { known in
            form.since.map { since in known.validUntil.map { since <= $0 } ?? true } ?? true
        }
        for weekday in Set(form.weekdays).sorted() {
            let clash = known.contains { opening in
                opening.weekday == weekday && opening.staffId == form.staff && opening.channel == form.channel
                    && opening.startsMinute < form.ends && form.starts < opening.endsMinute
            }
            guard !clash else {
                throw FieldRefusal("debut", "Cet horaire en chevauche un autre de la même personne ce jour-là.")
            }
            let opening = OfficeOpening(
                id: db.newID(), weekday: weekday, startsMinute: form.starts, endsMinute: form.ends,
                channel: form.channel, staffId: form.staff, note: form.note, validFrom: form.since)
            try db.insert(opening, into: .officeOpening)
            try db.journal(
                "Horaire du bureau ajouté", Subject("opening", opening.id), after: opening, by: author, at: now)
        }
    }
}

/// A span leaves the week of the bureau; the days gone by keep it, unless it was only just written.
struct RemoveOpening: Operation {
    let id: ID<OfficeOpening>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        let opening = try db.opening(id)
        try db.end(opening, on: now.day)
        try db.journal("Horaire du bureau retiré", Subject("opening", id), before: opening, by: author, at: now)
    }
}

extension SchoolDatabase {
    /// The span no longer holds from a day on; one written that day leaves no trace.
    func end(_ opening: OfficeOpening, on day: LocalDate) throws {
        let madeToday = opening.id.rawValue >= UUIDv7.firstKey(after: day.adding(days: -1))
        if madeToday || opening.validFrom.map({ $0 >= day }) ?? false {
            try delete(from: .officeOpening, where: "id = \(opening.id)")
            return
        }
        var ended = opening
        ended.validUntil = day.adding(days: -1)
        ended.version += 1
        try update(ended, in: .officeOpening, replacing: opening.version)
    }

    /// The first day of the school year of a day, as long as no hours of the bureau changed in it.
    func firstDayOfHours(_ today: LocalDate) throws -> LocalDate? {
        let place = try ownSchool().academy
        let first = SchoolYear.of(today, in: place).firstDay(in: place)
        return try openings().contains { $0.validUntil != nil || $0.validFrom.map { $0 > first } ?? false }
            ? nil : min(first, today)
    }
}

/// Somebody of the bureau will not be there, or who covers changes.
struct SaveOfficeAbsence: Operation {
    let id: ID<OfficeAbsence>?
    let form: OfficeAbsenceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        for staff in [form.staff, form.coveredBy].compactMap(\.self) { _ = try db.staffMember(staff) }
        let former = try id.map { try db.officeAbsence($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        let absence = OfficeAbsence(
            id: former?.id ?? db.newID(), staffId: form.staff, startsOn: form.startsOn, endsOn: form.endsOn,
            coveredBy: form.coveredBy, note: form.note, version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(absence, in: .officeAbsence, replacing: former.version)
        } else {
            try db.insert(absence, into: .officeAbsence)
        }
        try db.journal(
            former == nil ? "Absence au bureau notée" : "Absence au bureau modifiée",
            Subject("office-absence", absence.id), before: former, after: absence, by: author, at: now)
    }
}

/// An absence was noted by mistake.
struct RemoveOfficeAbsence: Operation {
    let id: ID<OfficeAbsence>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        let absence = try db.officeAbsence(id)
        try db.delete(from: .officeAbsence, where: "id = \(id)")
        try db.journal("Absence au bureau retirée", Subject("office-absence", id), before: absence, by: author, at: now)
    }
}
