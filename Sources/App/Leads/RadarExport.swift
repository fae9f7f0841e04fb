import Domain
import Exchange
import Foundation

/// The radar as a file: exactly the lines that the filters show.
enum RadarExport {
    static func sheet(_ facts: [RadarFacts], today: LocalDate) -> Sheet {
        let columns = [
            "Nom", "Prénom", "Classe", "Filière", "Période", "Départ", "Jours restants", "Pistes", "Sans réponse",
            "Dernière démarche", "Le", "Réponse", "Qui agit", "Action", "Pour le", "À essayer",
        ].map { SheetColumn($0) }
        return Sheet(name: "Sans lieu", columns: columns, rows: facts.map { row($0, today) })
    }

    private static func row(_ facts: RadarFacts, _ today: LocalDate) -> [CellValue] {
        let line = facts.line
        let tries = facts.proposals.map { "\($0.candidate.name) (\($0.candidate.city))" }.joined(separator: " ; ")
        return [
            .text(line.usageName ?? line.familyName), .text(line.firstName), .text(line.classCode), .text(line.stream),
            .text(line.label), .date(line.startsOn), .integer(today.days(until: line.startsOn)),
            .integer(facts.attempts.count), .integer(facts.attempts.waiting),
            .optional(facts.attempts.last?.structure), .optional(facts.attempts.last?.askedOn),
            .optional(facts.attempts.last?.answer.label), .optional(line.ownerName), .optional(line.nextAction),
            .optional(line.nextActionOn), .text(tries),
        ]
    }
}

extension FileAnswer {
    /// A sheet as CSV or as a workbook.
    static func sheet(_ sheet: Sheet, name: String, format: String, at moment: Moment) throws -> FileAnswer {
        switch format {
        case "csv":
            FileAnswer(name: name + ".csv", type: "text/csv; charset=utf-8", bytes: CSVWriter.bytes(sheet))
        case "xlsx":
            FileAnswer(
                name: name + ".xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes: try XLSXWriter.bytes(
                    [sheet], createdAt: moment, in: FileManager.default.temporaryDirectory.path))
        default: throw NotFound("Ce format")
        }
    }
}
