import Domain

/// A place of work as Sirene publishes it (StockEtablissement).
public struct SireneEstablishment: Sendable, Equatable {
    /// 14 digits.
    public var siret = ""
    /// Still at work; a closed place keeps its number for ever.
    public var isActive = true
    /// When it closed, or since when it is as it is: `2024-03-31`; empty when not said.
    public var since = ""
    /// The person behind asked that name and address be hidden: what is hidden is empty here.
    public var isPartial = false
    /// The head office of the legal unit.
    public var isHeadOffice = false
    /// Band of headcount.
    public var headcount: HeadcountBand?
    /// The year that the band counts.
    public var headcountYear = ""
    /// The names over the door, up to three.
    public var signs: [String] = []
    /// The name it is known by.
    public var usualName = ""
    /// Code of the activity with its dot, in the nomenclature of the next property.
    public var naf = ""
    /// `NAFRev2`, or an older one for places closed long ago.
    public var nomenclature = ""
    /// Code of the activity in the NAF 2025, which replaces the other one on 1 January 2027.
    public var naf2025 = ""
    /// Building, floor.
    public var complement = ""
    /// Number and street.
    public var street = ""
    public var postalCode = ""
    public var town = ""
    /// INSEE code of the commune.
    public var communeCode = ""
    /// `CEDEX` line, when there is one.
    public var cedex = ""
    /// Country, abroad.
    public var country = ""
    /// In the legal projection of the territory; `nil` when not disclosed.
    public var lambertX: Double?
    public var lambertY: Double?

    /// The first 9 digits of the SIRET.
    public var siren: String { String(siret.prefix(9)) }

    /// The name over the door, or the usual name; empty when only the legal unit has one.
    public var ownName: String { signs.first ?? usualName }
}

/// A legal unit as Sirene publishes it (StockUniteLegale).
public struct SireneLegalUnit: Sendable, Equatable {
    /// 9 digits.
    public var siren = ""
    /// Not ceased.
    public var isActive = true
    /// Name and address are hidden at the person's wish.
    public var isPartial = false
    /// The name of a company, or first name and name of a person; empty when hidden.
    public var name = ""
    /// Names it is known by.
    public var usualName = ""
    public var acronym = ""
    /// Legal category, 4 digits.
    public var category = ""
    /// `PME`, `ETI`, `GE`.
    public var size = ""
    /// Band of headcount of the whole unit.
    public var headcount: HeadcountBand?
    public var naf = ""
    public var nomenclature = ""
    public var naf2025 = ""
}
