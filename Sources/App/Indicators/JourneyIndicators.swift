import Domain
import Persistence

// I3.10 and I3.11: how far learners go.

/// The way of a learner to a host; `nil` when one of the two places is not known.
private struct Journey {
    let learner: String
    let kilometres: Double?
}

private struct HelpCounts: Codable {
    let asked: Int
    let granted: Int
}

private struct StayDates: Codable {
    let learnerId: ID<Learner>
    let startsOn: LocalDate
    let endsOn: LocalDate
}

extension SchoolDatabase {
    /// I3.10: who has a long way between home and host, and who asked for help with it.
    func farFromHome(_ span: IndicatorYear) throws -> IndicatorValue {
        let limit = try thresholds()[.longJourney]
        let (known, far) = try longJourneys(span)
        let help: HelpCounts? = try row(
            """
            select count(*) as asked,
            coalesce(cast(sum(case when refund_claim.granted_cents > 0 then 1 else 0 end) as bigint), 0) as granted
            from \(table(.refundClaim)) join \(table(.placement)) on placement.id = refund_claim.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and refund_claim.kind = \(ExpenseKind.transport)
            and refund_claim.asked_on <= \(span.until)
            """)
        return IndicatorValue(
            "I3.10", known.isEmpty ? nil : far.count,
            parts: [
                IndicatorValue.Part("Élèves loin, sur ceux dont la distance est connue", far.count, of: known.count),
                IndicatorValue.Part("Aides au transport demandées", help?.asked ?? 0),
                IndicatorValue.Part("Aides au transport accordées", help?.granted ?? 0),
            ], partsLabel: "trajets de plus de \(limit)\u{A0}km et aides")
    }

    /// The learners whose way to their host is known, and those for whom it is long.
    func longJourneys(_ span: IndicatorYear) throws -> (known: Set<String>, far: Set<String>) {
        let limit = Double(try thresholds()[.longJourney])
        var (known, far): (Set<String>, Set<String>) = ([], [])
        for journey in try journeys(span) {
            guard let kilometres = journey.kilometres else { continue }
            known.insert(journey.learner)
            if kilometres >= limit { far.insert(journey.learner) }
        }
        return (known, far)
    }

    /// From the town of each learner to the host of each placement begun.
    private func journeys(_ span: IndicatorYear) throws -> [Journey] {
        var towns: [String: (Double, Double)] = [:]
        try eachRow(
            """
            select company.address_city, avg(company.latitude), avg(company.longitude) from \(table(.company))
            where company.latitude is not null and company.longitude is not null group by company.address_city
            """
        ) { row in
            towns[SearchKey(row.text(0)).rawValue] = (row.double(1), row.double(2))
        }
        var journeys: [Journey] = []
        try eachRow(
            """
            select distinct placement.learner_id, learner.address_city, company.address_city, company.latitude,
            company.longitude from \(table(.pfmpPeriod))
            join \(table(.placement)) on placement.period_id = pfmp_period.id \(latestAgreement)
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where pfmp_period.school_year = \(span.year) and placement.starts_on <= \(span.until) and \(stands)
            """
        ) { row in
            let (home, place) = (SearchKey(row.text(1)).rawValue, SearchKey(row.text(2)).rawValue)
            let host = row.optionalDouble(3).flatMap { latitude in row.optionalDouble(4).map { (latitude, $0) } }
            var kilometres: Double? = home == place && !home.isEmpty ? 0 : nil
            if kilometres == nil, let start = towns[home], let end = host ?? towns[place] {
                kilometres = Distance.kilometres(start, end)
            }
            journeys.append(Journey(learner: row.text(0), kilometres: kilometres))
        }
        return journeys
    }

    func mobilities(_ span: IndicatorYear) throws -> IndicatorValue {
        let stays = try staysAbroad(span)
        let weeks = stays.reduce(0) { $0 + $1.startsOn.monday.days(until: $1.endsOn.monday) / 7 + 1 }
        return IndicatorValue(
            "I3.11", Set(stays.map(\.learnerId)).count,
            parts: [IndicatorValue.Part("Semaines passées hors de France", weeks)],
            partsLabel: "durée")
    }

    /// Who left for another country in the year.
    func mobileLearners(_ span: IndicatorYear) throws -> Set<String> {
        Set(try staysAbroad(span).map(\.learnerId.rawValue))
    }

    /// Placements abroad, then the travels of projects; one that is both is one stay, with the dates of the placement.
    private func staysAbroad(_ span: IndicatorYear) throws -> [StayDates] {
        let placements: [StayDates] = try rows(
            """
            select placement.learner_id, placement.starts_on, placement.ends_on from \(table(.mobility))
            join \(table(.placement)) on placement.id = mobility.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and placement.starts_on <= \(span.until)
            """)
        let gone = [MobilityTraveller.State.away.rawValue, MobilityTraveller.State.back.rawValue]
        let travels: [StayDates] = try rows(
            """
            select mobility_traveller.learner_id, mobility_project.starts_on, mobility_project.ends_on
            from \(table(.mobilityTraveller))
            join \(table(.mobilityProject)) on mobility_project.id = mobility_traveller.project_id
            where mobility_project.starts_on between \(span.first) and \(span.until)
            and mobility_project.ends_on is not null and mobility_traveller.state in (\(list: gone))
            """)
        return placements
            + travels.filter { travel in
                !placements.contains {
                    $0.learnerId == travel.learnerId && $0.startsOn <= travel.endsOn && travel.startsOn <= $0.endsOn
                }
            }
    }
}
