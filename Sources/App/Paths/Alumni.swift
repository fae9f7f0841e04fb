import Domain
import Foundation
import Persistence

/// Links leave to the leavers of a class: to stay in touch, or for the survey. Nobody is put in a directory by it.
struct SendPathLinks: Operation {
    let classId: ID<SchoolClass>
    let purpose: PathLinkPurpose
    /// The secret of a link.
    let token: @Sendable (ID<PathLink>) -> String
    let address: @Sendable (String) -> String

    struct Outcome: Sendable {
        let sent: Int
        let unreachable: Int
    }

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Outcome {
        try author.require(.manageAlumni)

        let schoolClass = try db.schoolClass(classId)
        var (sent, unreachable) = (0, 0)
        let expires = Moment(millisecondsSince1970: Int64(now.day.adding(months: 3).dayNumber) * 86_400_000)
        for learner in try db.everybody(of: classId) {
            let known = try db.count(
                """
                select count(*) from \(db.table(.pathLink)) where path_link.learner_id = \(learner.id)
                and path_link.purpose = \(purpose) and (path_link.used_at is not null or path_link.expires_at > \(now.moment))
                """)
            guard known == 0 else { continue }
            guard let email = learner.email else {
                unreachable += 1
                continue
            }
            let id: ID<PathLink> = db.newID()
            let token = token(id)
            try db.insert(
                PathLink(
                    id: id, learnerId: learner.id, purpose: purpose, tokenHash: Secret.hash(token),
                    createdAt: now.moment, expiresAt: expires, usedAt: nil), into: .pathLink)
            try db.mail(to: email, purpose.mail(learner, school: author.schoolName, link: address(token)), at: now)
            sent += 1
        }
        try db.journal(
            "\(purpose.label) : \(sent) lien(s) envoyé(s)", Subject("school_class", schoolClass.id), by: author, at: now
        )
        return Outcome(sent: sent, unreachable: unreachable)
    }
}

/// A link sent to a leaver; the secret is in the mail only.
struct PathLink: Codable, Sendable {
    let id: ID<PathLink>
    let learnerId: ID<Learner>
    let purpose: PathLinkPurpose
    let tokenHash: String
    let createdAt: Moment
    let expiresAt: Moment
    let usedAt: Moment?
}

extension PathLinkPurpose {
    fileprivate func mail(_ learner: Learner, school: String, link: String) -> MailText {
        switch self {
        case .alumni:
            MailText(
                subject: "Rester en contact avec le lycée – \(school)",
                body: """
                    Bonjour \(learner.firstName),

                    Le lycée garde des liens avec ses anciens élèves, seulement s’ils le veulent. Si c’est votre cas, dites-le ici :
                    \(link)

                    Sans réponse, nous ne gardons rien pour cet usage. Vous pourrez tout effacer à tout moment.

                    Le bureau des entreprises, \(school)
                    """)
        case .survey:
            MailText(
                subject: "Que devenez-vous ? – \(school)",
                body: """
                    Bonjour \(learner.firstName),

                    Six mois après votre départ, une minute suffit pour nous dire ce que vous devenez :
                    \(link)

                    Vos réponses servent à des comptes sans nom.

                    Le bureau des entreprises, \(school)
                    """)
        }
    }
}

extension SchoolDatabase {
    /// Everyone who was in a class, gone or not.
    func everybody(of schoolClass: ID<SchoolClass>) throws -> [Learner] {
        try rows(
            """
            select learner.* from \(table(.learner)) where learner.id in (
            select enrolment.learner_id from \(table(.enrolment)) where enrolment.class_id = \(schoolClass))
            order by learner.search_key, learner.id
            """)
    }

    func alumnus(_ id: ID<Alumnus>) throws -> Alumnus {
        let found: Alumnus = try find(id, in: .alumnus, "Cet ancien élève")
        guard found.withdrawnOn == nil else { throw NotFound("Cet ancien élève") }
        return found
    }

    /// Those who agreed, by name; a record past its day is not read, even before the purge passes.
    func alumni(words: [String], offer: Alumnus.Offer?, today: LocalDate, limit: Int = 2000) throws -> [Alumnus] {
        var condition: SQL = "alumnus.withdrawn_on is null and alumnus.kept_until >= \(today)"
        for word in words { condition = "\(condition) and alumnus.search_key like \("%" + word + "%")" }
        if let offer { condition = "\(condition) and alumnus.willing like \("%" + offer.rawValue + "%")" }
        return try rows(
            """
            select alumnus.* from \(table(.alumnus)) where \(condition)
            order by alumnus.search_key, alumnus.id limit \(limit)
            """)
    }

    /// Forgets a person: their record becomes nameless, their mentoring keeps no link to them.
    func forget(_ alumnus: Alumnus, on day: LocalDate) throws {
        try change(
            .mentoring, set: "alumnus_id = null, mentor_name = 'Ancien élève'", where: "alumnus_id = \(alumnus.id)")
        try update(alumnus.withdrawn(on: day), in: .alumnus, replacing: alumnus.version)
    }
}

// MARK: By link

