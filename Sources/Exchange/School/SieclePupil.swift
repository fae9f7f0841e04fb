import Domain

/// A learner as SIECLE describes them. Codes stay text: what they mean is decided by who imports.
public struct SieclePupil: Sendable, Equatable, Codable {
    /// `CODE_SEXE`.
    public enum Sex: String, Sendable, Codable, CaseIterable {
        case male = "1"
        case female = "2"
    }

    /// Key inside the file only: it changes from year to year.
    public var eleveId: String
    public var elenoet: String?
    public var ine: String?
    public var familyName: String
    public var usageName: String?
    public var firstName: String
    public var firstName2: String?
    public var firstName3: String?
    public var birthDate: LocalDate?
    public var sex: Sex?
    /// Three digits, 100 is France.
    public var birthCountryCode: String?
    public var birthDepartmentCode: String?
    public var birthCommuneCode: String?
    /// Only for births abroad.
    public var birthPlace: String?
    public var regimeCode: String?
    /// Ten or eleven characters.
    public var mef: String?
    /// `ST` pupil, `AP` apprentice, `FQ` training for a qualification.
    public var statusCode: String?
    public var entryDate: LocalDate?
    public var exitDate: LocalDate?
    public var exitReasonCode: String?
    public var isRepeating: Bool?
    public var addressId: String?
    public var address: SiecleAddress?
    public var phones = SieclePhones()
    public var mail: String?
    /// Code of the class; `nil` when the learner is not assigned.
    public var division: String?
    public var groups: [String] = []
    public var file: String
    public var line: Int
}

/// The numbers of a person, as typed.
public struct SieclePhones: Sendable, Equatable, Codable {
    public var personal: String?
    public var mobile: String?
    public var work: String?

    /// The mobile number when there is one, else the personal one, else that of work.
    public var preferred: String? { mobile ?? personal ?? work }
}

/// A postal address.
public struct SiecleAddress: Sendable, Equatable, Codable {
    public var addressId: String
    /// One to four lines, without the town.
    public var lines: [String]
    public var postalCode: String?
    public var city: String?
    public var departmentCode: String?
    public var country: String?
}

/// A parent or another adult in charge.
public struct SiecleGuardian: Sendable, Equatable, Codable {
    public var personId: String
    /// `M.` or `MME`, as written.
    public var civility: String?
    public var familyName: String
    public var usageName: String?
    public var firstName: String?
    public var phones = SieclePhones()
    public var mail: String?
    public var acceptsSms: Bool?
    public var addressId: String?
    public var address: SiecleAddress?
    public var file: String
    public var line: Int
}

/// Who is in charge of whom.
public struct SiecleLink: Sendable, Equatable, Codable {
    public var eleveId: String
    public var personId: String
    /// `RESP_LEGAL`: 1 and 2 are the legal representatives, 0 is anybody else.
    public var legalRank: Int?
    /// `CODE_PARENTE`: 10 mother, 20 father, 39 other relative, 50 guardian, 51 child welfare, 70 the learner, 90 other.
    public var relationCode: String?
    public var responsibilityLevel: Int?
    public var paysFees: Bool?
    public var isContact: Bool?
    public var line: Int

    /// Signs for a minor learner.
    public var isLegalRepresentative: Bool {
        legalRank == 1 || legalRank == 2 || responsibilityLevel == 1
    }
}
