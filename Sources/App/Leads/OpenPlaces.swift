import Domain
import Persistence

/// Places that a host declared and that fit a period, with what is left.
struct OpenPlace: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let activity: String
    let city: String
    let phone: String?
    let headcount: Int?
    let stream: String
    let level: String
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let notes: String
    let count: Int

    /// « Terminale professionnelle, du 4 au 29 janvier »
    var terms: String {
        var parts = [TrainingLevel(rawValue: level)?.label ?? "", stream.isEmpty ? "toutes filières" : ""]
        if let startsOn, let endsOn { parts.append("du \(startsOn.short) au \(endsOn.short)") }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

/// The places open for a period.
struct OpenPlacesView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let places: [OpenPlace]
    let pressures: HostPressures
    let homeless: Int
    let today: LocalDate

    /// What a host still takes, its last offer carrying the rest.
    func left(at company: ID<Company>) -> Int { pressures.free(at: company) ?? 0 }

    var total: Int { Set(places.map(\.companyId)).reduce(0) { $0 + left(at: $1) } }
}

extension SchoolDatabase {
    func openPlaces(for id: ID<PFMPPeriod>, today: LocalDate) throws -> OpenPlacesView {
        let period = try period(id)
        let schoolClass = try schoolClass(period.classId)
        let places: [OpenPlace] = try rows(
            """
            select host_place.company_id, coalesce(company.trade_name, company.legal_name) as name, company.activity,
            company.address_city as city, company.phone, company.headcount, host_place.stream, host_place.level,
            host_place.starts_on, host_place.ends_on, host_place.notes, host_place.count
            from \(table(.hostPlace)) join \(table(.company)) on company.id = host_place.company_id
            where company.archived_on is null and company.relation <> \(RelationStatus.leaveAlone) and \(isOpen(
                from: period.startsOn, through: period.endsOn, stream: schoolClass.stream,
                level: TrainingLevel(mef: schoolClass.mef), year: period.schoolYear))
            order by company.address_city, company.sort_key, host_place.id limit 150
            """)
        let line = try periods(year: period.schoolYear).first { $0.id == period.id }
        return OpenPlacesView(
            period: period, schoolClass: schoolClass, places: places,
            pressures: try pressures(during: period, of: schoolClass, today: today), homeless: line?.missing ?? 0,
            today: today)
    }
}

func openPlacesPage(_ view: OpenPlacesView, opensCompanies: Bool) -> Page {
    let title = "Places ouvertes, \(view.schoolClass.code)"
    let head = pageHead(
        title, count: view.total,
        crumbs: [("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id))],
        meta: [
            HTML(text: "\(view.schoolClass.stream)"),
            HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)"),
            HTML(text: FrenchNumber.counted(view.homeless, "élève sans lieu", "élèves sans lieu")),
        ])
    guard !view.places.isEmpty else {
        return Page(
            title, in: .pfmp,
            """
            \(head)\(emptyState(
                "place", "Aucune place déclarée pour ces semaines",
                "Les places se notent sur la fiche de chaque entreprise : filière, niveau, semaines et nombre.",
                action: opensCompanies ? button("Voir les entreprises", to: .companies) : nil))
            """)
    }
    let columns: [Column<OpenPlace>] = [
        Column("Entreprise", header: true) { place in
            "\(reference(place.name, to: .company(place.companyId), opens: opensCompanies))<span class=\"sub\">\(place.activity)</span>"
        },
        Column("Commune") { HTML(text: $0.city) },
        Column("Pour qui, quand") { "\($0.terms)<span class=\"sub\">\($0.notes)</span>" },
        Column("Annoncées", numeric: true) { "\($0.count)" },
        Column("Restent", numeric: true) { place in
            let left = min(place.count, view.left(at: place.companyId))
            return left > 0 ? "<strong>\(left)</strong>" : "<span class=\"muted\">0</span>"
        },
        Column("À savoir") { place in
            pressureBadges(view.pressures.sayings(of: place.companyId, headcount: place.headcount), short: true) ?? ""
        },
    ]
    return Page(
        title, in: .pfmp,
        """
        \(head)<p class="hint noprint">Cette page s’imprime pour la classe : donnez-la aux élèves qui cherchent, et suivez leurs démarches dans leurs pistes.</p>\
        \(listTable("Places déclarées par les entreprises pour ces semaines", view.places, columns))\
        <p class="onlyprint">Prenez contact vous-même, puis dites à votre professeur quelle entreprise vous avez appelée et ce qu’elle a répondu.</p>
        """)
}
