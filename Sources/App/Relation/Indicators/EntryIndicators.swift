import Domain
import Persistence

// The indicators of axis 1 that the entry point, partnerships, needs and the tax hold.

extension PartnerIndicatorSource {
    static let partnerships = PartnerIndicatorSource(code: "I1.4") { db, span in
        let signed = try db.partnershipsSigned(from: span.start, through: span.end)
        return PartnerIndicator(
            code: "I1.4", label: "Conventions de partenariat en vigueur",
            formula: "Conventions actives ou à renouveler ce jour.", value: try db.partnershipsInForce(on: span.end),
            details: [("signées dans l’année", String(signed))], link: .partnerships)
    }

    static let requests = PartnerIndicatorSource(code: "I1.7") { db, span in
        let counts = try db.requestCounts(from: span.start, through: span.end)
        return PartnerIndicator(
            code: "I1.7", label: "Demandes traitées", formula: "Demandes closes, sur les demandes reçues dans l’année.",
            value: counts.closed, denominator: counts.received,
            details: counts.median.map { [("première réponse, médiane", FrenchNumber.counted($0, "jour", "jours"))] }
                ?? [],
            link: .requests)
    }

    static let needs = PartnerIndicatorSource(code: "I1.8") { db, span in
        let counts = try db.needCounts(from: span.start, through: span.end)
        return PartnerIndicator(
            code: "I1.8", label: "Besoins en compétences recueillis", formula: "Besoins notés dans l’année.",
            value: counts.recorded,
            details: [
                ("transmis", "\(counts.handed) sur \(counts.recorded)"),
                ("dans un dossier ORION", "\(counts.filed) sur \(counts.recorded)"),
            ])
    }

    static let tax = PartnerIndicatorSource(code: "I1.9") { db, span in
        let counts = try db.taxCounts(from: span.start, through: span.end)
        return PartnerIndicator(
            code: "I1.9", label: "Hôtes qui versent la taxe d’apprentissage",
            formula: "Entreprises qui ont accueilli et versé dans l’année, sur celles qui ont accueilli.",
            value: counts.hostDonors, denominator: counts.hosts,
            details: [
                ("montant reçu", Cents(rawValue: counts.cents).french), ("donateurs", String(counts.donors)),
            ])
    }
}

private struct ClosedCounts: Codable {
    let received: Int
    let closed: Int
}

private struct AnswerDays: Codable {
    let receivedOn: LocalDate
    let firstAnsweredOn: LocalDate
}

private struct NeedCounts: Codable {
    let recorded: Int
    let handed: Int
    let filed: Int
}

private struct TaxCounts: Codable {
    let cents: Int
    let donors: Int
    let hosts: Int
    let hostDonors: Int
}

extension SchoolDatabase {
    fileprivate func partnershipsInForce(on day: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(table(.partnership)) where partnership.state in ('active', 'a_renouveler')
            and partnership.starts_on <= \(day) and partnership.ends_on >= \(day)
            """)
    }

    fileprivate func partnershipsSigned(from start: LocalDate, through end: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(table(.partnership)) where partnership.school_signed_on >= \(start)
            and partnership.school_signed_on <= \(end)
            """)
    }

    fileprivate func requestCounts(
        from start: LocalDate, through end: LocalDate
    ) throws -> (received: Int, closed: Int, median: Int?) {
        let mine: SQL = "company_request.received_on >= \(start) and company_request.received_on <= \(end)"
        let counts: ClosedCounts? = try row(
            """
            select count(*) as received, count(*) filter (where company_request.closed_at is not null) as closed
            from \(table(.companyRequest)) where \(mine)
            """)
        let answers: [AnswerDays] = try rows(
            """
            select company_request.received_on, company_request.first_answered_on from \(table(.companyRequest))
            where \(mine) and company_request.first_answered_on is not null
            """)
        let days = answers.map { $0.receivedOn.days(until: $0.firstAnsweredOn) }.sorted()
        return (counts?.received ?? 0, counts?.closed ?? 0, days.isEmpty ? nil : days[days.count / 2])
    }

    fileprivate func needCounts(from start: LocalDate, through end: LocalDate) throws -> NeedCounts {
        let found: NeedCounts? = try row(
            """
            select count(*) as recorded, count(*) filter (where skills_need.handed_on is not null) as handed,
            count(*) filter (where skills_need.orion_reference <> '') as filed from \(table(.skillsNeed))
            where skills_need.recorded_on >= \(start) and skills_need.recorded_on <= \(end)
            """)
        return found ?? NeedCounts(recorded: 0, handed: 0, filed: 0)
    }

    fileprivate func taxCounts(from start: LocalDate, through end: LocalDate) throws -> TaxCounts {
        let gifts: SQL = """
            \(table(.taxGift)) where tax_gift.received_on >= \(start) and tax_gift.received_on <= \(end)
            """
        let stays: SQL = """
            \(whole.table(.placement)) where placement.starts_on <= \(end) and placement.ends_on >= \(start)
            """
        let found: TaxCounts? = try row(
            """
            select (select coalesce(cast(sum(tax_gift.received_cents) as bigint), 0) from \(gifts)) as cents,
            (select count(distinct tax_gift.donor_name) from \(gifts)) as donors,
            (select count(distinct placement.company_id) from \(stays)) as hosts,
            (select count(distinct placement.company_id) from \(stays) and placement.company_id in (
            select tax_gift.company_id from \(gifts) and tax_gift.company_id is not null)) as host_donors
            """)
        return found ?? TaxCounts(cents: 0, donors: 0, hosts: 0, hostDonors: 0)
    }
}
