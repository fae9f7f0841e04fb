import Domain
import PDF

/// The file of a stay abroad (PFMP-104 to PFMP-107).
struct MobilityView: Sendable {
    let dossier: AgreementDossier
    let mobility: Mobility?
    let today: LocalDate
    let author: Author
}

func mobilityPage(_ view: MobilityView, _ state: FormState, _ visit: Visit) -> Page {
    let learner = view.dossier.learner
    let placement = view.dossier.placement
    let title = "PFMP à l’étranger \(French.of(learner.fullName))"
    let base = Link.mobility(of: placement.id)
    let actions: [HTML] =
        view.mobility == nil
        ? []
        : [
            button("Contrat pédagogique", to: base.appending("contrat.pdf"), icon: "print", style: "primary"),
            button("Fiche pays", to: base.appending("fiche-pays.pdf"), icon: "document"),
        ]
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .publics, crumbs: [("Autres publics", .publics)],
            meta: [
                "<a href=\"\(Link.agreement(view.dossier.agreement.id))\">Convention n° \(view.dossier.agreement.number)</a>",
                HTML(text: view.dossier.sources.company.displayName),
                HTML(text: "du \(placement.startsOn.short) au \(placement.endsOn.long)"),
            ], actions: actions, for: view.author))<div class="split section"><div>\(mobilityForm(view, state, base, visit))</div>\
        <aside aria-label="Avant le départ">\(mobilityChecks(view))\(mobilityHelp)</aside></div>
        """)
}

private func mobilityForm(_ view: MobilityView, _ state: FormState, _ base: Link, _ visit: Visit) -> HTML {
    guard view.author.may(.placeLearners) else {
        return panel(
            "Le séjour", facts([("Pays", fact(view.mobility?.country)), ("Projet", fact(view.mobility?.project))]))
    }
    let steps = MobilityStep.allCases.map { (value: $0.rawValue, label: $0.label) }
    return panel(
        "Le séjour",
        postForm(
            base, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\(field(state, "pays", "Pays"))\
            \(checkbox(state, "europe", "La carte européenne d’assurance maladie y vaut"))\
            \(field(state, "tuteur", "Personne qui suit l’élève sur place", FieldOptions(optional: true)))\
            <div class="pair">\(field(state, "projet", "Code du projet Erasmus+", FieldOptions(optional: true)))\
            \(field(state, "bourse", "Bourse, en euros", FieldOptions(optional: true, inputMode: "decimal")))</div>\
            \(checkbox(state, "unite", "Unité facultative de mobilité préparée"))\
            \(textArea(state, "objectifs", "Objectifs du contrat pédagogique", hint: "Un par ligne, dans une langue lue des deux côtés.", optional: true, rows: 4))\
            \(checkboxes(state, "etape", "Étapes faites", steps))\(formEnd("Enregistrer le séjour"))
            """))
}

private func mobilityChecks(_ view: MobilityView) -> HTML {
    guard let mobility = view.mobility else {
        return panel("Avant le départ", "<p class=\"hint\">Indiquez le pays : la liste des étapes s’affichera ici.</p>")
    }
    let items = mobility.expected.map { step -> HTML in
        let done = mobility.done.contains(step)
        let tone: Tone = done ? .done : step.isBeforeDeparture ? .soon : .neutral
        return
            "<li class=\"\(tone.rawValue)\">\(icon(tone.icon))<div>\(step.label)\(done ? "" : " : à faire")</div></li>"
    }
    return
        "<section class=\"panel findings\" aria-labelledby=\"steps\"><h2 id=\"steps\">Étapes</h2><ul>\(items)</ul></section>"
}

private let mobilityHelp = panel(
    "À savoir",
    """
    <p class="hint">La loi du pays s’applique au travail ; gardez les limites françaises des mineurs comme plancher (à vérifier dans la convention de mobilité).</p>\
    <p class="hint">En cas d’accident, l’hôte prévient le lycée, qui déclare en France.</p>\
    <p class="hint">L’allocation de PFMP reste comptée comme d’habitude ; la bourse Erasmus+ est une autre somme (à confirmer).</p>
    """)

/// The learning agreement, and the information sheet on the country.
struct MobilityDocument {
    let view: MobilityView
    let mobility: Mobility

    private var facts: AgreementFacts { view.dossier.facts }

