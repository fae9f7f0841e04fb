import Domain
import Persistence

// Values of actions that go into statements as they are.

extension ActionKind: SQLBindable {}
extension Domain.Action.State: SQLBindable {}
extension ActionGuest.State: SQLBindable {}
extension ActionLearner.State: SQLBindable {}
extension ActionMeeting.Outcome: SQLBindable {}
extension ActionFeedback.Giver: SQLBindable {}
extension ActionEffect.Kind: SQLBindable {}

extension Link {
    static let actions = Link("/actions")
    static let actionRequest = Link("/actions/demande")
    static let actionCalendar = Link("/actions/calendrier")
    static let rooms = Link("/actions/salles")
    static let professionals = Link("/actions/intervenants")

    static func action(_ id: ID<Action>) -> Link { Link("/actions", [id.rawValue]) }
    static func invitation(_ token: String) -> Link { Link("/participation", [token]) }
    static func booking(_ token: String) -> Link { Link("/reservation", [token]) }
    static func opinion(_ token: String) -> Link { Link("/avis", [token]) }
}

extension Action.State {
    var tone: Tone {
        switch self {
        case .requested: .soon
        case .preparing, .postponed: .waiting
        case .confirmed, .closed: .done
        case .held: .soon
        case .cancelled, .declined: .neutral
        }
    }

    var badge: HTML { App.badge(label, tone) }
}

extension ActionGuest.State {
    var badge: HTML {
        switch self {
        case .toInvite, .invited: App.badge(label, .waiting)
        case .accepted, .present: App.badge(label, .done)
        case .declined, .withdrawn: App.badge(label, .neutral)
        case .absent: App.badge(label, .late)
        }
    }
}

/// The pages of « Actions », and who may see each.
enum ActionTab: String, CaseIterable, Sendable {
    case list, calendar, offers, sessions, alumni, mentoring, insertion, mobility

    var label: String {
        switch self {
        case .list: "Actions"
        case .calendar: "Calendrier"
        case .offers: "Offres"
        case .sessions: "CV et AvenirPro"
        case .alumni: "Anciens élèves"
        case .mentoring: "Mentorat"
        case .insertion: "Insertion"
        case .mobility: "Mobilité"
        }
    }

    var link: Link {
        switch self {
        case .list: .actions
        case .calendar: .actionCalendar
        case .offers: Link("/offres")
        case .sessions: Link("/ateliers")
        case .alumni: Link("/anciens")
        case .mentoring: Link("/mentorats")
        case .insertion: Link("/insertion")
        case .mobility: Link("/mobilites")
        }
    }

    var permission: Permission {
        switch self {
        case .list, .calendar: .seeActions
        case .offers, .sessions, .mentoring: .followPaths
        case .alumni, .insertion: .manageAlumni
        case .mobility: .organiseActions
        }
    }
}

/// Title of a page of the section, with the way to the others.
func actionHead(
    _ title: String, _ tab: ActionTab, count: Int? = nil, crumbs: [(String, Link)] = [], meta: [HTML] = [],
    actions: [HTML] = [], for author: Author
) -> HTML {
    let tabs = ActionTab.allCases.filter { author.may($0.permission) }.map { other -> HTML in
        let current: HTML? = other == tab ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(other.link)\"\(current)>\(other.label)</a></li>"
    }
    return """
        \(pageHead(title, count: count, crumbs: crumbs, meta: meta, actions: actions))\
        <nav class="tabs" aria-label="Actions"><ul>\(tabs)</ul></nav>
        """
}
