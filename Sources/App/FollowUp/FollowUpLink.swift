import Domain
import Foundation
import Persistence

/// A personal link: it does one thing to one placement, without an account. The secret is in the link only.
struct FollowUpLink: Codable, Sendable {
    let id: ID<FollowUpLink>
    let placementId: ID<Placement>
    let purpose: FollowUpLinkPurpose
    let tokenHash: String
    let createdAt: Moment
    let createdBy: String
    let expiresAt: Moment
    let usedAt: Moment?
    let revokedAt: Moment?

    func isOpen(at moment: Moment) -> Bool {
        revokedAt == nil && moment < expiresAt && !(purpose.servesOnce && usedAt != nil)
    }
}

/// A link is made; those of the same use that were made before serve no more.
struct CreateFollowUpLink: Operation {
    let placement: ID<Placement>
    let purpose: FollowUpLinkPurpose
    let token: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> FollowUpLink {
        try author.require(.recordFollowUp)

        let placement = try db.placement(placement)
        let last = placement.endsOn.adding(days: purpose.daysAfter + 1)
        let expires = Moment(millisecondsSince1970: Int64(last.dayNumber) * 86_400_000)
        guard now.moment < expires else { throw LinkTooLate(purpose: purpose) }
        try db.revokeLinks(of: placement.id, for: purpose, at: now)
        let link = FollowUpLink(
            id: db.newID(), placementId: placement.id, purpose: purpose, tokenHash: Secret.hash(token),
            createdAt: now.moment, createdBy: author.name, expiresAt: expires, usedAt: nil, revokedAt: nil)
        try db.insert(link, into: .followUpLink)
        try db.journal(
            "Lien personnel créé\u{A0}: \(purpose.label)", Subject("placement", placement.id), by: author, at: now)
        return link
    }
}

/// Links of a use serve no more.
struct RevokeFollowUpLinks: Operation {
    let placement: ID<Placement>
    let purpose: FollowUpLinkPurpose

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordFollowUp)

        _ = try db.placement(placement)
        try db.revokeLinks(of: placement, for: purpose, at: now)
        try db.journal(
            "Lien personnel retiré\u{A0}: \(purpose.label)", Subject("placement", placement), by: author, at: now)
    }
}

/// The placement is over for too long.
struct LinkTooLate: Refusal, Equatable {
    let purpose: FollowUpLinkPurpose

    var message: String {
        "Le placement est terminé depuis trop longtemps pour ce lien («\u{A0}\(purpose.label) »)\u{A0}: "
            + "faites remplir le papier et saisissez-le."
    }
}

extension SchoolDatabase {
    func links(of placement: ID<Placement>) throws -> [FollowUpLink] {
        try rows(
            """
            select follow_up_link.* from \(table(.followUpLink)) where follow_up_link.placement_id = \(placement)
            order by follow_up_link.created_at desc, follow_up_link.id desc
            """)
    }

    fileprivate func revokeLinks(of placement: ID<Placement>, for purpose: FollowUpLinkPurpose, at now: Now) throws {
        try change(
            .followUpLink, set: "revoked_at = \(now.moment)",
            where: "placement_id = \(placement) and purpose = \(purpose) and revoked_at is null and used_at is null")
    }

    fileprivate func use(_ link: ID<FollowUpLink>, at now: Now) throws {
        try change(.followUpLink, set: "used_at = \(now.moment)", where: "id = \(link)")
    }
}

/// A link as someone follows it, with the school it belongs to.
struct FollowedLink: Codable, Sendable {
    let id: ID<FollowUpLink>
    let schoolId: ID<School>
    let placementId: ID<Placement>
    let purpose: FollowUpLinkPurpose
}

/// What the person behind a link sees: their placement and nothing else.
struct LinkView: Sendable {
    let link: FollowedLink
    let placement: FollowedPlacement
    let schoolName: String
    let today: LocalDate
    let mark: PresenceMark?
    let booklet: BookletView?
}

