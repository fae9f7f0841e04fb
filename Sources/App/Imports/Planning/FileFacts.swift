import Domain
import Exchange

/// What files say of a school, whatever their format: cleaned, checked, and not yet compared with anything.
struct FileFacts: Sendable {
    var schoolYear: Int?
    /// The files themselves, with the establishment and the year that each claims.
    var parts: [SchoolFilePart] = []
    var learners: [FileLearner] = []
    var classes: [FileClass] = []
    var staff: [FileStaff] = []
    var teachings: [FileTeaching] = []
    /// Who is professeur principal of which class; the subject is empty.
    var principals: Set<FileTeaching> = []
    /// Details of the establishment, taken only where ours are empty.
    var school: SiecleSchool?
    /// The files list every learner of the year: who is not there has left.
    var listsAllLearners = false
    /// The files list every link between a learner and the adults in charge.
    var listsAllGuardians = false
    /// The files list the whole staff and what each teaches.
    var listsAllStaff = false
    /// INE of learners whose record is refused: they have not left for all that.
    var refusedINEs: Set<String> = []
    /// Records refused that nobody can recognise: then nobody is taken for gone.
    var hasUnknownRefusals = false
    var problems: [ImportProblem] = []
    var authority = FileAuthority.register
}

/// A learner as a file describes them.
struct FileLearner: Sendable {
    var familyName: String
    var firstName: String
    var ine: String?
    var birthDate: LocalDate?
    /// Other fields by name, as `LearnerFields` reads them.
    var values: [String: String] = [:]
    /// Code of the class; `nil` when the file does not assign one.
    var classCode: String?
    var mef = ""
    /// The learner left, or will leave, on this day.
    var leavesOn: LocalDate?
    var guardians: [FileGuardian] = []
    var file: String
    var line: Int

    var name: String { familyName + " " + firstName }
    var nameKey: String { SearchKey(familyName, firstName).rawValue }
}

/// An adult in charge of a learner, as a file describes them.
struct FileGuardian: Sendable {
    /// The same person in the same file; several learners may share one.
    var personKey: String
    var familyName: String
    var firstName: String
    /// By name, as `GuardianFields` reads them.
    var values: [String: String]
    var legalRank: Int
    var kinship: Kinship

    var nameKey: String { SearchKey(familyName, firstName).rawValue }
}

/// A class as a file describes it.
struct FileClass: Sendable {
    var code: String
    var values: [String: String] = [:]
}

/// A member of staff as a file describes them.
struct FileStaff: Sendable {
    /// `epp:70001`
    var stsKey: String
    var familyName: String
    var firstName: String
    var values: [String: String]

    var nameKey: String { SearchKey(familyName, firstName).rawValue }
}

/// Who teaches what to which class, as a file describes it.
struct FileTeaching: Sendable, Hashable {
    var stsKey: String
    var classCode: String
    var subject: String
}

/// A partner company as a line of a sheet describes it.
struct FileCompany: Sendable {
    var siret: String?
    var name: String
    var postalCode: String
    /// By name, as `CompanyFields` reads them.
    var values: [String: String]
    var contact: FileContact?
    var file: String
    var line: Int
}

/// A person at a company, as a line of a sheet describes them.
struct FileContact: Sendable {
    /// By name, as `ContactFields` reads them.
    var values: [String: String]

    var nameKey: String { SearchKey(values["familyName"] ?? "", values["firstName"] ?? "").rawValue }
    /// The same address, and a family name or a first name in common: one of the two was corrected. An address alone may
    /// be that of several people.
    func isSamePerson(as contact: Contact) -> Bool {
        guard let email = values["email"], let known = contact.email, email.lowercased() == known.lowercased() else {
            return false
        }
        let first = SearchKey(values["firstName"] ?? "").rawValue
        return SearchKey(values["familyName"] ?? "") == SearchKey(contact.familyName)
            || !first.isEmpty && first == SearchKey(contact.firstName).rawValue
    }

    /// The title of the person says that they guide trainees.
    var isTutor: Bool {
        let words = Set(SearchKey(values["function"] ?? "").words)
        return words.contains("tuteur") || words.contains("tutrice") || words.isSuperset(of: ["maitre", "stage"])
    }
}

/// What a sheet of companies says.
struct CompanyFacts: Sendable {
    var companies: [FileCompany] = []
    var problems: [ImportProblem] = []
}
