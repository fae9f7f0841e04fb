import Domain
import Persistence

/// One figure with what it is made of: never a rate without its two numbers.
struct PartnerIndicator: Sendable {
    let code: String
    let label: String
    /// How it is computed, in a sentence.
    let formula: String
    let value: Int
    /// What the value is out of; `nil` for a count.
    var denominator: Int?
    /// The same the year before.
    var before: Int?
    /// Other figures of the same question.
    var details: [(label: String, value: String)] = []
    /// The rows behind the figure.
    var link: Link?

    /// « 62 % », or the count.
    var shown: String {
        guard let denominator else { return FrenchNumber.grouped(value) }
        guard denominator > 0 else { return "—" }
        return "\((value * 100 + denominator / 2) / denominator)\u{A0}%"
    }
}

/// Where one figure comes from. A feature that knows one adds it to `PartnerIndicators.sources`.
struct PartnerIndicatorSource: Sendable {
    let code: String
    let read: @Sendable (SchoolDatabase, IndicatorSpan) throws -> PartnerIndicator
}

/// The days that the figures are about: a school year up to today, and the same days of the year before.
struct IndicatorSpan: Sendable {
    let year: Int
    let start: LocalDate
    let end: LocalDate
    let today: LocalDate

    init(year: Int, today: LocalDate, academie: Academie?) {
        let school = SchoolYear(start: year) ?? SchoolYear.of(today, in: academie)
        self.year = year
        self.today = today
        start = school.firstDay(in: academie)
        end = min(school.lastDay(in: academie), today)
    }

    private init(year: Int, start: LocalDate, end: LocalDate, today: LocalDate) {
        (self.year, self.start, self.end, self.today) = (year, start, end, today)
    }

    /// The same days, a year ago.
    var former: IndicatorSpan {
        IndicatorSpan(
            year: year - 1, start: start.adding(years: -1), end: end.adding(years: -1), today: today.adding(years: -1))
    }
}

/// The indicators of axis 1 (I1.1 … I1.10).
enum PartnerIndicators {
    static let sources: [PartnerIndicatorSource] = [
        .activePartners, .newPartners, .loyalty, .partnerships, .prospecting, .visits, .requests, .needs, .tax,
        .coverage, .appetite,
    ]
}

extension PartnerIndicatorSource {
    static let activePartners = PartnerIndicatorSource(code: "I1.1") { db, span in
        let since = span.end.adding(days: -365)
        let before = span.former
        return PartnerIndicator(
            code: "I1.1", label: "Partenaires actifs",
            formula: "Entreprises avec un échange daté ou un élève accueilli dans les douze derniers mois.",
            value: try db.activeCompanies(from: since, through: span.end).count, denominator: nil,
            before: try db.activeCompanies(from: before.end.adding(days: -365), through: before.end).count,
            link: Link.companies.with([("recent", "12")]))
    }

    static let newPartners = PartnerIndicatorSource(code: "I1.2") { db, span in
        PartnerIndicator(
            code: "I1.2", label: "Nouveaux partenaires",
            formula: "Entreprises dont le premier échange est dans l’année scolaire.",
            value: try db.companiesFirstMet(from: span.start, through: span.end).count,
            before: try db.companiesFirstMet(from: span.former.start, through: span.former.end).count)
    }

    static let loyalty = PartnerIndicatorSource(code: "I1.3") { db, span in
        let now = try db.activeCompanies(from: span.end.adding(days: -365), through: span.end)
        let then = try db.activeCompanies(from: span.former.end.adding(days: -365), through: span.former.end)
        return PartnerIndicator(
            code: "I1.3", label: "Fidélité",
            formula: "Actifs l’an dernier et encore cette année, sur les actifs de l’an dernier.",
            value: now.intersection(then).count, denominator: then.count)
    }

