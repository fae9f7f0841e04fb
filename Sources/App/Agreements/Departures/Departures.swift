import Domain
import Persistence

extension Link {
    static let departures = Link("/departs")
}

/// A learner who leaves on a day.
struct DepartureLine: Codable, Sendable {
    let agreementId: ID<Agreement>?
    let placementId: ID<Placement>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let companyName: String
    let companyPhone: String?
    let tutorName: String?
    let tutorPhone: String?
    let referentName: String?
    let startsOn: LocalDate
    let state: Agreement.State?
    let signatureCount: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
    /// Nobody leaves without an agreement signed by all (PFMP-22).
    var mayLeave: Bool { state?.isSigned ?? false }
    var phone: String? { [tutorPhone, companyPhone].compactMap { $0 }.first { !$0.isEmpty } }
}

extension SchoolDatabase {
    /// Everyone whose placement starts on a day, those who must not leave first.
    func departures(on day: LocalDate) throws -> [DepartureLine] {
        let lines: [DepartureLine] = try rows(
            """
            select agreement.id as agreement_id, placement.id as placement_id, learner.family_name,
            learner.usage_name, learner.first_name, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company_name, company.phone as company_phone,
            tutor.family_name as tutor_name, tutor.phone as tutor_phone, staff_member.family_name as referent_name,
            placement.starts_on, agreement.state,
            (select count(*) from \(table(.agreementSignature)) where agreement_signature.agreement_id = agreement.id)
            as signature_count
            from \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id \(latestAgreement)
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.contact, as: "tutor")) on tutor.id = placement.tutor_id
            left join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where pfmp_period.starts_on <= \(day) and pfmp_period.ends_on >= \(day) and placement.starts_on = \(day)
            and \(stands) order by school_class.code, learner.search_key, learner.id limit 1000
            """)
        return lines.filter { !$0.mayLeave } + lines.filter(\.mayLeave)
    }

    /// The next day on which somebody leaves, from a day on.
    func nextDeparture(from day: LocalDate) throws -> LocalDate? {
        try row(
            """
            select placement.starts_on from \(table(.placement)) \(latestAgreement)
            where placement.starts_on >= \(day) and \(stands) order by placement.starts_on limit 1
            """)
    }

    /// How many leave on a day, and how many of them must not.
    func departureCounts(on day: LocalDate) throws -> (leaving: Int, unsigned: Int) {
        let lines = try departures(on: day)
        return (lines.count, lines.filter { !$0.mayLeave }.count)
    }
}

/// « Départs du jour »: who leaves, who must not, whom to call.
enum DepartureRoutes {
    static func add(to site: Site) {
        site.get("/departs", .members(.seePlacements), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let today = visit.now.day
        let page = max(0, Int(visit.query["page"]) ?? 0)
        let asked = LocalDate(french: visit.query["jour"])
        let (day, lines, next) = try await visit.read { db in
            let day = try asked ?? db.nextDeparture(from: today) ?? today
            return (day, try db.departures(on: day), try db.nextDeparture(from: day.adding(days: 1)))
        }
        return .page(departuresPage(day, lines, page: page, next: next, today: today))
    }
}

/// Lines of a page; those who must not leave are on the first ones.
private let departuresShown = 60

func departuresPage(
    _ day: LocalDate, _ lines: [DepartureLine], page: Int, next: LocalDate?, today: LocalDate
) -> Page {
    let stuck = lines.filter { !$0.mayLeave }
    let title = "Départs \(day == today ? "du jour" : "du \(day.spelled)")"
    let meta: [HTML] = [
        HTML(text: FrenchNumber.counted(lines.count, "départ", "départs")),
        stuck.isEmpty
            ? badge("Tout est signé", .done)
            : badge(
                FrenchNumber.counted(stuck.count, "élève ne doit pas partir", "élèves ne doivent pas partir"), .late),
    ]
    let head = pageHead(title, crumbs: [("PFMP", .year)], meta: lines.isEmpty ? [] : meta)
    let state = FormState([("jour", day.description)])
    let later: HTML? = next.map {
        button("Départs du \($0.short)", to: Link.departures.with([("jour", $0.description)]), icon: "next")
    }
    let filter: HTML = """
        <form class="filters" method="get" action="\(Link.departures)">\(dateField(state, "jour", "Jour"))\
        <button class="btn">\(icon("calendar")) Voir ce jour</button>\(later)</form>
        """
    guard !lines.isEmpty else {
        return Page(
            title, in: .pfmp,
            "\(head)\(filter)\(emptyState("calendar", "Personne ne part ce jour-là", "Choisissez un autre jour.", action: button("Les PFMP", to: .year)))"
        )
    }
    let warning: HTML? =
        stuck.isEmpty
        ? nil
        : notice(
            .error,
            "<p>Sans convention signée de tous, l’élève ne part pas : il est attendu au lycée (L.\u{A0}124-1).</p>")
    let shown = Array(lines.dropFirst(page * departuresShown).prefix(departuresShown))
    let other = { (page: Int) in Link.departures.with([("jour", day.description), ("page", String(page))]) }
    let pages: HTML? =
        lines.count > departuresShown
        ? pager(
            "\(page * departuresShown + 1) à \(page * departuresShown + shown.count) sur \(lines.count)",
            previous: page > 0 ? other(page - 1) : nil,
            next: (page + 1) * departuresShown < lines.count ? other(page + 1) : nil) : nil
    return Page(title, in: .pfmp, "\(head)\(filter)\(warning)\(departureTable(shown))\(pages)")
}

private func departureTable(_ lines: [DepartureLine]) -> HTML {
    listTable(
        "Départs, ceux qui ne doivent pas partir d’abord", lines,
        [
            Column("Élève", header: true) { line in
                let link: Link = line.agreementId.map { .agreement($0) } ?? .steps(of: line.placementId)
                return "<a class=\"rowlink\" href=\"\(link)\">\(line.listName)</a>"
            },
            Column("Classe") { HTML(text: $0.classCode) }, Column("Lieu") { HTML(text: $0.companyName) },
            Column("Tuteur") { HTML(text: $0.tutorName ?? "—") },
            Column("Téléphone") { line in
                line.phone.map { "<a href=\"tel:\($0)\">\(shownPhone($0))</a>" } ?? "—"
            },
            Column("Référent") { HTML(text: $0.referentName ?? "—") },
            Column("Convention") { line in
                line.mayLeave
                    ? (line.state?.badge ?? "")
                    : badge("Ne doit pas partir : \(line.why)", .late)
            },
        ])
}

extension DepartureLine {
    /// « brouillon », « 3 signatures »
    fileprivate var why: String {
        switch state {
        case .toSign: FrenchNumber.counted(signatureCount, "signature", "signatures")
        case .draft: "brouillon"
        default: "pas de convention"
        }
    }
}

/// A number grouped for reading; as typed when it is no French number.
func shownPhone(_ text: String) -> String {
    do throws(IdentifierRefusal) {
        return try PhoneNumber(text).display
    } catch {
        return text
    }
}
