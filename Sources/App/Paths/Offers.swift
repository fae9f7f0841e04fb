import Domain
import Persistence

/// What the form of an offer may send.
struct OfferForm: FormInput {
    let company: ID<Company>?
    let words: String
    let kind: JobOffer.Kind
    let title: String
    let place: String
    let description: String
    let replyTo: String
    let startsOn: LocalDate?
    let expiresOn: LocalDate?
    let classes: [ID<SchoolClass>]
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        words = form.required("mots", "Indiquez l’entreprise.", max: 150)
        kind = form.choice("contrat", or: .apprenticeship)
        title = form.required("titre", "Indiquez le métier ou le poste.", max: 150)
        place = form.text("lieu", max: 120)
        description = form.text("description", max: 4000)
        replyTo = form.text("repondre", max: 200)
        startsOn = form.date("debut")
        expiresOn = form.date("fin")
        if form.values["fin"].isEmpty { form.refuse("fin", "Jusqu’à quand montrer cette offre\u{A0}?") }
        classes = form.values.all("classe").filter { !$0.isEmpty }.map { ID($0) }
        version = Int(form.values["version"]) ?? 0
    }
}

/// An offer is published, or corrected.
struct SaveOffer: Operation {
    /// `nil` for a new one.
    let id: ID<JobOffer>?
    let form: OfferForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<JobOffer> {
        try author.require(.organiseActions)

        let former = try id.map { try db.offer($0) }
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        guard let expires = form.expiresOn, expires >= now.day else {
            throw FieldRefusal("fin", "Cette date est passée\u{A0}: l’offre ne serait montrée à personne.")
        }
        let company = try db.companyMeant(form.company, words: form.words)
        for schoolClass in form.classes { _ = try db.schoolClass(schoolClass) }
        var offer =
            former
            ?? JobOffer(
                id: db.newID(), companyId: company, kind: form.kind, title: form.title, publishedOn: now.day,
                expiresOn: expires)
        offer.companyId = company
        offer.kind = form.kind
        offer.title = form.title
        offer.place = form.place
        offer.description = form.description
        offer.replyTo = form.replyTo
        offer.startsOn = form.startsOn
        offer.expiresOn = expires
        if let former {
            offer.state = .open
            offer.version += 1
            try db.update(offer, in: .jobOffer, replacing: former.version)
            try db.delete(from: .offerClass, where: "offer_id = \(offer.id)")
        } else {
            try db.insert(offer, into: .jobOffer)
        }
        try db.insertMany(
            Set(form.classes).sorted().map { OfferClass(id: db.newID(), offerId: offer.id, classId: $0) },
            into: .offerClass)
        try db.journal(
            former == nil ? "Offre publiée" : "Offre modifiée", Subject("company", company), before: former,
            after: offer, by: author, at: now)
        return offer.id
    }
}

/// An offer found somebody, or is no longer shown; it may be opened again.
struct MoveOffer: Operation {
    let id: ID<JobOffer>
    let state: JobOffer.State

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        var offer = try db.offer(id)
        guard state != .open || offer.expiresOn >= now.day else { throw OfferExpired() }
        offer.state = state
        offer.version += 1
        try db.update(offer, in: .jobOffer, replacing: offer.version - 1)
        try db.journal(
            "Offre : \(state.label.lowercasedFirst)", Subject("company", offer.companyId), by: author, at: now)
    }
}

struct OfferExpired: Refusal, Equatable {
    var message: String { "Cette offre a expiré\u{A0}: changez sa date de fin pour la montrer de nouveau." }
}

/// An offer interests a learner, or their application moves on.
struct NoteInterest: Operation {
    let offer: ID<JobOffer>
    let learner: ID<Learner>
    let state: OfferInterest.State

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.followPaths)

        let offer = try db.offer(offer)
        let learner = try db.learner(learner)
        let former: OfferInterest? = try db.row(
            """
            select offer_interest.* from \(db.table(.offerInterest)) where offer_interest.offer_id = \(offer.id)
            and offer_interest.learner_id = \(learner.id)
            """)
        if var interest = former {
            interest.state = state
            interest.notedOn = now.day
            try db.update(interest, in: .offerInterest)
        } else {
            guard offer.isShown(on: now.day) else { throw OfferExpired() }
            try db.insert(
                OfferInterest(
                    id: db.newID(), offerId: offer.id, learnerId: learner.id, state: state, notedOn: now.day),
                into: .offerInterest)
        }
        try db.journal("Offre : \(state.label.lowercasedFirst)", Subject("learner", learner.id), by: author, at: now)
    }
}