/// What a leaver sees behind their link.
struct LeaverView: Sendable {
    let school: School
    let learner: Learner
    let purpose: PathLinkPurpose
}

/// What they may send: the survey, the consent, or both.
struct LeaverForm: FormInput {
    let situation: Situation
    let employer: String
    let inTrade: Bool?
    let remark: String
    let consents: Bool
    let email: EmailAddress?
    let phone: String
    let offers: [Alumnus.Offer]

    init(reading form: inout FormReader) {
        situation = form.choice("situation", or: .other)
        if form.values["situation"].isEmpty { form.refuse("situation", "Choisissez votre situation.") }
        employer = form.text("employeur", max: 150)
        inTrade = form.values["metier"].isEmpty ? nil : form.values["metier"] == "oui"
        remark = form.text("remarque", max: 1000)
        consents = form.flag("accord")
        email = form.parsed("courriel") { try EmailAddress($0) }
        phone = form.parsed("telephone") { try PhoneNumber($0) }?.rawValue ?? ""
        offers = form.values.all("offre").compactMap(Alumnus.Offer.init(rawValue:))
        if consents, form.values["courriel"].isEmpty {
            form.refuse("courriel", "Indiquez un courriel pour rester en contact.")
        }
    }
}

private struct PathLinkRow: Codable {
    let id: ID<PathLink>
    let schoolId: ID<School>
    let learnerId: ID<Learner>
    let purpose: PathLinkPurpose
    let expiresAt: Moment
    let usedAt: Moment?
}

private struct AlumnusKey: Codable {
    let id: ID<Alumnus>
    let schoolId: ID<School>
}

extension PlatformDatabase {
    func leaverView(_ token: String, at moment: Moment) throws -> LeaverView {
        let (db, link) = try pathLink(token, at: moment)
        return LeaverView(school: try db.ownSchool(), learner: try db.learner(link.learnerId), purpose: link.purpose)
    }

    fileprivate func pathLink(_ token: String, at moment: Moment) throws -> (SchoolDatabase, PathLinkRow) {
        let found: PathLinkRow? = try row(
            """
            select path_link.id, path_link.school_id, path_link.learner_id, path_link.purpose, path_link.expires_at,
            path_link.used_at from path_link where path_link.token_hash = \(Secret.hash(token))
            """)
        guard let found, found.usedAt == nil, moment < found.expiresAt else { throw LinkExpired() }
        return (school(found.schoolId), found)
    }

    /// The own record of someone who agreed.
    func ownAlumnus(_ token: String, at moment: Moment) throws -> (SchoolDatabase, Alumnus) {
        let found: AlumnusKey? = try row(
            "select alumnus.id, alumnus.school_id from alumnus where alumnus.token_hash = \(Secret.hash(token))")
        guard let found else { throw LinkExpired() }
        let db = school(found.schoolId)
        let alumnus: Alumnus = try db.find(found.id, in: .alumnus, "Cette fiche")
        guard alumnus.isKept(on: moment.day(in: .paris)) else { throw LinkExpired() }
        return (db, alumnus)
    }
}

/// A leaver answers; their record is made only if they ticked that they agree.
struct AnswerLeaver: PlatformOperation {
    let token: String
    let form: LeaverForm
    /// The secret of their own page, when they agree.
    let ownToken: String
    let ownAddress: String

    func run(in platform: PlatformDatabase, at now: Now) throws -> Bool {
        let (db, link) = try platform.pathLink(token, at: now.moment)
        let (author, now) = try db.linkAuthor("Ancien élève, par lien personnel", at: now)
        let learner = try db.learner(link.learnerId)
        if link.purpose == .survey { try keepAnswer(of: learner, in: db, now) }
        if form.consents, let email = form.email {
            let alumnus = try newAlumnus(learner, email.rawValue, in: db, now)
            try db.insert(alumnus, into: .alumnus)
            try db.mail(
                to: email.rawValue,
                MailText(
                    subject: "Votre fiche d’ancien élève – \(author.schoolName)",
                    body:
                        "Bonjour \(learner.firstName),\n\nMerci. Pour corriger votre fiche ou tout effacer :\n\(ownAddress)\n\n\(author.schoolName)\n"
                ),
                at: now)
            try db.journal("Accord d’un ancien élève reçu", Subject("alumnus", alumnus.id), by: author, at: now)
        }
        try db.change(.pathLink, set: "used_at = \(now.moment)", where: "id = \(link.id)")
        return form.consents
    }

    private func keepAnswer(of learner: Learner, in db: SchoolDatabase, _ now: Now) throws {
        guard let year = try db.lastYear(of: learner.id) else { return }
        try db.delete(from: .insertionAnswer, where: "learner_id = \(learner.id) and survey_year = \(year)")
        try db.insert(
            InsertionAnswer(
                id: db.newID(), learnerId: learner.id, surveyYear: year, situation: form.situation,
                employer: form.employer, inTrade: form.inTrade, remark: form.remark, answeredOn: now.day,
                means: "lien personnel"), into: .insertionAnswer)
    }

