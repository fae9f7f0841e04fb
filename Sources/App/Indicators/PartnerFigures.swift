import Domain
import Persistence

private struct RequestCounts: Codable {
    let received: Int
    let settled: Int
}

extension SchoolDatabase {
    /// I1.x: what the first axis did, as the relation with partners counts it.
    func partnerIndicators(_ span: IndicatorYear) throws -> [IndicatorValue] {
        let days = IndicatorSpan(year: span.year, today: span.today, academie: try ownSchool().academy)
        let counted = try PartnerIndicators.sources.filter { Indicator.of($0.code) != nil }.map { source in
            let figure = try source.read(self, days)
            return IndicatorValue(source.code, figure.value, of: figure.denominator)
        }
        return try counted + [agreementsInForce(span), requests(span), needs(span), taxReceived(span)]
    }

    private func agreementsInForce(_ span: IndicatorYear) throws -> IndicatorValue {
        IndicatorValue(
            "I1.4",
            try count(
                """
                select count(*) from \(table(.partnership)) where partnership.starts_on <= \(span.until)
                and partnership.ends_on >= \(span.until)
                and partnership.state in (\(Partnership.State.active.rawValue), \(Partnership.State.toRenew.rawValue))
                """))
    }

    private func requests(_ span: IndicatorYear) throws -> IndicatorValue {
        let found: RequestCounts? = try row(
            """
            select count(*) as received,
            cast(coalesce(sum(case when company_request.closed_at is null then 0 else 1 end), 0) as bigint) as settled
            from \(table(.companyRequest)) where company_request.received_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue("I1.7", found?.settled ?? 0, of: found?.received ?? 0)
    }

    private func needs(_ span: IndicatorYear) throws -> IndicatorValue {
        let all: SQL = "skills_need.recorded_on between \(span.first) and \(span.until)"
        let table = table(.skillsNeed)
        return IndicatorValue(
            "I1.8", try count("select count(*) from \(table) where \(all)"),
            parts: [
                IndicatorValue.Part(
                    "Transmis",
                    try count("select count(*) from \(table) where \(all) and skills_need.handed_on is not null"))
            ], partsLabel: "suite")
    }

    private func taxReceived(_ span: IndicatorYear) throws -> IndicatorValue {
        let cents = try count(
            """
            select cast(coalesce(sum(tax_gift.received_cents), 0) as bigint) from \(table(.taxGift))
            where tax_gift.received_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue("I1.9", cents / 100)
    }
}
