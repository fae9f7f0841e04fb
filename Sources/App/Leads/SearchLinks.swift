import Domain
import Foundation
import HTTPTypes
import Persistence

/// A link by which a learner or the family writes the companies they asked, without an account. The secret is in the
/// link only.
struct SearchLink: Codable, Sendable {
    let id: ID<SearchLink>
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let tokenHash: String
    let createdAt: Moment
    let createdBy: String
    let expiresAt: Moment
    let revokedAt: Moment?

    /// The last day it serves.
    var lastDay: LocalDate { expiresAt.day(in: .gmt).adding(days: -1) }
}

/// The period is over: nobody looks for a host any more.
struct SearchIsOver: Refusal, Equatable {
    var message: String { "Cette période est finie\u{A0}: il n’y a plus de lieu à chercher." }
}

/// A link is made for a search; those made before serve no more.
struct CreateSearchLink: Operation {
    let learner: ID<Learner>
    let period: ID<PFMPPeriod>
    let token: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> SearchLink {
        try author.require(.recordLeads)

        let (learner, period) = (try db.learner(learner), try db.period(period))
        try learner.requireAgreements()
        let expires = Moment(millisecondsSince1970: Int64(period.endsOn.adding(days: 1).dayNumber) * 86_400_000)
        guard now.moment < expires else { throw SearchIsOver() }
        try db.revokeSearchLinks(of: learner.id, in: period.id, at: now)
        let link = SearchLink(
            id: db.newID(), learnerId: learner.id, periodId: period.id, tokenHash: Secret.hash(token),
            createdAt: now.moment, createdBy: author.name, expiresAt: expires, revokedAt: nil)
        try db.insert(link, into: .searchLink)
        try db.journal("Lien de recherche de lieu créé", Subject("learner", learner.id), by: author, at: now)
        return link
    }
}

/// The links of a search serve no more.
struct RevokeSearchLinks: Operation {
    let learner: ID<Learner>
    let period: ID<PFMPPeriod>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordLeads)

        let (learner, period) = (try db.learner(learner), try db.period(period))
        try db.revokeSearchLinks(of: learner.id, in: period.id, at: now)
        try db.journal("Lien de recherche de lieu retiré", Subject("learner", learner.id), by: author, at: now)
    }
}

/// A company asked, written through the link: a lead, and a company to verify when the base has none.
struct RecordLeadByLink: PlatformOperation {
    let token: String
    let form: LeadForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, link) = try platform.searchLink(token, at: now.moment)
        let (author, now) = try db.linkAuthor("Élève ou famille, par lien personnel", at: now)
        var lead = RecordLead(learner: link.learnerId, period: link.periodId, form: form)
        lead.source = .link
        _ = try lead.write(in: db, by: author, at: now)
    }
}

/// What the holder of a link sees: a first name, the dates, and what was noted so far.
struct SearchLinkView: Sendable {
    let school: School
    let firstName: String
    let period: PFMPPeriod
    let leads: [Lead]
    let isPlaced: Bool
    let today: LocalDate
}

extension SchoolDatabase {
    /// The link that serves for a search, if any.
    func searchLink(of learner: ID<Learner>, in period: ID<PFMPPeriod>, today: LocalDate) throws -> SearchLink? {
        try row(
            """
            select search_link.* from \(table(.searchLink)) where search_link.learner_id = \(learner)
            and search_link.period_id = \(period) and search_link.revoked_at is null
            and search_link.expires_at > \(today.description)
            """)
    }

    fileprivate func revokeSearchLinks(of learner: ID<Learner>, in period: ID<PFMPPeriod>, at now: Now) throws {
        try change(
            .searchLink, set: "revoked_at = \(now.moment)",
            where: "learner_id = \(learner) and period_id = \(period) and revoked_at is null")
    }
}

private struct SearchLinkRow: Codable {
    let schoolId: ID<School>
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let expiresAt: Moment
    let revokedAt: Moment?
}

