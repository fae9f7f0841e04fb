import Domain
import Persistence

/// A session with who followed it.
struct OfficeTrainingLine: Codable, Sendable {
    let id: ID<TrainingSession>
    let title: String
    let kind: TrainingSession.Kind
    let theme: String
    let heldOn: LocalDate
    let minutes: Int
    let mode: TrainingSession.Mode
    let pathway: String
    let webinar: Int?
    let enrolled: Int
    let present: Int
    let certificates: Int
}

/// A person at a session, without the bytes of the certificate.
struct TrainingPartLine: Codable, Sendable {
    let id: ID<TrainingPart>
    let staffId: ID<StaffMember>
    let familyName: String
    let firstName: String
    let attendance: TrainingPart.Attendance
    let selfRating: Int?
    let toApply: String
    let certificateName: String
    let version: Int

    var name: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// A webinar followed by a person.
struct FollowedWebinar: Codable, Sendable {
    let staffId: ID<StaffMember>
    let familyName: String
    let firstName: String
    let webinar: Int
    let pathway: String
}

extension SchoolDatabase {
    func training(_ id: ID<TrainingSession>) throws -> TrainingSession {
        try find(id, in: .trainingSession, "Cette formation")
    }

    /// The sessions, those to come first, then the latest.
    func trainingLines(limit: Int = 120) throws -> [OfficeTrainingLine] {
        try rows(
            """
            select training_session.id, training_session.title, training_session.kind, training_session.theme,
            training_session.held_on, training_session.minutes, training_session.mode, training_session.pathway,
            training_session.webinar,
            (select count(*) from \(table(.trainingPart)) where training_part.session_id = training_session.id) as enrolled,
            (select count(*) from \(table(.trainingPart)) where training_part.session_id = training_session.id
            and training_part.attendance = \(TrainingPart.Attendance.present.rawValue)) as present,
            (select count(*) from \(table(.trainingPart)) where training_part.session_id = training_session.id
            and training_part.certificate_name <> '') as certificates
            from \(table(.trainingSession))
            order by training_session.held_on desc, training_session.id desc limit \(limit)
            """)
    }

    func trainingParts(of session: ID<TrainingSession>) throws -> [TrainingPartLine] {
        try rows(
            """
            select training_part.id, training_part.staff_id, staff_member.family_name, staff_member.first_name,
            training_part.attendance, training_part.self_rating, training_part.to_apply,
            training_part.certificate_name, training_part.version
            from \(table(.trainingPart)) join \(table(.staffMember)) on staff_member.id = training_part.staff_id
            where training_part.session_id = \(session) order by staff_member.search_key, training_part.id
            """)
    }

    func trainingPart(_ staff: ID<StaffMember>, at session: ID<TrainingSession>) throws -> TrainingPart? {
        try row(
            """
            select training_part.* from \(table(.trainingPart))
            where training_part.session_id = \(session) and training_part.staff_id = \(staff)
            """)
    }

    /// The webinars of the common scheme that people followed.
    func followedWebinars() throws -> [FollowedWebinar] {
        try rows(
            """
            select distinct training_part.staff_id, staff_member.family_name, staff_member.first_name,
            training_session.webinar, training_session.pathway
            from \(table(.trainingPart)) join \(table(.trainingSession)) on training_session.id = training_part.session_id
            join \(table(.staffMember)) on staff_member.id = training_part.staff_id
            where training_session.webinar is not null
            and training_part.attendance = \(TrainingPart.Attendance.present.rawValue)
            order by staff_member.family_name, staff_member.first_name, training_session.webinar
            """)
    }
}

/// What the form of a session may send.
struct TrainingForm: FormInput {
    let title: String
    let kind: TrainingSession.Kind
    let theme: String
    let organiser: String
    let heldOn: LocalDate
    let minutes: Int
    let mode: TrainingSession.Mode
    let level: TrainingSession.Level
    let address: String
    let pathway: String
    let webinar: Int?
    let version: Int