    func agreement() -> PDFSection {
        let objectives = mobility.objectives.split(separator: "\n").map { PDFText(String($0)) }
        let fallback = facts.teaching.skills.split(separator: "\n").map { PDFText(String($0)) }
        let list = objectives.isEmpty ? fallback : objectives
        return PDFSection(
            title: facts.learner.name, header: "\(facts.school.name) · \(facts.learner.name)",
            footer: "Contrat pédagogique, convention n°\u{A0}\(facts.number)",
            blocks: [
                .heading(level: 1, "Contrat pédagogique de mobilité"),
                .paragraph("Learning agreement", style: .lead, align: .left),
                .keyValues(
                    Paper.pairs([
                        ("Élève", facts.learner.name), ("Formation", facts.learner.training),
                        ("Établissement d’envoi", facts.school.name), ("Référent", facts.referent?.name ?? Paper.blank),
                        ("Organisme d’accueil", "\(facts.host.displayName), \(mobility.country)"),
                        ("Adresse", facts.host.address.joined(separator: ", ")),
                        (
                            "Tuteur sur place",
                            mobility.receivingTutor.isEmpty ? facts.tutor?.name ?? Paper.blank : mobility.receivingTutor
                        ),
                        ("Dates", "du \(facts.stay.startsOn.printed) au \(facts.stay.endsOn.printed)"),
                        ("Projet", mobility.project),
                        ("Unité facultative", mobility.optionalUnit ? "préparée" : "non préparée"),
                    ])),
                .heading(level: 2, "Compétences visées"),
                list.isEmpty ? .paragraph(PDFText(String(repeating: "…", count: 48)), align: .left) : .list(list),
                .heading(level: 2, "Activités"),
                .paragraph(
                    PDFText(
                        facts.teaching.activities.isEmpty
                            ? String(repeating: "…", count: 48) : facts.teaching.activities), align: .left),
                .heading(level: 2, "Suivi, évaluation et reconnaissance"),
                .list([
                    "L’établissement d’envoi prépare l’élève, échange avec l’organisme d’accueil avant le départ (L.\u{A0}124-19) et reste joignable pendant le séjour.",
                    "L’organisme d’accueil nomme un tuteur, confie les activités ci-dessus, signale aussitôt absence ou accident, et remplit l’évaluation finale.",
                    "La période est reconnue comme PFMP\u{A0}; les acquis sont portés sur l’Europass Mobilité\(mobility.optionalUnit ? " et l’attestation MobilitéPro" : "").",
                ]),
                .keepTogether([
                    .heading(level: 2, "Signatures"),
                    .signatures([
                        PDFSignatureBox(role: "L’élève", name: facts.learner.name),
                        PDFSignatureBox(role: "L’établissement d’envoi", name: facts.school.headName),
                        PDFSignatureBox(role: "L’organisme d’accueil", name: facts.signatory?.name),
                    ]),
                ]),
            ])
    }

    func countrySheet() -> PDFSection {
        let rows: [[PDFText]] = [
            "Durée du travail et repos", "Travail des mineurs", "Jours fériés", "Sécurité et équipement",
            "Rémunération ou gratification",
            "Numéros d’urgence et consulat", "Assurance et soins", "Qui appeler au lycée",
        ].map {
            [
                PDFText($0),
                PDFText(
                    $0 == "Qui appeler au lycée"
                        ? [facts.school.bureauName, Paper.phone(facts.school.bureauPhone ?? facts.school.phone)]
                            .compactMap(\.self)
                            .joined(separator: ", ") : ""),
            ]
        }
        return PDFSection(
            title: "Fiche pays", header: facts.school.name, footer: "À annexer à la convention n°\u{A0}\(facts.number)",
            blocks: [
                .heading(level: 1, "Droits et devoirs des stagiaires\u{A0}: \(mobility.country)"),
                .paragraph(
                    "Fiche d’information annexée à la convention (L.\u{A0}124-20 du code de l’éducation), à remplir avec l’organisme d’accueil avant le départ.",
                    style: .lead, align: .left),
                .table(
                    PDFTable(
                        columns: [PDFColumn("Sujet", width: 1), PDFColumn("Ce qui vaut dans le pays", width: 2.4)],
                        rows: rows,
                        rowHeaders: true)),
            ])
    }
}

/// The file of a placement abroad.
enum MobilityRoutes {
    static func add(to site: Site) {
        site.get("/placements/:id/mobilite", .members(.seePlacements), show)
        site.post("/placements/:id/mobilite", .members(.placeLearners), save)
        site.get("/placements/:id/mobilite/contrat.pdf", .members(.seePlacements)) { try await paper($0, sheet: false) }
        site.get("/placements/:id/mobilite/fiche-pays.pdf", .members(.seePlacements)) {
            try await paper($0, sheet: true)
        }
    }

    private static func view(_ visit: Visit) async throws -> MobilityView {
        let id = try visit.id(Placement.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            guard let agreement = try db.agreement(of: id) else { throw NotFound("La convention de ce placement") }
            return MobilityView(
                dossier: try db.dossier(agreement.id, today: today), mobility: try db.mobility(of: id), today: today,
                author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let id = view.dossier.placement.id
        return .page(
            try await visit.withGivenOut(
                mobilityPage(view, FormState(view.mobility), visit),
                [PaperSubject(.learningAgreement, id), PaperSubject(.countrySheet, id)]))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(MobilityForm.self) { form, values in
            try await visit.perform(SaveMobility(placement: id, form: form), for: values) { _ in .mobility(of: id) }
            return .redirect(.mobility(of: id), saying: "Séjour enregistré.")
        } show: { state in
            mobilityPage(try await view(visit), state, visit)
        }
    }

    private static func paper(_ visit: Visit, sheet: Bool) async throws -> Answer {
        let view = try await view(visit)
        guard let mobility = view.mobility else { throw NotFound("Ce séjour à l’étranger") }
        let document = MobilityDocument(view: view, mobility: mobility)
        return try await visit.givesOut(
            PaperSubject(
                sheet ? .countrySheet : .learningAgreement, view.dossier.placement.id, learner: view.dossier.learner.id),
            [sheet ? document.countrySheet() : document.agreement()],
            title: "\(sheet ? "Fiche pays" : "Contrat pédagogique") – \(view.dossier.learner.fullName)",
            file: sheet ? "fiche-pays" : "contrat-pedagogique", school: view.dossier.facts.school.name)
    }
}
