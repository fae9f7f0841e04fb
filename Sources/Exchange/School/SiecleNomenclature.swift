import Domain

/// A year of a course, from Nomenclature or STS.
public struct SiecleMEF: Sendable, Equatable, Codable {
    /// As the school writes it.
    public var code: String
    /// Short label (`FORMATION`).
    public var formation: String?
    /// Label in full.
    public var longLabel: String?
    /// Label for printing.
    public var editionLabel: String?
    /// The national code behind a local one.
    public var attachedCode: String?
    /// Eleven characters.
    public var mefstat: String?
}

/// A class.
public struct SiecleDivision: Sendable, Equatable, Codable {
    /// As the school writes it.
    public var code: String
    /// What people read.
    public var label: String?
    /// Codes of the course years taught in the class.
    public var mefs: [String] = []
}

/// A group of learners of one or several classes.
public struct SiecleGroup: Sendable, Equatable, Codable {
    /// As the school writes it.
    public var code: String
    /// What people read.
    public var label: String?
    /// Codes of the classes it draws from.
    public var divisions: [String] = []
}

/// A subject.
public struct SiecleSubject: Sendable, Equatable, Codable {
    /// As the school writes it.
    public var code: String
    /// Short code that people know (`MATHS`).
    public var shortCode: String?
    /// What people read.
    public var label: String?
    /// Label in full.
    public var longLabel: String?
}

/// The school itself, for the heading of agreements.
public struct SiecleSchool: Sendable, Equatable, Codable {
    /// Identifier of the school, upper case, not checked.
    public var uai: String?
    /// `DENOM_PRINC`.
    public var name: String?
    /// The head of the school.
    public var headName: String?
    /// `La proviseure`, `Le proviseur`…
    public var headQuality: String?
    /// Without postal code and town.
    public var addressLines: [String] = []
    /// As written, not checked.
    public var postalCode: String?
    /// INSEE code of the commune.
    public var communeCode: String?
    /// Town.
    public var city: String?
    /// As written.
    public var phone: String?
    /// As written, not checked.
    public var mail: String?
    /// Code of the académie.
    public var academieCode: String?
    /// Name of the académie.
    public var academie: String?
}

/// First and last day of learners.
public struct SiecleYearDates: Sendable, Equatable, Codable {
    /// First day of learners.
    public var startsOn: LocalDate?
    /// Last day of learners.
    public var endsOn: LocalDate?
}

/// A member of staff is known by type and number together.
public struct SiecleStaffKey: Sendable, Hashable, Codable {
    /// `epp` or `local`.
    public var type: String
    /// Number, unique within its type.
    public var id: String

    /// A key.
    public init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}

/// A member of staff, from STS-web.
public struct SiecleStaff: Sendable, Equatable, Codable {
    /// Type and number.
    public var key: SiecleStaffKey
    /// `M.`, `Mme`; `nil` when not given.
    public var civility: String?
    /// Name used; the name at birth when there is no other.
    public var usageName: String
    /// Name at birth.
    public var birthName: String?
    /// First name.
    public var firstName: String?
    /// `ENS` teacher, `DIR` head, `EDU`, `DOC`…
    public var functionCode: String?
    /// Classes of which they are professeur principal.
    public var mainTeacherDivisions: [String] = []
    /// Labels of their disciplines.
    public var disciplines: [String] = []
    /// Name of the file.
    public var file: String
    /// Line where the record begins.
    public var line: Int
}

/// Who teaches what to whom.
public struct SiecleService: Sendable, Equatable, Codable {
    /// Code of the class or of the group.
    public var structureCode: String
    /// Taught to a group rather than to a class.
    public var isGroup: Bool
    /// Code of the subject.
    public var subjectCode: String
    /// Those who share the service.
    public var teachers: [SiecleStaffKey]
    /// Minutes a week; `nil` when the file does not say.
    public var weeklyMinutes: Int?
}