    init(reading form: inout FormReader) {
        title = form.required("titre", "Donnez le titre de la formation.", max: 150)
        kind = form.choice("nature", or: .webinar)
        theme = form.text("theme", max: 100)
        organiser = form.text("organisateur", max: 120)
        heldOn = form.requiredDate("le", "Indiquez le jour.")
        mode = form.choice("mode", or: .remote)
        level = form.choice("niveau", or: .national)
        address = form.text("adresse", max: 300)
        pathway = form.text("parcours", max: 80)
        webinar = form.number("rang", in: 1...TrainingSession.webinarCount)
        version = Int(form.values["version"]) ?? 0
        let typed = form.values["duree"]
        minutes = typed.isEmpty ? 0 : OfficeTime.minutes(parsing: typed) ?? -1
        if minutes < 0 { form.refuse("duree", "Écrivez une durée\u{A0}: 1 h 30, ou 45.") }
        if !address.isEmpty, !address.hasPrefix("https://") {
            form.refuse("adresse", "L’adresse commence par https://.")
        }
        if webinar != nil, kind != .webinar { form.refuse("rang", "Seul un webinaire du parcours commun a un rang.") }
    }
}

extension FormState {
    init(_ session: TrainingSession) {
        self.init([
            ("titre", session.title), ("nature", session.kind.rawValue), ("theme", session.theme),
            ("organisateur", session.organiser), ("le", session.heldOn.description),
            ("duree", session.minutes == 0 ? "" : "\(session.minutes / 60)h\(session.minutes % 60)"),
            ("mode", session.mode.rawValue), ("niveau", session.level.rawValue), ("adresse", session.address),
            ("parcours", session.pathway), ("rang", session.webinar.map { String($0) } ?? ""),
            ("version", String(session.version)),
        ])
    }
}

/// A training session is announced or changed.
struct SaveTraining: Operation {
    let id: ID<TrainingSession>?
    let form: TrainingForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TrainingSession> {
        try author.require(.manageOffice)

        let former = try id.map { try db.training($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        let place = try db.ownSchool().academy
        let session = TrainingSession(
            id: former?.id ?? db.newID(), schoolYear: SchoolYear.of(form.heldOn, in: place).start, title: form.title,
            kind: form.kind, theme: form.theme, organiser: form.organiser, heldOn: form.heldOn, minutes: form.minutes,
            mode: form.mode, level: form.level, address: form.address, pathway: form.pathway, webinar: form.webinar,
            version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(session, in: .trainingSession, replacing: former.version)
        } else {
            try db.insert(session, into: .trainingSession)
            if let staff = author.staffId {
                try db.insert(TrainingPart(id: db.newID(), sessionId: session.id, staffId: staff), into: .trainingPart)
            }
        }
        try db.journal(
            former == nil ? "Formation notée" : "Formation modifiée", Subject("training", session.id), before: former,
            after: session, by: author, at: now)
        return session.id
    }
}

/// What the form of a participation may send beside its certificate.
struct TrainingPartForm: FormInput {
    let staff: ID<StaffMember>?
    let attendance: TrainingPart.Attendance
    let rating: Int?
    let toApply: String

    init(reading form: inout FormReader) {
        staff = form.key("personne")
        attendance = form.choice("presence", or: .present)
        rating = form.number("auto", in: 1...4)
        toApply = form.text("application", max: 500)
        if staff == nil { form.refuse("personne", "Choisissez la personne.") }
    }
}

/// Somebody enrolled, came or not, and brought back a certificate.
struct RecordTrainingPart: Operation {
    let session: ID<TrainingSession>
    let form: TrainingPartForm
    let certificate: PaperFile?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        let session = try db.training(session)
        guard let staff = form.staff else { throw FieldRefusal("personne", "Choisissez la personne.") }
        let person = try db.staffMember(staff)
        if form.attendance == .present, session.heldOn > now.day {
            throw FieldRefusal("presence", "La formation n’a lieu que le \(session.heldOn.long).")
        }
        let former = try db.trainingPart(staff, at: session.id)
        var part = former ?? TrainingPart(id: db.newID(), sessionId: session.id, staffId: staff, version: 0)
        part.attendance = form.attendance
        part.selfRating = form.rating
        part.toApply = form.toApply
        if let certificate {
            part.certificateName = certificate.name
            part.certificateType = certificate.media.rawValue
            part.certificate = certificate.bytes
        }
        part.version += 1
        if let former {
            try db.update(part, in: .trainingPart, replacing: former.version)
        } else {
            try db.insert(part, into: .trainingPart)
        }
        try db.journal(
            "Formation «\u{A0}\(session.title)\u{A0}»\u{A0}: \(person.fullName), \(form.attendance.label.lowercased())",
            Subject("training", session.id), by: author, at: now)
    }
}
