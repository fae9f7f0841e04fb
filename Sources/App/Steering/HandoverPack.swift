import Domain
import Exchange
import Foundation
import PDF

/// Everything a successor needs, as a folder: never a password, no learner by name.
struct HandoverPack: Sendable {
    let school: School
    let year: Int
    let today: LocalDate
    let moment: Moment
    let partners: [HandedPartner]
    let contacts: [HandedContact]
    let promises: [HandedPromise]
    let agreements: [HandedAgreement]
    let periods: [HandedPeriod]
    let openings: [OpeningLine]
    let meetings: [SteeringMeeting]
    let open: [OpenItems]
    let roadmap: RoadmapView?
    let report: ReportDocument
    let documents: [OfficeDocumentRow]
    /// The actions of the year and those prepared for the next.
    let actions: [HandedAction]
    let calendars: [(name: String, calendar: ICSCalendar)]
    /// The letter of mission in force, for who may read it.
    let letter: LetterView?
    let more: [Sheet]

    /// The files of the folder, the page to read first at its head.
    func files() throws -> [NamedFile] {
        let folder = "passation-\(school.uai)-\(today.description)/"
        var files = [NamedFile(name: "LISEZ-MOI.txt", bytes: Array(readme.utf8))]
        files.append(
            NamedFile(
                name: "01-a-lire-en-premier.pdf", bytes: try print([summary], "Passation du bureau des entreprises")))
        if let roadmap {
            let section = RoadmapDocument(view: roadmap, school: school).section()
            files.append(NamedFile(name: "02-feuille-de-route.pdf", bytes: try print([section], "Feuille de route")))
        }
        files.append(NamedFile(name: "03-bilan.pdf", bytes: try print([report.section()], "Bilan annuel")))
        if let letter {
            let section = LetterDocument(view: letter).section()
            files.append(NamedFile(name: "04-lettre-de-mission.pdf", bytes: try print([section], "Lettre de mission")))
        }
        files += calendars.map { name, calendar in
            NamedFile(name: "calendriers/\(name).ics", bytes: ICSWriter.bytes(calendar, at: moment))
        }
        let lists = sheets
        for sheet in lists { files += try HandoverPack.both(sheet) }
        files += documents.map { NamedFile(name: path(of: $0), bytes: $0.content) }
        files.append(NamedFile(name: "page.css", bytes: Array(HandoverIndex.style.utf8)))
        let index = HandoverIndex(pack: self, files: files, sheets: lists)
        files.insert(NamedFile(name: "index.html", bytes: index.page()), at: 0)
        return files.map { NamedFile(name: folder + $0.name, bytes: $0.bytes) }
    }

    /// Where each document of the bureau is in the folder: two of the same title have two names.
    static func paths(of rows: [OfficeDocumentRow]) -> [ID<OfficeDocumentRow>: String] {
        var taken: Set<String> = []
        var paths: [ID<OfficeDocumentRow>: String] = [:]
        for row in rows {
            let suffix = PaperFile.Media(rawValue: row.mediaType)?.fileExtension ?? "bin"
            let title = SearchKeyText.dashed(row.title)
            let base = "documents/" + (title.isEmpty ? "document" : title)
            let names = ["\(base).\(suffix)"] + (2...max(2, rows.count + 1)).map { "\(base)-\($0).\(suffix)" }
            let free = names.first { !taken.contains($0) } ?? "\(base)-\(row.id).\(suffix)"
            taken.insert(free)
            paths[row.id] = free
        }
        return paths
    }

    func path(of row: OfficeDocumentRow) -> String { HandoverPack.paths(of: documents)[row.id] ?? row.name }

    private func print(_ sections: [PDFSection], _ title: String) throws -> [UInt8] {
        try Paper.print(sections, title: title, author: school.name, at: moment).bytes
    }

    /// A sheet for people and the same for programs.
    private static func both(_ sheet: Sheet) throws -> [NamedFile] {
        let name = SearchKeyText.dashed(sheet.name)
        return [
            NamedFile(name: "tableaux/\(name).csv", bytes: CSVWriter.bytes(sheet)),
            NamedFile(name: "donnees/\(name).json", bytes: try json(sheet)),
        ]
    }

    private static func json(_ sheet: Sheet) throws -> [UInt8] {
        let records = sheet.rows.map { row in
            Dictionary(
                zip(sheet.columns.map(\.title), row.map(HandoverCell.init)), uniquingKeysWith: { first, _ in first })
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(records)) + [0x0A]
    }

    // MARK: Tables

    private func sheet(_ name: String, _ columns: [String], _ rows: [[CellValue]]) -> Sheet {
        Sheet(name: name, columns: columns.map { SheetColumn($0) }, rows: rows)
    }

