import Domain
import Persistence

/// A learner in a period of the end-of-terminale path.
struct PathwayGoer: Codable, Equatable, Sendable {
    let id: ID<PathwayGoer>
    let campaignId: ID<PathwayCampaign>
    let periodId: ID<PFMPPeriod>
    let learnerId: ID<Learner>
    let addedOn: LocalDate
}

/// The same with the days of the period, and whether a host was found.
struct PathwayGoerLine: Codable, Sendable {
    let id: ID<PathwayGoer>
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let classId: ID<SchoolClass>
    let startsOn: LocalDate
    let endsOn: LocalDate
    let isPlaced: Bool

    /// Whether the period stands for days of the path: it shares some, or people moved it out of the whole campaign.
    func meets(_ days: ClosedRange<LocalDate>, of campaign: PathwayCampaign) -> Bool {
        let isMoved = startsOn > campaign.endsOn || endsOn < campaign.startsOn
        return isMoved || startsOn <= days.upperBound && days.lowerBound <= endsOn
    }
}

/// Learners of one class whom their choice sends to hosts on the same days.
struct PathwayGroup: Sendable {
    let classId: ID<SchoolClass>
    let classCode: String
    /// « Deux semaines de PFMP »
    let label: String
    let days: ClosedRange<LocalDate>
    /// Those who are in no period yet.
    let joining: [PathwayLine]
    /// Those who are in one.
    let present: Int
    /// The period they join, with its own dates; `nil` when it is to be made.
    let period: PathwayGoerLine?

    /// `3f…~2027-03-08~2027-03-19`: what the form sends back.
    var key: String {
        [classId.rawValue, days.lowerBound.description, days.upperBound.description].joined(separator: "~")
    }
}

/// What the choices of a campaign ask of the calendar.
struct PathwayPlan: Sendable {
    let groups: [PathwayGroup]
    /// Learners in a period that they no longer chose, and for whom nobody found a host.
    let leaving: [(goer: PathwayGoerLine, name: String)]
    /// The same, who have a host: somebody must undo the placement first.
    let stuck: [(goer: PathwayGoerLine, name: String)]

    var joiningCount: Int { groups.reduce(0) { $0 + $1.joining.count } }
    var isSettled: Bool { joiningCount == 0 && leaving.isEmpty }

    init(_ lines: [PathwayLine], _ goers: [PathwayGoerLine], in campaign: PathwayCampaign) {
        var sorted: [String: [PathwayLine]] = [:]
        var order: [(line: PathwayLine, days: ClosedRange<LocalDate>, key: String)] = []
        let mine = Dictionary(grouping: goers, by: \.learnerId)
        var gone: [(goer: PathwayGoerLine, name: String)] = []
        for line in lines {
            let days = line.path?.daysAtHost(in: campaign)
            gone += (mine[line.learnerId] ?? []).filter { goer in days.map { !goer.meets($0, of: campaign) } ?? true }
                .map { ($0, "\(line.listName), \(line.classCode)") }
            guard let days else { continue }
            let key = "\(line.classId)~\(days.lowerBound)~\(days.upperBound)"
            if sorted[key] == nil { order.append((line, days, key)) }
            sorted[key, default: []].append(line)
        }
        groups = order.map { first, days, key in
            let all = sorted[key] ?? []
            let joining = all.filter { line in !(mine[line.learnerId] ?? []).contains { $0.meets(days, of: campaign) } }
            let away = first.path?.stay(in: campaign)?.label
            return PathwayGroup(
                classId: first.classId, classCode: first.classCode, label: away ?? campaign.name, days: days,
                joining: joining, present: all.count - joining.count,
                period: goers.first { $0.classId == first.classId && $0.meets(days, of: campaign) })
        }
        leaving = gone.filter { !$0.goer.isPlaced }
        stuck = gone.filter(\.goer.isPlaced)
    }
}

extension ChosenPath {
    /// The option of the path that is spent at a host.
    fileprivate func stay(in campaign: PathwayCampaign) -> PathwayOption? {
        [first, second].compactMap { $0.flatMap(campaign.option) }.first(where: \.goesToHost)
    }
}

extension SchoolDatabase {
    /// What the choices of a campaign ask of the calendar, by class and days.
    func pathwayPlan(_ campaign: PathwayCampaign) throws -> PathwayPlan {
        let whole = whole
        return PathwayPlan(
            try whole.pathwayLines(of: campaign), try whole.pathwayGoers(of: campaign.id), in: campaign)
    }

    fileprivate func pathwayGoers(of campaign: ID<PathwayCampaign>) throws -> [PathwayGoerLine] {
        try rows(
            """
            select pathway_goer.id, pathway_goer.learner_id, pathway_goer.period_id, pfmp_period.class_id,
            pfmp_period.starts_on, pfmp_period.ends_on,
            exists (select 1 from \(table(.placement)) \(latestAgreement)
            where placement.learner_id = pathway_goer.learner_id and placement.period_id = pathway_goer.period_id
            and \(stands)) as is_placed
            from \(table(.pathwayGoer)) join \(table(.pfmpPeriod)) on pfmp_period.id = pathway_goer.period_id
            where pathway_goer.campaign_id = \(campaign) order by pfmp_period.starts_on, pathway_goer.id
            """)
    }

