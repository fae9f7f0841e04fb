import Domain
import Persistence

/// The indicators of axis 1 for one stream, each with its two numbers.
struct StreamIndicators: Sendable {
    struct Figure: Sendable, Equatable {
        var value = 0
        /// `nil` for a count.
        var denominator: Int?

        /// « 3 / 8 », or the count.
        var text: String {
            denominator.map { "\(FrenchNumber.grouped(value))\u{A0}/\u{A0}\(FrenchNumber.grouped($0))" }
                ?? FrenchNumber.grouped(value)
        }

        /// « 38 % », or the count.
        var shown: String {
            guard let denominator else { return FrenchNumber.grouped(value) }
            guard denominator > 0 else { return "—" }
            return "\((value * 100 + denominator / 2) / denominator)\u{A0}%"
        }
    }

    /// Those that a stream can have, in their order.
    static let codes = ["I1.1", "I1.2", "I1.3", "I1.4", "I1.5", "I1.6", "I1.7", "I1.8", "I1.9", "I1.10"]

    let stream: String
    /// By code.
    let figures: [String: Figure]
}

/// Which companies are of which stream: those that say they take its learners, and those that did since a day.
struct StreamCompanies {
    let streams: [String]
    private(set) var companies: [String: Set<ID<Company>>] = [:]

    init(_ streams: [String]) {
        self.streams = streams
    }

    /// The streams that a text names, however it is spelled.
    func named(_ text: String) -> [String] {
        let said = Set(text.split(separator: ",").map { SearchKey(String($0)).rawValue })
        return streams.filter { said.contains(SearchKey($0).rawValue) }
    }

    mutating func add(_ company: ID<Company>, to stream: String) {
        companies[stream, default: []].insert(company)
    }

    func of(_ stream: String) -> Set<ID<Company>> { companies[stream] ?? [] }
}

/// A fact about a company that counts once for each of its rows.
private struct CountedCompany: Codable {
    let companyId: ID<Company>
    let number: Int
}

private struct NamedStream: Codable {
    let stream: String
    let value: Int
    let total: Int
}

extension SchoolDatabase {
    /// The figures of each stream of the year.
    func streamIndicators(_ span: IndicatorSpan) throws -> [StreamIndicators] {
        let companies = try streamCompanies(span)
        let now = try activeCompanies(from: span.end.adding(days: -365), through: span.end)
        let then = try activeCompanies(from: span.former.end.adding(days: -365), through: span.former.end)
        let new = try companiesFirstMet(from: span.start, through: span.end)
        let asked = try exchangeCounts(
            "interaction.purpose = \(InteractionPurpose.prospecting.rawValue)", span)
        let visited = try exchangeCounts("interaction.kind = \(InteractionKind.siteVisit.rawValue)", span)
        let signed = try partnershipStreams(on: span.end, companies)
        let requests = try namedStreams(
            """
            select company_request.stream, count(*) filter (where company_request.closed_at is not null) as value,
            count(*) as total from \(table(.companyRequest))
            where company_request.received_on >= \(span.start) and company_request.received_on <= \(span.end)
            group by company_request.stream
            """, companies)
        let needs = try namedStreams(
            """
            select skills_need.stream, count(*) filter (where skills_need.handed_on is not null) as value,
            count(*) as total from \(table(.skillsNeed))
            where skills_need.recorded_on >= \(span.start) and skills_need.recorded_on <= \(span.end)
            group by skills_need.stream
            """, companies)
        let (hosts, donors) = (try hostsByStream(span), try donors(span))
        let least = try thresholds()[.activePartnersByStream]
        return companies.streams.map { stream in
            let mine = companies.of(stream)
            let active = now.intersection(mine).count
            let host = hosts[stream] ?? []
            func sum(_ counts: [ID<Company>: Int]) -> Int { mine.reduce(0) { $0 + (counts[$1] ?? 0) } }
            return StreamIndicators(
                stream: stream,
                figures: [
                    "I1.1": .init(value: active), "I1.2": .init(value: new.intersection(mine).count),
                    "I1.3": .init(
                        value: now.intersection(then).intersection(mine).count,
                        denominator: then.intersection(mine).count),
                    "I1.4": .init(value: signed[stream] ?? 0), "I1.5": .init(value: sum(asked)),
                    "I1.6": .init(value: sum(visited)), "I1.7": requests[stream] ?? .init(denominator: 0),
                    "I1.8": needs[stream] ?? .init(denominator: 0),
                    "I1.9": .init(value: host.intersection(donors).count, denominator: host.count),
                    "I1.10": .init(value: active, denominator: least),
                ])
        }
    }

