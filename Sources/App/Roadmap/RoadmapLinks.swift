import Domain
import Persistence

extension Link {
    static let steering = Link("/pilotage")
    static let roadmaps = Link("/feuille-de-route")
    static let newMeeting = Link("/reunions/nouvelle")

    static func roadmap(_ id: ID<Roadmap>) -> Link { Link("/feuille-de-route", [id.rawValue]) }
    static func objective(_ id: ID<RoadmapObjective>) -> Link { Link("/objectifs", [id.rawValue]) }
    static func step(_ id: ID<RoadmapStep>) -> Link { Link("/actions-prevues", [id.rawValue]) }
    static func meeting(_ id: ID<SteeringMeeting>) -> Link { Link("/reunions", [id.rawValue]) }
}

/// The pages of « Pilotage », and who may see each.
enum SteeringTab: String, CaseIterable, Sendable {
    case page, roadmap, indicators, report, handover

    var label: String {
        switch self {
        case .page: "En une page"
        case .roadmap: "Feuille de route"
        case .indicators: "Indicateurs"
        case .report: "Bilan annuel"
        case .handover: "Passation"
        }
    }

    var link: Link {
        switch self {
        case .page: .steering
        case .roadmap: .roadmaps
        case .indicators: .indicators
        case .report: .report
        case .handover: .handover
        }
    }

    var permission: Permission { self == .handover ? .handOver : .steerOffice }
}

/// Title of a page of the section, with the way to the others.
func steeringHead(
    _ title: String, _ tab: SteeringTab, crumbs: [(String, Link)] = [], meta: [HTML] = [], actions: [HTML] = [],
    for author: Author
) -> HTML {
    let tabs = SteeringTab.allCases.filter { author.may($0.permission) }.map { other -> HTML in
        let current: HTML? = other == tab ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(other.link)\"\(current)>\(other.label)</a></li>"
    }
    return """
        \(pageHead(title, crumbs: crumbs, meta: meta, actions: actions))\
        <nav class="tabs" aria-label="Pilotage"><ul>\(tabs)</ul></nav>
        """
}

extension RoadmapActor {
    /// The right that a person needs to move a roadmap or a letter.
    var permission: Permission {
        switch self {
        case .office: .writeRoadmap
        case .ddfpt: .validateRoadmap
        case .head: .signRoadmap
        }
    }
}

extension Author {
    /// The school year in use, as people write it.
    var yearLabel: String { SchoolYear(start: currentYear)?.rawValue ?? String(currentYear) }
}

extension Roadmap.State {
    var tone: Tone {
        switch self {
        case .draft, .closed: .neutral
        case .submitted, .validated: .waiting
        case .signed, .presented: .done
        }
    }
}

extension Roadmap.State: SQLBindable {}
extension MissionLetter.State: SQLBindable {}
