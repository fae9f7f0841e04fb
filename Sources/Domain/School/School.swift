/// An establishment (lycée professionnel or polyvalent with a vocational section) and its bureau des entreprises.
public struct School: Codable, Equatable, Sendable {
    public let id: ID<School>
    /// The code of the establishment, 7 digits and a letter.
    public var uai: String
    public var name: String
    public var address: PostalAddress
    public var phone: String?
    public var email: String?
    /// Name of the académie, as in the table of académies.
    public var academie: String
    /// Territory whose public holidays apply: `metropole`, `alsace-moselle`, `guadeloupe`…
    public var territory: String
    /// IANA name of the time zone of the place, `Europe/Paris` in metropolitan France.
    public var timeZone: String
    public var headName: String
    /// How the head signs: « Proviseur », « Proviseure », « Directrice »…
    public var headTitle: String
    public var ddfptName: String?
    public var bureauName: String?
    public var bureauPhone: String?
    public var bureauEmail: String?
    /// Civil liability insurer of the establishment, a mandatory mention of agreements (D.124-4, 9°).
    public var insurer: String?
    public var insurancePolicy: String?
    /// First calendar year of the school year in use: 2026 for 2026-2027.
    public var currentYear: Int
    /// Counts the changes of the record, so that a stale form is told apart.
    public var version: Int

    public init(
        id: ID<School>, uai: String, name: String, address: PostalAddress, phone: String? = nil, email: String? = nil,
        academie: String, territory: String = "metropole", timeZone: String = "Europe/Paris", headName: String,
        headTitle: String = "Proviseur", ddfptName: String? = nil, bureauName: String? = nil,
        bureauPhone: String? = nil, bureauEmail: String? = nil, insurer: String? = nil,
        insurancePolicy: String? = nil, currentYear: Int, version: Int = 1
    ) {
        self.id = id
        self.uai = uai
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
        self.academie = academie
        self.territory = territory
        self.timeZone = timeZone
        self.headName = headName
        self.headTitle = headTitle
        self.ddfptName = ddfptName
        self.bureauName = bureauName
        self.bureauPhone = bureauPhone
        self.bureauEmail = bureauEmail
        self.insurer = insurer
        self.insurancePolicy = insurancePolicy
        self.currentYear = currentYear
        self.version = version
    }
}

/// A postal address in France or abroad; empty parts are empty text.
public struct PostalAddress: Codable, Equatable, Hashable, Sendable {
    public var line1: String
    public var line2: String
    public var postalCode: String
    public var city: String

    public init(line1: String = "", line2: String = "", postalCode: String = "", city: String = "") {
        self.line1 = line1
        self.line2 = line2
        self.postalCode = postalCode
        self.city = city
    }

    /// The lines that hold something: street, complement, code and town.
    public var lines: [String] {
        [line1, line2, [postalCode, city].filter { !$0.isEmpty }.joined(separator: " ")].filter { !$0.isEmpty }
    }

    public var isEmpty: Bool { lines.isEmpty }
}
