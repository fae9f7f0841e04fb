import Domain
import Persistence

extension SchoolDatabase {
    /// I1.x: what the first axis did, as the relation with partners and the entry point count it.
    func partnerIndicators(_ span: IndicatorYear) throws -> [IndicatorValue] {
        let days = IndicatorSpan(year: span.year, today: span.today, academie: try ownSchool().academy)
        let counted = try PartnerIndicators.sources.filter { $0.code != "I1.9" && Indicator.of($0.code) != nil }.map {
            source in
            let figure = try source.read(self, days)
            return IndicatorValue(source.code, figure.value, of: figure.denominator)
        }
        return try counted + [taxReceived(span)]
    }

    /// The amount; the page of partners tells how many hosts give.
    private func taxReceived(_ span: IndicatorYear) throws -> IndicatorValue {
        let cents = try count(
            """
            select cast(coalesce(sum(tax_gift.received_cents), 0) as bigint) from \(table(.taxGift))
            where tax_gift.received_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue("I1.9", cents / 100)
    }
}
