import Domain
import Persistence

extension IndicatorSource {
    /// I1.x: what the first axis did, as the relation with partners and the entry point count it.
    static let partners: [IndicatorSource] =
        PartnerIndicators.sources.filter { !ownCount.contains($0.code) && Indicator.of($0.code) != nil }.map(partner)
        + [
            IndicatorSource(["I1.1", "I1.3"], reading: [.interaction, .placement, .companyMerge, .companyReview]) {
                try $0.activity($1)
            },
            IndicatorSource(["I1.9"], reading: [.taxGift]) { [try $0.taxReceived($1)] },
        ]

    /// Counted here: the tax as an amount, the active partners of two years in one reading.
    private static let ownCount: Set<String> = ["I1.1", "I1.3", "I1.9"]

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
        "I1.2": [.interaction],
        "I1.4": [.partnership], "I1.5": [.interaction, .company], "I1.6": [.interaction], "I1.7": [.companyRequest],
        "I1.8": [.skillsNeed],
        "I1.10": [
            .interaction, .placement, .company, .pfmpPeriod, .schoolClass, .hostPlace, .enrolment, .schoolThreshold,
            .companyMerge, .companyReview,
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
    /// I1.1 and I1.3: partners active in the last twelve months, and those of the year before among them.
    fileprivate func activity(_ span: IndicatorYear) throws -> [IndicatorValue] {
        let days = IndicatorSpan(year: span.year, today: span.today, academie: try ownSchool().academy)
        let (now, before) = (days.end, days.former.end)
        let (first, firstBefore) = (now.adding(days: -365), before.adding(days: -365))
        var (active, former): (Set<String>, Set<String>) = ([], [])
        func read(_ sql: SQL) throws {
            try eachRow(sql) { row in
                if row.int(1) == 1 { active.insert(row.text(0)) }
                if row.int(2) == 1 { former.insert(row.text(0)) }
            }
        }
        try read(
            """
            select interaction.company_id,
            max(case when interaction.happened_on between \(first) and \(now) then 1 else 0 end),
            max(case when interaction.happened_on between \(firstBefore) and \(before) then 1 else 0 end)
            from \(table(.interaction)) group by interaction.company_id
            """)
        try read(
            """
            select placement.company_id,
            max(case when placement.starts_on <= \(now) and placement.ends_on >= \(first) then 1 else 0 end),
            max(case when placement.starts_on <= \(before) and placement.ends_on >= \(firstBefore) then 1 else 0 end)
            from \(table(.placement)) group by placement.company_id
            """)
        // A record that was merged counts as the one that stands for it, as on the page of partners.
        let standIns = try standIns()
        func standing(_ keys: Set<String>) -> Set<String> {
            standIns.isEmpty ? keys : Set(keys.map { standIns[ID($0)]?.rawValue ?? $0 })
        }
        let waiting = Set(try companiesToVerify().map(\.rawValue))
        let (partners, formers) = (standing(active).subtracting(waiting), standing(former).subtracting(waiting))
        return [
            IndicatorValue("I1.1", partners.count),
            IndicatorValue("I1.3", partners.intersection(formers).count, of: formers.count),
        ]
    }

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
