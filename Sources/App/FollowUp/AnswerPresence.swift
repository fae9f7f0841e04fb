import Domain
import Persistence

/// The school notes who is there today, as the tutor would.
struct AnswerPresence: Operation {
    let placement: ID<Placement>
    let answer: PresenceAnswer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        try db.answer(answer, for: placement, by: author, at: now)
        return placement
    }
}

/// The day is not one of the placement.
struct NotAwaitedToday: Refusal, Equatable {
    let startsOn: LocalDate
    let endsOn: LocalDate

    var message: String {
        "L’élève n’est pas attendu aujourd’hui\u{A0}: le placement va du \(startsOn.short) au \(endsOn.short)."
    }
}

extension SchoolDatabase {
    /// Writes the answer of the day; an absence or a lateness is noted with an unknown cause, and whoever must know is
    /// told (PFMP-108). A second answer of the same day replaces the first.
    func answer(_ answer: PresenceAnswer, for id: ID<Placement>, by author: Author, at now: Now) throws {
        let placement = try placement(id)
        guard placement.startsOn <= now.day, now.day <= placement.endsOn else {
            throw NotAwaitedToday(startsOn: placement.startsOn, endsOn: placement.endsOn)
        }
        try delete(from: .presenceMark, where: "placement_id = \(id) and day = \(now.day)")
        try delete(
            from: .absence,
            where: """
                placement_id = \(id) and starts_on = \(now.day) and ends_on = \(now.day) and version = 1
                and cause = \(AbsenceFamily.unknown)
                """)
        let mark = PresenceMark(
            id: newID(), placementId: id, day: now.day, answer: answer, reportedBy: author.name,
            reportedAt: now.moment)
        try insert(mark, into: .presenceMark)
        try journal("\(answer.label) aujourd’hui", Subject("placement", id), after: mark, by: author, at: now)
        guard answer != .present, try !isNoted(now.day, of: id) else { return }
        let absence = Absence(
            id: newID(), placementId: id, kind: answer == .late ? .lateness : .absence, startsOn: now.day,
            endsOn: now.day, reportedBy: author.name, reportedAt: now.moment)
        try insert(absence, into: .absence)
        if author.accountId == nil { try tellSchool(of: absence, placement, at: now) }
    }

    /// The school knew already, and said more.
    private func isNoted(_ day: LocalDate, of placement: ID<Placement>) throws -> Bool {
        try absences(of: placement).contains { $0.contains(day) }
    }

    /// The CPE and the référent get a mail without any name: the page has it.
    private func tellSchool(of absence: Absence, _ placement: Placement, at now: Now) throws {
        let followed = try followedPlacement(placement.id)
        let recipients: [String] = try rows(
            """
            select account.email from \(table(.membership)) join account on account.id = membership.account_id
            where account.active and (membership.role = \(Role.cpe)
            or (membership.staff_id is not null and membership.staff_id = \(placement.referentId)))
            """)
        let school = schoolId
        try onPlatform { platform in
            for recipient in Set(recipients).sorted() {
                try platform.send(
                    to: recipient, subject: "\(absence.kind.label) signalée par un tuteur, \(followed.classCode)",
                    body: """
                        Bonjour,

                        Un tuteur vient de signaler \(absence.kind == .absence ? "une absence" : "un retard") en PFMP \
                        dans la classe \(followed.classCode).

                        Ouvrez Bureau, «\u{A0}Suivi\u{A0}», «\u{A0}Absences\u{A0}»\u{A0}: l’élève et le téléphone du tuteur y sont.
                        """, school: school, at: now)
            }
        }
    }
}