    /// The companies of each stream of the year.
    func streamCompanies(_ span: IndicatorSpan) throws -> StreamCompanies {
        var found = StreamCompanies(try streams(year: span.year))
        try eachRow(
            """
            select company.id, company.streams from \(table(.company))
            where company.archived_on is null and company.streams <> ''
            """
        ) { row in
            for stream in found.named(row.text(1)) { found.add(ID(row.text(0)), to: stream) }
        }
        for (stream, hosts) in try hostsByStream(span, since: span.end.adding(days: -365)) {
            for host in hosts { found.add(host, to: stream) }
        }
        return found
    }

    /// Companies that host learners of each stream, within the year or since a day.
    private func hostsByStream(_ span: IndicatorSpan, since day: LocalDate? = nil) throws -> [String: Set<ID<Company>>]
    {
        var hosts: [String: Set<ID<Company>>] = [:]
        let standIns = try standIns()
        try eachRow(
            """
            select distinct school_class.stream, placement.company_id from \(whole.table(.placement))
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where placement.starts_on <= \(span.end) and placement.ends_on >= \(day ?? span.start)
            and school_class.stream <> ''
            """
        ) { row in
            let company: ID<Company> = ID(row.text(1))
            hosts[row.text(0), default: []].insert(standIns[company] ?? company)
        }
        return hosts
    }

    private func donors(_ span: IndicatorSpan) throws -> Set<ID<Company>> {
        Set(
            try rows(
                """
                select distinct tax_gift.company_id from \(table(.taxGift)) where tax_gift.company_id is not null
                and tax_gift.received_on >= \(span.start) and tax_gift.received_on <= \(span.end)
                """))
    }

    private func exchangeCounts(_ condition: SQL, _ span: IndicatorSpan) throws -> [ID<Company>: Int] {
        let rows: [CountedCompany] = try rows(
            """
            select interaction.company_id, count(*) as number from \(table(.interaction)) where \(condition)
            and interaction.happened_on >= \(span.start) and interaction.happened_on <= \(span.end)
            group by interaction.company_id
            """)
        return Dictionary(rows.map { ($0.companyId, $0.number) }, uniquingKeysWith: +)
    }

    private func partnershipStreams(on day: LocalDate, _ companies: StreamCompanies) throws -> [String: Int] {
        let texts: [String] = try rows(
            """
            select partnership.streams from \(table(.partnership)) where partnership.state in ('active', 'a_renouveler')
            and partnership.starts_on <= \(day) and partnership.ends_on >= \(day)
            """)
        return Dictionary(texts.flatMap { companies.named($0) }.map { ($0, 1) }, uniquingKeysWith: +)
    }

    private func namedStreams(_ sql: SQL, _ companies: StreamCompanies) throws -> [String: StreamIndicators.Figure] {
        var figures: [String: StreamIndicators.Figure] = [:]
        for row in try rows(sql, as: NamedStream.self) {
            for stream in companies.named(row.stream) {
                let former = figures[stream] ?? .init(denominator: 0)
                figures[stream] = .init(
                    value: former.value + row.value, denominator: (former.denominator ?? 0) + row.total)
            }
        }
        return figures
    }
}
