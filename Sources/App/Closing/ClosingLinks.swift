import Domain

/// What the end of the PFMP knows of a learner, on the learner's page.
func closingLinks(of learner: Learner, for author: Author, today: LocalDate) -> HTML {
    guard author.may(.seePlacements) else { return "" }
    var items: [(String, Link)] = []
    if learner.learnerPublic.takesAgreements { items.append(("Semaines validées", .weeks(of: learner.id))) }
    if learner.learnerPublic == .pupil, author.may(.manageAllowances) {
        items.append(("Allocation de PFMP", .allowance(of: learner.id)))
    }
    if CompanyStay.Kind(learner.learnerPublic) != nil, author.may(.placeLearners) {
        items.append((StayDocument.expected(for: learner.learnerPublic).label, .contracts(of: learner.id)))
    }
    if learner.isMinor(on: today) {
        items.append(("Accueil d’un mineur\u{A0}: feuille pour l’entreprise", .minor(learner.id)))
    }
    guard !items.isEmpty else { return "" }
    return panel(
        "Papiers et bilans",
        "<ul class=\"lines\">\(items.map { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" as HTML })</ul>")
}
