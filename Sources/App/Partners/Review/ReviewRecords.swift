import Domain
import Foundation
import Persistence

/// A company that waits, as the queue lists it.
struct ReviewLine: Codable, Sendable {
    let id: ID<CompanyReview>
    let companyId: ID<Company>
    let name: String
    let town: String
    let siret: String?
    let phone: String?
    let companyVersion: Int
    let source: CompanyReview.Source
    let proposedAt: Moment
    let authorName: String
    /// Closed at the register, when the extract knows the number.
    let isClosed: Bool?
    /// Another record looks like it.
    var isSuspect = false

    var seen: SeenReview { SeenReview(id: id, companyVersion: companyVersion) }
}

/// A decision taken lately.
struct DecidedReview: Codable, Sendable {
    let id: ID<CompanyReview>
    let companyId: ID<Company>
    let name: String
    let state: CompanyReview.State
    let decidedAt: Moment
    let decidedBy: String
    let motive: String
    let note: String
}

/// The companies to verify, and what was decided lately.
struct ReviewQueue: Sendable {
    let lines: [ReviewLine]
    let total: Int
    let decided: [DecidedReview]
    let author: Author
    let today: LocalDate

    static let pageSize = 50
}

/// A record of the base that may be the one proposed.
struct ReviewTwin: Sendable {
    let company: CompanySuggestion
    let version: Int
    let reasons: [SuspectedPair.Reason]
    let isNumbered: Bool
}

/// Everything there is to know before deciding about one company.
struct ReviewView: Sendable {
    let review: CompanyReview
    let company: Company
    /// The record as it was typed.
    let typed: Company?
    /// The learner it was typed for, for who may know; with the period of the search.
    let lead: ReviewLead?
    let requestNumber: String?
    let register: SirenePlace?
    let hasRegister: Bool
    let twins: [ReviewTwin]
    let placed: Int
    /// The next one of the queue.
    let next: ID<CompanyReview>?
    let waiting: Int
    let author: Author
    let today: LocalDate

    var seen: SeenReview { SeenReview(id: review.id, companyVersion: company.version) }
    var link: Link { .review(review.id) }
}

/// The search that a company was proposed for.
struct ReviewLead: Codable, Sendable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let firstName: String
    let familyName: String
    let usageName: String?
    let classCode: String
    let answer: LeadAnswer
    let note: String

    var name: String { firstName + " " + (usageName ?? familyName) }
}

extension SchoolDatabase {
    /// The company of the row waits to be verified.
    var isToVerify: SQL {
        """
        exists (select 1 from \(table(.companyReview)) where company_review.company_id = company.id
        and company_review.state = 'a_verifier')
        """
    }

    var isVerified: SQL { "not \(isToVerify)" }

    func review(_ id: ID<CompanyReview>) throws -> CompanyReview {
        try find(id, in: .companyReview, "Cette fiche à vérifier")
    }

    /// How a company came in, when it was looked at or waits to be.
    func review(of company: ID<Company>) throws -> CompanyReview? {
        try row("select company_review.* from \(table(.companyReview)) where company_review.company_id = \(company)")
    }

    /// Those of some companies that wait.
    func waiting(among companies: [ID<Company>]) throws -> Set<ID<Company>> {
        guard !companies.isEmpty else { return [] }
        return Set(
            try rows(
                """
                select company_review.company_id from \(table(.companyReview))
                where company_review.state = 'a_verifier' and company_review.company_id in (\(list: companies))
                """))
    }

    /// The companies that wait, archived ones included.
    func companiesToVerify() throws -> Set<ID<Company>> {
        Set(
            try rows(
                """
                select company_review.company_id from \(table(.companyReview)) where company_review.state = 'a_verifier'
                """))
    }

    func waitingReviewCount() throws -> Int { try count("select count(*) \(waitingReviews)") }

    /// Reviews that wait, of companies in use: one that was archived or merged elsewhere waits no more.
    private var waitingReviews: SQL {
        """
        from \(table(.companyReview)) join \(table(.company)) on company.id = company_review.company_id
        where company_review.state = 'a_verifier' and company.archived_on is null
        """
    }

    /// - Parameter suspects: the pairs of the page of duplicates, when they are known.
    func reviewQueue(suspects: [SuspectedPair], for author: Author, today: LocalDate) throws -> ReviewQueue {
        let lines: [ReviewLine] = try rows(
            """
            select company_review.id, company_review.company_id, coalesce(company.trade_name, company.legal_name) as name,
            company.address_city as town, company.siret, company.phone, company.version as company_version,
            company_review.source, company_review.proposed_at, company_review.author_name, false as is_suspect,
            (select not (sirene_establishment.active and sirene_establishment.unit_active) from sirene_establishment
            where sirene_establishment.siret = company.siret and \(SirenePlace.isPublished)) as is_closed
            \(waitingReviews) order by company_review.proposed_at, company_review.id limit \(ReviewQueue.pageSize)
            """)
        let paired = Set(suspects.flatMap { [$0.first, $0.second] })
        return ReviewQueue(
            lines: lines.map { line in
                var line = line
                line.isSuspect = paired.contains(line.companyId)
                return line
            },
            total: lines.count < ReviewQueue.pageSize ? lines.count : try waitingReviewCount(),
            decided: try decidedReviews(since: today.adding(days: -60), limit: 20), author: author, today: today)
    }

    private func decidedReviews(since day: LocalDate, limit: Int) throws -> [DecidedReview] {
        try rows(
            """
            select company_review.id, company_review.company_id, coalesce(company.trade_name, company.legal_name) as name,
            company_review.state, company_review.decided_at, company_review.decided_by, company_review.motive,
            company_review.note from \(table(.companyReview))
            join \(table(.company)) on company.id = company_review.company_id
            where company_review.state <> 'a_verifier' and company_review.decided_at >= \(day.description)
            order by company_review.decided_at desc, company_review.id desc limit \(limit)
            """)
    }

