import Domain
import Persistence

/// A partner of another school, as far as that school shares it.
struct SharedCompany: Codable, Equatable, Sendable {
    let id: ID<Company>
    let schoolId: ID<School>
    let schoolName: String
    let schoolCity: String
    let schoolUai: String
    /// Where the bureau of that school is written to, when it published its page.
    let bureauEmail: String?
    let level: SharingLevel
    let showsPlaces: Bool
    let siret: String
    let legalName: String
    let tradeName: String?
    let kind: OrganisationKind
    let naf: String?
    let activity: String
    let address: PostalAddress
    let department: String
    let latitude: Double?
    let longitude: Double?
    let sortKey: String
    let phone: String?
    let email: String?
    let website: String?

    var displayName: String { tradeName ?? legalName }
}

/// Someone whom another school may name.
struct SharedContact: Codable, Equatable, Sendable {
    let id: ID<Contact>
    let schoolId: ID<School>
    let companyId: ID<Company>
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let phone: String?
    let email: String?

    var fullName: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Places that another school tells of.
struct SharedPlaces: Codable, Equatable, Sendable {
    let companyId: ID<Company>
    let stream: String
    let count: Int
}

/// One partner of the network: what each school that shares it says of it.
struct SharedPartner: Sendable {
    /// The one that says most first.
    let offers: [SharedCompany]
    let places: [SharedPlaces]
    var pressure = NetworkPressure()
    /// Schools of the database that have the company, mine too.
    var bureaux = 0
    /// My own record of it.
    var mine: ID<Company>?
    var kilometres: Int?

    var best: SharedCompany? { offers.first }
}

/// How much all the schools of the database ask a company these days: a count and a day, never who or what.
struct NetworkPressure: Sendable, Equatable {
    var exchanges = 0
    var days = 0
    var most = 0
    /// From this day another call is no longer one too many.
    var waitUntil: LocalDate?

    var isFull: Bool { most > 0 && exchanges >= most }
    /// One more call, and there are too many.
    var isNear: Bool { most > 1 && exchanges == most - 1 }

    init() {}

    /// - Parameter happened: the days of the exchanges within the window, in any order.
    init(_ happened: [LocalDate], days: Int, most: Int) {
        (exchanges, self.days, self.most) = (happened.count, days, most)
        guard most > 0, happened.count >= most else { return }
        // The exchange whose leaving the window makes room.
        waitUntil = happened.sorted(by: >)[most - 1].adding(days: days + 1)
    }
}

/// What the search of shared partners is asked.
struct SharedFilter: Sendable {
    var words: [String] = []
    var stream = ""
    /// The last line of the page before: name and SIRET.
    var after: (sortKey: String, siret: String)?

    static let pageSize = 30

    init(query: FormValues) {
        words = SearchKey(query["q"]).words
        stream = String(query["filiere"].prefix(60))
        let parts = query["apres"].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 { after = (parts[0], parts[1]) }
    }
}

private struct SharedKey: Codable {
    let siret: String
    let sortKey: String
}

extension SchoolDatabase {
    /// Whether the database holds other schools: without any there is nobody to share with.
    func hasOtherSchools() throws -> Bool {
        try once("other.schools") {
            try count(
                "select count(*) from (select 1 from school where school.id <> \(schoolId) limit 1) as any_school") > 0
        }
    }

    /// One page of the partners that the other schools share, by name.
    func sharedPartners(_ filter: SharedFilter, today: LocalDate, year: Int) throws -> [SharedPartner] {
        let sirets = try onShared { try $0.sirets(filter, except: schoolId, year: year) }
        return try sharedPartners(sirets, from: try schoolPoint(), today: today, year: year)
    }

    /// What the other schools share of one company; empty when none does.
    func sharedPartner(_ siret: String, today: LocalDate, year: Int) throws -> SharedPartner? {
        try sharedPartners([siret], from: nil, today: today, year: year).first
    }

    /// - Parameter home: where distances are counted from; `nil` counts none.
    private func sharedPartners(
        _ sirets: [String], from home: TownCentre?, today: LocalDate, year: Int
    ) throws -> [SharedPartner] {
        guard !sirets.isEmpty else { return [] }
        let (offers, places) = try onShared { reader in
            let offers = try reader.offers(of: sirets, except: schoolId)
            return (offers, try reader.places(of: offers.filter(\.showsPlaces).map(\.id), year: year, from: today))
        }
        let byNumber = Dictionary(grouping: offers, by: \.siret)
        let thresholds = try thresholds()
        let days = thresholds[.saturationDays]
        let (bureaux, talks) = try onPlatform { platform in
            (try platform.bureaux(of: sirets), try platform.exchanges(with: sirets, since: today.adding(days: -days)))
        }
        let mine = try ownCompanies(sirets)
        return sirets.compactMap { siret in
            guard let all = byNumber[siret] else { return nil }
            let keys = Set(all.map(\.id))
            var partner = SharedPartner(offers: all, places: places.filter { keys.contains($0.companyId) })
            partner.bureaux = bureaux[siret] ?? all.count
            partner.pressure = NetworkPressure(
                talks[siret] ?? [], days: days, most: thresholds[.saturationExchanges])
            partner.mine = mine[siret]
            if let home, let best = all.first, let point = zip(best.latitude, best.longitude) {
                partner.kilometres = Int(Distance.kilometres((home.latitude, home.longitude), point).rounded())
            }
            return partner
        }
    }

