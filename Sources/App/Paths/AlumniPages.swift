import Domain
import Persistence

/// The directory of those who agreed.
struct AlumniView: Sendable {
    let alumni: PageSlice<Alumnus>
    let classes: [(id: ID<SchoolClass>, label: String)]
    let words: String
    let offer: Alumnus.Offer?
    let today: LocalDate
    let author: Author
}

func alumniPage(_ view: AlumniView, _ visit: Visit) -> Page {
    let state = FormState([("q", view.words), ("offre", view.offer?.rawValue ?? "")])
    let list: HTML =
        view.alumni.rows.isEmpty
        ? emptyState(
            "people", "Personne dans l’annuaire",
            "Un ancien élève n’y entre que par son accord, donné sur sa page personnelle. Écrivez aux sortants d’une classe."
        )
        : listTable(
            "Anciens élèves", view.alumni.rows,
            [
                Column("Nom", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.alumnus($0.id))\">\($0.listName)</a>"
                },
                Column("Diplôme") { HTML(text: $0.diploma.isEmpty ? "—" : $0.diploma) },
                Column("Parti en", numeric: true) { "\($0.leftYear)" },
                Column("Situation") { HTML(text: $0.situation.label) },
                Column("Propose de") { HTML(text: $0.offers.map(\.label).joined(separator: ", ")) },
                Column("Accord jusqu’au") { alumnus in
                    badge(alumnus.keptUntil.numeric, view.today.days(until: alumnus.keptUntil) < 60 ? .soon : .done)
                },
            ])
    return Page(
        "Anciens élèves", in: .actions, full: true,
        """
        \(actionHead("Anciens élèves", .alumni, count: view.alumni.total, for: view.author))\
        <form class="filters" method="get" action="\(Link.alumni)" data-autosubmit>\(field(state, "q", "Nom", FieldOptions(type: "search")))\
        \(selectField(state, "offre", "Propose de", Alumnus.Offer.allCases.map { ($0.rawValue, $0.label) }, empty: "Tous"))<button class="btn">\(icon("filter")) Filtrer</button></form>\
        <div class="split"><div>\(list)\(view.alumni.pager("personne affichée", "personnes affichées", on: .alumni, query: [("q", view.words), ("offre", view.offer?.rawValue ?? "")]))</div><aside aria-label="Écrire">\(leaverPanel(view.classes, .alumni, to: Link.alumni.appending("envoi"), visit))</aside></div>
        """)
}

/// Writes to the leavers of a class.
func leaverPanel(
    _ classes: [(id: ID<SchoolClass>, label: String)], _ purpose: PathLinkPurpose, to link: Link, _ visit: Visit
) -> HTML {
    let choices = classes.map { (value: $0.id.rawValue, label: $0.label) }
    let hint =
        purpose == .alumni
        ? "Chacun reçoit un lien. Sans réponse, rien n’est gardé. Personne n’est inscrit d’office."
        : "Chacun reçoit un lien vers quatre questions. Ceux qui ont déjà répondu ne sont pas relancés."
    return panel(
        purpose == .alumni ? "Proposer de rester en contact" : "Envoyer l’enquête",
        """
        <p class="hint">\(hint)</p>\(postForm(link, FormState(), visit: visit, """
            \(selectField(FormState(), "classe", "Aux élèves de", choices, empty: "Choisir une classe"))\(formEnd("Envoyer les liens", icon: "send"))
            """))
        """)
}

func alumnusPage(_ alumnus: Alumnus, _ journal: [JournalEntry], _ today: LocalDate, _ visit: Visit) -> Page {
    Page(
        alumnus.fullName, in: .actions,
        """
        \(pageHead(alumnus.listName, crumbs: [("Anciens élèves", .alumni)], meta: [HTML(text: alumnus.situation.label)]))\
        <div class="split"><div>\(panel("Fiche", facts([
            ("Courriel", "<a href=\"mailto:\(alumnus.email)\">\(alumnus.email)</a>"), ("Téléphone", alumnus.phone.isEmpty ? nil : phoneLink(alumnus.phone)),
            ("Diplôme", fact(alumnus.diploma)), ("Parti en", "\(alumnus.leftYear)"), ("Employeur", fact(alumnus.employer)),
            ("Propose de", fact(alumnus.offers.map(\.label).joined(separator: ", "))),
        ])))</div><aside aria-label="Accord">\(panel("Accord", """
            \(facts([("Donné le", fact(alumnus.consentOn.long)), ("Par", fact(alumnus.consentMeans)), ("Dernières nouvelles", fact(alumnus.lastContactOn?.long)), ("Effacement le", fact(alumnus.keptUntil.long))]))\
            <p class="hint">La personne corrige ou efface sa fiche par son lien. Sans nouvelles, la fiche s’efface seule ce jour-là.</p>\
            <details class="more"><summary>Effacer à sa demande</summary>\(postButton("Effacer définitivement", to: Link.alumnus(alumnus.id).appending("effacement"), visit: visit, icon: "trash"))</details>
            """))</aside></div>
        """)
}