    private var sheets: [Sheet] {
        [
            sheet(
                "Partenaires",
                [
                    "Entreprise", "SIRET", "Commune", "Téléphone", "Courriel", "Relation", "Filières",
                    "Dernier échange", "Élèves accueillis",
                ],
                partners.map { line in
                    [
                        .text(line.name), line.siret.map(CellValue.identifier) ?? .empty, .text(line.city),
                        .optional(Paper.phone(line.phone)), .optional(line.email),
                        .text(line.relation.label),
                        .text(line.streams), .optional(line.lastOn), .integer(line.hosted),
                    ]
                }),
            sheet(
                "Qui connaît qui",
                [
                    "Entreprise", "Personne", "Fonction", "Téléphone", "Courriel", "Connue de", "Échanges",
                    "Dernier échange",
                ],
                contacts.map { line in
                    [
                        .text(line.company), .text(line.person), .text(line.function),
                        .optional(Paper.phone(line.phone)), .optional(line.email), .optional(line.knownBy),
                        .integer(line.exchanges), .optional(line.lastOn),
                    ]
                }),
            sheet(
                "Promesses", ["Entreprise", "Promesse", "Pour le", "Notée par"],
                promises.map { [.text($0.company), .text($0.what), .date($0.dueOn), .text($0.noted)] }),
            sheet("Actions de l’année", HandedAction.columns, actions.filter { $0.schoolYear == year }.map(\.cells)),
            sheet("Actions à venir", HandedAction.columns, coming.map(\.cells)),
            sheet(
                "Conventions de PFMP en cours", ["Numéro", "Classe", "Entreprise", "Du", "Au", "État"],
                agreements.map { line in
                    [
                        .identifier(line.number), .text(line.classCode), .text(line.company), .date(line.startsOn),
                        .date(line.endsOn), .text(line.state.label),
                    ]
                }),
            sheet(
                "Calendrier des PFMP", ["Classe", "Période", "Du", "Au"],
                periods.map { [.text($0.classCode), .text($0.label), .date($0.startsOn), .date($0.endsOn)] }),
            sheet(
                "Horaires du bureau", ["Jour", "De", "À", "Accueil", "Personne"],
                openings.map { line in
                    [
                        .text(OfficeWeek.name(line.weekday)), .text(HourSpan.clock(line.startsMinute)),
                        .text(HourSpan.clock(line.endsMinute)), .text(line.channel.label), .optional(line.person),
                    ]
                }),
            sheet(
                "Réunions et décisions", ["Le", "Réunion", "Présents", "Décisions"],
                meetings.map { [.date($0.heldOn), .text($0.kind.label), .text($0.people), .text($0.decisions)] }),
            sheet(
                "En cours par personne",
                [
                    "Personne", "Promesses", "Demandes", "Recherches de lieu", "Horaires", "Relais",
                    "Objectifs en préparation",
                ],
                open.map { line in
                    [
                        .text(line.name), .integer(line.promises), .integer(line.requests), .integer(line.searches),
                        .integer(line.openings), .integer(line.covers),
                        .integer(line.objectives),
                    ]
                }),
            sheet(
                "Documents du bureau", ["Titre", "Genre", "Filière", "Valable jusqu’au", "Qui le lit", "Fichier"],
                documents.map { row in
                    [
                        .text(row.title), .text(row.kind.label), .text(row.stream), .optional(row.validUntil),
                        .text(row.audience.label), .text(path(of: row)),
                    ]
                }),
            letterSheet, roadmapSheet, IndicatorSheet.detail(report.board),
        ] + more
    }

    /// What is not over yet: dated from now on, without a date, or prepared for another year.
    private var coming: [HandedAction] {
        actions.filter { action in
            action.state.isOpen && (action.schoolYear > year || action.startsOn.map { $0 >= today } ?? true)
        }
    }

    /// What the letter of mission says of the post; nothing of the interview of the person.
    private var letterSheet: Sheet {
        let texts = (letter?.letter.texts ?? []).filter { !$0.text.isEmpty }.map { entry -> [CellValue] in
            [.text(LetterForm.questions.first { $0.name == entry.name }?.label ?? entry.name), .text(entry.text)]
        }
        return sheet("Lettre de mission", ["Rubrique", "Texte"], texts)
    }

    private var roadmapSheet: Sheet {
        let rows = (roadmap?.objectives ?? []).map { item -> [CellValue] in
            [
                .text(item.objective.mission.rawValue), .text(item.objective.label),
                .optional(item.objective.indicator),
                item.objective.baseline.map(CellValue.integer) ?? .empty,
                item.objective.target.map(CellValue.integer) ?? .empty,
                item.progress.current.map(CellValue.integer) ?? .empty, .text(item.progress.label),
                .optional(item.objective.dueOn), .optional(item.owner),
                .text(
                    item.steps.map {
                        "\($0.step.label) (\($0.state.label.lowercasedFirst), \($0.recorded) sur \($0.step.plannedCount))"
                    }.joined(separator: " ; ")),
            ]
        }
        return sheet(
            "Feuille de route",
            [
                "Mission", "Objectif", "Indicateur", "Départ", "Cible", "Obtenu", "État", "Échéance", "Responsable",
                "Actions",
            ], rows)
    }

