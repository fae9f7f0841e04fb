import Domain
import Foundation
import Persistence

/// A record under review as the person saw it.
struct SeenReview: Sendable {
    let id: ID<CompanyReview>
    let companyVersion: Int

    init(id: ID<CompanyReview>, companyVersion: Int) {
        (self.id, self.companyVersion) = (id, companyVersion)
    }

    /// Reads what a box of the list sends: `key~version`.
    init?(_ text: String) {
        let parts = text.split(separator: "~").map(String.init)
        guard parts.count == 2, let version = Int(parts[1]) else { return nil }
        self.init(id: ID(parts[0]), companyVersion: version)
    }

    var text: String { "\(id.rawValue)~\(companyVersion)" }
}

/// The bureau looked at proposed companies and keeps them.
struct ConfirmCompanies: Operation {
    let seen: [SeenReview]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.verifyCompanies)

        for one in seen {
            let (former, company) = try db.reviewed(one)
            let review = try former.confirmed(by: author.name, at: now.moment)
            try db.update(review, in: .companyReview, replacing: former.version)
            try db.journal("Fiche vérifiée", Subject("company", company.id), by: author, at: now)
        }
        return seen.count
    }
}

/// The bureau corrects a proposed company, and keeps it.
struct CorrectCompany: Operation {
    let id: ID<CompanyReview>
    let form: CompanyForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.verifyCompanies)

        let (former, company) = try db.reviewed(SeenReview(id: id, companyVersion: form.version))
        try EditCompany(id: company.id, form: form).run(in: db, by: author, at: now)
        let after = try db.company(company.id)
        let review = try former.confirmed(
            corrected: try JournalEntry.json(CorrectedCompany(before: company, after: after)), by: author.name,
            at: now.moment)
        try db.update(review, in: .companyReview, replacing: former.version)
        try db.journal("Fiche vérifiée", Subject("company", company.id), by: author, at: now)
        return company.id
    }
}

/// A record before and after what was corrected as it was confirmed.
struct CorrectedCompany: Codable, Sendable {
    let before: Company
    let after: Company
}

/// A proposed company is one that the base has: the two records become one, as from the page of duplicates.
struct MergeProposedCompany: Operation {
    let seen: SeenReview
    let other: ID<Company>
    /// The version of the other record that the person saw; `nil` when it was only named.
    let otherVersion: Int?
    var isMove = false

    /// - Returns: the record that stays.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.verifyCompanies)

        let (former, company) = try db.reviewed(seen)
        let known = try db.company(other)
        // The record that has the number of the register stays.
        let keepsProposed = company.siret != nil && known.siret == nil
        let (kept, removed) = keepsProposed ? (company, known) : (known, company)
        let versions = [company.id: company.version, known.id: otherVersion ?? known.version]
        let merge = try MergeCompanies(
            kept: kept.id, removed: removed.id, isMove: isMove, keptVersion: versions[kept.id] ?? 0,
            removedVersion: versions[removed.id] ?? 0
        ).run(in: db, by: author, at: now)
        let review = try former.merged(by: merge.rawValue, author.name, at: now.moment)
        try db.update(review, in: .companyReview, replacing: former.version)
        return kept.id
    }
}

/// The bureau does not keep a proposed company: it is archived, and who proposed it is told.
struct RefuseCompany: Operation {
    let seen: SeenReview
    let motive: CompanyReview.Motive
    let note: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.verifyCompanies)

        let (former, company) = try db.reviewed(seen)
        let review = try former.refused(
            motive, note: note, placed: try db.learnersPlaced(at: company.id, from: now.day), by: author.name,
            at: now.moment)
        try db.update(review, in: .companyReview, replacing: former.version)
        _ = try ArchiveCompanies(ids: [company.id], archived: true).run(in: db, by: author, at: now)
        try db.journal("Fiche refusée", Subject("company", company.id), after: review.reason, by: author, at: now)
        try db.tellRefusal(of: company, review, by: author, at: now)
    }
}

