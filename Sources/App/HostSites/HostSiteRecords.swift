import Domain
import Persistence

/// What the school keeps of a host beside its record.
struct HostSiteView: Sendable {
    let company: Company
    let sheet: SiteSheet
    let places: [HostPlace]
    let declarations: [HostDeclaration]
    let history: [HostQualityEvent]
    let trades: [MinorTrade]
    let years: Int
    let today: LocalDate
    let author: Author
}

/// A declaration that ends soon, with its host.
struct EndingDeclaration: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let trade: String
    let expiresOn: LocalDate
}

private struct CapacityRow: Codable {
    let stream: String
    let level: String
    let count: Int
    let startsOn: LocalDate?
    let endsOn: LocalDate?
}

private struct ClassStream: Codable {
    let id: ID<SchoolClass>
    let stream: String
    let mef: String
}

extension SchoolDatabase {
    func siteSheet(of company: ID<Company>) throws -> SiteSheet {
        let found: SiteSheet? = try row(
            "select site_sheet.* from \(table(.siteSheet)) where site_sheet.company_id = \(company)")
        return found ?? SiteSheet(id: newID(), companyId: company, version: 0)
    }

    func worksDeclarations(of company: ID<Company>) throws -> [HostDeclaration] {
        try rows(
            """
            select works_declaration.* from \(table(.worksDeclaration)) where works_declaration.company_id = \(company)
            order by works_declaration.expires_on desc, works_declaration.id limit 30
            """)
    }

    func qualityHistory(of company: ID<Company>) throws -> [HostQualityEvent] {
        try rows(
            """
            select host_quality_event.* from \(table(.hostQualityEvent))
            where host_quality_event.company_id = \(company)
            order by host_quality_event.decided_on desc, host_quality_event.id desc limit 50
            """)
    }

    /// Declarations that end within the days of warning, or ended in the last year and were not made again.
    func endingDeclarations(on today: LocalDate, limit: Int = 60) throws -> [EndingDeclaration] {
        try rows(
            """
            select works_declaration.company_id, coalesce(company.trade_name, company.legal_name) as name,
            works_declaration.trade, works_declaration.expires_on
            from \(table(.worksDeclaration)) join \(table(.company)) on company.id = works_declaration.company_id
            where company.archived_on is null
            and works_declaration.expires_on between \(today.adding(days: -365)) and \(today.adding(days: HostDeclaration.warningDays))
            and not exists (select 1 from \(table(.worksDeclaration, as: "later"))
            where later.company_id = works_declaration.company_id and later.trade = works_declaration.trade
            and later.expires_on > works_declaration.expires_on)
            order by works_declaration.expires_on, works_declaration.id limit \(limit)
            """)
    }

    /// Learners against places, by stream and span of days, for the periods still to come.
    func capacity(year: Int, from today: LocalDate) throws -> [CapacityLine] {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        let classes: [ClassStream] = try rows(
            """
            select school_class.id, school_class.stream, school_class.mef from \(table(.schoolClass))
            where school_class.school_year = \(year)
            """)
        let byClass = Dictionary(classes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let offers: [CapacityRow] = try rows(
            """
            select host_place.stream, host_place.level, host_place.count, host_place.starts_on, host_place.ends_on
            from \(table(.hostPlace)) join \(table(.company)) on company.id = host_place.company_id
            left join \(table(.hostQuality)) on host_quality.company_id = company.id
            where host_place.school_year = \(year) and company.archived_on is null
            and (host_quality.state is null or host_quality.state not in (\(list: [HostQuality.State.suspended, .closed])))
            """)
        var lines: [String: CapacityLine] = [:]
        for period in try whole.periods(year: year) where period.endsOn >= today {
            guard let schoolClass = byClass[period.classId] else { continue }
            let level = TrainingLevel(mef: schoolClass.mef)
            let key = "\(period.startsOn)|\(period.endsOn)|\(schoolClass.stream)|\(level?.rawValue ?? "")"
            var line =
                lines[key]
                ?? CapacityLine(
                    stream: schoolClass.stream, level: level, startsOn: period.startsOn, endsOn: period.endsOn)
            line.classes.append(period.classCode)
            line.need += period.learnerCount - period.exemptCount
            line.placed += period.placedCount
            lines[key] = line
        }
        let places = offers.map { row in
            PlaceOffer(
                stream: row.stream, level: TrainingLevel(rawValue: row.level), count: row.count,
                startsOn: row.startsOn, endsOn: row.endsOn)
        }
        return CapacityPlan.filled(Array(lines.values), with: places)
    }
}