// MARK: By link

private func situationFields(_ state: FormState) -> HTML {
    """
    \(selectField(state, "situation", "Votre situation", Situation.allCases.map { ($0.rawValue, $0.label) }, empty: "Choisir"))\
    \(field(state, "employeur", "Entreprise ou école", FieldOptions(optional: true)))
    """
}

private func contactFields(_ state: FormState) -> HTML {
    """
    <div class="pair">\(field(state, "courriel", "Votre courriel", FieldOptions(type: "email", autocomplete: "email")))\
    \(field(state, "telephone", "Votre téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "tel")))</div>\
    \(checkboxes(state, "offre", "Je propose de", Alumnus.Offer.allCases.map { ($0.rawValue, $0.label) }))
    """
}

func leaverPage(_ view: LeaverView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let survey: HTML? =
        view.purpose == .survey
        ? """
        \(selectField(state, "metier", "Est-ce le métier de votre diplôme ?", [("oui", "Oui"), ("non", "Non")], empty: "Sans réponse", optional: true))\
        \(textArea(state, "remarque", "Ce qui vous a aidé, ce qui vous a manqué", optional: true, rows: 2))
        """ : nil
    return publicBox(
        view.purpose == .survey ? "Que devenez-vous ?" : "Rester en contact",
        lead: "\(view.school.name). Bonjour \(view.learner.firstName).", large: true, visit: visit,
        postForm(
            Link("/suite", [token]), state, visit: visit,
            """
            \(situationFields(state))\(survey)<h2>Rester en contact</h2>\
            \(checkbox(state, "accord", "J’accepte que le lycée garde mes coordonnées pour me donner des nouvelles et me proposer de rencontrer des élèves", hint: "Facultatif. Trois ans sans nouvelles de vous : tout est effacé. Vous pouvez tout effacer avant, d’un clic."))\
            \(contactFields(state))\(formEnd("Envoyer ma réponse", icon: "send"))
            """))
}

func ownAlumnusPage(_ alumnus: Alumnus, _ school: School, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    publicBox(
        "Votre fiche d’ancien élève", lead: "\(school.name). Bonjour \(alumnus.firstName).", large: true, visit: visit,
        """
        <p>Vous avez donné votre accord le \(alumnus.consentOn.long). Sans nouvelles de vous, tout s’efface le \(alumnus.keptUntil.long).</p>\
        \(postForm(Link("/ancien", [token]), state, visit: visit, "\(situationFields(state))\(contactFields(state))\(formEnd("Mettre à jour ma fiche"))"))\
        <details class="more section"><summary>Retirer mon accord</summary><p>Votre nom, vos coordonnées et votre situation sont effacés tout de suite.</p>\
        \(postButton("Tout effacer", to: Link("/ancien", [token, "effacement"]), visit: visit, icon: "trash", style: "quiet"))</details>
        """)
}

// MARK: Mentoring

