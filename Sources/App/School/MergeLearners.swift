import Domain
import Persistence

/// Two records that may be one person: same name and birth date, or same name without a date.
struct LearnerTwins: Sendable {
    let kept: LearnerLine
    let other: LearnerLine
}

extension SchoolDatabase {
    /// Pairs of records that look like the same learner, the older record first.
    func learnerTwins() throws -> [LearnerTwins] {
        let lines: [LearnerLine] = try rows(
            """
            select learner.id, learner.family_name, learner.usage_name, learner.first_name, learner.birth_date,
            learner.learner_public, learner.left_on, learner.search_key, school_class.code as class_code,
            school_class.id as class_id
            from \(table(.learner))
            left join \(table(.enrolment)) on enrolment.learner_id = learner.id and enrolment.ends_on is null
            left join \(table(.schoolClass)) on school_class.id = enrolment.class_id
            where learner.search_key in (select twin.search_key from \(table(.learner, as: "twin"))
            group by twin.search_key having count(*) > 1)
            order by learner.search_key, learner.id
            """)
        return zip(lines, lines.dropFirst()).compactMap { first, second in
            guard first.searchKey == second.searchKey, first.id != second.id else { return nil }
            guard let born = first.birthDate, let birth = second.birthDate else {
                return LearnerTwins(kept: first, other: second)
            }
            return born == birth ? LearnerTwins(kept: first, other: second) : nil
        }
    }
}

/// Two records of one learner become one: what hangs on the second moves to the first, which is kept.
struct MergeLearners: Operation {
    enum Refused: Refusal, Equatable {
        case differentINE
        case sameRecord
        case samePeriod

        var message: String {
            switch self {
            case .differentINE: "Ces deux fiches ont des INE différents : ce sont deux personnes."
            case .sameRecord: "C’est deux fois la même fiche."
            case .samePeriod:
                "Les deux fiches ont un placement pour la même PFMP : retirez d’abord celui qui n’a pas lieu d’être."
            }
        }
    }

    let kept: ID<Learner>
    let other: ID<Learner>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editLearners)

        guard kept != other else { throw Refused.sameRecord }
        let target = try db.learner(kept)
        let source = try db.learner(other)
        if let ine = target.ine, let otherINE = source.ine, ine != otherINE { throw Refused.differentINE }
        try requireNoCommonPeriod(in: db)
        try move(in: db)
        try db.delete(from: .learner, where: "id = \(other)")
        try db.update(complete(target, with: source), in: .learner, replacing: target.version)
        try db.journal(
            "Fiches réunies", Subject("learner", kept), before: source, after: target, by: author, at: now)
    }

    private func requireNoCommonPeriod(in db: SchoolDatabase) throws {
        let common = try db.count(
            """
            select count(*) from \(db.table(.placement))
            join \(db.table(.placement, as: "twin")) on twin.period_id = placement.period_id
            where placement.learner_id = \(kept) and twin.learner_id = \(other)
            """)
        guard common == 0 else { throw Refused.samePeriod }
    }

    private func move(in db: SchoolDatabase) throws {
        try db.change(.placement, set: "learner_id = \(kept)", where: "learner_id = \(other)")
        let years: [Int] = try db.rows(
            """
            select enrolment.school_year from \(db.table(.enrolment))
            where enrolment.learner_id = \(kept) and enrolment.ends_on is null
            """)
        try db.delete(
            from: .enrolment,
            where: "learner_id = \(other) and ends_on is null and school_year in (\(list: years))")
        try db.change(.enrolment, set: "learner_id = \(kept)", where: "learner_id = \(other)")
        let guardians: [String] = try db.rows(
            """
            select guardianship.guardian_id from \(db.table(.guardianship)) where guardianship.learner_id = \(kept)
            """)
        try db.delete(
            from: .guardianship, where: "learner_id = \(other) and guardian_id in (\(list: guardians))")
        try db.change(.guardianship, set: "learner_id = \(kept)", where: "learner_id = \(other)")
    }

    /// The kept record takes what only the other one knew.
    private func complete(_ target: Learner, with source: Learner) -> Learner {
        var learner = target
        learner.ine = target.ine ?? source.ine
        learner.birthDate = target.birthDate ?? source.birthDate
        learner.sex = target.sex ?? source.sex
        learner.email = target.email ?? source.email
        learner.phone = target.phone ?? source.phone
        if target.address.isEmpty { learner.address = source.address }
        learner.leftOn = target.leftOn == nil || source.leftOn == nil ? nil : target.leftOn
        learner.version = target.version + 1
        return learner
    }
}

func learnerTwinsPage(_ twins: [LearnerTwins], _ visit: Visit) -> Page {
    let items = twins.map { pair -> HTML in
        let birth = pair.kept.birthDate?.numeric ?? pair.other.birthDate?.numeric ?? "date inconnue"
        return """
            <li>\(icon("people"))<div><a href="\(Link.learner(pair.kept.id))">\(pair.kept.listName)</a> \(pair.kept.classCode) \
            et <a href="\(Link.learner(pair.other.id))">\(pair.other.listName)</a> \(pair.other.classCode)<p>\(birth)</p></div>\
            \(postButton("Réunir les deux fiches", to: Link("/apprenants/doublons"), visit: visit, icon: "swap", style: "small", fields: [
                ("garder", pair.kept.id.rawValue), ("reunir", pair.other.id.rawValue),
            ]))</li>
            """
    }
    let body: HTML =
        items.isEmpty
        ? emptyState(
            "check", "Aucun doublon", "Deux fiches de même nom et de même date de naissance apparaîtraient ici.")
        : notice(
            .info,
            "<p>Ces fiches portent le même nom. Réunissez celles d’une même personne : placements, classes et responsables passent sur la première, qui reste.</p>"
        ) + "<section class=\"panel\"><ul class=\"lines\">\(items)</ul></section>"
    return Page(
        "Doublons", in: .learners,
        "\(pageHead("Doublons", count: twins.count, crumbs: [("Apprenants", .learners)]))\(body)")
}
