import Domain

extension DemoBuilder {
    /// The partners of the bureau, their people included.
    mutating func addCompanies() {
        begin(5)
        var names: Set<String> = []
        for trade in DemoTrade.allCases {
            for _ in 0..<trade.companyCount(size) {
                let business = random.weighted(trade.businesses.map { ($0, $0.weight) })
                let company = company(business, trade: trade, names: &names)
                made.companies.append(company)
                trades[company.id] = trade
                addContacts(of: company, business: business)
            }
        }
    }

    private mutating func company(
        _ business: DemoBusiness, trade: DemoTrade, names: inout Set<String>
    ) -> Company {
        let town = random.weighted([(towns[0], 38), (random.pick(towns), 62)])
        let name = freshName(business, town: town, names: &names)
        let relation = random.weighted(DemoBuilder.relations)
        let since = today.adding(days: -random.between(780...1100))
        let isKnown = relation != .prospect
        let hasDoorName = business.kind == .company && random.chance(30)
        let isInsured = relation == .active && random.chance(92)
        let number = rank % 200 * 500 + made.companies.count
        var company = Company(
            id: ids.next(on: since), siret: DemoIdentifiers.siret(number),
            legalName: hasDoorName ? legalName() : name, tradeName: hasDoorName ? name : nil, kind: business.kind,
            naf: business.naf, activity: business.activity, headcount: random.between(business.headcounts),
            address: town.address(&random), department: "99",
            phone: random.chance(95) ? DemoIdentifiers.phone(mobile: false, random: &random) : nil,
            email: random.chance(80) ? "contact@" + domain(of: name) : nil,
            website: random.chance(45) ? "https://www." + domain(of: name) : nil, relation: relation,
            origin: random.weighted(DemoBuilder.origins), streams: isKnown ? streams(of: trade) : "",
            notes: isKnown && random.chance(25) ? random.pick(DemoBuilder.notes) : "",
            insurer: isInsured ? random.pick(DemoBuilder.insurers) : nil,
            insurancePolicy: isInsured ? "RC-99-" + DemoIdentifiers.padded(random.below(1_000_000), 6) : nil,
            archivedOn: relation == .inactive && random.chance(30) ? today.adding(days: -random.between(30...300)) : nil
        )
        // One in twelve has no position yet, as in life.
        if number % 12 != 11 {
            (company.latitude, company.longitude) = town.position(of: number, home: towns[0], school: rank)
        }
        return company
    }

    /// A name that no other company of the school has.
    private mutating func freshName(
        _ business: DemoBusiness, town: DemoTown, names: inout Set<String>
    ) -> String {
        var tries = 0
        while true {
            tries += 1
            let pattern = random.pick(business.names)
            let name: String
            if pattern.contains("%") {
                // A town has one town hall: the next ones are known by their quarter.
                let place = pattern.replacing("%", with: town.of)
                name = tries == 1 ? place : place + ", quartier " + random.pick(DemoBuilder.places)
            } else if random.chance(55) {
                name = pattern + " " + random.pick(DemoBuilder.places)
            } else {
                name = pattern + " " + random.pick(random.weighted(DemoNames.familyLists))
            }
            if names.insert(name).inserted { return name }
        }
    }

    private mutating func legalName() -> String {
        let form = random.pick(["SARL", "SAS", "EURL", "SASU"])
        let family = random.pick(DemoNames.families)
        return "\(form) \(family)" + random.pick(["", " et Fils", " et Filles", " et Associés", " Distribution"])
    }

    private func domain(of name: String) -> String {
        var words = SearchKey(name).words
        while words.joined(separator: "-").utf8.count > 40 { words.removeLast() }
        return words.joined(separator: "-") + ".example"
    }

    /// The streams of the school that the trade hosts.
    private mutating func streams(of trade: DemoTrade) -> String {
        var known: [String] = []
        for plan in DemoClassPlan.plans(size) where plan.trade == trade && !known.contains(plan.stream) {
            known.append(plan.stream)
        }
        return random.some(random.between(1...max(1, known.count)), of: known).joined(separator: ", ")
    }

    private static let relations: [(item: RelationStatus, weight: Int)] = [
        (.active, 58), (.interested, 8), (.contacted, 8), (.prospect, 9), (.toRevive, 7), (.dormant, 5),
        (.inactive, 4), (.leaveAlone, 1),
    ]
    private static let origins: [(item: RelationOrigin, weight: Int)] = [
        (.office, 34), (.learner, 22), (.teacher, 16), (.incomingRequest, 8), (.fair, 7), (.network, 5),
        (.openData, 4), (.alumnus, 3), (.family, 1),
    ]
    private static let insurers = [
        "Assurances du Beffroi", "Mutuelle des Quatre-Vents", "Prévoyance imaginaire", "La Sérénité fictive",
        "Compagnie des Sept-Lunes",
    ]
    private static let notes = [
        "Accueil très soigné des élèves, préfère être prévenu deux mois à l’avance.",
        "Parking derrière le bâtiment, arrêt de bus à cinq minutes.",
        "Fermeture annuelle les trois premières semaines d’août.",
        "Tenue professionnelle prêtée sur place, chaussures de sécurité à la charge de l’élève.",
        "Préfère les appels en début de matinée.",
        "Demande un entretien avec l’élève avant chaque période.",
        "N’accueille pas deux élèves de la même classe à la fois.",
        "Participe volontiers aux jurys et aux simulations d’entretien.",
        "A embauché une ancienne élève en contrat d’apprentissage.",
        "Chantiers éloignés\u{A0}: vérifier que l’élève peut se déplacer.",
    ]

    /// Places that can follow the name of a trade.
    private static let places = [
        "des Trois-Pins", "du Vieux-Pont", "de la Source", "du Moulin", "des Quatre-Vents", "de l’Étang", "du Beffroi",
        "des Tisserands", "du Grand-Chêne", "de la Passerelle", "des Lavandières", "du Clos-Rêvé", "de l’Écluse",
        "des Sept-Lunes", "du Lavoir", "de la Mésange", "des Sorbiers", "du Marronnier", "de l’Horloge", "des Halles",
        "du Carrefour-Bleu", "de la Plaine", "des Coquelicots", "du Phare", "de la Vallée", "des Remparts",
        "du Petit-Bois", "de l’Olivier", "des Brumes", "du Canal", "de la Loise", "des Merisiers", "du Pré-Vert",
        "de l’Abeille", "des Deux-Rives", "du Chapeau-Rouge", "de la Fontaine-aux-Fées", "des Cigognes",
        "du Château-d’Eau", "de l’Arc-en-Ciel",
    ]
}