    static let prospecting = PartnerIndicatorSource(code: "I1.5") { db, span in
        let (contacts, prospected, won) = try db.prospecting(from: span.start, through: span.end)
        return PartnerIndicator(
            code: "I1.5", label: "Contacts de prospection",
            formula: "Appels, courriels et visites dont l’objet est la prospection, dans l’année.",
            value: contacts, before: try db.prospecting(from: span.former.start, through: span.former.end).contacts,
            details: [
                ("Entreprises prospectées", String(prospected)),
                ("devenues actives", "\(won) sur \(prospected)"),
            ])
    }

    static let visits = PartnerIndicatorSource(code: "I1.6") { db, span in
        PartnerIndicator(
            code: "I1.6", label: "Visites d’entreprises par l’équipe",
            formula: "Échanges notés «\u{A0}Visite sur place\u{A0}», dans l’année.",
            value: try db.siteVisits(from: span.start, through: span.end),
            before: try db.siteVisits(from: span.former.start, through: span.former.end))
    }

    static let coverage = PartnerIndicatorSource(code: "I1.10") { db, span in
        let least = try db.thresholds()[.activePartnersByStream]
        let streams = try db.streamCoverage(span)
        return PartnerIndicator(
            code: "I1.10", label: "Couverture des filières",
            formula: "Filières qui ont au moins \(least) partenaires actifs, sur les filières du lycée.",
            value: streams.count { $0.active >= least }, denominator: streams.count)
    }

    static let appetite = PartnerIndicatorSource(code: "I12") { db, span in
        let (asked, answered, wanting) = try db.appetiteCounts(year: span.year)
        return PartnerIndicator(
            code: "I12", label: "Réponses à la question de l’année",
            formula: "Entreprises qui ont répondu, sur celles à qui la question a été posée.", value: answered,
            denominator: asked, details: [("cherchent ou sont intéressées", "\(wanting) sur \(answered)")],
            link: Link.companies.with([("reponse", Appetite.Answer.looking.rawValue)]))
    }
}

/// How a stream stands with partners.
struct StreamCoverage: Sendable {
    let stream: String
    let active: Int
    let hosting: Int
    let places: Int
    let learners: Int
}

private struct StreamRow: Codable {
    let stream: String
    let number: Int
}

private struct ProspectedRow: Codable {
    let companyId: ID<Company>
    let isActive: Bool
}

private struct AppetiteCounts: Codable {
    let asked: Int
    let answered: Int
    let wanting: Int
}

extension SchoolDatabase {
    /// Companies with a dated exchange or a learner hosted between two days.
    func activeCompanies(from start: LocalDate, through end: LocalDate) throws -> Set<ID<Company>> {
        let found: [ID<Company>] = try rows(
            """
            select interaction.company_id from \(table(.interaction))
            where interaction.happened_on >= \(start) and interaction.happened_on <= \(end)
            union select placement.company_id from \(whole.table(.placement))
            where placement.starts_on <= \(end) and placement.ends_on >= \(start)
            """)
        // A learner whose agreement names a merged record was hosted by the one that stands for it.
        let standIns = try standIns()
        // Nobody looked yet at those that others proposed: they count once they are verified.
        return Set(found.map { standIns[$0] ?? $0 }).subtracting(try companiesToVerify())
    }

    /// Companies whose first exchange stands between two days.
    func companiesFirstMet(from start: LocalDate, through end: LocalDate) throws -> Set<ID<Company>> {
        Set(
            try rows(
                """
                select begun.company_id from (select interaction.company_id, min(interaction.happened_on) as first_on
                from \(table(.interaction)) group by interaction.company_id) as begun
                where begun.first_on >= \(start) and begun.first_on <= \(end)
                """))
    }

    fileprivate func prospecting(
        from start: LocalDate, through end: LocalDate
    ) throws -> (contacts: Int, prospected: Int, won: Int) {
        let wanted: SQL = """
            interaction.purpose = \(InteractionPurpose.prospecting.rawValue)
            and interaction.happened_on >= \(start) and interaction.happened_on <= \(end)
            """
        let contacts = try count("select count(*) from \(table(.interaction)) where \(wanted)")
        let rows: [ProspectedRow] = try rows(
            """
            select distinct interaction.company_id, company.relation = \(RelationStatus.active) as is_active
            from \(table(.interaction)) join \(table(.company)) on company.id = interaction.company_id where \(wanted)
            """)
        return (contacts, rows.count, rows.count(where: \.isActive))
    }

