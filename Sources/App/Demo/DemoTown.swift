import Domain

/// An invented commune of the département 99.
struct DemoTown: Sendable, Equatable {
    let name: String
    let postalCode: String

    /// « de Ville-Fictive », « d’Orvance », « des Aubrelles »
    var of: String {
        if name.hasPrefix("Les ") { return "des " + name.dropFirst(4) }
        if name.hasPrefix("Le ") { return "du " + name.dropFirst(3) }
        let first = SearchKey(name).rawValue.first ?? "b"
        return "aeiouy".contains(first) ? "d’" + name : "de " + name
    }

    /// The town of a school and a dozen of its neighbours.
    static func around(school rank: Int) -> [DemoTown] {
        let home = rank == 0 ? DemoTown(name: "Ville-Fictive", postalCode: "99000") : other(rank * 12)
        return [home] + (1...12).map { other(rank * 12 + $0) }
    }

    private static func other(_ number: Int) -> DemoTown {
        let name = heads[number % heads.count] + tails[number / heads.count % tails.count]
        return DemoTown(name: name, postalCode: "99" + DemoIdentifiers.padded(10 + number * 10 % 980, 3))
    }

    /// A street address in the town.
    func address(_ random: inout DemoRandom) -> PostalAddress {
        let number = random.between(1...86)
        let line = "\(number)\(random.chance(8) ? "\u{A0}bis" : "") \(random.pick(DemoTown.streets))"
        return PostalAddress(line1: line, postalCode: postalCode, city: name)
    }

    /// Where the place of a number stands: the town of the school in the middle, its neighbours within 25 kilometres.
    /// Degrees, near the middle of the country, where none of these towns is.
    func position(of number: Int, home: DemoTown, school rank: Int) -> (latitude: Double, longitude: Double) {
        let (north, east) = self == home ? (0, 0) : DemoTown.scattered(name, over: 400)
        let (up, right) = DemoTown.scattered(name + String(number), over: 30)
        let (row, column) = (rank % 20).quotientAndRemainder(dividingBy: 5)
        return (
            46.5 + Double(row) * 0.6 - 0.6 + Double(north + up) / 2000,
            2.5 + Double(column) * 0.8 - 1.6 + Double(east + right) / 1500
        )
    }

    /// Two numbers between −`over` and `over` that depend on a text only.
    private static func scattered(_ text: String, over: Int) -> (Int, Int) {
        var sum: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
        let width = UInt64(2 * over + 1)
        return (Int((sum >> 8) % width) - over, Int((sum >> 32) % width) - over)
    }

    /// An académie of metropolitan France for each school of a network; that of the first one has zone C.
    static func academie(ofSchool rank: Int) -> Academie {
        let known = Academie.all.filter { $0.zone != .own }
        let first = known.firstIndex { $0.name == "Toulouse" } ?? 0
        return known[(first + (rank == DemoGenerator.smallSchoolRank ? 0 : rank)) % known.count]
    }

    private static let heads = [
        "Castelombre", "Orvance", "Pont-de-Brume", "Val-Songe", "Les Aubrelles", "Rivelune", "Saint-Illusoire",
        "Bourg-l’Inventé", "Chimerolles", "La Roche-Mirage", "Étang-Perdu", "Verneuse-la-Feinte", "Montrêve",
        "Sainte-Fable", "Œuilly-le-Songe", "Le Clos-Rêvé", "Hauteroche-Nulle", "Utopie-la-Ville", "Fontelune",
        "Villebrume", "Courcelune", "Brassonge", "Le Mesnil-Fictif", "Auberive-d’Encre", "Tourne-Rêve",
        "Lunevaux-Feinte",
    ]
    private static let tails = [
        "", "-sur-Loise", "-les-Bains", "-le-Vieux", "-en-Songe", "-la-Forêt", "-sous-Bois", "-aux-Prés", "-Bellerive",
        "-le-Haut", "-le-Bas", "-Saint-Conte", "-la-Plaine", "-les-Îles", "-du-Val", "-l’Étang", "-sur-Mirelle",
    ]
    private static let streets = [
        "rue des Tisserands", "rue du Moulin", "avenue de la Gare", "rue de l’Imprimerie", "place du Marché",
        "chemin des Vignes", "rue des Quatre-Vents", "impasse des Lilas", "rue du Beffroi", "allée des Tilleuls",
        "rue de la Source", "boulevard des Écoles", "rue des Potiers", "quai des Bateliers", "rue de l’Abreuvoir",
        "route du Plateau", "rue Haute", "rue Basse", "rue du Four", "chemin du Lavoir", "rue des Cordiers",
        "avenue des Sorbiers", "rue de l’Œillet", "place de l’Horloge", "rue de la Passerelle", "rue des Fondeurs",
    ]
}

extension DemoBuilder {
    static func school(
        rank: Int, size: DemoSize, academie: Academie, town: DemoTown, year: SchoolYear, key: ID<School>,
        random: inout DemoRandom
    ) -> School {
        let kind = size == .full ? "Lycée professionnel" : "Lycée polyvalent"
        let patron =
            rank == 0
            ? "Ada-Fictive" : random.pick(DemoNames.women) + "-" + random.pick(DemoNames.families)
        let address = PostalAddress(
            line1: "\(random.between(1...40)) avenue des Métiers", postalCode: town.postalCode, city: town.name)
        return School(
            id: key, uai: DemoIdentifiers.uai(rank: rank), name: "\(kind) \(patron)", address: address,
            phone: DemoIdentifiers.phone(mobile: false, random: &random),
            email: "contact@" + (rank == 0 ? "lycee.example" : "lycee-\(rank).example"), academie: academie.name,
            timeZone: "Europe/Paris", headName: "", bureauName: "Bureau des entreprises",
            bureauPhone: DemoIdentifiers.phone(mobile: false, random: &random),
            bureauEmail: "bureau@" + (rank == 0 ? "lycee.example" : "lycee-\(rank).example"),
            insurer: "Mutuelle imaginaire des écoles",
            insurancePolicy: "ME-99-" + DemoIdentifiers.padded(random.below(100_000), 5), currentYear: year.start)
    }
}
