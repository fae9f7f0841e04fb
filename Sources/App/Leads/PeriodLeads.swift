import Domain
import Persistence

/// The leads of a period: what companies answer this year.
struct PeriodLeadsView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let leads: [LeadLine]
    let answer: LeadAnswer?
    /// All the leads of the period, by answer.
    let counts: [LeadAnswer: Int]
    let reasons: [RefusalReason: Int]
    let today: LocalDate
    let opensCompanies: Bool
}

func periodLeadsPage(_ view: PeriodLeadsView) -> Page {
    let title = "Pistes, \(view.schoolClass.code)"
    let base = Link.periodLeads(view.period.id)
    let tiles = LeadAnswer.allCases.map { answer -> HTML in
        "<li>\(tile(view.counts[answer] ?? 0, answer.label, to: base.with([("reponse", answer.rawValue)])))</li>"
    }
    let columns: [Column<LeadLine>] = [
        Column("Élève", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.hostSearch($0.learnerId, in: view.period.id))\">\($0.listName)</a>"
        },
        Column("Entreprise") { line in
            line.companyId.map { reference(line.structure, to: .company($0), opens: view.opensCompanies) }
                ?? HTML(text: line.structure)
        },
        Column("Comment") { HTML(text: $0.means.label) },
        Column("Quand") { HTML(text: $0.askedOn.near(view.today)) },
        Column("Réponse") { "\($0.answer.badge) \($0.refusalReason?.label)" },
    ]
    let body: HTML =
        view.leads.isEmpty
        ? emptyState(
            "phone", "Aucune piste ici",
            "Les pistes se notent sur la recherche de chaque élève.",
            action: button("Voir la classe", to: .period(view.period.id)))
        : "\(listTable("Pistes de la période, les dernières d’abord", view.leads, columns))"
    let refusals = view.reasons.sorted { ($1.value, $0.key.label) < ($0.value, $1.key.label) }
        .map { "\($0.key.label.lowercased()) : \($0.value)" }.joined(separator: ", ")
    let why: HTML? = refusals.isEmpty ? nil : "<p class=\"hint\">Motifs des refus : \(refusals).</p>"
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, count: view.leads.count, crumbs: [("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id))]))\
        <ul class="tiles" aria-label="Par réponse">\(tiles)</ul>\(why)\(body)
        """)
}

extension SchoolDatabase {
    func periodLeads(_ id: ID<PFMPPeriod>, answer: LeadAnswer?, author: Author, today: LocalDate) throws
        -> PeriodLeadsView
    {
        let period = try period(id)
        let all = try leads(in: period.id)
        return PeriodLeadsView(
            period: period, schoolClass: try schoolClass(period.classId),
            leads: all.filter { answer == nil || $0.answer == answer }.prefix(100).map(\.self), answer: answer,
            counts: Dictionary(grouping: all, by: \.answer).mapValues(\.count),
            reasons: Dictionary(grouping: all.compactMap(\.refusalReason), by: \.self).mapValues(\.count),
            today: today, opensCompanies: author.may(.seeCompanies))
    }
}

/// On the learner's page: what was tried this year, and the search under way.
func leadsPanel(
    _ leads: [Lead], learner: Learner, open: [PeriodLine], today: LocalDate, mayShare: Bool
) -> HTML {
    let share: HTML? =
        mayShare && learner.leftOn == nil
        ? "<a href=\"\(Link.feeds.with([("eleve", learner.id.rawValue)]))\">Lien de calendrier</a>" : nil
    let searches = open.map { period -> HTML in
        let mine = leads.filter { $0.periodId == period.id }
        let text =
            mine.isEmpty ? "aucune piste notée" : FrenchNumber.counted(mine.count, "piste notée", "pistes notées")
        return """
            <li><div><strong>\(period.label)</strong><p>\(text)</p></div>\
            \(button("Suivre la recherche", to: .hostSearch(learner.id, in: period.id), icon: "phone", style: "small"))</li>
            """
    }
    let lines = leads.prefix(8).map { lead -> HTML in
        """
        <li><div><a href="\(Link.hostSearch(learner.id, in: lead.periodId))">\(lead.structure)</a> \(lead.answer.badge)\
        <p>\(lead.means.label), \(lead.askedOn.near(today))</p></div></li>
        """
    }
    guard !searches.isEmpty || !lines.isEmpty else { return "" }
    return panel("Recherche d’un lieu", action: share, "<ul class=\"lines\">\(searches)\(Array(lines))</ul>")
}
