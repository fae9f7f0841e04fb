import Domain
import Persistence

/// A placement that a change of class cuts: it was made with a class that the learner left since. Nothing is undone by
/// itself: somebody decides whether it goes on.
struct CutPlacement: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let placementId: ID<Placement>
    let agreementId: ID<Agreement>?
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    /// The class of the period.
    let formerCode: String
    /// The class of today; `nil` when there is none.
    let currentCode: String?
    /// Since when; `nil` when not known.
    let changedOn: LocalDate?

    var listName: String { (usageName ?? familyName) + " " + firstName }

    /// « PFMP 1 de CSAR, du 2 novembre au 11 décembre : l’élève est en 2ASSP depuis le 26 novembre. »
    var sentence: String {
        let now = currentCode.map { "l’élève est en \($0)" } ?? "l’élève n’est plus dans une classe"
        let since = changedOn.map { " depuis le \($0.short)" } ?? ""
        return "\(label) de \(formerCode), du \(startsOn.short) au \(endsOn.short)\u{A0}: \(now)\(since)."
    }
}

extension SchoolDatabase {
    /// The placements not over yet of learners who left the class of the period.
    /// - Parameters:
    ///   - learner: only this one's.
    ///   - since: only after a change of class that recent.
    func cutPlacements(
        of learner: ID<Learner>? = nil, year: Int, today: LocalDate, since: LocalDate? = nil, limit: Int = 20
    ) throws -> [CutPlacement] {
        var asked: SQL = "placement.ends_on >= \(today) and pfmp_period.school_year = \(year) and \(stands)"
        if let learner { asked = "\(asked) and placement.learner_id = \(learner)" }
        if let since { asked = "\(asked) and here.starts_on >= \(since)" }
        return try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            placement.id as placement_id, agreement.id as agreement_id, pfmp_period.label, placement.starts_on,
            placement.ends_on, school_class.code as former_code, current_class.code as current_code,
            here.starts_on as changed_on
            from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.learner)) on learner.id = placement.learner_id and learner.left_on is null
            left join \(table(.enrolment, as: "here")) on here.learner_id = learner.id and here.ends_on is null
            and here.school_year = pfmp_period.school_year
            left join \(table(.schoolClass, as: "current_class")) on current_class.id = here.class_id
            where \(asked) and (here.class_id is null or here.class_id <> pfmp_period.class_id)
            order by placement.starts_on, learner.search_key, placement.id limit \(limit)
            """)
    }

    /// The last changes of class that cut a placement, for those who decide what becomes of it.
    func cutLines(for author: Author, on today: LocalDate) throws -> [TodoLine] {
        guard author.may(.prepareAgreements) else { return [] }
        let found = try cutPlacements(
            year: author.currentYear, today: today, since: today.adding(days: -CutPlacement.shownDays), limit: 4)
        return found.compactMap { cut in
            cut.agreementId.map { agreement in
                TodoLine(
                    title: "\(cut.listName) a changé de classe", link: .agreement(agreement), why: cut.sentence,
                    tone: .late, actionLabel: "Décider", actionLink: .agreement(agreement), day: cut.startsOn)
            }
        }
    }
}

extension CutPlacement {
    /// Days that the home page speaks of a change; the agreement says it until its end.
    fileprivate static let shownDays = 14
}

/// What a change of class does to the placements of a learner, with what may be done.
/// - Parameter opens: whether the sentence leads to the agreement; on its own page it does not.
func cutNotice(_ cuts: [CutPlacement], opens: Bool) -> HTML? {
    guard !cuts.isEmpty else { return nil }
    let items = cuts.map { cut -> HTML in
        let link: HTML? =
            opens
            ? cut.agreementId.map { " <a href=\"\(Link.agreement($0))\">Voir la convention</a>" } : nil
        return "<li>\(cut.sentence)\(link)</li>"
    }
    return notice(
        .warning,
        """
        <p><strong>Changement de classe pendant une PFMP</strong></p><ul>\(items)</ul>\
        <p>La convention reste valable telle qu’elle est signée. Elle va jusqu’à son terme, avec un avenant si le référent change, \
        ou s’arrête : « Arrêt ou rupture ». Les jours faits restent acquis.</p>
        """)
}
