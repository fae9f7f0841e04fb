/// The apprenticeship tax of one year: its dates are data, they change every year.
public struct TaxCampaign: Codable, Equatable, Sendable {
    public let id: ID<TaxCampaign>
    public let year: Int
    public var goalCents: Int?
    public var notes: String
    public var version: Int

    public init(id: ID<TaxCampaign>, year: Int, goalCents: Int? = nil, notes: String = "", version: Int = 1) {
        self.id = id
        self.year = year
        self.goalCents = goalCents
        self.notes = notes
        self.version = version
    }

    /// Days before a date from which it is shown as near.
    public static let warningDays = 15
}

/// A date of a campaign: habilitation, opening of a period, transfer.
public struct TaxDate: Codable, Equatable, Sendable {
    public let id: ID<TaxDate>
    public let campaignId: ID<TaxCampaign>
    public var label: String
    public var fallsOn: LocalDate

    public init(id: ID<TaxDate>, campaignId: ID<TaxCampaign>, label: String, fallsOn: LocalDate) {
        self.id = id
        self.campaignId = campaignId
        self.label = label
        self.fallsOn = fallsOn
    }
}

/// What a donor promised, and what arrived.
public struct TaxGift: Codable, Equatable, Sendable {
    public let id: ID<TaxGift>
    public let campaignId: ID<TaxCampaign>
    public var companyId: ID<Company>?
    public var donorName: String
    public var siret: String?
    public var course: String
    public var promisedCents: Int?
    public var promisedOn: LocalDate?
    public var receivedCents: Int?
    public var receivedOn: LocalDate?
    public var thankedOn: LocalDate?
    public var note: String
    public var version: Int

    public init(
        id: ID<TaxGift>, campaignId: ID<TaxCampaign>, companyId: ID<Company>? = nil, donorName: String,
        siret: String? = nil, course: String = "", promisedCents: Int? = nil, promisedOn: LocalDate? = nil,
        receivedCents: Int? = nil, receivedOn: LocalDate? = nil, thankedOn: LocalDate? = nil, note: String = "",
        version: Int = 1
    ) {
        self.id = id
        self.campaignId = campaignId
        self.companyId = companyId
        self.donorName = donorName
        self.siret = siret
        self.course = course
        self.promisedCents = promisedCents
        self.promisedOn = promisedOn
        self.receivedCents = receivedCents
        self.receivedOn = receivedOn
        self.thankedOn = thankedOn
        self.note = note
        self.version = version
    }
}

/// An amount as people and statements write it.
public enum AmountText {
    /// `1 234,56 €`, `1234.56`, `1.234,56`: cents. `nil` when it is no amount of zero or more, or beyond a billion.
    public static func cents(_ text: String) -> Int? {
        var kept = text.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{202F}" && $0 != "\u{A0}" }
        if let comma = kept.lastIndex(of: ",") {
            let dots = kept[..<comma].filter { $0 != "." }
            kept = dots + "." + kept[kept.index(after: comma)...]
        }
        let parts = kept.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, (1...9).contains(whole.count),
            parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }), let euros = Int(whole)
        else { return nil }
        guard parts.count == 2 else { return euros * 100 }
        guard (1...2).contains(parts[1].count), let rest = Int(parts[1]) else { return nil }
        return euros * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }
}
