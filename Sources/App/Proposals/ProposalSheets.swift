import Domain
import Exchange
import Foundation
import PDF

/// Proposals for a spreadsheet and on paper: all the lines, whatever page is shown.
enum ProposalSheets {
    static func placements(_ rows: [ProposalRow]) -> Sheet {
        Sheet(
            name: "Proposition",
            columns: [
                "Nom", "Prénom", "Classe", "Période", "Commune", "Entreprise proposée", "Commune de l’entreprise",
                "Trajet (min)", "Pourquoi", "Gardé", "Accepté", "Refus",
            ].map { SheetColumn($0) },
            rows: rows.map { row in
                [
                    .text(row.usageName ?? row.familyName), .text(row.firstName), .text(row.classCode),
                    .text(row.periodLabel), .text(row.city), .optional(row.companyName), .optional(row.companyCity),
                    row.minutes.map(CellValue.integer) ?? .empty, .text(row.reason), .flag(row.locked),
                    .flag(row.placementId != nil), .text(row.refusal),
                ]
            })
    }

    static func referents(_ rows: [ReferentRow]) -> Sheet {
        Sheet(
            name: "Référents",
            columns: [
                "Nom", "Prénom", "Classe", "Entreprise", "Commune", "Référent aujourd’hui", "Référent proposé",
                "Pourquoi", "Choisi", "Affecté",
            ].map { SheetColumn($0) },
            rows: rows.map { row in
                [
                    .text(row.usageName ?? row.familyName), .text(row.firstName), .text(row.classCode),
                    .text(row.companyName), .text(row.companyCity), .optional(row.currentName),
                    .optional(row.staffName), .text(row.reason), .flag(row.locked), .flag(row.acceptedAt != nil),
                ]
            })
    }

    static func file(_ sheet: Sheet, _ name: String, _ format: String, _ moment: Moment) throws -> FileAnswer {
        guard format == "xlsx" else {
            return FileAnswer(name: name + ".csv", type: "text/csv; charset=utf-8", bytes: CSVWriter.bytes(sheet))
        }
        let bytes = try XLSXWriter.bytes(
            [sheet], createdAt: moment, in: FileManager.default.temporaryDirectory.path)
        return FileAnswer(
            name: name + ".xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: bytes)
    }

    // MARK: Paper

    /// A class a section: who could go where, and why.
    static func paper(_ proposal: PlacementProposal, _ rows: [ProposalRow], _ school: School) -> [PDFSection] {
        let classes = Dictionary(grouping: rows, by: { $0.classCode + ", " + $0.periodLabel }).sorted {
            $0.key < $1.key
        }
        return classes.map { name, rows in
            let placed = rows.count { $0.companyId != nil }
            let estimate = proposal.outcome.value.estimate.map { " Trajets estimés\u{A0}: \($0.assumption)." } ?? ""
            return PDFSection(
                title: "Placement proposé, \(name)", header: "\(school.name) · \(proposal.name)",
                footer: "Proposition\u{A0}: rien n’est décidé avant son acceptation",
                blocks: [
                    .heading(level: 1, PDFText("Placement proposé, \(name)")),
                    .paragraph(
                        PDFText(
                            "\(placed) sur \(FrenchNumber.counted(rows.count, "élève", "élèves")) avec un lieu, calcul du \(Now(proposal.solvedAt).day.long).\(estimate)"
                        )),
                    .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Élève", width: 1.5), PDFColumn("Lieu proposé", width: 1.8),
                                PDFColumn("Trajet", width: 0.6), PDFColumn("Pourquoi", width: 3),
                            ], rows: rows.map(paperRow), rowHeaders: true)),
                ])
        }
    }

    private static func paperRow(_ row: ProposalRow) -> [PDFText] {
        let host = [row.companyName, row.companyCity].compactMap { $0 }.joined(separator: "\n")
        return [
            PDFText(row.listName + (row.city.isEmpty ? "" : "\n" + row.city)),
            PDFText(host.isEmpty ? "Sans lieu" : host),
            PDFText(row.minutes.map { "\($0)\u{A0}min" } ?? "–"),
            PDFText(row.reason + (row.placementId == nil ? "" : "\nAccepté")),
        ]
    }
}

extension ProposalRoutes {
    private static func allRows(_ visit: Visit) async throws -> (PlacementProposal, [ProposalRow], School) {
        let id = try visit.id(PlacementProposal.self)
        return try await visit.read { db in
            (try db.placementProposal(id), try db.proposalRows(of: id, limit: 5_000), try db.ownSchool())
        }
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let (proposal, rows, school) = try await allRows(visit)
        guard !rows.isEmpty else { throw NothingToPrint() }
        return .file(
            try FollowUpPaper.file(
                ProposalSheets.paper(proposal, rows, school), title: "Placement proposé", name: "proposition.pdf",
                school: school, at: visit.now.moment))
    }

    static func export(_ visit: Visit, _ format: String) async throws -> Answer {
        let (_, rows, _) = try await allRows(visit)
        return .file(
            try ProposalSheets.file(ProposalSheets.placements(rows), "proposition", format, visit.now.moment))
    }
}
