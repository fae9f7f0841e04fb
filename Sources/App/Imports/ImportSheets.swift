import Domain
import Exchange

/// What an import changes or refuses, as sheets for people to keep or to send back.
extension ImportReport {
    var problemSheet: Sheet {
        Sheet(
            name: "Remarques",
            columns: ["Fichier", "Ligne", "Colonne", "Valeur", "Refusé", "Pourquoi"].map { SheetColumn($0) },
            rows: problems.map { problem in
                [
                    .text(problem.file), problem.line.map(CellValue.integer) ?? .empty, .optional(problem.column),
                    .optional(problem.value), .flag(problem.severity == .refused), .text(problem.reason),
                ]
            })
    }

    var changeSheet: Sheet {
        Sheet(
            name: "Changements",
            columns: ["Sort", "Fiche", "Nom", "Champ", "Avant", "Après"].map { SheetColumn($0) },
            rows: lines.flatMap { line -> [[CellValue]] in
                let start: [CellValue] = [
                    .text(line.outcome.label), .text(line.subject.label), .text(line.name),
                ]
                guard !line.changes.isEmpty else { return [start + [.empty, .empty, .empty]] }
                return line.changes.map { start + [.text($0.field), .text($0.before), .text($0.after)] }
            })
    }
}

extension ImportReport.Outcome {
    var label: String {
        switch self {
        case .created: "Nouveau"
        case .changed: "Changé"
        case .left: "Parti"
        case .kept: "Gardé"
        }
    }
}
