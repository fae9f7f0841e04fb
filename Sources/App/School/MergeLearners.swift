import Domain
import Foundation
import Persistence

/// What a merge did, kept in the journal so that it can be undone.
struct LearnerMerge: Codable, Sendable {
    let keptBefore: Learner
    let keptAfter: Learner
    let dropped: Learner
    /// Rows that went from the dropped record to the kept one, as they were.
    let enrolments: [Enrolment]
    let guardianships: [Guardianship]
    let placements: [ID<Placement>]
    /// Rows of the dropped record that the kept one already had: deleted.
    let doubledEnrolments: [Enrolment]
    let doubledGuardianships: [Guardianship]
    /// Other rows that went, by table; absent from merges older than those tables.
    var others: [String: [String]]?

    static let action = "Deux fiches fusionnées"
    static let undoneAction = "Fusion annulée"
}

/// Someone says that two records are one person: everything goes to the kept one, whose empty fields are filled.
struct MergeLearners: Operation {
    let kept: ID<Learner>
    let dropped: ID<Learner>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editLearners)

        guard kept != dropped else { throw MergeRefusal.sameRecord }
        let merge = try db.planMerge(kept: kept, dropped: dropped, today: now.day)
        try db.carryOut(merge)
        try db.journal(LearnerMerge.action, Subject("learner", kept), before: merge, by: author, at: now)
    }
}

/// Someone takes a merge back.
struct UndoMerge: Operation {
    let entry: ID<JournalEntry>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editLearners)

        let (kept, merge) = try db.merge(entry)
        guard try db.learner(kept) == merge.keptAfter, try db.learner(optional: merge.dropped.id) == nil else {
            throw MergeRefusal.changedSince
        }
        try db.takeBack(merge)
        try db.journal(LearnerMerge.undoneAction, Subject("learner", kept), by: author, at: now)
    }
}

enum MergeRefusal: Refusal, Equatable {
    case differentINE
    case sameRecord
    case samePeriod
    case changedSince

    var message: String {
        switch self {
        case .differentINE: "Ces deux fiches ont des INE différents : ce sont deux personnes."
        case .sameRecord: "C’est deux fois la même fiche."
        case .samePeriod:
            "Les deux fiches ont un placement pour la même PFMP : retirez d’abord celui qui n’a pas lieu d’être."
        case .changedSince:
            "La fiche a été modifiée depuis la fusion : elle ne peut plus être défaite d’un coup. Créez l’autre fiche à la main."
        }
    }
}

extension SchoolDatabase {
    func learner(optional id: ID<Learner>) throws -> Learner? {
        try row("select learner.* from \(table(.learner)) where learner.id = \(id)")
    }

    fileprivate func planMerge(kept: ID<Learner>, dropped: ID<Learner>, today: LocalDate) throws -> LearnerMerge {
        let before = try learner(kept)
        let other = try learner(dropped)
        if let ine = before.ine, let otherINE = other.ine, ine != otherINE { throw MergeRefusal.differentINE }
        try requireNoCommonPeriod(kept, dropped)
        var after = before
        for field in LearnerFields.all where field.read(after).isEmpty { field.write(&after, field.read(other)) }
        after.leftOn = before.leftOn == nil || other.leftOn == nil ? nil : before.leftOn
        after.refold()
        after.version += 1
        let mine = try enrolments(of: kept)
        let theirs = try enrolments(of: dropped)
        let openYears = Set(mine.filter { $0.endsOn == nil }.map(\.schoolYear))
        let doubled = theirs.filter { $0.endsOn == nil && openYears.contains($0.schoolYear) }
        let ties = Set(try guardianships(of: kept).map(\.guardianId))
        let theirTies = try guardianships(of: dropped)
        return LearnerMerge(
            keptBefore: before, keptAfter: after, dropped: other,
            enrolments: theirs.filter { enrolment in !doubled.contains { $0.id == enrolment.id } },
            guardianships: theirTies.filter { !ties.contains($0.guardianId) },
            placements: try rows(
                "select placement.id from \(table(.placement)) where placement.learner_id = \(dropped) order by placement.id"
            ),
            doubledEnrolments: doubled, doubledGuardianships: theirTies.filter { ties.contains($0.guardianId) },
            others: try rowsToMove(from: dropped, to: kept))
    }

