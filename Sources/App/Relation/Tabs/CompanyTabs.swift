import Domain

extension Link {
    static let todo = Link("/a-faire")
    static let pipeline = Link("/entreprises/tableau")
    static let capture = Link("/appel")
    static let companyDuplicates = Link("/entreprises/doublons")
    static let savedViews = Link("/entreprises/vues")
    static let campaigns = Link("/campagnes")
    static let partnerIndicators = Link("/entreprises/indicateurs")

    static func capture(of company: ID<Company>) -> Link { capture.with([("entreprise", company.rawValue)]) }
    static func action(_ id: ID<PartnerAction>) -> Link { Link("/a-faire", [id.rawValue]) }
    static func campaign(_ id: ID<Campaign>) -> Link { Link("/campagnes", [id.rawValue]) }
}

/// The pages about all partners, and who may see each.
enum CompanyTab: String, CaseIterable, Sendable {
    case list, pipeline, todo, views, campaigns, spaces, duplicates, review, shared, indicators

    var label: String {
        switch self {
        case .list: "Liste"
        case .pipeline: "Tableau"
        case .todo: "À faire"
        case .views: "Vues et listes"
        case .campaigns: "Campagnes"
        case .spaces: "Espaces"
        case .duplicates: "Doublons"
        case .review: "À vérifier"
        case .shared: "Autres bureaux"
        case .indicators: "Indicateurs"
        }
    }

    var link: Link {
        switch self {
        case .list: .companies
        case .pipeline: .pipeline
        case .todo: .todo
        case .views: .savedViews
        case .campaigns: .campaigns
        case .spaces: .spaces
        case .duplicates: .companyDuplicates
        case .review: .companyReviews
        case .shared: .sharedPartners
        case .indicators: .partnerIndicators
        }
    }

    var permission: Permission {
        switch self {
        case .campaigns: .sendCampaigns
        case .spaces: .shareCompanySpaces
        case .duplicates: .mergeCompanies
        case .review: .verifyCompanies
        case .shared: .sharePartners
        default: .seeCompanies
        }
    }
}

/// The way between the pages about all partners.
func companyTabs(_ tab: CompanyTab, for author: Author) -> HTML {
    let items = CompanyTab.allCases.filter { author.may($0.permission) }.map { other -> HTML in
        let current: HTML? = other == tab ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(other.link)\"\(current)>\(other.label)</a></li>"
    }
    return "<nav class=\"tabs\" aria-label=\"Entreprises\"><ul>\(items)</ul></nav>"
}

/// Every address of the relation with partners.
enum RelationRoutes {
    static func add(to site: Site) {
        PartnerActionRoutes.add(to: site)
        TimelineRoutes.add(to: site)
        CaptureRoutes.add(to: site)
        PipelineRoutes.add(to: site)
        GroupRoutes.add(to: site)
        DuplicateRoutes.add(to: site)
        ContactDuplicateRoutes.add(to: site)
        LookAlikeRoutes.add(to: site)
        ReceivedMailRoutes.add(to: site)
        SegmentRoutes.add(to: site)
        CampaignRoutes.add(to: site)
        OptOutRoutes.add(to: site)
        AppetiteRoutes.add(to: site)
        SpaceRoutes.add(to: site)
        PartnerIndicatorRoutes.add(to: site)
        ReviewRoutes.add(to: site)
        SharingRoutes.add(to: site)
    }

    static let jobs: [Job] = [.campaigns, .actionReminders]
}
