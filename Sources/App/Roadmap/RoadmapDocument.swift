import Domain
import PDF

/// The roadmap on paper: a version, with where its objectives stand on the day of the print.
struct RoadmapDocument {
    let view: RoadmapView
    let school: School

    private var roadmap: Roadmap { view.roadmap }
    private var year: String { SchoolYear(start: roadmap.schoolYear)?.rawValue ?? "" }

    func section() -> PDFSection {
        PDFSection(
            title: "Feuille de route \(year)", header: "\(school.name) · Bureau des entreprises",
            footer:
                "Feuille de route \(year) · version\u{A0}\(roadmap.revision) · \(roadmap.state.label) · éditée le \(view.today.numeric)",
            blocks: opening + texts + objectives + meetings + signatures)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, "Feuille de route du bureau des entreprises"),
            .paragraph("Année scolaire \(year). \(school.name), \(school.uai).", style: .lead, align: .left),
            .keyValues(
                Paper.pairs([
                    ("Version", "\(roadmap.revision), \(roadmap.state.label.lowercasedFirst)"),
                    ("Rédigée par", roadmap.authorName),
                    ("Validée par le DDFPT", roadmap.validatedOn.map { "\(roadmap.validatedBy), le \($0.long)" }),
                    ("Signée", roadmap.signedOn.map { "\(roadmap.signedBy), le \($0.long)" }),
                    (
                        "Conseil d’administration",
                        roadmap.boardOn.map {
                            [$0.long, roadmap.boardReference].filter { !$0.isEmpty }.joined(separator: ", acte\u{A0}")
                        }
                    ),
                ])),
        ]
    }

    private var texts: [PDFBlock] {
        [("Diagnostic", roadmap.diagnosis), ("Moyens", roadmap.means)].filter { !$0.1.isEmpty }.flatMap { title, text in
            [PDFBlock.heading(level: 2, title)] + PaperText.paragraphs(text)
        }
    }

    private var objectives: [PDFBlock] {
        BureauAxis.ofObjectives.flatMap { axis -> [PDFBlock] in
            let mine = view.objectives.filter { $0.objective.axis == axis }
            guard !mine.isEmpty else { return [] }
            return [
                .heading(level: 2, "\(axis.shortLabel). \(axis.label)"),
                .table(
                    PDFTable(
                        columns: [
                            PDFColumn("Objectif", width: 3.2), PDFColumn("Mesuré par", width: 2.2),
                            PDFColumn("Départ", width: 0.9, align: .right),
                            PDFColumn("Cible", width: 0.9, align: .right),
                            PDFColumn("Au \(view.today.numeric)", width: 1.1, align: .right),
                            PDFColumn("Où en est-il", width: 1.5),
                        ], rows: mine.map(row), rowHeaders: true)),
            ] + mine.flatMap(steps)
        }
    }

    private func row(_ item: ObjectiveView) -> [PDFText] {
        let unit = item.indicator?.unit ?? .count
        func value(_ number: Int?) -> String { number.map(unit.written) ?? "–" }
        let due = item.objective.dueOn.map { ", avant le \($0.numeric)" } ?? ""
        let owner = item.owner.map { ", \($0)" } ?? ""
        return [
            PDFText("\(item.objective.mission.rawValue). \(item.objective.label)\(due)\(owner)"),
            PDFText(item.indicator.map { "\($0.code) \($0.label)" } ?? "sans indicateur"),
            PDFText(value(item.objective.baseline)), PDFText(value(item.objective.target)),
            PDFText(value(item.progress.current)), PDFText(item.progress.label),
        ]
    }

    private func steps(_ item: ObjectiveView) -> [PDFBlock] {
        guard !item.steps.isEmpty else { return [] }
        let lines = item.steps.map { line -> PDFText in
            let dates = [line.step.startsOn.map { "du \($0.numeric)" }, line.step.endsOn.map { "au \($0.numeric)" }]
                .compactMap(\.self).joined(separator: " ")
            let detail = [
                "\(line.recorded) sur \(line.step.plannedCount)", dates, line.step.means, line.step.reason,
            ].filter { !$0.isEmpty }.joined(separator: ", ")
            return PDFText("\(line.step.label)\u{A0}: \(line.state.label.lowercasedFirst) (\(detail))")
        }
        return [
            .paragraph(PDFText.bold("Actions pour «\u{A0}\(item.objective.label)\u{A0}»"), align: .left), .list(lines),
        ]
    }

    private var meetings: [PDFBlock] {
        guard !view.meetings.isEmpty else { return [] }
        return [
            .heading(level: 2, "Réunions et décisions"),
            .list(
                view.meetings.map {
                    PDFText("\($0.heldOn.long), \($0.kind.label.lowercasedFirst)\u{A0}: \($0.decisions)")
                }
            ),
        ]
    }

    private var signatures: [PDFBlock] {
        [
            .keepTogether([
                .heading(level: 2, "Signatures"),
                .signatures([
                    PDFSignatureBox(role: "Responsable du bureau", name: roadmap.authorName, height: 60),
                    PDFSignatureBox(
                        role: "DDFPT", name: roadmap.validatedBy.isEmpty ? school.ddfptName : roadmap.validatedBy,
                        date: roadmap.validatedOn?.long, height: 60),
                    PDFSignatureBox(
                        role: school.headTitle, name: roadmap.signedBy.isEmpty ? school.headName : roadmap.signedBy,
                        date: roadmap.signedOn?.long, height: 60),
                ]),
            ])
        ]
    }
}

/// Long texts that people typed, as paragraphs.
enum PaperText {
    static func paragraphs(_ text: String) -> [PDFBlock] {
        text.split(separator: "\n").map(String.init).filter { !$0.trimmedText.isEmpty }.map {
            .paragraph(PDFText($0), align: .left)
        }
    }
}
