import Domain

/// A year of a course, from Nomenclature or STS.
public struct SiecleMEF: Sendable, Equatable, Codable {
    public var code: String
    public var formation: String?
    public var longLabel: String?
    public var editionLabel: String?
    /// The national code behind a local one.
    public var attachedCode: String?
    public var mefstat: String?
}

/// A class.
public struct SiecleDivision: Sendable, Equatable, Codable {
    public var code: String
    public var label: String?
    public var mefs: [String] = []
}

/// A group of learners of one or several classes.
public struct SiecleGroup: Sendable, Equatable, Codable {
    public var code: String
    public var label: String?
    public var divisions: [String] = []
}

/// A subject.
public struct SiecleSubject: Sendable, Equatable, Codable {
    public var code: String
    /// Short code that people know (`MATHS`).
    public var shortCode: String?
    public var label: String?
    public var longLabel: String?
}

/// The school itself, for the heading of agreements.
public struct SiecleSchool: Sendable, Equatable, Codable {
    public var uai: String?
    public var name: String?
    public var headName: String?
    public var headQuality: String?
    public var addressLines: [String] = []
    public var postalCode: String?
    public var communeCode: String?
    public var city: String?
    public var phone: String?
    public var mail: String?
    public var academieCode: String?
    public var academie: String?
}

/// First and last day of learners.
public struct SiecleYearDates: Sendable, Equatable, Codable {
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
}

/// A member of staff is known by type and number together.
public struct SiecleStaffKey: Sendable, Hashable, Codable {
    /// `epp` or `local`.
    public var type: String
    public var id: String

    public init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}

/// A member of staff, from STS-web.
public struct SiecleStaff: Sendable, Equatable, Codable {
    public var key: SiecleStaffKey
    /// `M.`, `Mme`; `nil` when not given.
    public var civility: String?
    public var usageName: String
    public var birthName: String?
    public var firstName: String?
    /// `ENS` teacher, `DIR` head, `EDU`, `DOC`…
    public var functionCode: String?
    /// Classes of which they are professeur principal.
    public var mainTeacherDivisions: [String] = []
    /// Labels of their disciplines.
    public var disciplines: [String] = []
    public var file: String
    public var line: Int
}

/// Who teaches what to whom.
public struct SiecleService: Sendable, Equatable, Codable {
    /// Code of the class or of the group.
    public var structureCode: String
    public var isGroup: Bool
    public var subjectCode: String
    public var teachers: [SiecleStaffKey]
    /// Minutes a week; `nil` when the file does not say.
    public var weeklyMinutes: Int?
}