    /// The one that waits just after another, or the first one: the queue goes round.
    func nextReview(after review: CompanyReview? = nil) throws -> ID<CompanyReview>? {
        guard let review else { return try firstReview(where: "true") }
        let after: SQL =
            "(company_review.proposed_at, company_review.id) > (\(review.proposedAt), \(review.id))"
        return try firstReview(where: after) ?? firstReview(where: "company_review.id <> \(review.id)")
    }

    private func firstReview(where condition: SQL) throws -> ID<CompanyReview>? {
        try row(
            """
            select company_review.id \(waitingReviews) and \(condition)
            order by company_review.proposed_at, company_review.id limit 1
            """)
    }

    // MARK: One company

    /// - Parameter others: records found by sound, to be compared too.
    func reviewView(
        _ id: ID<CompanyReview>, among others: [ID<Company>], for author: Author, today: LocalDate
    ) throws -> ReviewView {
        let review = try review(id)
        let company = try company(review.companyId)
        return ReviewView(
            review: review, company: company,
            typed: try? JSONDecoder().decode(Company.self, from: Data(review.typed.utf8)),
            lead: author.may(.seePlacements) ? try reviewLead(review.leadId) : nil,
            requestNumber: author.may(.seeRequests) ? try requestNumber(review.requestId) : nil,
            register: try sirenePlace(company.siret), hasRegister: try hasSirene(),
            twins: try twins(of: company, among: others, known: try knownPairs()),
            placed: try learnersPlaced(at: company.id, from: today), next: try nextReview(after: review),
            waiting: try waitingReviewCount(), author: author, today: today)
    }

    /// The learner of a lead, within what the reader may see.
    private func reviewLead(_ id: ID<Lead>?) throws -> ReviewLead? {
        guard let id else { return nil }
        return try row(
            """
            select lead.learner_id, lead.period_id, learner.first_name, learner.family_name, learner.usage_name,
            school_class.code as class_code, lead.answer, lead.note
            from \(table(.lead)) join \(table(.learner)) on learner.id = lead.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = lead.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id where lead.id = \(id)
            """)
    }

    private func requestNumber(_ id: ID<CompanyRequest>?) throws -> String? {
        guard let id else { return nil }
        return try row(
            "select company_request.number from \(table(.companyRequest)) where company_request.id = \(id)")
    }

    /// Records that may be the same company, the surest first; those that somebody compared already are left out.
    private func twins(of company: Company, among others: [ID<Company>] = [], known: Set<String>) throws
        -> [ReviewTwin]
    {
        let mine = CompanyTraits(company)
        var near = try traits(near: company)
        let met = Set(near.map(\.id))
        let more = others.filter { !met.contains($0) && $0 != company.id }
        if !more.isEmpty { near += try traits(where: "company.id in (\(list: more))") }
        let pairs = near.filter { !known.contains(DuplicateFinder.key(mine.id, $0.id)) }
            .map { (id: $0.id, siret: $0.siret, reasons: mine.reasons($0)) }.filter { !$0.reasons.isEmpty }
            .sorted { left, right in
                let weights = [left, right].map { SuspectedPair(mine.id, $0.id, reasons: $0.reasons).weight }
                return (-weights[0], left.id) < (-weights[1], right.id)
            }.prefix(5)
        let names = try companySuggestions(pairs.map(\.id))
        let byKey = Dictionary(names.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try pairs.compactMap { pair in
            guard let name = byKey[pair.id] else { return nil }
            return ReviewTwin(
                company: name, version: try self.company(pair.id).version, reasons: pair.reasons,
                isNumbered: pair.siret != nil)
        }
    }

    // MARK: Whoever proposed

    /// What became of the companies that a person proposed, told for a while on their home page.
    func reviewLines(for author: Author, on today: LocalDate) throws -> [TodoLine] {
        // The bureau decides: it knows.
        guard let account = author.accountId, author.may(.seeCompanies), !author.may(.verifyCompanies) else {
            return []
        }
        let since = today.adding(days: -ReviewNews.days).description
        let found: [DecidedReview] = try rows(
            """
            select company_review.id, company_review.company_id, coalesce(company.trade_name, company.legal_name) as name,
            company_review.state, company_review.decided_at, company_review.decided_by, company_review.motive,
            company_review.note from \(table(.companyReview))
            join \(table(.company)) on company.id = company_review.company_id
            where company_review.account_id = \(account) and company_review.state in ('refusee', 'fusionnee')
            and company_review.decided_at >= \(since)
            order by company_review.decided_at desc, company_review.id desc limit 5
            """)
        return found.map { line in
            TodoLine(
                title: line.name, link: .company(line.companyId), why: line.news,
                tone: line.state == .refused ? .soon : .neutral, actionLabel: "Voir",
                actionLink: .company(line.companyId), day: line.decidedAt.day(in: .paris))
        }
    }
}

/// For how long people are told what became of what they proposed.
enum ReviewNews {
    static let days = 14
}

extension DecidedReview {
    /// Why it was refused.
    var reason: String {
        let label = CompanyReview.Motive(rawValue: motive).map(\.label) ?? ""
        return [label, note].filter { !$0.isEmpty }.joined(separator: "\u{A0}: ")
    }

    fileprivate var news: String {
        state == .refused
            ? "L’entreprise que vous avez proposée n’est pas gardée. \(reason)."
            : "L’entreprise que vous avez proposée était déjà dans la base\u{A0}: les deux fiches sont réunies."
    }
}