    private func requireNoCommonPeriod(_ kept: ID<Learner>, _ dropped: ID<Learner>) throws {
        let common = try count(
            """
            select count(*) from \(table(.placement))
            join \(table(.placement, as: "twin")) on twin.period_id = placement.period_id
            where placement.learner_id = \(kept) and twin.learner_id = \(dropped)
            """)
        guard common == 0 else { throw MergeRefusal.samePeriod }
    }

    /// The kept record takes the INE only once the other no longer holds it.
    fileprivate func carryOut(_ merge: LearnerMerge) throws {
        let (kept, dropped) = (merge.keptBefore.id, merge.dropped.id)
        try delete(from: .enrolment, where: "id in (\(list: merge.doubledEnrolments.map(\.id)))")
        try delete(from: .guardianship, where: "id in (\(list: merge.doubledGuardianships.map(\.id)))")
        for table in [SchoolTable.enrolment, .guardianship, .placement] {
            try change(table, set: "learner_id = \(kept)", where: "learner_id = \(dropped)")
        }
        try moveRows(merge.others ?? [:], to: kept)
        try dropRows(of: dropped)
        try delete(from: .learner, where: "id = \(dropped)")
        try update(merge.keptAfter, in: .learner)
    }

    fileprivate func takeBack(_ merge: LearnerMerge) throws {
        let dropped = merge.dropped.id
        var kept = merge.keptBefore
        kept.version = merge.keptAfter.version + 1
        try update(kept, in: .learner)
        try insert(merge.dropped, into: .learner)
        try change(
            .enrolment, set: "learner_id = \(dropped)", where: "id in (\(list: merge.enrolments.map(\.id)))")
        try change(
            .guardianship, set: "learner_id = \(dropped)", where: "id in (\(list: merge.guardianships.map(\.id)))")
        try change(.placement, set: "learner_id = \(dropped)", where: "id in (\(list: merge.placements))")
        try moveRows(merge.others ?? [:], to: dropped)
        try insertMany(merge.doubledEnrolments, into: .enrolment)
        try insertMany(merge.doubledGuardianships, into: .guardianship)
    }

    /// Merges that were not taken back, latest first.
    func recentMerges(limit: Int = 10) throws -> [RecentMerge] {
        try rows(
            """
            select journal_entry.id, journal_entry.happened_at, journal_entry.author_name, learner.family_name,
            learner.first_name from \(table(.journalEntry))
            join \(table(.learner)) on learner.id = journal_entry.subject_id
            where journal_entry.subject_kind = 'learner' and journal_entry.action = \(LearnerMerge.action)
            and not exists (select 1 from \(table(.journalEntry, as: "later"))
            where later.subject_kind = 'learner' and later.subject_id = journal_entry.subject_id
            and later.action = \(LearnerMerge.undoneAction) and later.happened_at >= journal_entry.happened_at)
            order by journal_entry.happened_at desc limit \(limit)
            """)
    }

    /// A merge written in the journal, with the record it kept.
    fileprivate func merge(_ entry: ID<JournalEntry>) throws -> (ID<Learner>, LearnerMerge) {
        let found: JournalEntry = try find(entry, in: .journalEntry, "Cette fusion")
        guard found.action == LearnerMerge.action, let json = found.beforeValue else {
            throw NotFound("Cette fusion")
        }
        let merge = try JSONDecoder().decode(LearnerMerge.self, from: Data(json.utf8))
        return (ID(found.subjectId), merge)
    }

    private func enrolments(of learner: ID<Learner>) throws -> [Enrolment] {
        try rows(
            "select enrolment.* from \(table(.enrolment)) where enrolment.learner_id = \(learner) order by enrolment.id"
        )
    }

    private func guardianships(of learner: ID<Learner>) throws -> [Guardianship] {
        try rows(
            """
            select guardianship.* from \(table(.guardianship)) where guardianship.learner_id = \(learner)
            order by guardianship.id
            """)
    }
}
