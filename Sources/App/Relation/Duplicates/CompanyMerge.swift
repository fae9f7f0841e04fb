import Domain
import Foundation
import Persistence

/// Two records became one: which, and all that moved, so that it can be undone.
struct CompanyMerge: Codable, Sendable {
    let id: ID<CompanyMerge>
    let keptId: ID<Company>
    let removedId: ID<Company>
    /// Keys of the rows that moved, by table, as JSON.
    let moved: String
    /// The kept record before and after, and since when the other was archived, as JSON.
    let filled: String
    let mergedAt: Moment
    let authorName: String
    var undoneAt: Moment?
    var undoneBy: String

    /// What the kept record received.
    struct Filled: Codable, Sendable {
        let before: Company
        let after: Company
        let archivedOn: LocalDate?
        /// What stood on one sheet for each record; absent from merges of former versions.
        var sheets: MergedSheets?
    }
}

/// Why two records do not become one.
enum CompanyMergeRefusal: Refusal, Equatable {
    case same
    case keepTheOther
    case twoSites
    case archived
    case undoLaterFirst

    var message: String {
        switch self {
        case .same: "Choisissez deux fiches différentes."
        case .keepTheOther: "Gardez plutôt l’autre fiche\u{A0}: c’est elle qui porte le SIRET."
        case .twoSites:
            "Ces deux fiches portent deux SIRET différents\u{A0}: ce sont deux établissements. "
                + "Si l’entreprise a déménagé, cochez «\u{A0}C’est un déménagement\u{A0}»."
        case .archived: "L’une de ces fiches est archivée\u{A0}: rétablissez-la d’abord."
        case .undoLaterFirst:
            "La fiche gardée a été fusionnée dans une autre depuis\u{A0}: annulez d’abord cette fusion-là."
        }
    }
}

/// The tables whose rows follow a company when its record becomes part of another.
enum MergedTables {
    /// In the order they move: all that names a company, but what `staying` says. A test walks the schema.
    static let all: [SchoolTable] = [
        .placement, .companyStay, .contact, .interaction, .hostPlace, .lead, .partnerAction, .relationChange,
        .companyTag, .campaignMail, .appetite, .companyRequest, .partnership, .skillsNeed, .taxGift, .hostQuality,
        .hostQualityEvent, .siteSheet, .companyDetail, .worksDeclaration, .safetyCheck, .visitor, .proposalLine,
        .proposalChoice, .actionGuest, .actionEffect, .jobOffer, .alumnus, .travelTime,
    ]

    /// Columns that go on naming the record: the words it is found by, which its archiving removes, the comparisons made
    /// of it, the merges themselves, who brought it in, and what was shared of it, which its archiving ends.
    static let staying: Set<String> = [
        "company_word.company_id", "distinct_pair.first_id", "distinct_pair.second_id", "company_merge.kept_id",
        "company_merge.removed_id", "company_review.company_id", "company_share.company_id",
    ]
}

/// Two records of one company become one; nothing is deleted, and it can be undone.
struct MergeCompanies: Operation {
    let kept: ID<Company>
    let removed: ID<Company>
    /// Two numbers of the register, one company that moved.
    var isMove = false
    /// The versions that the person compared.
    let keptVersion: Int
    let removedVersion: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyMerge> {
        try author.require(.mergeCompanies)

        guard kept != removed else { throw CompanyMergeRefusal.same }
        let (target, other) = (try db.company(kept), try db.company(removed))
        guard target.version == keptVersion, other.version == removedVersion else { throw Conflict() }
        guard target.archivedOn == nil, other.archivedOn == nil else { throw CompanyMergeRefusal.archived }
        if target.siret == nil, other.siret != nil { throw CompanyMergeRefusal.keepTheOther }
        if target.siret != nil, other.siret != nil, !isMove { throw CompanyMergeRefusal.twoSites }
        let moved = try db.moveRows(from: removed, to: kept)
        // After the rows moved: a sheet that is left is one that both records have.
        let sheets = try db.completeSheets(of: kept, from: removed)
        var filled = try db.fill(target, from: other, at: now)
        filled.sheets = sheets
        let merge = CompanyMerge(
            id: db.newID(), keptId: kept, removedId: removed, moved: try JournalEntry.json(moved),
            filled: try JournalEntry.json(filled), mergedAt: now.moment, authorName: author.name, undoneBy: "")
        try db.insert(merge, into: .companyMerge)
        try db.journal(
            "Fiches fusionnées", Subject("company", kept), before: other, after: filled.after, by: author, at: now)
        try db.journal(
            "Fiche fusionnée dans une autre", Subject("company", removed), after: target.displayName, by: author,
            at: now)
        return merge.id
    }
}

