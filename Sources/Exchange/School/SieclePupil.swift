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
    /// Number of the learner in the school.
    public var elenoet: String?
    /// National number, upper case, not checked.
    public var ine: String?
    /// Name at birth, or the only name given.
    public var familyName: String
    /// Name used, where it differs.
    public var usageName: String?
    /// First name.
    public var firstName: String
    /// Second first name.
    public var firstName2: String?
    /// Third first name.
    public var firstName3: String?
    /// `nil` when absent or unreadable.
    public var birthDate: LocalDate?
    /// `nil` when absent or unknown.
    public var sex: Sex?
    /// Three digits, 100 is France.
    public var birthCountryCode: String?
    /// Three characters.
    public var birthDepartmentCode: String?
    /// INSEE code.
    public var birthCommuneCode: String?
    /// Only for births abroad.
    public var birthPlace: String?
    /// `CODE_REGIME`: 0 and 1 day pupil, 2 half board, 3 boarder…
    public var regimeCode: String?
    /// Ten or eleven characters.
    public var mef: String?
    /// `ST` pupil, `AP` apprentice, `FQ` training for a qualification.
    public var statusCode: String?
    /// First day in the school.
    public var entryDate: LocalDate?
    /// Last day in the school; `nil` for « no end » (31/12/9999).
    public var exitDate: LocalDate?
    /// `CODE_MOTIF_SORTIE`.
    public var exitReasonCode: String?
    /// Does the year again; `nil` when not said.
    public var isRepeating: Bool?
    /// Key of the address in the files.
    public var addressId: String?
    /// Resolved from `addressId`.
    public var address: SiecleAddress?
    /// As typed.
    public var phones = SieclePhones()
    /// As typed, not checked.
    public var mail: String?
    /// Code of the class; `nil` when the learner is not assigned.
    public var division: String?
    /// Codes of the groups.
    public var groups: [String] = []
    /// Name of the file.
    public var file: String
    /// Line where the record begins.
    public var line: Int
}

/// The numbers of a person, as typed.
public struct SieclePhones: Sendable, Equatable, Codable {
    /// `TEL_PERSONNEL`.
    public var personal: String?
    /// `TEL_PORTABLE`.
    public var mobile: String?
    /// `TEL_PROFESSIONNEL`.
    public var work: String?

    /// The mobile number when there is one, else the personal one, else that of work.
    public var preferred: String? { mobile ?? personal ?? work }
}

/// A postal address.
public struct SiecleAddress: Sendable, Equatable, Codable {
    /// Key of the address in the files.
    public var addressId: String
    /// One to four lines, without the town.
    public var lines: [String]
    /// As written, not checked.
    public var postalCode: String?
    /// Town.
    public var city: String?
    /// Three characters.
    public var departmentCode: String?
    /// In words; `nil` for France in some files.
    public var country: String?
}

/// A parent or another adult in charge.
public struct SiecleGuardian: Sendable, Equatable, Codable {
    /// Key of the person in the files.
    public var personId: String
    /// `M.` or `MME`, as written.
    public var civility: String?
    /// Name at birth, or the only name given.
    public var familyName: String
    /// Name used, where it differs.
    public var usageName: String?
    /// First name.
    public var firstName: String?
    /// As typed.
    public var phones = SieclePhones()
    /// As typed, not checked.
    public var mail: String?
    /// Accepts short messages; `nil` when not said.
    public var acceptsSms: Bool?
    /// Key of the address in the files.
    public var addressId: String?
    /// Resolved from `addressId`.
    public var address: SiecleAddress?
    /// Name of the file.
    public var file: String
    /// Line where the record begins.
    public var line: Int
}

/// Who is in charge of whom.
public struct SiecleLink: Sendable, Equatable, Codable {
    /// Key of the learner in the files.
    public var eleveId: String
    /// Key of the person in the files.
    public var personId: String
    /// `RESP_LEGAL`: 1 and 2 are the legal representatives, 0 is anybody else.
    public var legalRank: Int?
    /// `CODE_PARENTE`: 10 mother, 20 father, 39 other relative, 50 guardian, 51 child welfare, 70 the learner, 90 other.
    public var relationCode: String?
    /// `NIVEAU_RESPONSABILITE`.
    public var responsibilityLevel: Int?
    /// `PAIE_FRAIS_SCOLAIRES`; `nil` when not said.
    public var paysFees: Bool?
    /// `PERS_CONTACT`; `nil` when not said.
    public var isContact: Bool?
    /// Line where the record begins.
    public var line: Int

    /// Signs for a minor learner.
    public var isLegalRepresentative: Bool {
        legalRank == 1 || legalRank == 2 || responsibilityLevel == 1
    }
}