    private func newAlumnus(_ learner: Learner, _ email: String, in db: SchoolDatabase, _ now: Now) throws -> Alumnus {
        let former: Alumnus? = try db.row(
            "select alumnus.* from \(db.table(.alumnus)) where alumnus.former_id = \(learner.id)")
        if let former { try db.forget(former, on: now.day) }
        let year = try db.lastYear(of: learner.id)
        let diploma = try year.flatMap { try db.classOf(learner.id, year: $0) }?.label ?? ""
        var alumnus = Alumnus(
            id: db.newID(), formerId: learner.id, familyName: learner.displayedFamilyName, firstName: learner.firstName,
            email: email, phone: form.phone, diploma: diploma, leftYear: (year ?? now.day.year - 1) + 1,
            situation: form.situation, employer: form.employer, willing: form.offers, consentOn: now.day,
            consentMeans: "lien personnel")
        alumnus.tokenHash = Secret.hash(ownToken)
        return alumnus
    }
}

extension SchoolDatabase {
    /// The last school year that a learner was enrolled for.
    func lastYear(of learner: ID<Learner>) throws -> Int? {
        try row(
            """
            select enrolment.school_year from \(table(.enrolment)) where enrolment.learner_id = \(learner)
            order by enrolment.school_year desc limit 1
            """)
    }
}

/// What an alumnus may change of their own record.
struct OwnAlumnusForm: FormInput {
    let email: EmailAddress?
    let phone: String
    let situation: Situation
    let employer: String
    let offers: [Alumnus.Offer]

    init(reading form: inout FormReader) {
        email = form.parsed("courriel") { try EmailAddress($0) }
        if form.values["courriel"].isEmpty { form.refuse("courriel", "Indiquez un courriel, ou effacez votre fiche.") }
        phone = form.parsed("telephone") { try PhoneNumber($0) }?.rawValue ?? ""
        situation = form.choice("situation", or: .other)
        employer = form.text("employeur", max: 150)
        offers = form.values.all("offre").compactMap(Alumnus.Offer.init(rawValue:))
    }
}

/// The person brings their record up to date: their consent holds again from that day.
struct UpdateOwnAlumnus: PlatformOperation {
    let token: String
    let form: OwnAlumnusForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, former) = try platform.ownAlumnus(token, at: now.moment)
        let (author, now) = try db.linkAuthor("Ancien élève, par lien personnel", at: now)
        var alumnus = former
        if let email = form.email { alumnus.email = email.rawValue }
        alumnus.phone = form.phone
        alumnus.situation = form.situation
        alumnus.employer = form.employer
        alumnus.willing = form.offers.map(\.rawValue).joined(separator: " ")
        try db.update(alumnus.renewed(on: now.day), in: .alumnus, replacing: former.version)
        try db.journal("Fiche mise à jour par l’ancien élève", Subject("alumnus", former.id), by: author, at: now)
    }
}

/// The person takes their consent back: nothing of them stays.
struct WithdrawOwnAlumnus: PlatformOperation {
    let token: String

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, alumnus) = try platform.ownAlumnus(token, at: now.moment)
        let (author, now) = try db.linkAuthor("Ancien élève, par lien personnel", at: now)
        try db.forget(alumnus, on: now.day)
        try db.journal("Accord retiré par l’ancien élève", Subject("alumnus", alumnus.id), by: author, at: now)
    }
}

/// Somebody asked the office to be forgotten.
struct ForgetAlumnus: Operation {
    let id: ID<Alumnus>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAlumni)

        try db.forget(try db.alumnus(id), on: now.day)
        try db.journal("Ancien élève effacé à sa demande", Subject("alumnus", id), by: author, at: now)
    }
}

/// Records past their day go, in every school.
struct PurgeAlumni: PlatformOperation {
    func run(in platform: PlatformDatabase, at now: Now) throws -> Int {
        var purged = 0
        for place in try platform.schools() {
            let db = platform.school(place.id)
            let (author, now) = try db.linkAuthor("Effacement automatique", at: now)
            let old: [ID<Alumnus>] = try db.rows(
                "select alumnus.id from \(db.table(.alumnus)) where alumnus.kept_until < \(now.day) order by alumnus.id"
            )
            guard !old.isEmpty else { continue }
            try db.change(
                .mentoring, set: "alumnus_id = null, mentor_name = 'Ancien élève'",
                where: "alumnus_id in (\(list: old))")
            try db.delete(from: .alumnus, where: "id in (\(list: old))")
            try db.delete(from: .pathLink, where: "expires_at < \(now.moment)")
            try db.journal(
                "Fiches d’anciens élèves effacées : \(old.count)", Subject("school", place.id), by: author, at: now)
            purged += old.count
        }
        return purged
    }
}

extension Job {
    /// Forgets alumni whose consent is over.
    static let alumni = Job(
        name: "anciens", label: "Effacement des anciens élèves sans nouvelles", everySeconds: 21_600
    ) {
        app in
        let count = try await app.performPlatform(PurgeAlumni())
        return FrenchNumber.counted(count, "fiche effacée", "fiches effacées")
    }
}
