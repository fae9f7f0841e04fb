import Domain

extension Link {
    static let office = Link("/bureau")
    static let openings = Link("/bureau/horaires")
    static let officeTime = Link("/bureau/temps")
    static let officeMeans = Link("/bureau/moyens")
    static let newMeans = Link("/bureau/moyens/nouveau")
    static let officeDocuments = Link("/bureau/documents")
    static let keyPoints = Link("/bureau/points-cles")
    static let trainings = Link("/bureau/formation")
    static let newTraining = Link("/bureau/formation/nouvelle")

    static func opening(_ id: ID<OfficeOpening>) -> Link { Link("/bureau/horaires", [id.rawValue]) }
    static func officeAbsence(_ id: ID<OfficeAbsence>) -> Link { Link("/bureau/absences", [id.rawValue]) }
    static func officeDocument(_ id: ID<OfficeDocumentRow>) -> Link { Link("/bureau/documents", [id.rawValue]) }
    static func training(_ id: ID<TrainingSession>) -> Link { Link("/bureau/formation", [id.rawValue]) }
    static func means(_ id: ID<OfficeMeans>) -> Link { Link("/bureau/moyens", [id.rawValue]) }
}

/// The pages of « Bureau », and who may see each.
enum OfficeTab: String, CaseIterable, Sendable {
    case office, openings, time, documents, keyPoints, training, letters, means

    var label: String {
        switch self {
        case .office: "Le bureau"
        case .openings: "Horaires"
        case .time: "Temps"
        case .documents: "Documents"
        case .keyPoints: "Points clés"
        case .training: "Formation"
        case .letters: "Lettres de mission"
        case .means: "Moyens"
        }
    }

    var link: Link {
        switch self {
        case .office: .office
        case .openings: .openings
        case .time: .officeTime
        case .documents: .officeDocuments
        case .keyPoints: .keyPoints
        case .training: .trainings
        case .letters: .letters
        case .means: .officeMeans
        }
    }

    var permission: Permission {
        switch self {
        case .office, .documents: .seeOffice
        case .openings, .keyPoints, .training: .manageOffice
        case .time: .logOfficeTime
        case .letters: .seeMissionLetters
        case .means: .seeMeans
        }
    }
}

/// Title of a page of the section, with the way to the others.
func officeHead(
    _ title: String, _ tab: OfficeTab, crumbs: [(String, Link)] = [], meta: [HTML] = [], actions: [HTML] = [],
    for author: Author
) -> HTML {
    let tabs = OfficeTab.allCases.filter { author.may($0.permission) }.map { other -> HTML in
        let current: HTML? = other == tab ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(other.link)\"\(current)>\(other.label)</a></li>"
    }
    return """
        \(pageHead(title, crumbs: crumbs, meta: meta, actions: actions))\
        <nav class="tabs" aria-label="Bureau"><ul>\(tabs)</ul></nav>
        """
}