/// Two records that became one are two again; what was written since stays with the kept one.
struct UndoCompanyMerge: Operation {
    let id: ID<CompanyMerge>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> CompanyMerge {
        try author.require(.mergeCompanies)

        var merge: CompanyMerge = try db.find(id, in: .companyMerge, "Cette fusion")
        guard merge.undoneAt == nil else { throw AlreadyUndone() }
        guard try db.mergedInto(merge.keptId) == nil else { throw CompanyMergeRefusal.undoLaterFirst }
        let decoder = JSONDecoder()
        let moved = try decoder.decode([String: [String]].self, from: Data(merge.moved.utf8))
        let filled = try decoder.decode(CompanyMerge.Filled.self, from: Data(merge.filled.utf8))
        try db.moveBack(moved, from: merge.keptId, to: merge.removedId)
        try db.restore(filled, removed: merge.removedId)
        if let sheets = filled.sheets { try db.restore(sheets, of: merge.keptId) }
        (merge.undoneAt, merge.undoneBy) = (now.moment, author.name)
        try db.update(merge, in: .companyMerge)
        try db.journal("Fusion annulée", Subject("company", merge.keptId), by: author, at: now)
        try db.journal("Fusion annulée", Subject("company", merge.removedId), by: author, at: now)
        return merge
    }
}

/// Somebody undid it already.
struct AlreadyUndone: Refusal, Equatable {
    var message: String { "Cette fusion est déjà annulée\u{A0}: les deux fiches sont là." }
}

/// Two records were compared: they are not the same company.
struct KeepBoth: Operation {
    let one: ID<Company>
    let other: ID<Company>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.mergeCompanies)

        _ = (try db.company(one), try db.company(other))
        guard one != other else { throw CompanyMergeRefusal.same }
        let (first, second) = one < other ? (one, other) : (other, one)
        guard try !db.knownPairs().contains(DuplicateFinder.key(first, second)) else { return }
        try db.insert(
            DistinctPair(
                id: db.newID(), firstId: first, secondId: second, notedOn: now.day, authorName: author.name),
            into: .distinctPair)
        try db.journal("Comparée\u{A0}: ce n’est pas un doublon", Subject("company", first), by: author, at: now)
    }
}

/// Two records that are not the same company.
struct DistinctPair: Codable, Sendable {
    let id: ID<DistinctPair>
    let firstId: ID<Company>
    let secondId: ID<Company>
    let notedOn: LocalDate
    let authorName: String
}

extension Company {
    /// What a record takes from another where it says nothing itself.
    fileprivate mutating func complete(from other: Company) {
        phone = phone ?? other.phone
        email = email ?? other.email
        website = website ?? other.website
        naf = naf ?? other.naf
        headcount = headcount ?? other.headcount
        if insurer == nil { (insurer, insurancePolicy) = (other.insurer, other.insurancePolicy) }
        if latitude == nil || longitude == nil { (latitude, longitude) = (other.latitude, other.longitude) }
        if activity.isEmpty { activity = other.activity }
        if address.isEmpty { (address, department) = (other.address, other.department) }
        let known = streams.split(separator: ",").map { SearchKey(String($0)).rawValue }
        let news = other.streams.split(separator: ",").filter { !known.contains(SearchKey(String($0)).rawValue) }
        streams = ([streams] + news.map { String($0).trimmedText }).filter { !$0.isEmpty }.joined(separator: ", ")
        if !other.notes.isEmpty, !notes.contains(other.notes) {
            notes = [notes, other.notes].filter { !$0.isEmpty }.joined(separator: "\n")
        }
        // Whoever asked to be left alone is, under either name.
        if other.relation == .leaveAlone { relation = .leaveAlone }
    }

    /// Takes back what a merge filled in and nobody changed since.
    fileprivate mutating func takeBack(_ filled: CompanyMerge.Filled) {
        let (before, after) = (filled.before, filled.after)
        if phone == after.phone { phone = before.phone }
        if email == after.email { email = before.email }
        if website == after.website { website = before.website }
        if naf == after.naf { naf = before.naf }
        if headcount == after.headcount { headcount = before.headcount }
        if insurer == after.insurer { (insurer, insurancePolicy) = (before.insurer, before.insurancePolicy) }
        if latitude == after.latitude { (latitude, longitude) = (before.latitude, before.longitude) }
        if activity == after.activity { activity = before.activity }
        if address == after.address { (address, department) = (before.address, before.department) }
        if streams == after.streams { streams = before.streams }
        if notes == after.notes { notes = before.notes }
        if relation == after.relation { relation = before.relation }
    }
}

extension SchoolDatabase {
    // MARK: Finding

    /// Pairs already compared, as `DuplicateFinder.key` writes them.
    func knownPairs() throws -> Set<String> {
        let pairs: [DistinctPair] = try rows("select distinct_pair.* from \(table(.distinctPair))")
        return Set(pairs.map { DuplicateFinder.key($0.firstId, $0.secondId) })
    }

    /// What tells the companies in use apart.
    func traits(where condition: SQL = "true") throws -> [CompanyTraits] {
        var traits: [CompanyTraits] = []
        try eachRow(
            """
            select company.id, company.siret, company.legal_name, company.trade_name, company.phone, company.email,
            company.address_line1, company.address_city from \(table(.company))
            where company.archived_on is null and \(condition)
            """
        ) { row in
            traits.append(
                CompanyTraits(
                    id: ID(row.text(0)), siret: row.optionalText(1), legalName: row.text(2),
                    tradeName: row.optionalText(3), phone: row.optionalText(4), email: row.optionalText(5),
                    line1: row.text(6), city: row.text(7)))
        }
        return traits
    }

