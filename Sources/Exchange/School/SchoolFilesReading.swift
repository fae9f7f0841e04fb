import Domain

/// What one school file was.
public struct SchoolFilePart: Sendable, Equatable, Codable {
    /// Kinds of school files, by root element.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case pupils = "BEE_ELEVES"
        case guardians = "BEE_RESPONSABLES"
        case nomenclature = "BEE_NOMENCLATURES"
        case structures = "BEE_STRUCTURES"
        case school = "BEE_COMMUN"
        case sts = "STS_EDT"

        /// `Élèves`, `Responsables`…
        public var label: String {
            switch self {
            case .pupils: "Élèves"
            case .guardians: "Responsables"
            case .nomenclature: "Nomenclature"
            case .structures: "Structures"
            case .school: "Communs"
            case .sts: "STS-web"
            }
        }
    }

    /// Name of the file, inside its archive when it came from one.
    public var file: String
    /// What it contains.
    public var kind: Kind
    /// How its text is written.
    public var encoding: TextEncoding
    /// `UAJ`: to compare with the school before anything is written.
    public var uai: String?
    /// First year of the school year: 2026 for 2026-2027.
    public var schoolYear: Int?
    /// As written: `15/09/2026 08:12:44` or `15/09/2026`.
    public var exportedAt: String?
}

/// All that a set of school files says, merged.
public struct SchoolFilesReading: Sendable, Equatable, Codable {
    /// What each file was.
    public var parts: [SchoolFilePart] = []
    /// In the order of the files.
    public var pupils: [SieclePupil] = []
    /// Parents and other adults in charge.
    public var guardians: [SiecleGuardian] = []
    /// Who is in charge of whom; links to nobody are left out.
    public var links: [SiecleLink] = []
    /// Of learners and of adults.
    public var addresses: [SiecleAddress] = []
    /// Years of courses.
    public var mefs: [SiecleMEF] = []
    /// Classes.
    public var divisions: [SiecleDivision] = []
    /// Codes of the groups.
    public var groups: [SiecleGroup] = []
    /// Subjects.
    public var subjects: [SiecleSubject] = []
    /// The school itself; `nil` when no file describes it.
    public var school: SiecleSchool?
    /// `nil` when no file gives them.
    public var yearDates: SiecleYearDates?
    /// From STS-web.
    public var staff: [SiecleStaff] = []
    /// Who teaches what, from STS-web.
    public var services: [SiecleService] = []
    /// Every record refused and every remark, file by file.
    public var problems: [ImportProblem] = []

    /// Whether a kind of file was among those given: what is absent must not be taken for « left ».
    public func has(_ kind: SchoolFilePart.Kind) -> Bool {
        parts.contains { $0.kind == kind }
    }
}
