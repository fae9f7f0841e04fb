import Domain
import Persistence

/// A count by company.
private struct CompanyCount: Codable {
    let companyId: ID<Company>
    let number: Int
}

/// How much each host is asked, for the weeks of a period or for today.
struct HostPressures: Sendable {
    fileprivate(set) var byCompany: [ID<Company>: HostPressure] = [:]
    let thresholds: SchoolThresholds
    let parameters: LegalParameters
    let day: LocalDate
    /// The order of the académie that holds on that day.
    var order: HostOrder?

    /// What must be known before calling a company.
    func sayings(of company: ID<Company>, headcount: Int?) -> [PressureSaying] {
        let pressure = byCompany[company] ?? HostPressure()
        // An unknown headcount limits nothing: the form of the placement says so by itself.
        let quota = headcount.flatMap {
            HostQuota.most(hundredths: $0 * 100, order: order, on: day, parameters: parameters)
        }
        return pressure.sayings(thresholds, quota: quota)
    }

    /// Places left of those declared; `nil` when the company declared none.
    func free(at company: ID<Company>) -> Int? {
        byCompany[company].flatMap { pressure in pressure.declared.map { max(0, $0 - pressure.hosted) } }
    }
}

extension SchoolDatabase {
    /// How much the hosts are asked on the days of a period: counts of the whole school, no name.
    func pressures(
        from start: LocalDate, through end: LocalDate, stream: String, level: TrainingLevel?, year: Int,
        today: LocalDate
    ) throws -> HostPressures {
        let thresholds = try thresholds()
        let since = today.adding(days: -thresholds[.saturationDays])
        var pressures = HostPressures(thresholds: thresholds, parameters: try LegalTexts.parameters(), day: start)
        pressures.order = try hostOrder(on: start)
        let school = whole
        for line in try school.learnersAsking(since: since) {
            pressures.byCompany[line.companyId, default: HostPressure()].learners = line.number
        }
        for line in try school.exchanges(since: since) {
            pressures.byCompany[line.companyId, default: HostPressure()].exchanges = line.number
        }
        for line in try school.hostedCounts(from: start, through: end) {
            pressures.byCompany[line.companyId, default: HostPressure()].hosted = line.number
        }
        for line in try onPlatform({ try $0.traineesElsewhere(than: schoolId, from: start, through: end) }) {
            pressures.byCompany[line.companyId, default: HostPressure()].hostedElsewhere = line.trainees
            pressures.byCompany[line.companyId, default: HostPressure()].otherSchools = line.schools
        }
        for line in try school.declaredCounts(from: start, through: end, stream: stream, level: level, year: year) {
            pressures.byCompany[line.companyId, default: HostPressure()].declared = line.number
        }
        return pressures
    }

    private func learnersAsking(since day: LocalDate) throws -> [CompanyCount] {
        try rows(
            """
            select lead.company_id, count(distinct lead.learner_id) as number from \(table(.lead))
            where lead.asked_on >= \(day) and lead.company_id is not null group by lead.company_id
            """)
    }

    private func exchanges(since day: LocalDate) throws -> [CompanyCount] {
        try rows(
            """
            select interaction.company_id, count(*) as number from \(table(.interaction))
            where interaction.happened_on >= \(day) group by interaction.company_id
            """)
    }

    private func hostedCounts(from start: LocalDate, through end: LocalDate) throws -> [CompanyCount] {
        try rows(
            """
            select placement.company_id, count(*) as number from \(table(.placement)) \(latestAgreement)
            where placement.starts_on <= \(end) and placement.ends_on >= \(start) and \(stands)
            group by placement.company_id
            """)
    }

    private func declaredCounts(
        from start: LocalDate, through end: LocalDate, stream: String, level: TrainingLevel?, year: Int
    ) throws -> [CompanyCount] {
        try rows(
            """
            select host_place.company_id, cast(sum(host_place.count) as bigint) as number from \(table(.hostPlace))
            where \(isOpen(from: start, through: end, stream: stream, level: level, year: year))
            group by host_place.company_id
            """)
    }

    /// Whether declared places fit a class for some days; to be used with `host_place`.
    func isOpen(
        from start: LocalDate, through end: LocalDate, stream: String, level: TrainingLevel?, year: Int
    ) -> SQL {
        """
        host_place.school_year = \(year) and host_place.stream in ('', \(stream))
        and host_place.level in ('', \(level?.rawValue ?? ""))
        and (host_place.starts_on is null or host_place.starts_on <= \(end))
        and (host_place.ends_on is null or host_place.ends_on >= \(start))
        """
    }

    /// The same for a period of a class.
    func pressures(during period: PFMPPeriod, of schoolClass: SchoolClass, today: LocalDate) throws -> HostPressures {
        try pressures(
            from: period.startsOn, through: period.endsOn, stream: schoolClass.stream,
            level: TrainingLevel(mef: schoolClass.mef), year: period.schoolYear, today: today)
    }
}