    /// Whether a period of the path is that of a learner.
    func takesPathway(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.pathwayGoer)) where pathway_goer.learner_id = \(learner)
            and pathway_goer.period_id = \(period)
            """) > 0
    }

    /// The periods of the path in which a learner is.
    func pathwayPeriods(of learner: ID<Learner>, in campaign: ID<PathwayCampaign>) throws -> [PathwayGoerLine] {
        try pathwayGoers(of: campaign).filter { $0.learnerId == learner }
    }
}

/// The groups that a person confirms, with the days of each.
struct PathwayPlanForm: FormInput {
    /// One group as shown, and the days it goes.
    struct Entry: Sendable {
        let key: String
        let startsOn: LocalDate
        let endsOn: LocalDate
        /// The place of the group on the form, for what is wrong with it.
        let rank: Int
    }

    let entries: [Entry]
    /// Those who changed their mind leave their period.
    let removes: Bool

    /// Groups at most on one form.
    static let most = 60

    init(reading form: inout FormReader) {
        removes = form.flag("retirer")
        var entries: [Entry] = []
        for rank in 0..<PathwayPlanForm.most where !form.values["groupe-\(rank)"].isEmpty {
            guard form.flag("creer-\(rank)") else { continue }
            let starts = form.requiredDate("du-\(rank)", "Indiquez le premier jour.")
            let ends = form.requiredDate("au-\(rank)", "Indiquez le dernier jour.")
            if starts.dayNumber > 0, ends.dayNumber > 0, ends < starts {
                form.refuse("au-\(rank)", "Le dernier jour doit suivre le premier.")
            }
            entries.append(Entry(key: form.values["groupe-\(rank)"], startsOn: starts, endsOn: ends, rank: rank))
        }
        self.entries = entries
        if entries.isEmpty, !removes { form.refuse("", "Cochez au moins une classe.") }
    }
}

/// The choices of the campaign become periods: those who chose to go, and they alone, look for a host.
struct PlanPathwayPeriods: Operation {
    let campaign: ID<PathwayCampaign>
    let form: PathwayPlanForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.planPeriods)

        let campaign = try db.campaign(campaign)
        let plan = try db.pathwayPlan(campaign)
        if form.removes { try remove(plan.leaving.map(\.goer), db, author, now) }
        var count = 0
        for entry in form.entries {
            guard let group = plan.groups.first(where: { $0.key == entry.key }), !group.joining.isEmpty else {
                continue
            }
            let period = try group.period?.periodId ?? create(entry, group, campaign, db, author, now)
            for line in group.joining {
                let goer = PathwayGoer(
                    id: db.newID(), campaignId: campaign.id, periodId: period, learnerId: line.learnerId,
                    addedOn: now.day)
                try db.insert(goer, into: .pathwayGoer)
                try db.journal(
                    "Inscrit dans la période de son parcours", Subject("learner", line.learnerId), after: goer,
                    by: author, at: now)
            }
            count += group.joining.count
        }
        return count
    }

    private func create(
        _ entry: PathwayPlanForm.Entry, _ group: PathwayGroup, _ campaign: PathwayCampaign, _ db: SchoolDatabase,
        _ author: Author, _ now: Now
    ) throws -> ID<PFMPPeriod> {
        let others = try db.periods(of: group.classId)
        do {
            try PeriodDates(startsOn: entry.startsOn, endsOn: entry.endsOn).check(
                in: campaign.schoolYear, academie: try db.ownSchool().academie,
                against: others.filter { !$0.pathway }, className: group.classCode)
        } catch let refusal as FieldRefusal {
            throw FieldRefusal(
                refusal.problems.map { FieldProblem(field: "\($0.field)-\(entry.rank)", message: $0.message) })
        }
        let period = PFMPPeriod(
            id: db.newID(), classId: group.classId, schoolYear: campaign.schoolYear,
            rank: (others.map(\.rank).max() ?? 0) + 1, label: String(group.label.prefix(80)),
            startsOn: entry.startsOn, endsOn: entry.endsOn, certifying: false, pathway: true)
        try db.insert(period, into: .pfmpPeriod)
        try db.journal(
            "Période créée pour \(campaign.name)", Subject("period", period.id), after: period, by: author, at: now)
        return period.id
    }

    private func remove(
        _ goers: [PathwayGoerLine], _ db: SchoolDatabase, _ author: Author, _ now: Now
    ) throws {
        for goer in goers {
            try db.delete(from: .pathwayGoer, where: "id = \(goer.id)")
            try db.journal(
                "Retiré de la période du parcours qu’il n’a plus choisi", Subject("learner", goer.learnerId),
                by: author, at: now)
        }
    }
}
