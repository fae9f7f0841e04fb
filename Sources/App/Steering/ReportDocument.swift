import Domain
import PDF

/// The yearly report of the bureau for the school board: figures, promises, comments, proposals.
struct ReportDocument {
    let school: School
    let board: IndicatorBoard
    let roadmap: RoadmapView?
    let keyPoints: [KeyPoint]
    let today: LocalDate

    private var year: String { SchoolYear(start: board.year)?.rawValue ?? "" }

    func section() -> PDFSection {
        let frozen =
            board.snapshot.map { "indicateurs figés le \($0.frozenOn.numeric)" } ?? "indicateurs au \(today.numeric)"
        return PDFSection(
            title: "Bilan \(year)", header: "\(school.name) · Bureau des entreprises",
            footer: "Bilan annuel \(year) · \(frozen) · édité le \(today.numeric)",
            blocks: opening + comment + promises + evidence + gaps + figures + points + proposals + signatures)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, "Bilan annuel du bureau des entreprises"),
            .paragraph(
                "Année scolaire \(year). \(school.name), \(school.uai), académie\u{A0}: \(school.academie).",
                style: .lead, align: .left),
            .callout(
                PDFText(
                    """
                    Chaque chiffre est compté à partir de ce que le bureau a enregistré. Un taux est donné avec son numérateur \
                    et son dénominateur. Ce qui parle de moins de \(board.threshold) personnes est masqué.
                    """)),
        ]
    }

    private var comment: [PDFBlock] {
        guard let text = board.snapshot?.comment, !text.isEmpty else { return [] }
        return [.heading(level: 2, "Commentaire")] + PaperText.paragraphs(text)
    }

    private var promises: [PDFBlock] {
        guard let roadmap, !roadmap.objectives.isEmpty else { return [] }
        let reached = roadmap.objectives.count { $0.progress.isReached }
        let rows = roadmap.objectives.map { item -> [PDFText] in
            let unit = item.indicator?.unit ?? .count
            return [
                PDFText("\(item.objective.mission.rawValue). \(item.objective.label)"),
                PDFText(item.indicator?.label ?? "sans indicateur"),
                PDFText(item.objective.target.map(unit.written) ?? "–"),
                PDFText(item.progress.current.map(unit.written) ?? "–"), PDFText(item.progress.label),
            ]
        }
        return [
            .heading(level: 2, "Ce que le bureau avait promis"),
            .paragraph(
                PDFText(
                    "Feuille de route, version \(roadmap.roadmap.revision), \(roadmap.roadmap.state.label.lowercasedFirst)\u{A0}: \(reached) sur \(FrenchNumber.counted(roadmap.objectives.count, "objectif atteint", "objectifs atteints"))."
                ),
                align: .left),
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Objectif", width: 3.4), PDFColumn("Mesuré par", width: 2),
                        PDFColumn("Cible", width: 0.9, align: .right), PDFColumn("Obtenu", width: 0.9, align: .right),
                        PDFColumn("État", width: 1.6),
                    ], rows: rows, rowHeaders: true)),
        ]
    }

    /// What was done for each objective: the actions held, by day (idea I2).
    private var evidence: [PDFBlock] {
        let items = (roadmap?.objectives ?? []).compactMap { item -> PDFText? in
            let held = item.actions.filter(\.state.isDone)
            guard !held.isEmpty else { return nil }
            let names = held.prefix(12).map { action in
                action.title + (action.startsOn.map { " (\($0.numeric))" } ?? "")
            }
            let more = held.count > 12 ? ", et \(held.count - 12) autres" : ""
            return PDFText(
                "\(item.objective.mission.rawValue). \(item.objective.label)\u{A0}: \(names.joined(separator: ", "))\(more)."
            )
        }
        guard !items.isEmpty else { return [] }
        return [.heading(level: 2, "Ce qui le montre"), .list(items)]
    }

    /// What the year leaves open: nothing is hidden from the board.
    private var gaps: [PDFBlock] {
        let items = (roadmap?.objectives ?? []).flatMap { item -> [PDFText] in
            var lines: [PDFText] = []
            let name = "« \(item.objective.label) »"
            switch item.progress {
            case .withoutIndicator: lines.append(PDFText("\(name) n’a pas d’indicateur."))
            case .withoutTarget: lines.append(PDFText("\(name) n’a pas de cible."))
            case .notMeasured: lines.append(PDFText("\(name) n’est pas encore mesuré."))
            case .behind, .missed, .onTheWay:
                lines.append(PDFText("\(name)\u{A0}: \(item.progress.label.lowercasedFirst)."))
            case .reached: break
            }
            let left = item.steps.filter { $0.step.decision == .kept && $0.recorded < $0.step.plannedCount }
            lines += left.map {
                PDFText("Prévu pour \(name)\u{A0}: \($0.step.label), \($0.recorded) sur \($0.step.plannedCount).")
            }
            return lines
        }
        guard !items.isEmpty else { return [] }
        return [.heading(level: 2, "Ce qui reste à faire"), .list(items)]
    }

    private var figures: [PDFBlock] {
        let groups = [
            ("I1.", "Axe 1. Partenariats"), ("I2.", "Axe 2. Parcours des apprenants"),
            ("I3.", "Axe 3. Temps en entreprise"),
            ("I4.", "Insertion"), ("I5.", "Le bureau"),
        ]
        let tables = groups.flatMap { prefix, title -> [PDFBlock] in
            let lines = board.measured.filter { $0.indicator.code.hasPrefix(prefix) }
            guard !lines.isEmpty else { return [] }
            return [.heading(level: 3, title), .table(table(lines))] + lines.flatMap(details)
        }
        return [.heading(level: 2, "Ce qui a été fait, avec quel effet")]
            + (tables.isEmpty ? [.paragraph("Aucun indicateur n’est encore mesuré.", align: .left)] : tables)
    }

    private func table(_ lines: [ShownIndicator]) -> PDFTable {
        PDFTable(
            columns: [
                PDFColumn("Indicateur", width: 3.6), PDFColumn("Valeur", width: 1.2, align: .right),
                PDFColumn("Détail", width: 1.8), PDFColumn("L’an passé", width: 1.2, align: .right),
            ],
            rows: lines.map { shown in
                [
                    PDFText("\(shown.indicator.code) \(shown.indicator.label)"),
                    PDFText(shown.written(threshold: board.threshold)), PDFText(shown.fraction),
                    PDFText(board.before[shown.indicator.code]?.written(threshold: board.threshold) ?? "–"),
                ]
            }, rowHeaders: true)
    }

    private func details(_ shown: ShownIndicator) -> [PDFBlock] {
        let parts = shown.parts.filter { !$0.isHidden && $0.figure != nil }
        guard !parts.isEmpty else { return [] }
        let texts = parts.map { "\($0.label)\u{A0}: \($0.written(of: shown.indicator))" }
        return [
            .paragraph(
                PDFText("\(shown.indicator.label), \(shown.partsLabel)\u{A0}: \(texts.joined(separator: " ; "))."),
                style: .small, align: .left)
        ]
    }

    private var points: [PDFBlock] {
        guard !keyPoints.isEmpty else { return [] }
        return [
            .heading(level: 2, "Les huit points clés"),
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Point", width: 3), PDFColumn("Niveau", width: 1.2),
                        PDFColumn("Ce qui le montre", width: 3),
                    ],
                    rows: keyPoints.map { point in
                        [
                            PDFText(
                                "\(point.point). \(point.wording.isEmpty ? KeyPoint.titles[point.point - 1] : point.wording)"
                            ),
                            PDFText(point.level.label), PDFText(point.evidence),
                        ]
                    }, rowHeaders: true)),
        ]
    }

    private var proposals: [PDFBlock] {
        guard let text = board.snapshot?.proposals, !text.isEmpty else { return [] }
        return [.heading(level: 2, "Propositions pour l’année suivante")] + PaperText.paragraphs(text)
    }

    private var signatures: [PDFBlock] {
        [
            .keepTogether([
                .heading(level: 2, "Visas"),
                .signatures([
                    PDFSignatureBox(role: "Responsable du bureau", height: 56),
                    PDFSignatureBox(role: "DDFPT", name: school.ddfptName, height: 56),
                    PDFSignatureBox(role: school.headTitle, name: school.headName, height: 56),
                ]),
            ])
        ]
    }
}
