/// What tells whether two records are the same company.
public struct CompanyTraits: Sendable, Equatable {
    public let id: ID<Company>
    public let siret: String?
    public let phone: String?
    public let email: String?
    /// Names without legal forms, articles and titles: `boulangerie dupont`.
    public let names: Set<String>
    /// The way and the number, abbreviations opened: `2 avenue de la gare`.
    public let street: String
    public let town: String

    /// The traits of a record; nothing typed is nothing to compare.
    public init(
        id: ID<Company>, siret: String?, legalName: String, tradeName: String?, phone: String?, email: String?,
        line1: String, city: String
    ) {
        self.id = id
        self.siret = siret
        self.phone = phone
        self.email = email?.lowercased()
        names = Set([legalName, tradeName ?? ""].map(FrenchNames.company).filter { !$0.isEmpty })
        street = FrenchNames.street(line1)
        town = FrenchNames.town(city)
    }

    public init(_ company: Company) {
        self.init(
            id: company.id, siret: company.siret, legalName: company.legalName, tradeName: company.tradeName,
            phone: company.phone, email: company.email, line1: company.address.line1, city: company.address.city)
    }
}

/// Names and addresses as they are compared: what people write in several ways is written in one.
public enum FrenchNames {
    /// The name of a company without what varies: `SARL Éts. Dupont & Fils` is `dupont fils`.
    public static func company(_ name: String) -> String {
        let words = SearchKey(name).words
        let kept = words.map { opened[$0] ?? $0 }.filter { !empty.contains($0) }
        // A company may be called « La Société » : then all its words stay.
        return (kept.isEmpty ? words : kept).sorted().joined(separator: " ")
    }

    /// The number and the way of an address: `2, av. de la Gare` is `2 avenue de la gare`.
    public static func street(_ line: String) -> String {
        SearchKey(line).words.map { ways[$0] ?? $0 }.filter { !["cs", "bp"].contains($0) }.joined(separator: " ")
    }

    /// A town without its CEDEX: `TOULOUSE CEDEX 7` is `toulouse`.
    public static func town(_ name: String) -> String {
        let words = SearchKey(name).words.map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : $0 }
        return (words.firstIndex(of: "cedex").map { Array(words[..<$0]) } ?? words).joined(separator: " ")
    }

    private static let opened = ["st": "saint", "ste": "sainte", "frs": "freres", "cie": "compagnie"]

    /// Legal forms, titles and small words: they come and go in the same name.
    private static let empty: Set<String> = [
        "sarl", "sas", "sasu", "eurl", "sa", "sci", "snc", "scop", "scm", "selarl", "ei", "eirl", "gie", "scea", "gaec",
        "earl", "ets", "etablissement", "etablissements", "entreprise", "societe", "groupe", "monsieur", "madame", "m",
        "mr", "mme", "le", "la", "les", "l", "de", "du", "des", "d", "et", "a", "au", "aux", "chez",
    ]

    private static let ways = [
        "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "r": "rue",
        "pl": "place", "ch": "chemin", "chem": "chemin", "che": "chemin", "imp": "impasse", "all": "allee",
        "rte": "route", "sq": "square", "fg": "faubourg", "st": "saint", "ste": "sainte", "qu": "quai",
        "lot": "lotissement",
        "res": "residence", "zi": "zone industrielle", "za": "zone artisanale", "zac": "zone amenagement",
    ]
}

/// Two records that look like the same company, and why.
public struct SuspectedPair: Sendable, Equatable {
    public enum Reason: String, Codable, CaseIterable, Sendable {
        case siret, phone, email, nameAndTown, nameAndStreet, closeName

        /// « Même téléphone »
        public var label: String {
            switch self {
            case .siret: "même SIRET"
            case .phone: "même téléphone"
            case .email: "même courriel"
            case .nameAndTown: "même nom, même commune"
            case .nameAndStreet: "même adresse, nom proche"
            case .closeName: "nom presque identique, même commune"
            }
        }

        fileprivate var weight: Int {
            switch self {
            case .siret: 100
            case .nameAndTown: 60
            case .nameAndStreet: 50
            case .closeName: 40
            case .phone, .email: 30
            }
        }
    }

    public let first: ID<Company>
    public let second: ID<Company>
    public let reasons: [Reason]

    /// The surer, the higher.
    public var weight: Int { reasons.reduce(0) { $0 + $1.weight } }

    /// A pair whatever the order of its records.
    public init(_ one: ID<Company>, _ other: ID<Company>, reasons: [Reason]) {
        (first, second) = one < other ? (one, other) : (other, one)
        self.reasons = reasons
    }
}

extension CompanyTraits {
    /// Why another record may be the same company; empty when nothing says so.
    public func reasons(_ other: CompanyTraits) -> [SuspectedPair.Reason] {
        guard id != other.id else { return [] }
        var reasons: [SuspectedPair.Reason] = []
        if let siret, siret == other.siret { reasons.append(.siret) }
        // Two numbers of the register are two places, however alike they look.
        if let siret, let theirs = other.siret, siret != theirs, siret.prefix(9) == theirs.prefix(9) { return [] }
        let sameTown = !town.isEmpty && town == other.town
        let sameName = !names.isDisjoint(with: other.names)
        let sameStreet = sameTown && !street.isEmpty && street == other.street
        if sameName, sameTown { reasons.append(.nameAndTown) }
        if sameStreet, sameName || !longWords.isDisjoint(with: other.longWords) { reasons.append(.nameAndStreet) }
        if !sameName, sameTown, isCloseTo(other) { reasons.append(.closeName) }
        if let phone, phone == other.phone { reasons.append(.phone) }
        if let email, email == other.email { reasons.append(.email) }
        return reasons
    }

    /// The words of the names that say something: more than three letters.
    var longWords: Set<Substring> {
        Set(names.flatMap { $0.split(separator: " ") }.filter { $0.utf8.count > 3 })
    }

    private func isCloseTo(_ other: CompanyTraits) -> Bool {
        names.contains { mine in other.names.contains { CloseNames.areClose(mine, $0) } }
    }
}
