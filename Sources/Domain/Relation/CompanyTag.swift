/// A word that sorts companies: a trade of their workshop, a network they belong to, or a label of the school's own.
public struct CompanyTag: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case trade = "metier"
        case network = "reseau"
        case label = "etiquette"

        /// « Métiers de l’atelier »
        public var label: String {
            switch self {
            case .trade: "Métiers exercés"
            case .network: "Réseaux"
            case .label: "Étiquettes"
            }
        }
    }

    public let id: ID<CompanyTag>
    public let companyId: ID<Company>
    public let kind: Kind
    /// As people typed it.
    public let label: String
    /// Folded: what a filter compares.
    public let tagKey: String

    public init(id: ID<CompanyTag>, companyId: ID<Company>, kind: Kind, label: String) {
        self.id = id
        self.companyId = companyId
        self.kind = kind
        self.label = label
        tagKey = SearchKey(label).rawValue
    }

    /// The labels of a text with commas, each once, the empty ones left out.
    public static func labels(in text: String) -> [String] {
        var known: Set<String> = []
        return text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline })
            .map { String($0.drop { $0.isWhitespace }) }
            .map { label in String(label.reversed().drop { $0.isWhitespace }.reversed()) }
            .filter { !SearchKey($0).rawValue.isEmpty && known.insert(SearchKey($0).rawValue).inserted }
    }
}

/// What few companies have: the code of the new nomenclature, a country, a reason to be left alone.
public struct CompanyDetail: Codable, Equatable, Sendable {
    public let id: ID<CompanyDetail>
    public let companyId: ID<Company>
    /// With its dot, `62.10Y`; empty when unknown.
    public var naf2025: String
    /// The country of a host abroad, as one writes it on an envelope; empty in France.
    public var country: String
    /// Why nobody should solicit it any more.
    public var silenceReason: String
    public var silenceOn: LocalDate?
    public var silenceBy: String
    public var version: Int

    public init(id: ID<CompanyDetail>, companyId: ID<Company>) {
        self.id = id
        self.companyId = companyId
        (naf2025, country, silenceReason, silenceBy) = ("", "", "", "")
        version = 1
    }
}