/// A decision is taken back: the record waits again, as it was.
struct UndoReview: Operation {
    let id: ID<CompanyReview>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> UndoneReview {
        try author.require(.verifyCompanies)

        let former = try db.review(id)
        let review = try former.undone()
        try db.update(review, in: .companyReview, replacing: former.version)
        var keepsCorrections = false
        switch former.state {
        case .waiting: break
        case .confirmed: keepsCorrections = try !db.takeBackCorrections(of: former, by: author, at: now)
        case .refused:
            _ = try ArchiveCompanies(ids: [former.companyId], archived: false).run(in: db, by: author, at: now)
        case .merged:
            if let merge = former.mergeId, try db.isStanding(merge: ID(merge)) {
                _ = try UndoCompanyMerge(id: ID(merge)).run(in: db, by: author, at: now)
            }
        }
        try db.journal("Vérification annulée", Subject("company", former.companyId), by: author, at: now)
        return UndoneReview(review: review.id, keepsCorrections: keepsCorrections)
    }
}

/// A review that waits again.
struct UndoneReview: Sendable {
    let review: ID<CompanyReview>
    /// Somebody changed the record since: what was corrected stays.
    let keepsCorrections: Bool
}

extension SchoolDatabase {
    /// A review and its company, if nobody changed the record since it was seen.
    fileprivate func reviewed(_ seen: SeenReview) throws -> (CompanyReview, Company) {
        let review = try review(seen.id)
        guard review.state == .waiting else { throw ReviewRefusal.settled(review.state) }
        let company = try company(review.companyId)
        guard company.archivedOn == nil else { throw ReviewRefusal.archived }
        guard company.version == seen.companyVersion else { throw Conflict() }
        return (review, company)
    }

    /// Learners of the whole school who are or will be at a company.
    func learnersPlaced(at company: ID<Company>, from day: LocalDate) throws -> Int {
        try whole.count(
            """
            select count(*) from \(whole.table(.placement)) where placement.company_id = \(company)
            and placement.ends_on >= \(day)
            """)
    }

    fileprivate func isStanding(merge: ID<CompanyMerge>) throws -> Bool {
        let found: CompanyMerge = try find(merge, in: .companyMerge, "Cette fusion")
        return found.undoneAt == nil
    }

    /// Puts a record back as it was before it was corrected, unless it changed since.
    /// - Returns: whether nothing of the corrections stays.
    fileprivate func takeBackCorrections(of review: CompanyReview, by author: Author, at now: Now) throws -> Bool {
        guard !review.corrected.isEmpty else { return true }
        let corrected = try JSONDecoder().decode(CorrectedCompany.self, from: Data(review.corrected.utf8))
        let current = try company(review.companyId)
        guard current == corrected.after else { return false }
        var restored = corrected.before
        restored.version = current.version + 1
        try update(restored, in: .company, replacing: current.version)
        try journal(
            "Corrections annulées", Subject("company", restored.id), before: current, after: restored, by: author,
            at: now)
        return true
    }

    /// Writes to whoever proposed the company, when they have an account; no learner is named.
    fileprivate func tellRefusal(of company: Company, _ review: CompanyReview, by author: Author, at now: Now) throws {
        guard let account = review.accountId else { return }
        let school = schoolId
        let body = """
            Bonjour,

            Vous aviez proposé l’entreprise «\u{A0}\(company.displayName)\u{A0}». Le bureau des entreprises ne la garde pas\u{A0}:
            \(review.reason).

            Ce que vous avez noté pour votre élève reste dans son journal de recherche. Pour en parler, répondez à ce courriel.

            \(author.name), \(author.schoolName)
            """
        let replyTo = try answersAddress()
        try onPlatform { platform in
            guard let person = try platform.credentials(of: account), person.active else { return }
            try platform.send(
                to: person.email, subject: "Entreprise proposée\u{A0}: \(company.displayName)", body: body,
                school: school, replyTo: replyTo, at: now)
        }
    }
}
