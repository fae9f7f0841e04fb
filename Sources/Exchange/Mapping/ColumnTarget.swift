/// What a sheet lists.
public enum TableKind: String, Sendable, Codable, CaseIterable { case learners, companies }

/// What a column of a home-made sheet can be taken for. Raw values are kept with the mapping of a school.
public enum ColumnTarget: String, Sendable, Codable, CaseIterable {
    case familyName, usageName, firstName, fullName, birthDate, sex, ine, division, groups, formation, mef, regime
    case birthCommuneCode, birthCountryCode, entryDate, exitDate
    case guardian1Civility, guardian1FamilyName, guardian1FirstName, guardian1FullName, guardian1Mail
    case guardian1Phone, guardian1Address, guardian1PostalCode, guardian1City
    case guardian2Civility, guardian2FamilyName, guardian2FirstName, guardian2FullName, guardian2Mail
    case guardian2Phone, guardian2Address, guardian2PostalCode, guardian2City
    case legalName, tradeName, siret, naf, activity, website, headcount, sectors
    case contactCivility, contactFamilyName, contactFirstName, contactFullName, contactFunction, contactMail
    case contactPhone
    case address, postalCode, city, phone, mobile, mail, notes

    /// The targets offered for a kind of sheet, in the order of a form.
    public static func all(for kind: TableKind) -> [ColumnTarget] {
        switch kind {
        case .learners:
            [
                .familyName, .usageName, .firstName, .fullName, .birthDate, .sex, .ine, .division, .groups, .formation,
                .mef, .regime, .entryDate, .exitDate, .birthCommuneCode, .birthCountryCode, .address, .postalCode,
                .city, .phone, .mobile, .mail,
            ] + allCases.filter { $0.rawValue.hasPrefix("guardian") } + [.notes]
        case .companies:
            [
                .legalName, .tradeName, .siret, .naf, .activity, .sectors, .headcount, .address, .postalCode, .city,
                .phone, .mobile, .mail, .website,
            ] + allCases.filter { $0.rawValue.hasPrefix("contact") } + [.notes]
        }
    }

    /// Several columns may be taken for it: their texts are joined.
    public var isMultiple: Bool {
        switch self {
        case .address, .guardian1Address, .guardian2Address, .notes, .groups, .sectors: true
        default: false
        }
    }

    /// How its text is read.
    enum Form { case text, longText, date, birthDate, siret, ine, postalCode, phone, sex, division, code }

    var form: Form {
        switch self {
        case .birthDate: .birthDate
        case .entryDate, .exitDate: .date
        case .siret: .siret
        case .ine: .ine
        case .postalCode, .guardian1PostalCode, .guardian2PostalCode: .postalCode
        case .phone, .mobile, .contactPhone, .guardian1Phone, .guardian2Phone: .phone
        case .sex: .sex
        case .division: .division
        case .mef, .naf, .birthCommuneCode, .birthCountryCode: .code
        case .notes, .address, .guardian1Address, .guardian2Address, .sectors, .groups, .activity: .longText
        default: .text
        }
    }
}
