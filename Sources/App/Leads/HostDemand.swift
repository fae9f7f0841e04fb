import Domain
import Persistence

/// What the page of a company says of the demand on it.
struct HostDemand: Sendable {
    let pressure: HostPressure
    let sayings: [PressureSaying]
    /// Learners placed, by offer of places, on its days.
    let placed: [ID<HostPlace>: Int]
    let days: Int
}

/// A placement at the company, by its days and stream.
private struct HostedStay: Codable {
    let startsOn: LocalDate
    let endsOn: LocalDate
    let stream: String
}

extension SchoolDatabase {
    /// The demand on a company: counts of the whole school, no name.
    func hostDemand(_ company: Company, year: Int, today: LocalDate) throws -> HostDemand {
        let pressures = try pressures(
            from: today, through: today, stream: "", level: nil, year: year, today: today)
        let stays = try whole.stays(at: company.id, year: year)
        let placed = try hostPlaces(of: company.id, year: year).map { place in
            (
                place.id,
                stays.count { stay in
                    (place.stream.isEmpty || place.stream == stay.stream)
                        && stay.startsOn <= place.endsOn ?? stay.startsOn
                        && place.startsOn ?? stay.endsOn <= stay.endsOn
                }
            )
        }
        var pressure = pressures.byCompany[company.id] ?? HostPressure()
        // What was declared for today alone would say little: each offer shows its own count.
        pressure.declared = nil
        pressure.headcount = company.headcount
        let quota = company.headcount.flatMap {
            HostQuota.most(
                hundredths: $0 * 100, order: pressures.order, on: today, parameters: pressures.parameters)
        }
        return HostDemand(
            pressure: pressure, sayings: pressure.sayings(pressures.thresholds, quota: quota),
            placed: Dictionary(placed, uniquingKeysWith: { first, _ in first }),
            days: pressures.thresholds[.saturationDays])
    }

    private func stays(at company: ID<Company>, year: Int) throws -> [HostedStay] {
        try rows(
            """
            select placement.starts_on, placement.ends_on, school_class.stream from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where placement.company_id = \(company) and pfmp_period.school_year = \(year) and \(stands)
            """)
    }
}

/// How much the company is asked these days, and whether to call it.
func demandPanel(_ demand: HostDemand) -> HTML? {
    let pressure = demand.pressure
    guard pressure.learners + pressure.exchanges + pressure.hosted > 0 else { return nil }
    let facts = [
        pressure.hosted > 0
            ? FrenchNumber.counted(pressure.hosted, "élève accueilli aujourd’hui", "élèves accueillis aujourd’hui")
            : nil,
        pressure.learners > 0
            ? FrenchNumber.counted(pressure.learners, "élève l’a contactée", "élèves l’ont contactée")
                + " en \(demand.days)\u{A0}jours" : nil,
        pressure.exchanges > 0
            ? FrenchNumber.counted(pressure.exchanges, "échange avec l’équipe", "échanges avec l’équipe")
                + " en \(demand.days)\u{A0}jours" : nil,
    ].compactMap(\.self).map { "<li>\($0)</li>" as HTML }
    let advice: HTML? = pressureBadges(demand.sayings)
    return panel("Avant d’appeler", "\(advice)<ul class=\"tight\">\(facts)</ul>")
}

/// « 1 prise, 2 libres »
func placeUse(_ placed: Int, of count: Int) -> String {
    let left = max(0, count - placed)
    if placed == 0 { return "aucune prise" }
    return left == 0
        ? "toutes prises"
        : FrenchNumber.counted(placed, "prise", "prises") + ", " + FrenchNumber.counted(left, "libre", "libres")
}
