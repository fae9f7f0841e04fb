import Domain
import Exchange

/// What a set of files holds, recognised from their content.
enum ImportKind: String, Codable, CaseIterable, Sendable {
    case siecle
    case learners
    case companies
    case schoolDirectory = "annuaire"
    case bureauDirectory = "annuaire_bde"
    case calendar = "calendrier"

    var label: String {
        switch self {
        case .siecle: "Fichiers SIECLE et STS-web"
        case .learners: "Liste d’apprenants"
        case .companies: "Liste d’entreprises"
        case .schoolDirectory: "Annuaire de l’éducation"
        case .bureauDirectory: "Annuaire des bureaux des entreprises"
        case .calendar: "Calendrier scolaire officiel"
        }
    }

    /// Sheets whose columns a person matches with ours.
    var tableKind: TableKind? {
        switch self {
        case .learners: .learners
        case .companies: .companies
        case .siecle, .schoolDirectory, .bureauDirectory, .calendar: nil
        }
    }

    var isDirectory: Bool { self == .schoolDirectory || self == .bureauDirectory }
}

/// Where an import stands.
enum ImportState: String, Codable, CaseIterable, Sendable {
    /// Read, shown, not carried out: nothing is written but the files that wait.
    case preview
    case applied
    case undone

    var label: String {
        switch self {
        case .preview: "À confirmer"
        case .applied: "Importé"
        case .undone: "Annulé"
        }
    }
}

/// How many records an import creates, changes, leaves alone or closes.
struct ImportCounts: Codable, Equatable, Sendable {
    var created = 0
    var changed = 0
    var unchanged = 0
    var left = 0

    /// What will be written.
    var total: Int { created + changed + left }

    static func + (one: ImportCounts, other: ImportCounts) -> ImportCounts {
        ImportCounts(
            created: one.created + other.created, changed: one.changed + other.changed,
            unchanged: one.unchanged + other.unchanged, left: one.left + other.left)
    }
}

/// One import of files, from its preview to its undoing.
struct ImportRun: Codable, Equatable, Sendable {
    let id: ID<ImportRun>
    let kind: ImportKind
    /// Names of the files, one a line.
    let files: String
    var state: ImportState
    var createdCount: Int
    var changedCount: Int
    var unchangedCount: Int
    var leftCount: Int
    var refusedCount: Int
    /// An `ImportReport` in JSON.
    var report: String
    let startedAt: Moment
    var appliedAt: Moment?
    var undoneAt: Moment?
    let authorName: String

    var fileNames: [String] { files.split(separator: "\n").map(String.init) }

    var counts: ImportCounts {
        ImportCounts(created: createdCount, changed: changedCount, unchanged: unchangedCount, left: leftCount)
    }
}

/// An import as the list of imports shows it.
struct ImportRunLine: Codable, Sendable {
    let id: ID<ImportRun>
    let kind: ImportKind
    let files: String
    let state: ImportState
    let createdCount: Int
    let changedCount: Int
    let unchangedCount: Int
    let leftCount: Int
    let refusedCount: Int
    let startedAt: Moment
    let authorName: String
}