    /// The records worth comparing with one: those that share a number, a mail, a name or a postal code.
    func traits(near company: Company) throws -> [CompanyTraits] {
        var parts: [SQL] = ["company.sort_key = \(company.sortKey)"]
        if let phone = company.phone { parts.append("company.phone = \(phone)") }
        if let email = company.email { parts.append("company.email = \(email)") }
        let code = company.address.postalCode
        if !code.isEmpty { parts.append("company.address_postal_code = \(code)") }
        let near = SQL.joined(parts, by: " or ")
        return try traits(where: "(\(near)) and company.id <> \(company.id)")
    }

    // MARK: Moving

    /// Moves what hangs on a record, and says what moved.
    fileprivate func moveRows(from removed: ID<Company>, to kept: ID<Company>) throws -> [String: [String]] {
        var moved: [String: [String]] = [:]
        for name in MergedTables.all {
            let alias = SQL(unsafe: name.rawValue)
            let keys: [String] = try rows(
                """
                select \(alias).id from \(table(name)) where \(alias).company_id = \(removed)
                and \(mayMove(name, to: kept)) order by \(alias).id
                """)
            guard !keys.isEmpty else { continue }
            try change(name, set: "company_id = \(kept)", where: "id in (\(list: keys))")
            moved[name.rawValue] = keys
        }
        return moved
    }

    /// A placement whose agreement left the draft stays with the record that the agreement names, and so do the people
    /// it names; a label that the other record has is not needed twice.
    private func mayMove(_ name: SchoolTable, to kept: ID<Company>) -> SQL {
        switch name {
        case .placement:
            """
            not exists (select 1 from \(table(.agreement)) where agreement.placement_id = placement.id
            and agreement.state <> \(Agreement.State.draft))
            """
        case .contact:
            // The placements that may move have moved: those that are left name the people who stay.
            """
            not exists (select 1 from \(table(.placement)) where placement.company_id = contact.company_id
            and (placement.tutor_id = contact.id or placement.signatory_id = contact.id))
            """
        default: hasRoom(name, at: kept)
        }
    }

    /// The record has no row yet where it may have one only.
    private func hasRoom(_ name: SchoolTable, at company: ID<Company>) -> SQL {
        let alias = SQL(unsafe: name.rawValue)
        var twin: SQL = "same.company_id = \(company)"
        switch name {
        case .companyTag: twin = "\(twin) and same.kind = company_tag.kind and same.tag_key = company_tag.tag_key"
        case .appetite: twin = "\(twin) and same.school_year = appetite.school_year"
        case .proposalChoice:
            twin = """
                \(twin) and same.proposal_id = proposal_choice.proposal_id
                and same.learner_id = proposal_choice.learner_id and same.period_id = proposal_choice.period_id
                """
        case .travelTime: twin = "\(twin) and same.learner_id = travel_time.learner_id"
        case .hostQuality, .siteSheet, .companyDetail: break
        default: return "true"
        }
        return "not exists (select 1 from \(table(name, as: "same")) where \(twin) and same.id <> \(alias).id)"
    }

    fileprivate func fill(_ target: Company, from other: Company, at now: Now) throws -> CompanyMerge.Filled {
        var after = target
        after.complete(from: other)
        after.version += 1
        try update(after, in: .company, replacing: target.version)
        var archived = other
        archived.archivedOn = now.day
        archived.version += 1
        try update(archived, in: .company, replacing: other.version)
        return CompanyMerge.Filled(before: target, after: after, archivedOn: other.archivedOn)
    }

    fileprivate func moveBack(_ moved: [String: [String]], from kept: ID<Company>, to removed: ID<Company>) throws {
        for name in MergedTables.all {
            guard let keys = moved[name.rawValue], !keys.isEmpty else { continue }
            // Someone whom a newer placement of the kept record names stays there.
            let isFree: SQL =
                name == .contact
                ? """
                not exists (select 1 from \(table(.placement)) where placement.company_id = \(kept)
                and (placement.tutor_id = contact.id or placement.signatory_id = contact.id))
                """ : hasRoom(name, at: removed)
            try change(
                name, set: "company_id = \(removed)",
                where: "company_id = \(kept) and id in (\(list: keys)) and \(isFree)")
        }
    }

    fileprivate func restore(_ filled: CompanyMerge.Filled, removed: ID<Company>) throws {
        var target = try company(filled.after.id)
        let version = target.version
        target.takeBack(filled)
        target.version += 1
        try update(target, in: .company, replacing: version)
        var other = try company(removed)
        let former = other.version
        other.archivedOn = filled.archivedOn
        other.version += 1
        try update(other, in: .company, replacing: former)
    }
}
