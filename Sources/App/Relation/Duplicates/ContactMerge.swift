import Domain
import Foundation
import Persistence

/// Two records of one person at a partner became one: which, and all that moved, so that it can be undone.
struct ContactMerge: Codable, Sendable {
    let id: ID<ContactMerge>
    let keptId: ID<Contact>
    let removedId: ID<Contact>
    /// Keys of the rows that moved, by `table.column`, as JSON.
    let moved: String
    /// The kept record before and after, and since when the other had left, as JSON.
    let filled: String
    let mergedAt: Moment
    let authorName: String
    var undoneAt: Moment?
    var undoneBy: String

    /// What the kept record received.
    struct Filled: Codable, Sendable {
        let before: Contact
        let after: Contact
        let leftOn: LocalDate?
    }
}

/// Why two records of people do not become one.
enum ContactMergeRefusal: Refusal, Equatable {
    case same
    case twoCompanies
    case alreadyMerged
    case undoLaterFirst

    var message: String {
        switch self {
        case .same: "Choisissez deux contacts différents."
        case .twoCompanies:
            "Ces deux contacts sont dans deux entreprises\u{A0}: fusionnez d’abord les fiches des entreprises, "
                + "ou notez que la personne a quitté l’une des deux."
        case .alreadyMerged: "L’un de ces contacts est déjà réuni à un autre."
        case .undoLaterFirst:
            "Le contact gardé a été réuni à un troisième depuis\u{A0}: annulez d’abord cette réunion-là."
        }
    }
}

/// Where a record names a person at a partner's.
enum MergedContactColumns {
    static let all: [(table: SchoolTable, column: String)] = [
        (.interaction, "contact_id"), (.placement, "tutor_id"), (.placement, "signatory_id"),
        (.companyStay, "tutor_id"), (.partnerAction, "contact_id"), (.campaignMail, "contact_id"),
        (.actionGuest, "contact_id"), (.contactWill, "contact_id"), (.contactRefusal, "contact_id"),
        (.mentoring, "contact_id"), (.companyLink, "contact_id"),
    ]
}

/// Two records of one person become one; nothing is deleted, and it can be undone.
struct MergeContacts: Operation {
    let kept: ID<Contact>
    let removed: ID<Contact>
    /// The versions that the person compared.
    let keptVersion: Int
    let removedVersion: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.mergeCompanies)

        guard kept != removed else { throw ContactMergeRefusal.same }
        let (target, other) = (try db.contact(kept), try db.contact(removed))
        guard target.version == keptVersion, other.version == removedVersion else { throw Conflict() }
        guard target.companyId == other.companyId else { throw ContactMergeRefusal.twoCompanies }
        guard try !db.isMerged(kept), try !db.isMerged(removed) else { throw ContactMergeRefusal.alreadyMerged }
        let moved = try db.moveNames(from: removed, to: kept)
        var after = target
        after.complete(from: other)
        after.version += 1
        try db.update(after, in: .contact, replacing: target.version)
        var gone = other
        gone.leftOn = other.leftOn ?? now.day
        gone.version += 1
        try db.update(gone, in: .contact, replacing: other.version)
        let merge = ContactMerge(
            id: db.newID(), keptId: kept, removedId: removed, moved: try JournalEntry.json(moved),
            filled: try JournalEntry.json(ContactMerge.Filled(before: target, after: after, leftOn: other.leftOn)),
            mergedAt: now.moment, authorName: author.name, undoneBy: "")
        try db.insert(merge, into: .contactMerge)
        try db.journal(
            "Contacts réunis", Subject("company", target.companyId), before: other, after: after, by: author, at: now)
        return target.companyId
    }
}

/// Two people that became one are two again; what was written since stays with the kept one.
struct UndoContactMerge: Operation {
    let id: ID<ContactMerge>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.mergeCompanies)

        var merge: ContactMerge = try db.find(id, in: .contactMerge, "Cette réunion de contacts")
        guard merge.undoneAt == nil else { throw AlreadyUndone() }
        guard try !db.isMerged(merge.keptId) else { throw ContactMergeRefusal.undoLaterFirst }
        let decoder = JSONDecoder()
        let moved = try decoder.decode([String: [String]].self, from: Data(merge.moved.utf8))
        let filled = try decoder.decode(ContactMerge.Filled.self, from: Data(merge.filled.utf8))
        try db.moveNamesBack(moved, from: merge.keptId, to: merge.removedId)
        var target = try db.contact(merge.keptId)
        let version = target.version
        target.takeBack(filled)
        target.version += 1
        try db.update(target, in: .contact, replacing: version)
        var other = try db.contact(merge.removedId)
        let former = other.version
        other.leftOn = filled.leftOn
        other.version += 1
        try db.update(other, in: .contact, replacing: former)
        (merge.undoneAt, merge.undoneBy) = (now.moment, author.name)
        try db.update(merge, in: .contactMerge)
        try db.journal("Contacts séparés de nouveau", Subject("company", target.companyId), by: author, at: now)
        return target.companyId
    }
}

