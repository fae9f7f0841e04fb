import Domain
import Persistence

extension IndicatorSource {
    /// I1.x: what the first axis did, as the relation with partners and the entry point count it.
    static let partners: [IndicatorSource] =
        PartnerIndicators.sources.filter { $0.code != "I1.9" && Indicator.of($0.code) != nil }.map(partner)
        + [IndicatorSource(["I1.9"], reading: [.taxGift]) { [try $0.taxReceived($1)] }]

    private static func partner(_ source: PartnerIndicatorSource) -> IndicatorSource {
        // One that this list does not know is counted again after any write.
        let tables = partnerTables[source.code] ?? Set(SchoolTable.allCases.filter(\.mayFeedIndicators))
        return IndicatorSource([source.code], reading: tables) { db, span in
            let days = IndicatorSpan(year: span.year, today: span.today, academie: try db.ownSchool().academy)
            let figure = try source.read(db, days)
            return [IndicatorValue(source.code, figure.value, of: figure.denominator)]
        }
    }

    private static let partnerTables: [String: Set<SchoolTable>] = [
        "I1.1": [.interaction, .placement], "I1.2": [.interaction], "I1.3": [.interaction, .placement],
        "I1.4": [.partnership], "I1.5": [.interaction, .company], "I1.6": [.interaction], "I1.7": [.companyRequest],
        "I1.8": [.skillsNeed],
        "I1.10": [
            .interaction, .placement, .company, .pfmpPeriod, .schoolClass, .hostPlace, .enrolment, .schoolThreshold,
        ],
    ]
}

extension SchoolTable {
    /// Whether a row of the table may change a figure. Those left out hold traces, files and what is kept.
    fileprivate var mayFeedIndicators: Bool {
        switch self {
        case .indicatorTally, .indicatorSnapshot, .journalEntry, .readingEntry, .submission, .membership, .importRun,
            .importChange, .importFile, .columnMapping, .printRun, .printFile, .agreementDocument, .certificateDocument,
            .companyWord, .numberSeries, .calendarFeed, .documentLink, .followUpLink, .agreementMessage,
            .officeDocument, .actionMail:
            false
        default: true
        }
    }
}

extension SchoolDatabase {
    /// The amount; the page of partners tells how many hosts give.
    fileprivate func taxReceived(_ span: IndicatorYear) throws -> IndicatorValue {
        let cents = try count(
            """
            select cast(coalesce(sum(tax_gift.received_cents), 0) as bigint) from \(table(.taxGift))
            where tax_gift.received_on between \(span.first) and \(span.until)
            """)
        return IndicatorValue("I1.9", cents / 100)
    }
}
