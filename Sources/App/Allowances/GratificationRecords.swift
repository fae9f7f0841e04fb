import Domain
import Persistence

/// What a host owes a learner for a school year, with the stays it is counted from.
struct GratificationView: Sendable {
    let learner: Learner
    let placement: Placement
    let company: Company
    let school: School
    let stays: [GratificationStay]
    let sheet: GratificationSheet
    /// The agreement lets each month take its own rate (PFMP-70).
    let revalued: Bool
    let today: LocalDate
    let author: Author
}

/// A stay with the same legal person in the school year.
struct GratificationStay: Codable, Sendable {
    let placementId: ID<Placement>
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schedule: WeekSchedule
    let doneDays: Int?
    let doneMinutes: Int?

    /// Presence by month: planned hours, brought to what was really done when it is known.
    func months(in territory: Territory) -> [MonthPresence] {
        let week = schedule.isEmpty ? WeekSchedule.schoolWeek : schedule
        let off = Set(PublicHolidays.between(startsOn, endsOn, territory: territory).map(\.date))
        var months = week.months(from: startsOn, through: endsOn, without: off)
        let presence = EffectivePresence(
            schedule: schedule, from: startsOn, through: endsOn, territory: territory, doneDays: doneDays,
            doneMinutes: doneMinutes)
        let planned = months.reduce(0) { $0 + $1.minutes }
        guard let done = presence.minutes, planned > 0, done != planned else { return months }
        var left = done
        for index in months.indices {
            let share = index == months.indices.last ? left : min(left, months[index].minutes * done / planned)
            months[index].minutes = share
            left -= share
        }
        return months
    }
}

extension SchoolDatabase {
    /// The stays of a learner with the legal person of a company, over a school year.
    func gratificationStays(of learner: ID<Learner>, at company: Company, year: Int) throws -> [GratificationStay] {
        let same: SQL =
            company.siret.map { "substr(company.siret, 1, 9) = \(String($0.prefix(9)))" }
            ?? "company.id = \(company.id)"
        return try rows(
            """
            select placement.id as placement_id, pfmp_period.label, placement.starts_on, placement.ends_on,
            placement.schedule, certificate.days as done_days, certificate.minutes as done_minutes
            from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            where placement.learner_id = \(learner) and pfmp_period.school_year = \(year) and \(same)
            and (agreement.state is null or agreement.state not in (\(Agreement.State.refused), \(Agreement.State.cancelled)))
            order by placement.starts_on, placement.id
            """)
    }

    /// The gratification of the year that a stay belongs to; `nil` when there is no stay.
    func gratification(of placement: Placement, year: Int, revalued: Bool = true) throws -> GratificationSheet? {
        let company: Company = try find(placement.companyId, in: .company, "Cette entreprise")
        let stays = try gratificationStays(of: placement.learnerId, at: company, year: year)
        guard !stays.isEmpty else { return nil }
        let territory = try ownSchool().place
        return GratificationSheet(
            stays: stays.map { $0.months(in: territory) }, revalued: revalued, parameters: try LegalTexts.parameters())
    }
}