extension PlatformDatabase {
    /// The link behind a secret, while it serves: the secret alone says which school is meant.
    func followedLink(_ token: String, at moment: Moment) throws -> FollowedLink {
        let found: [LinkRow] = try rows(
            """
            select follow_up_link.* from follow_up_link where follow_up_link.token_hash = \(Secret.hash(token))
            """)
        guard let row = found.first, row.link.isOpen(at: moment) else { throw LinkExpired() }
        return FollowedLink(
            id: row.id, schoolId: row.schoolId, placementId: row.placementId, purpose: row.purpose)
    }

    func linkView(_ token: String, at moment: Moment) throws -> LinkView {
        let link = try followedLink(token, at: moment)
        let db = school(link.schoolId)
        let place = try db.ownSchool()
        let today = moment.day(in: TimeZone(identifier: place.timeZone) ?? .paris)
        let placement = try db.followedPlacement(link.placementId)
        return LinkView(
            link: link, placement: placement, schoolName: place.name, today: today,
            mark: try db.marks(of: link.placementId, from: today, through: today).first,
            booklet: link.purpose.bookletWriter == nil ? nil : try db.booklet(of: placement))
    }
}

private struct LinkRow: Codable {
    let id: ID<FollowUpLink>
    let schoolId: ID<School>
    let placementId: ID<Placement>
    let purpose: FollowUpLinkPurpose
    let tokenHash: String
    let createdAt: Moment
    let createdBy: String
    let expiresAt: Moment
    let usedAt: Moment?
    let revokedAt: Moment?

    var link: FollowUpLink {
        FollowUpLink(
            id: id, placementId: placementId, purpose: purpose, tokenHash: tokenHash, createdAt: createdAt,
            createdBy: createdBy, expiresAt: expiresAt, usedAt: usedAt, revokedAt: revokedAt)
    }
}

extension FollowUpLinkPurpose {
    /// Who ticks the booklet through the link.
    var bookletWriter: BookletMark.Writer? {
        switch self {
        case .booklet: .tutor
        case .learnerBooklet: .learner
        default: nil
        }
    }

    var evaluation: Evaluation.Kind? {
        switch self {
        case .tutorEvaluation: .tutor
        case .learnerReport: .learner
        default: nil
        }
    }

    /// How the journal names the person.
    var writerName: String {
        switch self {
        case .tutorEvaluation, .presence, .booklet: "Tuteur, par lien personnel"
        case .learnerReport, .learnerBooklet: "Élève, par lien personnel"
        }
    }
}

/// Something sent through a personal link: the link decides what may be written, and on which placement.
struct SendByLink: PlatformOperation {
    /// What is sent.
    enum Content: Sendable {
        case evaluation(EvaluationForm)
        case presence(PresenceAnswer)
        case booklet([ID<FrameworkItem>: BookletMark.Level])
    }

    let token: String
    let content: Content

    func run(in db: PlatformDatabase, at now: Now) throws {
        let link = try db.followedLink(token, at: now.moment)
        let school = db.school(link.schoolId)
        let place = try school.ownSchool()
        let now = Now(now.moment, in: TimeZone(identifier: place.timeZone) ?? .paris)
        let author = Author(
            accountId: nil, name: link.purpose.writerName, schoolId: place.id, schoolName: place.name, roles: [],
            staffId: nil, currentYear: place.currentYear, timeZone: place.timeZone)
        switch content {
        case .evaluation(let form):
            guard let kind = link.purpose.evaluation else { throw LinkExpired() }
            try school.save(form, kind, of: link.placementId, channel: .link, by: author, at: now)
        case .presence(let answer):
            guard link.purpose == .presence else { throw LinkExpired() }
            try school.answer(answer, for: link.placementId, by: author, at: now)
        case .booklet(let levels):
            guard let writer = link.purpose.bookletWriter else { throw LinkExpired() }
            try school.mark(levels, in: link.placementId, as: writer, by: author, at: now)
        }
        try school.use(link.id, at: now)
    }
}