struct MentoringLine: Codable, Sendable {
    let id: ID<Mentoring>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let mentorName: String
    let startsOn: LocalDate
    let endsOn: LocalDate?
    let state: Mentoring.State
    let objective: String
    let version: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

struct MentoringView: Sendable {
    let lines: PageSlice<MentoringLine>
    let classes: [ClassLine]
    let classId: ID<SchoolClass>?
    let learners: [PathLine]
    let contacts: [WillingContact]
    let alumni: [Alumnus]
    let today: LocalDate
    let author: Author
}

func mentoringPage(_ view: MentoringView, _ state: FormState, _ visit: Visit) -> Page {
    let items = view.lines.rows.map { line -> HTML in
        let moves = line.state.next.map { next in
            postButton(
                next == .running ? "Commencer" : next == .completed ? "Mené à terme" : "Interrompre",
                to: Link.mentorings.appending(line.id.rawValue), visit: visit, style: "small",
                fields: [("etat", next.rawValue), ("version", String(line.version))])
        }
        let dates = line.endsOn.map { "du \(line.startsOn.short) au \($0.long)" } ?? "depuis le \(line.startsOn.long)"
        return """
            <li><div><a href="\(Link.path(of: line.learnerId))">\(line.listName)</a> avec <strong>\(line.mentorName)</strong> \
            \(badge(line.state.label, line.state == .completed ? .done : line.state == .stopped ? .neutral : .waiting))\
            <p>\(dates)\(line.objective.isEmpty ? "" : ", " + line.objective)</p></div><div class="row">\(moves)</div></li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? emptyState(
            "tutor", "Aucun mentorat",
            "Choisissez une classe, un élève, puis un mentor : un contact ou un ancien élève qui s’est dit volontaire.")
        : "<ul class=\"lines panel\">\(items)</ul>"
    return Page(
        "Mentorat", in: .actions,
        """
        \(actionHead("Mentorat", .mentoring, count: view.lines.total, for: view.author))\
        <div class="split"><div>\(list)\(view.lines.pager("mentorat affiché", "mentorats affichés", on: .mentorings, query: []))</div><aside aria-label="Nouveau">\(newMentoring(view, state, visit))</aside></div>
        """)
}

private func newMentoring(_ view: MentoringView, _ state: FormState, _ visit: Visit) -> HTML {
    let picker = FormState([("classe", view.classId?.rawValue ?? "")])
    let choose: HTML = """
        <form class="form" method="get" action="\(Link.mentorings)" data-autosubmit>\(selectField(picker, "classe", "Classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Choisir"))<button class="btn nojs">Voir la classe</button></form>
        """
    guard view.classId != nil else { return panel("Nouveau mentorat", "\(errorSummary(state))\(choose)") }
    let mentors =
        view.contacts.prefix(100).map {
            (value: "contact-" + $0.contactId.rawValue, label: "\($0.name), \($0.companyName)")
        }
        + view.alumni.map { (value: "ancien-" + $0.id.rawValue, label: $0.fullName + ", ancien élève") }
    return panel(
        "Nouveau mentorat",
        """
        \(choose)\(postForm(.mentorings, state, visit: visit, """
            <input type="hidden" name="classe" value="\(view.classId?.rawValue ?? "")">\
            \(selectField(state, "apprenant", "Élève", view.learners.map { ($0.id.rawValue, $0.listName) }, empty: "Choisir"))\
            \(selectField(state, "mentor", "Mentor volontaire", mentors, empty: "Un autre, nommé ci-dessous", optional: true))\
            \(field(state, "nom", "Ou son nom", FieldOptions(hint: "Association, opérateur de mentorat…", optional: true)))\
            \(field(state, "objectif", "Objectif", FieldOptions(optional: true)))\(dateField(state, "debut", "À partir du", optional: true))\
            \(formEnd("Proposer ce mentorat", icon: "plus"))
            """))
        """)
}

// MARK: Insertion

struct InsertionView: Sendable {
    let year: Int
    let years: [Int]
    let result: InsertionResult
    let classes: [(id: ID<SchoolClass>, label: String)]
    /// Leavers who did not answer: for a telephone call.
    let silent: [Learner]
    let official: [OfficialInsertion]
    let author: Author
}

func insertionPage(_ view: InsertionView, _ state: FormState, _ visit: Visit) -> Page {
    let picker = FormState([("annee", String(view.year))])
    return Page(
        "Insertion", in: .actions, full: true,
        """
        \(actionHead("Insertion des sortants", .insertion, for: view.author))\
        <form class="filters" method="get" action="\(Link.insertion)" data-autosubmit>\(selectField(picker, "annee", "Sortis à la fin de", view.years.map { (String($0), "\($0)-\($0 + 1)") }))<button class="btn nojs">Afficher</button></form>\
        <div class="split"><div>\(ownSurvey(view))\(callPanel(view, visit))</div><aside aria-label="Écrire">\(leaverPanel(view.classes, .survey, to: Link.insertion.appending("envoi"), visit))</aside></div>\
        \(officialSection(view, state, visit))
        """)
}

private func ownSurvey(_ view: InsertionView) -> HTML {
    let result = view.result
    guard result.answered > 0 else {
        return panel(
            "Enquête du lycée, à six mois",
            "<p class=\"hint\">\(FrenchNumber.counted(result.leavers, "sortant", "sortants")), aucune réponse pour l’instant.</p>"
        )
    }
    let rows = Situation.allCases.map { situation -> HTML in
        let share = result.share(of: situation).map { "\($0 / 10),\($0 % 10)\u{A0}%" } ?? "—"
        let count = result.isShown ? "\(result.answers[situation, default: 0])" : "—"
        return
            "<tr><th scope=\"row\">\(situation.label)</th><td class=\"num\">\(count)</td><td class=\"num\">\(share)</td></tr>"
    }
    let hidden: HTML? =
        result.isShown
        ? nil
        : "<p class=\"hint\">Moins de \(InsertionResult.leastShown) réponses : les parts ne sont pas montrées.</p>"
    return panel(
        "Enquête du lycée, à six mois",
        """
        <p>\(FrenchNumber.counted(result.answered, "réponse", "réponses")) sur \(FrenchNumber.counted(result.leavers, "sortant", "sortants")).</p>\(hidden)\
        <div class="tablebox"><table class="list"><caption class="vh">Situation à six mois</caption><thead><tr><th scope="col">Situation</th><th scope="col" class="num">Réponses</th><th scope="col" class="num">Part</th></tr></thead><tbody>\(rows)</tbody></table></div>
        """)
}

private func callPanel(_ view: InsertionView, _ visit: Visit) -> HTML? {
    guard !view.silent.isEmpty else { return nil }
    let shown = 25
    let items = view.silent.prefix(shown).map { learner -> HTML in
        let options = Situation.allCases.map { "<option value=\"\($0.rawValue)\">\($0.label)</option>" as HTML }
        return """
            <li><div>\(learner.listName) \(learner.phone.map(phoneLink))</div><form class="row" method="post" action="\(Link.insertion.appending("reponses"))">\(visit.hiddenFields)\
            <input type="hidden" name="apprenant" value="\(learner.id.rawValue)"><input type="hidden" name="annee" value="\(view.year)"><select name="situation" aria-label="Situation, \(learner.listName)">\(options)</select><button class="btn small">Noter</button></form></li>
            """
    }
    let rest: HTML? =
        view.silent.count > shown
        ? "<p class=\"hint\">Les suivants s’affichent à mesure que vous notez les réponses.</p>" : nil
    return """
        <details class="panel"><summary><h2>Sans réponse : appeler (\(view.silent.count))</h2></summary>\
        <ul class="lines">\(items)</ul>\(rest)</details>
        """
}

private func officialSection(_ view: InsertionView, _ state: FormState, _ visit: Visit) -> HTML {
    let groups = Dictionary(grouping: view.official) { $0.cohort + "\u{1}" + $0.training }.sorted { $0.key > $1.key }
    let measures: [OfficialMeasure] = [
        .leavers, .continuingRate, .jobRateSix, .jobRateTwelve, .jobRateTwentyFour, .addedValue,
    ]
    let rows = groups.map { _, lines -> HTML in
        let cells = measures.map { measure -> HTML in
            let line = lines.first { $0.measure == measure.rawValue }
            let value =
                line?.valueTenths.map {
                    measure.isRate || measure == .addedValue
                        ? "\($0 < 0 ? "−" : "")\(abs($0) / 10),\(abs($0) % 10)" : "\($0 / 10)"
                } ?? "non publié"
            return "<td class=\"num\" data-label=\"\(measure.label)\">\(value)</td>"
        }
        return "<tr><th scope=\"row\">\(lines.first?.training)<small>\(lines.first?.cohort)</small></th>\(cells)</tr>"
    }
    let heads = measures.map { "<th scope=\"col\" class=\"num\">\($0.label)</th>" as HTML }
    let table: HTML =
        rows.isEmpty
        ? emptyState(
            "chart", "InserJeunes n’est pas importé",
            "Téléchargez le fichier CSV de votre lycée sur data.education.gouv.fr, puis déposez-le ici.")
        : "<div class=\"tablebox scroll\" tabindex=\"0\" role=\"region\" aria-label=\"InserJeunes\"><table class=\"list asrows\"><caption class=\"vh\">InserJeunes, par formation</caption><thead><tr><th scope=\"col\">Formation</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>"
    let upload: HTML = postForm(
        Link.insertion.appending("inserjeunes"), state, visit: visit, files: true,
        """
        \(fieldFrame(state, "fichier", "Fichier CSV d’InserJeunes", hint: "Seules les lignes de votre UAI sont gardées. Un second import remplace le premier.", optional: false) { described in "<input id=\"f-fichier\" name=\"fichier\" type=\"file\" accept=\".csv,.txt,.xlsx\"\(described)>" })\
        \(formEnd("Importer", icon: "upload"))
        """)
    return """
        <section class="section" aria-labelledby="inserjeunes"><header><h2 id="inserjeunes">InserJeunes, chiffres officiels</h2></header>\
        <p class="hint">Une autre mesure, faite par l’État en croisant des fichiers : elle ne se mélange jamais avec l’enquête ci-dessus.</p>\(table)\
        <details class="panel"\(state.problems.isEmpty ? nil : " open" as HTML)><summary>Importer un fichier</summary>\(upload)</details></section>
        """
}