extension Contact {
    /// What a record takes from another where it says nothing itself.
    fileprivate mutating func complete(from other: Contact) {
        if civility.isEmpty { civility = other.civility }
        if firstName.isEmpty { firstName = other.firstName }
        if function.isEmpty { function = other.function }
        email = email ?? other.email
        phone = phone ?? other.phone
        tutor = tutor || other.tutor
        adult = adult ?? other.adult
        signatory = signatory || other.signatory
        var known = roles.split(separator: ",").map(String.init)
        known += other.roles.split(separator: ",").map(String.init).filter { !known.contains($0) }
        roles = known.joined(separator: ",")
        // Someone who is there under one of two records is there.
        if other.leftOn == nil { leftOn = nil }
        searchKey = SearchKey(familyName, firstName).rawValue
    }

    /// Takes back what a merge filled in and nobody changed since.
    fileprivate mutating func takeBack(_ filled: ContactMerge.Filled) {
        let (before, after) = (filled.before, filled.after)
        if civility == after.civility { civility = before.civility }
        if firstName == after.firstName { firstName = before.firstName }
        if function == after.function { function = before.function }
        if email == after.email { email = before.email }
        if phone == after.phone { phone = before.phone }
        if tutor == after.tutor { tutor = before.tutor }
        if adult == after.adult { adult = before.adult }
        if signatory == after.signatory { signatory = before.signatory }
        if roles == after.roles { roles = before.roles }
        if leftOn == after.leftOn { leftOn = before.leftOn }
        searchKey = SearchKey(familyName, firstName).rawValue
    }
}

extension SchoolDatabase {
    /// The record of a person became part of another.
    func isMerged(_ contact: ID<Contact>) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.contactMerge))
            where contact_merge.removed_id = \(contact) and contact_merge.undone_at is null
            """) > 0
    }

    /// Moves what names a person, and says what moved.
    fileprivate func moveNames(from removed: ID<Contact>, to kept: ID<Contact>) throws -> [String: [String]] {
        var moved: [String: [String]] = [:]
        for (name, column) in MergedContactColumns.all {
            let (alias, named) = (SQL(unsafe: name.rawValue), SQL(unsafe: column))
            let keys: [String] = try rows(
                """
                select \(alias).id from \(table(name)) where \(alias).\(named) = \(removed)
                and \(mayName(kept, in: name)) order by \(alias).id
                """)
            guard !keys.isEmpty else { continue }
            try change(name, set: "\(named) = \(kept)", where: "id in (\(list: keys))")
            moved[name.rawValue + "." + column] = keys
        }
        return moved
    }

    fileprivate func moveNamesBack(
        _ moved: [String: [String]], from kept: ID<Contact>, to removed: ID<Contact>
    ) throws {
        for (name, column) in MergedContactColumns.all {
            guard let keys = moved[name.rawValue + "." + column], !keys.isEmpty else { continue }
            let named = SQL(unsafe: column)
            try change(
                name, set: "\(named) = \(removed)", where: "\(named) = \(kept) and id in (\(list: keys))")
        }
    }

    /// An agreement that left the draft keeps the person it names; what the kept record says already is not said twice.
    private func mayName(_ kept: ID<Contact>, in name: SchoolTable) -> SQL {
        switch name {
        case .placement:
            """
            not exists (select 1 from \(table(.agreement)) where agreement.placement_id = placement.id
            and agreement.state <> \(Agreement.State.draft))
            """
        case .contactWill:
            """
            not exists (select 1 from \(table(.contactWill, as: "same")) where same.contact_id = \(kept)
            and same.kind = contact_will.kind)
            """
        case .contactRefusal:
            "not exists (select 1 from \(table(.contactRefusal, as: "same")) where same.contact_id = \(kept))"
        default: "true"
        }
    }
}