    // MARK: What to read first

    private var readme: String {
        """
        Passation du bureau des entreprises
        \(school.name), \(school.uai)
        Fait le \(today.long)

        Ouvrez index.html : cette page mène à tout le reste, sans réseau.
        Puis lisez 01-a-lire-en-premier.pdf : l’état du bureau en quelques pages.

        02-feuille-de-route.pdf   ce qui est promis cette année, et où cela en est
        03-bilan.pdf              les indicateurs, avec ceux de l’an passé
        04-lettre-de-mission.pdf  celle en vigueur, si vous avez le droit de la lire
        calendriers/              les actions et les PFMP, pour votre agenda (ICS)
        tableaux/                 les mêmes listes, à ouvrir dans un tableur (CSV)
        donnees/                  les mêmes listes, pour un programme (JSON)
        documents/                les documents du bureau

        Dans tableaux/ : partenaires, qui connaît qui, intervenants volontaires, promesses, actions de l’année et à
        venir, demandes ouvertes, offres ouvertes, projets de mobilité, formations, huit points clés, conventions en
        cours, calendrier, horaires, réunions et décisions, ce qui est en cours par personne, documents, lettre de
        mission, feuille de route, indicateurs.

        Ce dossier ne contient ni mot de passe, ni nom d’élève, ni donnée de santé, ni donnée bancaire.
        Il contient des coordonnées professionnelles : gardez-le en lieu sûr, et détruisez-le quand vous aurez
        votre compte dans Bureau, où tout se trouve à jour. Le compte rendu de l’entretien annuel n’y est pas.
        """.replacing("\n", with: "\r\n")
    }

    private var summary: PDFSection {
        let late = promises.count { $0.dueOn < today }
        let soon = promises.prefix(40).map { line in
            [PDFText(line.dueOn.numeric), PDFText(line.company), PDFText(line.what), PDFText(line.noted)]
        }
        let coming = periods.filter { $0.endsOn >= today }.prefix(24).map { line in
            [
                PDFText(line.classCode), PDFText(line.label),
                PDFText("du \(line.startsOn.numeric) au \(line.endsOn.numeric)"),
            ]
        }
        return PDFSection(
            title: "Passation", header: "\(school.name) · Bureau des entreprises",
            footer: "Passation du bureau · faite le \(today.numeric)",
            blocks: [
                .heading(level: 1, "Le bureau, en passant le relais"),
                .keyValues(
                    Paper.pairs([
                        ("Partenaires suivis", FrenchNumber.grouped(partners.count)),
                        ("Contacts", FrenchNumber.grouped(contacts.count)),
                        ("Promesses ouvertes", "\(promises.count), dont \(late) en retard"),
                        ("Conventions en cours", FrenchNumber.grouped(agreements.count)),
                        (
                            "Feuille de route",
                            roadmap.map { "version \($0.roadmap.revision), \($0.roadmap.state.label.lowercasedFirst)" }
                        ),
                    ])),
                .heading(level: 2, "Les promesses à tenir d’abord"),
                soon.isEmpty
                    ? .paragraph("Aucune promesse n’est ouverte.", align: .left)
                    : .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Pour le", width: 1), PDFColumn("Entreprise", width: 2),
                                PDFColumn("Promesse", width: 3),
                                PDFColumn("Notée par", width: 1.5),
                            ], rows: Array(soon))),
                .heading(level: 2, "Les PFMP à venir"),
                coming.isEmpty
                    ? .paragraph("Aucune période n’est planifiée.", align: .left)
                    : .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Classe", width: 1), PDFColumn("Période", width: 2),
                                PDFColumn("Dates", width: 2),
                            ],
                            rows: Array(coming), rowHeaders: true)),
                .heading(level: 2, "Les dernières décisions"),
                meetings.isEmpty
                    ? .paragraph("Aucune réunion n’est notée cette année.", align: .left)
                    : .list(
                        meetings.prefix(8).map {
                            PDFText("\($0.heldOn.long), \($0.kind.label.lowercasedFirst)\u{A0}: \($0.decisions)")
                        }),
            ])
    }
}

/// A cell as JSON: numbers stay numbers, days are written `2026-11-23`.
private struct HandoverCell: Encodable {
    let cell: CellValue

    init(_ cell: CellValue) {
        self.cell = cell
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch cell {
        case .empty: try container.encodeNil()
        case .text(let text), .identifier(let text): try container.encode(text)
        case .integer(let value): try container.encode(value)
        case .decimal(let value): try container.encode(value)
        case .amount(let cents): try container.encode(Double(cents.rawValue) / 100)
        case .date(let date): try container.encode(date.description)
        case .flag(let value): try container.encode(value)
        }
    }
}
