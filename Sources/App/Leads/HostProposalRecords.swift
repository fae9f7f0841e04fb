import Domain
import Persistence

/// A company that may take learners of a stream, before it is weighed.
private struct HostCandidateRow: Codable {
    let id: ID<Company>
    let name: String
    let city: String
    let streams: String
    let headcount: Int?
    let latitude: Double?
    let longitude: Double?
    let hosted: Int
    let offered: Int
    /// Among them, places for this stream by its name.
    let named: Int
}

/// The hosts that may be proposed to the learners of a class for a period.
struct HostCandidates: Sendable {
    fileprivate let rows: [(candidate: HostCandidate, position: (Double, Double)?)]
    fileprivate let towns: [String: (Double, Double)]
    let thresholds: SchoolThresholds

    /// The best ones for a learner who lives in a town.
    /// - Parameter town: `nil` when the reader may not know where the learner lives.
    func best(near town: String?, count: Int = 3) -> [HostProposal] {
        let home = town.map { SearchKey($0).rawValue }
        let centre = home.flatMap { towns[$0] }
        let candidates = rows.map { row -> HostCandidate in
            var candidate = row.candidate
            // The same town is near, on the map or not.
            if let home, SearchKey(candidate.city).rawValue == home { candidate.distance = 0 }
            guard let centre, let position = row.position else { return candidate }
            candidate.distance = Int(Distance.kilometres(centre, position).rounded())
            return candidate
        }
        return HostProposals.best(candidates, count: count, thresholds: thresholds)
    }
}

extension SchoolDatabase {
    /// Who hosts the stream, offers places or hosted it before, with how much each is asked on the days of the period.
    func hostCandidates(for period: PFMPPeriod, of schoolClass: SchoolClass, today: LocalDate) throws -> HostCandidates
    {
        let pressures = try pressures(during: period, of: schoolClass, today: today)
        let found = try candidateRows(for: period, of: schoolClass).map { row in
            var candidate = HostCandidate(
                id: row.id, name: row.name, city: row.city,
                takesStream: row.named > 0 || row.streams.contains(schoolClass.stream),
                takesAny: row.offered > row.named, hosted: row.hosted)
            candidate.free = pressures.free(at: row.id)
            candidate.sayings = pressures.sayings(of: row.id, headcount: row.headcount)
            return (candidate: candidate, position: zip(row.latitude, row.longitude))
        }
        let towns = try townCentres().map { (SearchKey($0.name).rawValue, ($0.latitude, $0.longitude)) }
        return HostCandidates(
            rows: found, towns: Dictionary(towns, uniquingKeysWith: { first, _ in first }),
            thresholds: pressures.thresholds)
    }

    private func candidateRows(for period: PFMPPeriod, of schoolClass: SchoolClass) throws -> [HostCandidateRow] {
        let school = whole
        let named: SQL =
            schoolClass.stream.isEmpty ? "false" : "company.streams like \("%" + schoolClass.stream + "%")"
        return try school.rows(
            """
            select company.id, coalesce(company.trade_name, company.legal_name) as name, company.address_city as city,
            company.streams, company.headcount, company.latitude, company.longitude,
            coalesce(stays.hosted, 0) as hosted, coalesce(offers.offered, 0) as offered,
            coalesce(offers.named, 0) as named
            from \(school.table(.company))
            left join (select placement.company_id, count(*) as hosted from \(school.table(.placement))
            \(school.latestAgreement) join \(school.table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(school.table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where school_class.stream = \(schoolClass.stream) and placement.ends_on < \(period.startsOn)
            and \(school.stands) group by placement.company_id) as stays on stays.company_id = company.id
            left join (select host_place.company_id, cast(sum(host_place.count) as bigint) as offered,
            cast(sum(case when host_place.stream = \(schoolClass.stream) and host_place.stream <> '' then host_place.count else 0 end)
            as bigint) as named from \(school.table(.hostPlace))
            where \(school.isOpen(
                from: period.startsOn, through: period.endsOn, stream: schoolClass.stream,
                level: TrainingLevel(mef: schoolClass.mef), year: period.schoolYear))
            group by host_place.company_id) as offers on offers.company_id = company.id
            where company.archived_on is null and company.relation <> \(RelationStatus.leaveAlone)
            and (stays.hosted > 0 or offers.offered > 0 or \(named))
            order by company.sort_key, company.id
            """)
    }
}
