import Domain

extension Link {
    static let certificates = Link("/attestations")
    static let weeks = Link("/semaines")
    static let allowances = Link("/allocations")
    static let expenses = Link("/frais")
    static let publics = Link("/publics")
    static let archives = Link("/archives")

    static func certificate(of placement: ID<Placement>) -> Link {
        Link.placement(placement).appending("attestation")
    }
}

/// The pages of the end of a PFMP, and who may see each.
enum ClosingTab: String, CaseIterable, Sendable {
    case certificates
    case weeks
    case allowances
    case expenses
    case publics
    case archives

    var label: String {
        switch self {
        case .certificates: "Attestations"
        case .weeks: "Semaines validées"
        case .allowances: "Allocation"
        case .expenses: "Frais"
        case .publics: "Autres publics"
        case .archives: "Archives"
        }
    }

    var link: Link {
        switch self {
        case .certificates: .certificates
        case .weeks: .weeks
        case .allowances: .allowances
        case .expenses: .expenses
        case .publics: .publics
        case .archives: .archives
        }
    }

    var permissions: [Permission] {
        switch self {
        case .certificates, .weeks, .publics, .archives: [.seePlacements]
        case .allowances: [.manageAllowances]
        case .expenses: [.manageAllowances, .decideRefunds]
        }
    }
}

/// Title of a page of the section, with the way to the others.
func closingHead(
    _ title: String, _ tab: ClosingTab, count: Int? = nil, crumbs: [(String, Link)] = [], meta: [HTML] = [],
    actions: [HTML] = [], for author: Author
) -> HTML {
    let tabs = ClosingTab.allCases.filter { $0.permissions.contains(where: author.may) }.map { other -> HTML in
        let current: HTML? = other == tab ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(other.link)\"\(current)>\(other.label)</a></li>"
    }
    return """
        \(pageHead(title, count: count, crumbs: crumbs, meta: meta, actions: actions))\
        <nav class="tabs" aria-label="Fin de PFMP"><ul>\(tabs)</ul></nav>
        """
}

/// A link for each value of a filter, as chips of which one is current.
func choiceLinks<Choice: Equatable>(
    _ label: String, _ choices: [(value: Choice, label: String, link: Link)], current: Choice
) -> HTML {
    let items = choices.map { choice -> HTML in
        let mark: HTML? = choice.value == current ? " aria-current=\"true\"" : nil
        return "<li><a class=\"chip\" href=\"\(choice.link)\"\(mark)>\(choice.label)</a></li>"
    }
    return "<nav aria-label=\"\(label)\"><ul class=\"chips\">\(items)</ul></nav>"
}
