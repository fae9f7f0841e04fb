import Domain
import Persistence

extension Link {
    static let requests = Link("/demandes")
    static let newRequest = Link("/demandes/nouvelle")
    static let responseTimes = Link("/demandes/delais")
    static let bureauPageSettings = Link("/demandes/page")
    static let routing = Link("/demandes/aiguillage")
    static let answerTemplates = Link("/demandes/modeles")
    static let bureaux = Link("/bureaux")

    static func request(_ id: ID<CompanyRequest>) -> Link { Link("/demandes", [id.rawValue]) }
    static func bureau(_ uai: String) -> Link { Link("/bureau", [uai]) }
    static func entry(_ uai: String) -> Link { Link("/bureau", [uai, "demande"]) }
    static func followedRequest(_ token: String) -> Link { Link("/demande", [token]) }
}

/// The pages of « Demandes », and who may see each.
enum PartnerTab: String, CaseIterable, Sendable {
    case requests, partnerships, needs, tax, capacity

    var label: String {
        switch self {
        case .requests: "Demandes"
        case .partnerships: "Partenariats"
        case .needs: "Besoins"
        case .tax: "Taxe d’apprentissage"
        case .capacity: "Lieux d’accueil"
        }
    }

    var link: Link {
        switch self {
        case .requests: .requests
        case .partnerships: .partnerships
        case .needs: .needs
        case .tax: .taxBoard
        case .capacity: .capacity
        }
    }

    /// One of them is enough.
    var permissions: [Permission] {
        switch self {
        case .requests: [.seeRequests, .answerRequests]
        case .partnerships: [.seeCompanies]
        case .needs: [.recordNeeds, .receiveNeeds]
        case .tax: [.manageTax]
        case .capacity: [.editCompanies]
        }
    }
}

/// The way between the pages about what companies ask, need, sign and give.
func partnerTabs(_ current: PartnerTab, for author: Author) -> HTML {
    let items = PartnerTab.allCases.filter { $0.permissions.contains(where: author.may) }.map { tab -> HTML in
        let mark: HTML? = tab == current ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(tab.link)\"\(mark)>\(tab.label)</a></li>"
    }
    guard items.count > 1 else { return "" }
    return "<nav class=\"tabs\" aria-label=\"Demandes et partenariats\"><ul>\(items)</ul></nav>"
}

/// Title of a page of the section, with the way to the others.
func partnerHead(
    _ title: String, _ tab: PartnerTab, count: Int? = nil, crumbs: [(String, Link)] = [], meta: [HTML] = [],
    actions: [HTML] = [], for author: Author
) -> HTML {
    """
    \(pageHead(title, count: count, crumbs: crumbs, meta: meta, actions: actions))\(partnerTabs(tab, for: author))
    """
}

extension CompanyRequest.Kind: SQLBindable {}
extension CompanyRequest.State: SQLBindable {}
extension CompanyRequest.Source: SQLBindable {}
extension RequestMessage.AuthorKind: SQLBindable {}