    private func ownCompanies(_ sirets: [String]) throws -> [String: ID<Company>] {
        let found: [OwnNumber] = try rows(
            "select company.siret, company.id from \(table(.company)) where company.siret in (\(list: sirets))")
        return Dictionary(found.map { ($0.siret, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// The people named by the schools that share a company, with the school of each.
    func sharedContacts(of partner: SharedPartner) throws -> [SharedContact] {
        let keys = partner.offers.filter { $0.level == .people }.map(\.id)
        guard !keys.isEmpty else { return [] }
        return try onShared { try $0.contacts(of: keys) }
    }

    /// The streams for which the other schools tell of places.
    func sharedStreams(year: Int) throws -> [String] {
        try onShared { reader in
            try reader.rows(
                """
                select distinct shared_place.stream from shared_place where shared_place.school_id <> \(schoolId)
                and shared_place.school_year = \(year) and shared_place.stream <> '' order by shared_place.stream limit 60
                """)
        }
    }
}

private struct OwnNumber: Codable {
    let siret: String
    let id: ID<Company>
}

extension SharedReader {
    fileprivate func sirets(_ filter: SharedFilter, except school: ID<School>, year: Int) throws -> [String] {
        var parts: [SQL] = ["shared_company.school_id <> \(school)"]
        for word in filter.words { parts.append("' ' || shared_company.search_key like \("% " + word + "%")") }
        if !filter.stream.isEmpty {
            parts.append(
                """
                exists (select 1 from shared_place where shared_place.company_id = shared_company.id
                and shared_place.school_year = \(year) and shared_place.stream = \(filter.stream))
                """)
        }
        let beyond: SQL =
            filter.after.map {
                "having (min(shared_company.sort_key), shared_company.siret) > (\($0.sortKey), \($0.siret))"
            }
            ?? ""
        let keys: [SharedKey] = try rows(
            """
            select shared_company.siret, min(shared_company.sort_key) as sort_key from shared_company
            where \(SQL.joined(parts, by: " and ")) group by shared_company.siret \(beyond)
            order by min(shared_company.sort_key), shared_company.siret limit \(SharedFilter.pageSize + 1)
            """)
        return keys.map(\.siret)
    }

    fileprivate func offers(of sirets: [String], except school: ID<School>) throws -> [SharedCompany] {
        let found: [SharedCompany] = try rows(
            """
            select shared_company.* from shared_company
            where shared_company.siret in (\(list: sirets)) and shared_company.school_id <> \(school)
            order by shared_company.school_name, shared_company.school_id
            """)
        return SharingLevel.allCases.reversed().flatMap { level in found.filter { $0.level == level } }
    }

    fileprivate func places(of companies: [ID<Company>], year: Int, from day: LocalDate) throws -> [SharedPlaces] {
        guard !companies.isEmpty else { return [] }
        return try rows(
            """
            select shared_place.company_id, shared_place.stream, cast(sum(shared_place.count) as bigint) as count
            from shared_place where shared_place.company_id in (\(list: companies)) and shared_place.school_year = \(year)
            and (shared_place.ends_on is null or shared_place.ends_on >= \(day))
            group by shared_place.company_id, shared_place.stream order by shared_place.stream
            """)
    }

    fileprivate func contacts(of companies: [ID<Company>]) throws -> [SharedContact] {
        try rows(
            """
            select shared_contact.* from shared_contact where shared_contact.company_id in (\(list: companies))
            order by shared_contact.search_key, shared_contact.id
            """)
    }
}

private struct NumberCount: Codable {
    let siret: String
    let number: Int
}

private struct NumberDay: Codable {
    let siret: String
    let happenedOn: LocalDate
}

extension PlatformDatabase {
    /// How many schools have each company: counts, nothing else goes out.
    // shared tables: company, interaction
    fileprivate func bureaux(of sirets: [String]) throws -> [String: Int] {
        let found: [NumberCount] = try rows(
            """
            select company.siret, count(distinct company.school_id) as number from company
            where company.siret in (\(list: sirets)) and company.archived_on is null group by company.siret
            """)
        return Dictionary(found.map { ($0.siret, $0.number) }, uniquingKeysWith: +)
    }

    /// The days on which any school spoke to each company; only a count and a day to wait for are made of them.
    fileprivate func exchanges(with sirets: [String], since day: LocalDate) throws -> [String: [LocalDate]] {
        let found: [NumberDay] = try rows(
            """
            select company.siret, interaction.happened_on from company
            join interaction on interaction.school_id = company.school_id and interaction.company_id = company.id
            where company.siret in (\(list: sirets)) and interaction.happened_on >= \(day)
            """)
        return Dictionary(grouping: found, by: \.siret).mapValues { $0.map(\.happenedOn) }
    }
}