    fileprivate func siteVisits(from start: LocalDate, through end: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(table(.interaction)) where interaction.kind = \(InteractionKind.siteVisit.rawValue)
            and interaction.happened_on >= \(start) and interaction.happened_on <= \(end)
            """)
    }

    fileprivate func appetiteCounts(year: Int) throws -> (asked: Int, answered: Int, wanting: Int) {
        let found: AppetiteCounts? = try row(
            """
            select count(*) as asked, count(*) filter (where appetite.answer is not null) as answered,
            count(*) filter (where appetite.answer in ('cherche', 'interesse')) as wanting
            from \(table(.appetite)) where appetite.school_year = \(year)
            """)
        return found.map { ($0.asked, $0.answered, $0.wanting) } ?? (0, 0, 0)
    }

    /// Each stream of the year with its active partners, those who host it, places and learners.
    func streamCoverage(_ span: IndicatorSpan) throws -> [StreamCoverage] {
        let active = try activeCompanies(from: span.end.adding(days: -365), through: span.end)
        let companies = try streamCompanies(span)
        let hosting = try byStream(
            """
            select school_class.stream, count(distinct placement.company_id) as number
            from \(whole.table(.placement)) join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.school_year = \(span.year) group by school_class.stream
            """)
        let places = try byStream(
            """
            select host_place.stream, cast(sum(host_place.count) as bigint) as number from \(table(.hostPlace))
            where host_place.school_year = \(span.year) group by host_place.stream
            """)
        let learners = try byStream(
            """
            select school_class.stream, count(*) as number from \(whole.table(.enrolment))
            join \(table(.schoolClass)) on school_class.id = enrolment.class_id
            where enrolment.school_year = \(span.year) and enrolment.ends_on is null group by school_class.stream
            """)
        return companies.streams.map { stream in
            StreamCoverage(
                stream: stream, active: active.intersection(companies.of(stream)).count, hosting: hosting[stream] ?? 0,
                places: places[stream] ?? 0, learners: learners[stream] ?? 0)
        }
    }

    private func byStream(_ sql: SQL) throws -> [String: Int] {
        let rows: [StreamRow] = try rows(sql)
        return Dictionary(rows.map { ($0.stream, $0.number) }, uniquingKeysWith: { first, _ in first })
    }
}

private struct RefusalCount: Codable {
    let reason: RefusalReason
    let count: Int
}

extension SchoolDatabase {
    /// Why companies said no in a year: to the bureau, whose notes begin with the reason, and to learners.
    func refusalReasons(_ span: IndicatorSpan) throws -> [(reason: RefusalReason, count: Int)] {
        let leads: [RefusalCount] = try rows(
            """
            select lead.refusal_reason as reason, count(*) as count from \(table(.lead))
            where lead.refusal_reason is not null and lead.asked_on between \(span.start) and \(span.end)
            group by lead.refusal_reason
            """)
        let notes: [String] = try rows(
            """
            select interaction.note from \(table(.interaction)) where interaction.outcome = \(InteractionOutcome.refused.rawValue)
            and interaction.happened_on between \(span.start) and \(span.end) order by interaction.id limit 5000
            """)
        var counts = Dictionary(leads.map { ($0.reason, $0.count) }, uniquingKeysWith: +)
        for note in notes {
            guard let reason = RefusalReason.allCases.first(where: { note.hasPrefix($0.label + ".") }) else { continue }
            counts[reason, default: 0] += 1
        }
        return counts.map { (reason: $0.key, count: $0.value) }
            .sorted { (-$0.count, $0.reason.rawValue) < (-$1.count, $1.reason.rawValue) }
    }
}
