import Domain
import Exchange
import PDF

func offerFileListPage(_ files: [OfferFile], streams: [StreamNeeds], for author: Author) -> Page {
    let items = files.map { file -> HTML in
        """
        <li><div><a href="\(Link.offerFile(file.id))">\(file.stream)</a><p>\(file.requestKind.label), rentrée \(file.schoolYear)</p></div>\
        \(file.orionReference.isEmpty ? badge("Pas encore dans ORION", .waiting) : badge("ORION \(file.orionReference)", .done))</li>
        """
    }
    let list: HTML =
        items.isEmpty
        ? emptyState(
            "document", "Aucun dossier d’évolution de l’offre",
            "Un dossier rassemble, pour une formation, les besoins entendus et les réponses que demande ORION.")
        : panel("Dossiers", "<ul class=\"lines\">\(items)</ul>")
    return Page(
        "Évolution de l’offre de formation", in: .requests,
        """
        \(partnerHead(
            "Évolution de l’offre de formation", .needs, crumbs: [("Besoins", .needs)],
            actions: [button("Ouvrir un dossier", to: Link.offerFiles.appending("nouveau"), icon: "plus", style: "primary")],
            for: author))\(list)
        """)
}

func offerFileFormPage(_ editing: OfferFile?, _ state: FormState, streams: [String], _ visit: Visit, for author: Author)
    -> Page
{
    let title = editing == nil ? "Ouvrir un dossier" : "Modifier le dossier"
    let link = editing.map { Link.offerFile($0.id).appending("modifier") } ?? Link.offerFiles.appending("nouveau")
    return Page(
        title, in: .requests,
        """
        <div class="page narrow">\(partnerHead(title, .needs, crumbs: [("Besoins", .needs), ("Dossiers", .offerFiles)], for: author))\
        <p class="hint">Les champs suivent l’ordre d’ORION\u{A0}: la saisie s’y fait ensuite de haut en bas.</p>\
        \(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(field(state, "filiere", "Formation ou filière", FieldOptions(hint: streams.prefix(3).joined(separator: ", "))))\
            <div class="pair">\(field(state, "cfd", "Code formation diplôme", FieldOptions(hint: "8 caractères", optional: true, style: "short")))\
            \(field(state, "rentree", "Rentrée", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
            \(selectField(state, "type", "Type de demande", OfferFile.Kind.allCases.map { ($0.rawValue, $0.label) }))\
            <div class="pair">\(field(state, "avant", "Capacité actuelle", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            \(field(state, "apres_capacite", "Capacité demandée", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
            \(checkboxes(state, "motifs", "Motifs", OrionMotive.allCases.map { ($0.rawValue, $0.label) }))\
            <section><h2>Partenaires économiques</h2><div class="pair">\(field(state, "partenaire1", "Premier partenaire", FieldOptions(optional: true)))\
            \(field(state, "partenaire2", "Second partenaire", FieldOptions(optional: true)))</div>\
            <div class="pair">\(field(state, "cmq", "Campus des métiers (CMQ)", FieldOptions(optional: true)))\
            \(field(state, "cmq_filiere", "Filière du campus", FieldOptions(optional: true)))</div></section>\
            \(checkbox(state, "ami", "Lié à un AMI Compétences et métiers d’avenir"))\(checkbox(state, "associe", "Professeur associé prévu"))\
            <div class="pair">\(field(state, "cout_equipement", "Coût d’équipement, en euros", FieldOptions(optional: true, inputMode: "decimal")))\
            \(field(state, "cout_travaux", "Coût de travaux, en euros", FieldOptions(optional: true, inputMode: "decimal")))</div>\
            \(textArea(state, "commentaire", "Commentaire", optional: true, rows: 5))\
            \(field(state, "orion", "Numéro dans ORION", FieldOptions(optional: true, style: "short")))\
            \(formEnd("Enregistrer le dossier", cancel: .offerFiles))
            """))</div>
        """)
}

/// A file with its evidence.
struct OfferFileView: Sendable {
    let file: OfferFile
    let needs: [SkillsNeed]
    let school: School
    let since: LocalDate
    let today: LocalDate
    let author: Author

    var people: Int { needs.compactMap(\.volume).reduce(0, +) }

    /// Names and values in the order of ORION.
    var orion: [(field: String, label: String, value: String)] {
        [
            ("uai", "Établissement", school.uai), ("cfd", "Diplôme", file.cfd),
            ("typeDemande", "Type de demande", file.requestKind.rawValue),
            ("rentreeScolaire", "Rentrée", String(file.schoolYear)),
            ("capaciteScolaireActuelle", "Capacité actuelle", file.capacityBefore.map { String($0) } ?? ""),
            ("capaciteScolaire", "Capacité demandée", file.capacityAfter.map { String($0) } ?? ""),
            ("motif", "Motifs", file.motives),
            (
                "partenairesEconomiquesImpliques", "Partenaires impliqués",
                file.partnerOne.isEmpty && file.partnerTwo.isEmpty ? "non" : "oui"
            ),
            ("partenaireEconomique1", "Premier partenaire", file.partnerOne),
            ("partenaireEconomique2", "Second partenaire", file.partnerTwo),
            ("cmqImplique", "Campus impliqué", file.campusName.isEmpty ? "non" : "oui"),
            ("filiereCmq", "Filière du campus", file.campusStream), ("nomCmq", "Campus", file.campusName),
            ("amiCma", "AMI CMA", file.amiCma ? "oui" : "non"),
            ("professeurAssocieRH", "Professeur associé", file.associateTeacher ? "oui" : "non"),
            ("coutEquipement", "Coût d’équipement", amountText(file.equipmentCents) ?? ""),
            ("coutTravaux", "Coût de travaux", amountText(file.buildingCents) ?? ""),
            ("commentaire", "Commentaire", file.comment),
        ]
    }
}

func offerFilePage(_ view: OfferFileView) -> Page {
    let base = Link.offerFile(view.file.id)
    let rows = view.orion.filter { !$0.value.isEmpty }.map {
        (
            $0.label,
            fact(
                $0.field == "motif"
                    ? view.file.motiveLabels.joined(separator: ", ")
                    : $0.field == "typeDemande" ? view.file.requestKind.label : $0.value)
        )
    }
    let evidence: HTML =
        view.needs.isEmpty
        ? "<p class=\"hint\">Aucun besoin noté pour cette filière depuis deux ans. Les besoins se relient au dossier par le nom de la filière.</p>"
        : listTable(
            "Besoins entendus", view.needs,
            [
                Column("Qui", header: true) { "<a href=\"\(Link.need($0.id))\">\($0.teller)</a>" },
                Column("Besoin") { HTML(text: String($0.description.prefix(120))) },
                Column("Combien", numeric: true) { HTML(text: $0.volume.map { String($0) } ?? "—") },
                Column("Noté") { "<span class=\"nowrap\">\($0.recordedOn.long)</span>" },
            ])
    return Page(
        "Dossier \(view.file.stream)", in: .requests,
        """
        \(partnerHead(
            view.file.stream, .needs, crumbs: [("Besoins", .needs), ("Dossiers", .offerFiles)],
            meta: [HTML(text: view.file.requestKind.label), HTML(text: "rentrée \(view.file.schoolYear)")],
            actions: [
                button("Dossier (PDF)", to: base.appending("dossier.pdf"), icon: "print"),
                button("Champs ORION (CSV)", to: base.appending("orion.csv"), icon: "download"),
                button("Modifier", to: base.appending("modifier"), icon: "edit"),
            ], for: view.author))\
        <div class="twin"><div>\(panel("Ce que demande ORION, dans l’ordre", facts(rows)))</div>\
        <div>\(panel("Besoins entendus depuis deux ans", "<p>\(FrenchNumber.counted(view.needs.count, "besoin", "besoins")), \(FrenchNumber.counted(view.people, "personne", "personnes")) en tout.</p>\(evidence)"))</div></div>
        """)
}

/// The file on paper and as a table.
struct OfferFileDocument {
    let view: OfferFileView

    func section() -> PDFSection {
        PDFSection(
            title: view.file.stream, header: "\(view.school.name) · évolution de l’offre",
            footer: "Dossier établi le \(view.today.long)",
            blocks: [
                .heading(level: 1, "\(view.file.requestKind.label)\u{A0}: \(view.file.stream)"),
                .keyValues(Paper.pairs(view.orion.map { ($0.label, $0.value) })),
                .heading(level: 2, "Besoins entendus depuis deux ans"),
            ] + evidence)
    }

    private var evidence: [PDFBlock] {
        guard !view.needs.isEmpty else { return [.paragraph("Aucun besoin noté pour cette filière.")] }
        return [
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Qui", width: 2), PDFColumn("Besoin", width: 4),
                        PDFColumn("Combien", width: 1, align: .right), PDFColumn("Noté le", width: 1.2),
                    ],
                    rows: view.needs.map { need in
                        [
                            PDFText(need.teller), PDFText(need.description),
                            PDFText(need.volume.map { String($0) } ?? "–"), PDFText(need.recordedOn.numeric),
                        ]
                    }, rowHeaders: true))
        ]
    }

    /// One line, the fields of ORION as titles.
    func csv() -> [UInt8] {
        CSVWriter.bytes(
            Sheet(
                name: "ORION", columns: view.orion.map { SheetColumn($0.field) },
                rows: [view.orion.map { .text($0.value) }]))
    }
}

/// All the needs as a table: what the list shows, and the receipt.
enum NeedExport {
    static func csv(_ needs: [SkillsNeed]) -> [UInt8] {
        let columns = [
            "Dit par", "Nature", "Code ROME", "Besoin", "Nombre", "Horizon", "Territoire", "Source", "Confiance",
            "Filière", "Motif ORION", "Noté le", "Transmis à", "Transmis le", "Reçu par", "Reçu le", "Issue", "ORION",
        ].map { SheetColumn($0) }
        let rows = needs.map { need -> [CellValue] in
            [
                .text(need.teller), .text(need.audience.label), .text(need.rome), .text(need.description),
                need.volume.map(CellValue.integer) ?? .empty, .text(need.horizon.label), .text(need.territory),
                .text(need.source.label), .text(need.confidence.label), .text(need.stream), .text(need.motive),
                .date(need.recordedOn), .text(need.handedTo), .optional(need.handedOn), .text(need.receivedBy),
                .optional(need.receivedOn), .text(need.outcome.label), .text(need.orionReference),
            ]
        }
        return CSVWriter.bytes(Sheet(name: "Besoins", columns: columns, rows: rows))
    }
}
