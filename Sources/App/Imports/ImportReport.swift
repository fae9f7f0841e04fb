import Domain
import Exchange

/// What an import would do or did, as people read it.
struct ImportReport: Codable, Equatable, Sendable {
    /// A part of the school's data, in the order of the pages.
    enum Subject: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
        case school, schoolClass, learner, guardian, staff, company, contact
        case vacation

        /// `12 apprenants`
        func counted(_ count: Int) -> String {
            switch self {
            case .school: FrenchNumber.counted(count, "établissement", "établissements")
            case .schoolClass: FrenchNumber.counted(count, "classe", "classes")
            case .learner: FrenchNumber.counted(count, "apprenant", "apprenants")
            case .guardian: FrenchNumber.counted(count, "responsable", "responsables")
            case .staff: FrenchNumber.counted(count, "membre de l’équipe", "membres de l’équipe")
            case .company: FrenchNumber.counted(count, "entreprise", "entreprises")
            case .contact: FrenchNumber.counted(count, "contact", "contacts")
            case .vacation: FrenchNumber.counted(count, "date du calendrier", "dates du calendrier")
            }
        }

        var label: String {
            switch self {
            case .school: "Établissement"
            case .schoolClass: "Classes"
            case .learner: "Apprenants"
            case .guardian: "Responsables"
            case .staff: "Équipe"
            case .company: "Entreprises"
            case .contact: "Contacts"
            case .vacation: "Vacances scolaires"
            }
        }
    }

    enum Outcome: String, Codable, CaseIterable, Sendable { case created, changed, left, kept }

    /// One record that the import touches, or a value of it that was kept as people typed it.
    struct Line: Codable, Equatable, Sendable {
        var subject: Subject
        var outcome: Outcome
        var name: String
        var changes: [FieldChange] = []
    }

    /// A field before and after, as people read them.
    struct FieldChange: Codable, Equatable, Sendable {
        var field: String
        var before: String
        var after: String
    }

    /// First civil year of the school year of the files; `nil` when they do not say.
    var schoolYear: Int?
    /// The import opens this school year: everything of the former one is closed, nothing is deleted.
    var opensYear: Int?
    var counts: [Subject: ImportCounts] = [:]
    var lines: [Line] = []
    var problems: [ImportProblem] = []

    var total: ImportCounts { counts.values.reduce(ImportCounts(), +) }

    var refused: [ImportProblem] { problems.filter { $0.severity == .refused } }
    var remarks: [ImportProblem] { problems.filter { $0.severity == .warning } }

    func lines(_ outcome: Outcome) -> [Line] { lines.filter { $0.outcome == outcome } }
}
