import Domain

/// The pages of « PFMP » that concern the whole school.
enum PFMPTab: String, CaseIterable, Sendable {
    case periods, calendar, homeless, catchUp, pathway

    var label: String {
        switch self {
        case .periods: "Périodes"
        case .calendar: "Calendrier"
        case .homeless: "Sans lieu"
        case .catchUp: "Rattrapages"
        case .pathway: "Parcours de terminale"
        }
    }

    var link: Link {
        switch self {
        case .periods: .year
        case .calendar: .planner
        case .homeless: .homeless
        case .catchUp: .catchUps
        case .pathway: .pathway
        }
    }
}

/// The tabs of « PFMP ».
func pfmpTabs(_ current: PFMPTab) -> HTML {
    let items = PFMPTab.allCases.map { tab -> HTML in
        let mark: HTML? = tab == current ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(tab.link)\"\(mark)>\(tab.label)</a></li>"
    }
    return "<nav class=\"tabs\" aria-label=\"PFMP\"><ul>\(items)</ul></nav>"
}
