import Domain
import Persistence

/// What narrows the list of companies beside words and relation: what they do, how big, how far, how lately.
struct SegmentFilter: Sendable {
    /// Labels as folded keys, by kind.
    var tags: [CompanyTag.Kind: String] = [:]
    var size: CompanySize?
    /// An exchange since this day.
    var contactedSince: LocalDate?
    /// Declared places of the year that nobody holds yet.
    var hasPlaces = false
    var answer: Appetite.Answer?
    var list: ReasonedList?
    /// Companies that wait to be verified, or those that do not.
    var isToVerify: Bool?
    /// A point and a distance, once the database said where the point is.
    var circle: CompanyFilter.Area?
    /// A distance was asked from a point that nobody knows, or that this person may not know.
    var hasLostPoint = false
    /// Towns for the lists that need them.
    var towns: [CompanyFilter.Area] = []
    var year = 0
    var today = LocalDate(dayNumber: 0)

    init() {}

    /// Reads what the address says; what needs the database is completed by `located`.
    init(query: FormValues, today: LocalDate) {
        for (kind, parameter) in SegmentFilter.parameters where !query[parameter].isEmpty {
            tags[kind] = SearchKey(String(query[parameter].prefix(80))).rawValue
        }
        size = CompanySize(rawValue: query["effectif"])
        if let months = Int(query["recent"]), (1...60).contains(months) {
            contactedSince = today.adding(days: -months * 30)
        }
        hasPlaces = query["places"] == "1"
        answer = Appetite.Answer(rawValue: query["reponse"])
        list = ReasonedList(rawValue: query["liste"])
        isToVerify = ["oui": true, "non": false][query["a_verifier"]]
        self.today = today
    }

    static let parameters: [(kind: CompanyTag.Kind, parameter: String)] = [
        (.trade, "metier"), (.network, "reseau"), (.label, "etiquette"),
    ]

    var isEmpty: Bool {
        tags.isEmpty && size == nil && contactedSince == nil && !hasPlaces && answer == nil && list == nil
            && isToVerify == nil && circle == nil && !hasLostPoint
    }
}

/// How many people work there, as a filter says it.
enum CompanySize: String, CaseIterable, Sendable {
    case small = "1-9"
    case middle = "10-49"
    case large = "50-249"
    case huge = "250-"
    case unknown = "inconnu"

    var label: String {
        switch self {
        case .small: "1 à 9 personnes"
        case .middle: "10 à 49"
        case .large: "50 à 249"
        case .huge: "250 et plus"
        case .unknown: "Effectif inconnu"
        }
    }

    var condition: SQL {
        switch self {
        case .small: "company.headcount between 1 and 9"
        case .middle: "company.headcount between 10 and 49"
        case .large: "company.headcount between 50 and 249"
        case .huge: "company.headcount >= 250"
        case .unknown: "company.headcount is null"
        }
    }
}

extension SchoolDatabase {
    /// The filter of an address, with the points it names found by what the person may see.
    func companyFilter(_ query: FormValues, for author: Author, today: LocalDate) throws -> CompanyFilter {
        var filter = CompanyFilter(query: query, today: today)
        filter.extra.year = author.currentYear
        let kilometres = Int(query["rayon"]).map { min(200, max(1, $0)) } ?? 10
        if !query["pres"].isEmpty {
            filter.extra.circle = try point(query["pres"], for: author).map { centre in
                CompanyFilter.Area(
                    name: centre.name, latitude: centre.latitude, longitude: centre.longitude, kilometres: kilometres)
            }
            filter.extra.hasLostPoint = filter.extra.circle == nil
        }
        if filter.extra.list == .nearHomeless {
            filter.extra.towns = try homelessTowns(for: author, today: today, kilometres: 5)
        }
        return filter
    }

    /// Where a distance is counted from: the school, or the town of a learner whom the person may see.
    private func point(_ name: String, for author: Author) throws -> TownCentre? {
        if name == "lycee" { return try schoolPoint() }
        if name.hasPrefix("commune:") { return try centre(of: String(name.dropFirst(8))) }
        guard author.may(.seeLearnerContacts) else { return nil }
        let city: String? = try row(
            "select learner.address_city from \(table(.learner)) where learner.id = \(name)")
        return try city.flatMap { try centre(of: $0) }
    }

