import Domain
import Exchange
import Persistence

/// A calendar that somebody follows by a personal link, without signing in. Only the hash of its secret is kept.
struct CalendarFeed: Codable, Equatable, Sendable {
    let id: ID<CalendarFeed>
    let tokenHash: String
    let classId: ID<SchoolClass>?
    let staffId: ID<StaffMember>?
    let learnerId: ID<Learner>?
    let createdAt: Moment
    let createdBy: String
    let revokedAt: Moment?

    var subject: FeedSubject? {
        if let classId { return .schoolClass(classId) }
        if let staffId { return .staff(staffId) }
        return learnerId.map { .learner($0) }
    }
}

/// Whose calendar a feed holds.
enum FeedSubject: Sendable, Equatable {
    case schoolClass(ID<SchoolClass>)
    /// The classes of a teacher and the learners they follow.
    case staff(ID<StaffMember>)
    case learner(ID<Learner>)
}

/// A feed with the name of what it holds.
struct FeedLine: Codable, Sendable {
    let id: ID<CalendarFeed>
    let classCode: String?
    let staffName: String?
    let learnerName: String?
    let learnerFirstName: String?
    let createdAt: Moment
    let createdBy: String

    var label: String {
        if let classCode { return "Classe \(classCode)" }
        if let staffName { return "Enseignant : \(staffName)" }
        return "Élève : \(learnerName ?? "") \(learnerFirstName ?? "")"
    }
}

/// A secret link was made; the secret is shown once and never kept.
struct MadeFeed: Sendable {
    let id: ID<CalendarFeed>
    let token: String
}

/// Makes a personal link to a calendar.
struct MakeFeed: Operation {
    let subject: FeedSubject
    /// 64 hexadecimal digits.
    let token: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> MadeFeed {
        try author.require(.seePlacements)

        var (classId, staffId, learnerId): (ID<SchoolClass>?, ID<StaffMember>?, ID<Learner>?)
        switch subject {
        case .schoolClass(let id): classId = try db.schoolClass(id).id
        case .staff(let id):
            // Somebody else's follow-up names learners: only those who see everybody may make that link.
            guard id == author.staffId || author.may(.seeAllLearners) else { throw Forbidden() }
            staffId = try db.staffMember(id).id
        case .learner(let id):
            try author.require(.placeLearners)
            learnerId = try db.learner(id).id
        }
        let feed = CalendarFeed(
            id: db.newID(), tokenHash: Secret.hash(token), classId: classId, staffId: staffId, learnerId: learnerId,
            createdAt: now.moment, createdBy: author.name, revokedAt: nil)
        try db.insert(feed, into: .calendarFeed)
        try db.journal("Lien de calendrier créé", Subject("feed", feed.id), by: author, at: now)
        return MadeFeed(id: feed.id, token: token)
    }
}

/// The link no longer answers.
struct RevokeFeed: Operation {
    let id: ID<CalendarFeed>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seePlacements)

        let feed: CalendarFeed = try db.find(id, in: .calendarFeed, "Ce lien")
        guard
            feed.createdBy == author.name || feed.staffId == author.staffId && author.staffId != nil
                || author.may(.planPeriods)
        else { throw NotFound("Ce lien") }
        try db.change(.calendarFeed, set: "revoked_at = \(now.moment)", where: "id = \(id)")
        try db.journal("Lien de calendrier retiré", Subject("feed", id), by: author, at: now)
    }
}

extension SchoolDatabase {
    /// The links in use: all of them for those who plan, else the person's own.
    func feeds(for author: Author) throws -> [FeedLine] {
        let mine: SQL =
            "(calendar_feed.created_by = \(author.name) or calendar_feed.staff_id = \(author.staffId?.rawValue ?? ""))"
        return try rows(
            """
            select calendar_feed.id, school_class.code as class_code, staff_member.family_name as staff_name,
            learner.family_name as learner_name, learner.first_name as learner_first_name, calendar_feed.created_at,
            calendar_feed.created_by from \(table(.calendarFeed))
            left join \(table(.schoolClass)) on school_class.id = calendar_feed.class_id
            left join \(table(.staffMember)) on staff_member.id = calendar_feed.staff_id
            left join \(table(.learner)) on learner.id = calendar_feed.learner_id
            where calendar_feed.revoked_at is null and \(author.may(.planPeriods) ? "true" : mine)
            and (calendar_feed.learner_id is null or learner.id is not null)
            order by calendar_feed.created_at desc, calendar_feed.id desc limit 200
            """)
    }
}

/// A link in use and the school it belongs to.
private struct KnownFeed: Codable {
    let schoolId: ID<School>
    let schoolYear: Int
    let classId: ID<SchoolClass>?
    let staffId: ID<StaffMember>?
    let learnerId: ID<Learner>?
}

extension PlatformDatabase {
    /// What a secret link gives, while it is good.
    func calendar(behind token: String) throws -> ICSCalendar {
        let known: KnownFeed? = try row(
            """
            select calendar_feed.school_id, school.current_year as school_year, calendar_feed.class_id,
            calendar_feed.staff_id, calendar_feed.learner_id from calendar_feed
            join school on school.id = calendar_feed.school_id
            where calendar_feed.token_hash = \(Secret.hash(token)) and calendar_feed.revoked_at is null
            """)
        guard let known else { throw NotFound("Ce calendrier") }
        let school = school(known.schoolId)
        if let classId = known.classId { return try school.calendar(ofClass: classId, year: known.schoolYear) }
        if let staffId = known.staffId { return try school.calendar(ofStaff: staffId, year: known.schoolYear) }
        guard let learnerId = known.learnerId else { throw NotFound("Ce calendrier") }
        return try school.calendar(ofLearner: learnerId, year: known.schoolYear)
    }
}