extension PlatformDatabase {
    /// The search behind a secret, while it serves: the secret alone says which school is meant.
    // shared tables: search_link
    fileprivate func searchLink(_ token: String, at moment: Moment) throws -> (SchoolDatabase, SearchLinkRow) {
        let found: SearchLinkRow? = try row(
            """
            select search_link.school_id, search_link.learner_id, search_link.period_id, search_link.expires_at,
            search_link.revoked_at from search_link where search_link.token_hash = \(Secret.hash(token))
            """)
        guard let found, found.revokedAt == nil, moment < found.expiresAt else { throw LinkExpired() }
        return (school(found.schoolId), found)
    }

    func searchLinkView(_ token: String, at moment: Moment) throws -> SearchLinkView {
        let (db, link) = try searchLink(token, at: moment)
        let place = try db.ownSchool()
        return SearchLinkView(
            school: place, firstName: try db.learner(link.learnerId).firstName, period: try db.period(link.periodId),
            leads: try db.leads(of: link.learnerId, in: link.periodId),
            isPlaced: try db.isPlaced(link.learnerId, in: link.periodId), today: moment.day(in: place.zone))
    }
}

/// The link of a search: made and taken back by the team, followed by the learner or the family.
enum SearchLinkRoutes {
    static func add(to site: Site) {
        site.post("/pfmp/:id/recherche/:apprenant/lien", .members(.recordLeads), create)
        site.post("/pfmp/:id/recherche/:apprenant/lien/retrait", .members(.recordLeads), revoke)
        site.get("/recherche-de-lieu/:jeton", .everyone, follow)
        site.post("/recherche-de-lieu/:jeton", .everyone, record)
    }

    private static func target(_ visit: Visit) throws -> (learner: ID<Learner>, period: ID<PFMPPeriod>) {
        (try visit.id(Learner.self, "apprenant"), try visit.id(PFMPPeriod.self))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try target(visit)
        _ = try await visit.formValues()
        let token = Secret.token(visit.app.random)
        let link = try await visit.perform(CreateSearchLink(learner: learner, period: period, token: token))
        let name = try await visit.read { try $0.learner(learner).fullName }
        let address = visit.address(Link("/recherche-de-lieu", [token]))
        return .page(newSearchLinkPage(link, name, address: address, back: .hostSearch(learner, in: period)))
    }

    @Sendable static func revoke(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try target(visit)
        let values = try await visit.formValues()
        try await visit.perform(RevokeSearchLinks(learner: learner, period: period), for: values) { _ in
            .hostSearch(learner, in: period)
        }
        return .redirect(.hostSearch(learner, in: period), saying: "Le lien ne sert plus.")
    }

    // MARK: By link

    private static func view(_ token: String, _ visit: Visit) async throws -> SearchLinkView? {
        let now = visit.app.clock()
        do {
            return try await visit.app.readPlatform { try $0.searchLinkView(token, at: now) }
        } catch is LinkExpired {
            return nil
        }
    }

    @Sendable static func follow(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        guard let view = try await view(token, visit) else { return .page(linkClosedPage(visit), status: .gone) }
        return .page(searchLinkPage(view, token, .newLead, sent: visit.query["note"] == "1", visit))
    }

    @Sendable static func record(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        try await visit.app.throttle.attempt("recherche:" + visit.clientAddress, .searchLink)
        guard let view = try await view(token, visit) else { return .page(linkClosedPage(visit), status: .gone) }
        var values = try await visit.formValues()
        // The base is not searched from here: what is typed is proposed.
        values.set("piste_entreprise", "")
        values.set("proposer", "1")
        var reader = FormReader(values)
        let form = LeadForm(reading: &reader)
        var problems = reader.problems
        if problems.isEmpty {
            do {
                try await visit.app.performPlatform(RecordLeadByLink(token: token, form: form))
                return .redirect(Link("/recherche-de-lieu", [token]).with([("note", "1")]))
            } catch let refusal as FieldRefusal {
                problems = refusal.problems
            } catch let refusal as any Refusal where !(refusal is NotFound || refusal is LinkExpired) {
                problems = [FieldProblem(field: "", message: refusal.message)]
            }
        }
        let state = FormState(values: values, problems: problems)
        return .page(searchLinkPage(view, token, state, sent: false, visit), status: .unprocessableContent)
    }
}

extension Throttle.Limit {
    /// Leads written through links from one client: a school may come out by one address.
    fileprivate static let searchLink = Throttle.Limit(tries: 60, seconds: 3600)
}