    /// The school as the public directory places it, or the middle of the companies of its town.
    func schoolPoint() throws -> TownCentre? {
        let school = try ownSchool()
        let known: TownCentre? = try row(
            """
            select directory_school.name, directory_school.latitude, directory_school.longitude from directory_school
            where directory_school.uai = \(school.uai) and directory_school.latitude is not null
            and directory_school.longitude is not null
            """)
        return try known ?? centre(of: school.address.city)
    }

    private func centre(of town: String) throws -> TownCentre? {
        let key = FrenchNames.town(town)
        return try townCentres().first { FrenchNames.town($0.name) == key }
    }

    /// The towns of the learners who have no place, each a circle; nothing for whoever may not know where they live.
    private func homelessTowns(for author: Author, today: LocalDate, kilometres: Int) throws -> [CompanyFilter.Area] {
        guard author.may(.seeLearnerContacts) else { return [] }
        let learners = Set(try homeless(near: today).map(\.learnerId))
        guard !learners.isEmpty else { return [] }
        let towns: [String] = try rows(
            """
            select distinct learner.address_city from \(table(.learner)) where learner.id in (\(list: learners.sorted()))
            """)
        let keys = Set(towns.map(FrenchNames.town))
        return try townCentres().filter { keys.contains(FrenchNames.town($0.name)) }.prefix(20).map { town in
            CompanyFilter.Area(
                name: town.name, latitude: town.latitude, longitude: town.longitude, kilometres: kilometres)
        }
    }

    /// The conditions of a segment, each a fragment of its own.
    func conditions(of segment: SegmentFilter) -> [SQL] {
        var parts: [SQL] = []
        for (kind, key) in segment.tags.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append(
                """
                exists (select 1 from \(table(.companyTag)) where company_tag.company_id = company.id
                and company_tag.kind = \(kind.rawValue) and company_tag.tag_key = \(key))
                """)
        }
        if let size = segment.size { parts.append(size.condition) }
        if let day = segment.contactedSince {
            parts.append(
                """
                exists (select 1 from \(table(.interaction)) where interaction.company_id = company.id
                and interaction.happened_on >= \(day))
                """)
        }
        if segment.hasPlaces { parts.append(hasFreePlaces(segment)) }
        if let answer = segment.answer {
            parts.append(
                """
                exists (select 1 from \(table(.appetite)) where appetite.company_id = company.id
                and appetite.school_year = \(segment.year) and appetite.answer = \(answer.rawValue))
                """)
        }
        if let circle = segment.circle { parts.append(isIn(circle)) }
        if segment.hasLostPoint { parts.append("1 = 0") }
        if let isToVerify = segment.isToVerify { parts.append(isToVerify ? self.isToVerify : isVerified) }
        if let list = segment.list { parts.append(condition(of: list, segment)) }
        return parts
    }

    /// More places declared for the rest of the year than learners who are or will be there.
    private func hasFreePlaces(_ segment: SegmentFilter) -> SQL {
        """
        (select coalesce(sum(host_place.count), 0) from \(table(.hostPlace)) where host_place.company_id = company.id
        and host_place.school_year = \(segment.year)
        and (host_place.ends_on is null or host_place.ends_on >= \(segment.today)))
        > (select count(*) from \(whole.table(.placement)) where placement.company_id = company.id
        and placement.ends_on >= \(segment.today))
        """
    }

    /// Within a circle: the box first, which an index may know, then the distance on a plane, good to a percent here.
    private func isIn(_ area: CompanyFilter.Area) -> SQL {
        let centre = (area.latitude, area.longitude)
        let box = Distance.box(around: centre, kilometres: area.kilometres)
        let (north, east) = (111.2, 111.2 * (area.latitude * .pi / 180).cosine)
        let reach = Double(area.kilometres * area.kilometres)
        return """
            (company.latitude between \(area.latitude - box.latitude) and \(area.latitude + box.latitude)
            and company.longitude between \(area.longitude - box.longitude) and \(area.longitude + box.longitude)
            and (company.latitude - \(area.latitude)) * (company.latitude - \(area.latitude)) * \(north * north)
            + (company.longitude - \(area.longitude)) * (company.longitude - \(area.longitude)) * \(east * east)
            <= \(reach))
            """
    }

    private func condition(of list: ReasonedList, _ segment: SegmentFilter) -> SQL {
        let today = segment.today
        return switch list {
        case .apprenticesOnly:
            """
            exists (select 1 from \(whole.table(.companyStay)) where company_stay.company_id = company.id
            and company_stay.kind = 'apprentissage')
            and not exists (select 1 from \(whole.table(.placement)) where placement.company_id = company.id)
            """
        case .dormant:
            """
            company.relation <> \(RelationStatus.leaveAlone) and exists (\(exchange("true")))
            and not exists (\(exchange("interaction.happened_on >= \(today.adding(days: -540))")))
            """
        case .praisedButSilent:
            """
            company.relation <> \(RelationStatus.leaveAlone)
            and exists (select 1 from \(whole.table(.placement)) join \(whole.table(.evaluation))
            on evaluation.placement_id = placement.id where placement.company_id = company.id
            and evaluation.again = true)
            and not exists (\(exchange("interaction.happened_on >= \(today.adding(days: -180))")))
            """
        case .nearHomeless:
            segment.towns.isEmpty ? "1 = 0" : "(\(SQL.joined(segment.towns.map(isIn), by: " or ")))"
        case .onePerson:
            """
            company.relation = \(RelationStatus.active) and (select count(distinct interaction.author_name)
            from \(table(.interaction)) where interaction.company_id = company.id
            and interaction.happened_on >= \(today.adding(days: -365))) = 1
            """
        case .promisesLate:
            """
            exists (select 1 from \(table(.partnerAction)) where partner_action.company_id = company.id
            and partner_action.done_on is null and partner_action.due_on < \(today))
            """
        case .neverThanked:
            """
            exists (select 1 from \(whole.table(.placement)) where placement.company_id = company.id
            and placement.ends_on < \(today) and placement.ends_on >= \(today.adding(days: -365)))
            and not exists (\(exchange("""
                interaction.purpose = \(InteractionPurpose.thanks.rawValue)
                and interaction.happened_on >= \(today.adding(days: -365))
                """)))
            """
        }
    }

    private func exchange(_ condition: SQL) -> SQL {
        """
        select 1 from \(table(.interaction)) where interaction.company_id = company.id and \(condition)
        """
    }
}

