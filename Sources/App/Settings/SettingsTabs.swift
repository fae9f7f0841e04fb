import Domain

extension Link {
    static let settings = Link("/reglages")
    static let schoolRecord = Link("/reglages/etablissement")
    static let people = Link("/reglages/personnes")
    static let invitation = Link("/reglages/personnes/invitation")
    static let journal = Link("/reglages/journal")
    static let serverActivity = Link("/reglages/serveur")
    static let rights = Link("/reglages/droits")

    static func person(_ id: ID<Account>) -> Link {
        Link("/reglages/personnes", [id.rawValue])
    }
}

/// The pages of « Réglages », in the order of their tabs.
enum SettingsTab: String, CaseIterable, Sendable {
    case school, people, rights, journal, server, thresholds, agreements
    case rules
    case partners

    var label: String {
        switch self {
        case .school: "Établissement"
        case .people: "Personnes et rôles"
        case .rights: "Table des droits"
        case .journal: "Journal"
        case .server: "Activité du serveur"
        case .thresholds: "Seuils"
        case .agreements: "Conventions"
        case .rules: "Règles"
        case .partners: "Partenaires"
        }
    }

    var link: Link {
        switch self {
        case .school: .schoolRecord
        case .people: .people
        case .rights: .rights
        case .journal: .journal
        case .server: .serverActivity
        case .thresholds: .thresholds
        case .agreements: .agreementSettings
        case .rules: .rules
        case .partners: .partnerSettings
        }
    }

    /// What opens the page.
    var permission: Permission {
        switch self {
        case .school, .thresholds, .agreements, .partners: .manageSchool
        case .people, .rights, .server: .manageAccounts
        case .journal: .seeJournal
        case .rules: .seeRules
        }
    }
}

/// Title and tabs of a page of « Réglages ».
func settingsHead(_ current: SettingsTab, for author: Author, actions: [HTML] = []) -> HTML {
    let items = SettingsTab.allCases.filter { author.may($0.permission) }.map { tab -> HTML in
        let mark: HTML? = tab == current ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(tab.link)\"\(mark)>\(tab.label)</a></li>"
    }
    return """
        \(pageHead("Réglages", meta: [HTML(text: author.schoolName)], actions: actions))\
        <nav class="tabs" aria-label="Réglages"><ul>\(items)</ul></nav>
        """
}