/// An offer as lists show it.
struct OfferLine: Codable, Sendable {
    let id: ID<JobOffer>
    let kind: JobOffer.Kind
    let title: String
    let companyName: String
    let place: String
    let publishedOn: LocalDate
    let expiresOn: LocalDate
    let state: JobOffer.State
    let interested: Int
    let hired: Int
}

/// A learner whom an offer interests.
struct InterestLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let state: OfferInterest.State
    let notedOn: LocalDate

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    func offer(_ id: ID<JobOffer>) throws -> JobOffer { try find(id, in: .jobOffer, "Cette offre") }

    func offers(shown: Bool, classId: ID<SchoolClass>?, today: LocalDate) throws -> [OfferLine] {
        var condition: SQL =
            shown
            ? "job_offer.state = 'ouverte' and job_offer.expires_on >= \(today)"
            : "(job_offer.state <> 'ouverte' or job_offer.expires_on < \(today))"
        if let classId {
            condition = """
                \(condition) and (not exists (select 1 from \(table(.offerClass, as: "any_class"))
                where any_class.offer_id = job_offer.id) or exists (select 1 from \(table(.offerClass))
                where offer_class.offer_id = job_offer.id and offer_class.class_id = \(classId)))
                """
        }
        return try rows(
            """
            select job_offer.id, job_offer.kind, job_offer.title,
            coalesce(company.trade_name, company.legal_name) as company_name, job_offer.place, job_offer.published_on,
            job_offer.expires_on, job_offer.state, (select count(*) from \(table(.offerInterest))
            where offer_interest.offer_id = job_offer.id) as interested,
            (select count(*) from \(table(.offerInterest, as: "hired_interest"))
            where hired_interest.offer_id = job_offer.id and hired_interest.state = 'retenu') as hired
            from \(table(.jobOffer)) join \(table(.company)) on company.id = job_offer.company_id
            where \(condition) order by job_offer.expires_on, job_offer.id limit 200
            """)
    }

    func classes(ofOffer id: ID<JobOffer>) throws -> [SchoolClass] {
        try rows(
            """
            select school_class.* from \(table(.schoolClass))
            join \(table(.offerClass)) on offer_class.class_id = school_class.id
            where offer_class.offer_id = \(id) order by school_class.code, school_class.id
            """)
    }

    func interests(of offer: ID<JobOffer>) throws -> [InterestLine] {
        try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            offer_interest.state, offer_interest.noted_on from \(table(.offerInterest))
            join \(table(.learner)) on learner.id = offer_interest.learner_id
            where offer_interest.offer_id = \(offer) order by learner.search_key, learner.id
            """)
    }

    /// The company that a form means: the one picked, or the only one that the words name.
    func companyMeant(_ picked: ID<Company>?, words: String) throws -> ID<Company> {
        if let picked { return try company(picked).id }
        let matching = SQL.joined(
            ["company.archived_on is null"]
                + SearchKey(words).words.map { "company.search_key like \("%" + $0 + "%")" }, by: " and ")
        let found: [ID<Company>] = try rows(
            "select company.id from \(table(.company)) where \(matching) order by company.id limit 2")
        guard let only = found.first else {
            throw FieldRefusal("mots", "Aucune entreprise ne porte ce nom\u{A0}: ajoutez-la d’abord.")
        }
        guard found.count == 1 else {
            throw FieldRefusal("mots", "Plusieurs entreprises répondent\u{A0}: précisez le nom ou la commune.")
        }
        return only
    }
}

/// A field for a company: typed, then picked in the list that opens; the name alone is enough when one only bears it.
func companyField(_ state: FormState, _ label: String) -> HTML {
    fieldFrame(state, "mots", label, hint: "Nom, commune ou SIRET.", optional: false) { described in
        """
        <div class="combo"><input id="f-mots" name="mots" type="text" value="\(state["mots"])" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise"\(described)></div>\
        <input type="hidden" id="entreprise" name="entreprise" value="\(state["entreprise"])">
        """
    }
}

// MARK: Pages

struct OfferListView: Sendable {
    let shown: [OfferLine]
    let past: [OfferLine]
    let classes: [ClassLine]
    let classId: ID<SchoolClass>?
    let today: LocalDate
    let author: Author
}

func offerListPage(_ view: OfferListView) -> Page {
    let picker = FormState([("classe", view.classId?.rawValue ?? "")])
    var actions: [HTML] = []
    if view.author.may(.organiseActions) {
        actions.append(
            button("Publier une offre", to: Link.offers.appending("nouvelle"), icon: "plus", style: "primary"))
    }
    if !view.shown.isEmpty {
        let query = view.classId.map { [("classe", $0.rawValue)] } ?? []
        actions.append(
            button("Imprimer l’affiche", to: Link.offers.appending("affiche.pdf").with(query), icon: "print"))
    }
    let list: HTML =
        view.shown.isEmpty
        ? emptyState(
            "document", "Aucune offre à montrer",
            "Les offres des entreprises apparaissent ici jusqu’à leur dernier jour, pour les classes qu’elles concernent."
        )
        : offerTable("Offres à montrer", view.shown, view)
    let past: HTML? =
        view.past.isEmpty
        ? nil
        : "<details class=\"more section\"><summary>Offres pourvues, retirées ou expirées (\(view.past.count))</summary>\(offerTable("Offres passées", Array(view.past.suffix(60)), view))</details>"
    return Page(
        "Offres", in: .actions, full: true,
        """
        \(actionHead("Offres d’alternance et d’emploi", .offers, count: view.shown.count, actions: actions, for: view.author))\
        <form class="filters" method="get" action="\(Link.offers)" data-autosubmit>\(selectField(picker, "classe", "Pour la classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Toutes les classes"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>\(list)\(past)
        """)
}

private func offerTable(_ caption: String, _ lines: [OfferLine], _ view: OfferListView) -> HTML {
    listTable(
        caption, lines,
        [
            Column("Offre", header: true) { "<a class=\"rowlink\" href=\"\(Link.offer($0.id))\">\($0.title)</a>" },
            Column("Contrat") { HTML(text: $0.kind.label) }, Column("Entreprise") { HTML(text: $0.companyName) },
            Column("Lieu") { HTML(text: $0.place.isEmpty ? "—" : $0.place) },
            Column("Jusqu’au") { line in
                let days = view.today.days(until: line.expiresOn)
                return badge(line.expiresOn.short, days < 0 ? .neutral : days < 7 ? .soon : .waiting)
            },
            Column("Intéressés", numeric: true) { line in
                line.hired > 0
                    ? "\(line.interested), dont \(line.hired) retenu\(line.hired > 1 ? "s" : "")" : "\(line.interested)"
            },
            Column("État") { badge($0.state.label, $0.state == .filled ? .done : .neutral) },
        ])
}

struct OfferView: Sendable {
    let offer: JobOffer
    let companyName: String
    let classes: [SchoolClass]
    let interests: [InterestLine]
    /// Learners of a class, to note who is interested.
    let candidates: [PathLine]
    let picker: [ClassLine]
    let classId: ID<SchoolClass>?
    let today: LocalDate
    let author: Author
}

func offerPage(_ view: OfferView, _ visit: Visit) -> Page {
    let offer = view.offer
    let link = Link.offer(offer.id)
    var actions: [HTML] = []
    if view.author.may(.organiseActions) {
        actions.append(button("Modifier", to: link.appending("modifier"), icon: "edit"))
        let moves: [JobOffer.State] = offer.state == .open ? [.filled, .withdrawn] : [.open]
        actions += moves.map { state in
            postButton(
                state == .filled ? "Pourvue" : state == .open ? "Rouvrir" : "Retirer", to: link.appending("etat"),
                visit: visit,
                style: "quiet", fields: [("etat", state.rawValue)])
        }
    }
    let shown: HTML =
        offer.isShown(on: view.today)
        ? badge("Montrée jusqu’au \(offer.expiresOn.short)", .done)
        : badge(offer.state == .open ? "Expirée le \(offer.expiresOn.short)" : offer.state.label, .neutral)
    let classes = view.classes.isEmpty ? "Toutes" : view.classes.map(\.code).joined(separator: ", ")
    return Page(
        offer.title, in: .actions,
        """
        \(pageHead(offer.title, crumbs: [("Offres", .offers)], meta: [shown, HTML(text: offer.kind.label), reference(view.companyName, to: .company(offer.companyId), opens: view.author.may(.seeCompanies))], actions: actions))\
        <div class="split"><div>\(panel("L’offre", facts([("Lieu", fact(offer.place)), ("Début", fact(offer.startsOn?.long)), ("Description", offer.description.isEmpty ? nil : .lines(offer.description)), ("Répondre", fact(offer.replyTo)), ("Classes", fact(classes)), ("Publiée le", fact(offer.publishedOn.long))])))\
        \(interestPanel(view, visit))</div><aside aria-label="Élèves">\(candidatePanel(view, visit))</aside></div>
        """)
}

private func interestPanel(_ view: OfferView, _ visit: Visit) -> HTML {
    guard !view.interests.isEmpty else {
        return panel("Élèves intéressés", "<p class=\"hint\">Personne pour l’instant.</p>")
    }
    let items = view.interests.map { line -> HTML in
        let options = OfferInterest.State.allCases.map {
            "<option value=\"\($0.rawValue)\"\($0 == line.state ? " selected" as HTML : nil)>\($0.label)</option>"
                as HTML
        }
        return """
            <li><div><a href="\(Link.path(of: line.learnerId))">\(line.listName)</a><p>\(line.state.label), \(line.notedOn.near(view.today))</p></div>\
            <form class="row" method="post" action="\(Link.offer(view.offer.id).appending("interets"))">\(visit.hiddenFields)<input type="hidden" name="apprenant" value="\(line.learnerId.rawValue)">\
            <select name="etat" aria-label="Candidature, \(line.listName)">\(options)</select><button class="btn small">Noter</button></form></li>
            """
    }
    return panel("Élèves intéressés", "<ul class=\"lines\">\(items)</ul>")
}

private func candidatePanel(_ view: OfferView, _ visit: Visit) -> HTML {
    let picker = FormState([("classe", view.classId?.rawValue ?? "")])
    let classes = view.picker.map { (value: $0.id.rawValue, label: $0.code) }
    let choose: HTML = """
        <form class="form" method="get" action="\(Link.offer(view.offer.id))" data-autosubmit>\(selectField(picker, "classe", "Classe", classes, empty: "Choisir"))<button class="btn nojs">Voir la classe</button></form>
        """
    guard view.classId != nil else { return panel("Noter un intérêt", choose) }
    let known = Set(view.interests.map(\.learnerId))
    let free = view.candidates.filter { !known.contains($0.id) }.map { (value: $0.id.rawValue, label: $0.listName) }
    let form: HTML =
        free.isEmpty
        ? "<p class=\"hint\">Toute la classe est déjà notée.</p>"
        : postForm(
            Link.offer(view.offer.id).appending("interets"), FormState(), visit: visit,
            "\(selectField(FormState(), "apprenant", "Élève intéressé", free, empty: "Choisir"))<input type=\"hidden\" name=\"etat\" value=\"\(OfferInterest.State.interested.rawValue)\">\(formEnd("Noter", icon: "plus"))"
        )
    return panel("Noter un intérêt", "\(choose)\(form)")
}

func offerFormPage(_ title: String, to link: Link, classes: [ClassLine], _ state: FormState, _ visit: Visit) -> Page {
    Page(
        title, in: .actions,
        """
        \(pageHead(title, crumbs: [("Offres", .offers)]))\(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(companyField(state, "Entreprise"))\
            <div class="pair">\(field(state, "titre", "Métier ou poste"))\(selectField(state, "contrat", "Contrat", JobOffer.Kind.allCases.map { ($0.rawValue, $0.label) }))</div>\
            <div class="pair">\(field(state, "lieu", "Lieu", FieldOptions(optional: true)))\(dateField(state, "debut", "Début", optional: true))</div>\
            \(textArea(state, "description", "Description", optional: true, rows: 5))\
            \(field(state, "repondre", "Comment répondre", FieldOptions(hint: "« Passer par le bureau », un courriel…", optional: true)))\
            \(dateField(state, "fin", "Montrer jusqu’au"))\(checkboxes(state, "classe", "Montrer aux classes", classes.map { ($0.id.rawValue, $0.code) }, hint: "Aucune cochée : à toutes."))\
            \(formEnd("Publier l’offre", cancel: .offers))
            """))
        """)
}