/// A list that says why it exists (I13).
enum ReasonedList: String, CaseIterable, Sendable {
    case apprenticesOnly = "apprentis-seulement"
    case dormant = "endormies"
    case praisedButSilent = "appreciees"
    case nearHomeless = "pres-des-sans-lieu"
    case onePerson = "une-personne"
    case promisesLate = "promesses"
    case neverThanked = "jamais-remerciees"

    var label: String {
        switch self {
        case .apprenticesOnly: "Accueillent des apprentis, jamais un stagiaire"
        case .dormant: "Endormies depuis 18 mois"
        case .praisedButSilent: "Appréciées des élèves, sans appel depuis 6 mois"
        case .nearHomeless: "À 5 km d’élèves sans lieu"
        case .onePerson: "Ne tiennent qu’à une personne"
        case .promisesLate: "Attendent ce qu’on leur a promis"
        case .neverThanked: "Ont accueilli, jamais remerciées"
        }
    }

    /// Why these companies, in a sentence.
    var reason: String {
        switch self {
        case .apprenticesOnly: "Elles forment déjà des jeunes\u{A0}: une PFMP les étonnera peu."
        case .dormant: "Elles nous connaissent\u{A0}; un appel suffit souvent à les réveiller."
        case .praisedButSilent: "Un élève y retournerait, et personne ne leur a parlé depuis."
        case .nearHomeless: "Elles sont dans la commune d’élèves qui cherchent encore, ou tout près."
        case .onePerson: "Une seule personne de l’équipe leur parle\u{A0}: si elle part, le lien part."
        case .promisesLate: "Une action promise a passé son jour."
        case .neverThanked: "Un merci dans l’année de l’accueil prépare le suivant."
        }
    }
}
