import Domain

extension SchoolDatabase {
    /// What actions ask of the office today: requests to answer, reports to write.
    func actionTiles(of author: Author, today: LocalDate) throws -> [HomeTile] {
        guard author.may(.organiseActions) else { return [] }
        let counts = try actionCounts(year: author.currentYear, today: today)
        return [
            HomeTile(
                count: counts.asked, label: "actions demandées", one: "action demandée",
                link: Link.actions.with([("etat", Action.State.requested.rawValue)]), tone: .soon),
            HomeTile(
                count: counts.toReport, label: "actions sans bilan", one: "action sans bilan", link: .actions,
                tone: .soon),
        ].filter { $0.count > 0 }
    }
}

/// The way from the page of a learner to their path.
func pathLink(of learner: Learner, for author: Author) -> HTML {
    guard author.may(.followPaths) else { return "" }
    return panel(
        "Parcours professionnel",
        """
        <p>Tous ses contacts avec le monde professionnel, son CV et ses séances.</p>\
        \(button("Voir le parcours", to: .path(of: learner.id), icon: "history", style: "small"))
        """)
}

/// The way from a contact to what they are willing to do.
func willsLink(_ contact: Contact) -> HTML {
    let link = Link("/contacts", [contact.id.rawValue, "accords"])
    return "<p><a href=\"\(link)\">Actions acceptées<span class=\"vh\"> : \(contact.fullName)</span></a></p>"
}
