import Domain
import Exchange

/// The board of a period as a file for a spreadsheet.
enum BoardExport {
    static func sheet(_ lines: [BoardLine], period: PFMPPeriod, schoolClass: SchoolClass) -> Sheet {
        let columns = [
            "Classe", "Période", "Nom", "Prénom", "Entreprise", "Commune", "Du", "Au", "Tuteur", "Référent",
            "Convention", "État", "Signatures", "Il manque",
        ].map { SheetColumn($0) }
        return Sheet(
            name: schoolClass.code, columns: columns,
            rows: lines.map { row($0, period: period, schoolClass: schoolClass) })
    }

    private static func row(_ line: BoardLine, period: PFMPPeriod, schoolClass: SchoolClass) -> [CellValue] {
        let state =
            line.learnerPublic.takesAgreements
            ? line.agreementState?.label ?? (line.isPlaced ? "À ouvrir" : "Sans lieu") : line.learnerPublic.label
        return [
            .text(schoolClass.code), .text(period.label), .text(line.usageName ?? line.familyName),
            .text(line.firstName), .optional(line.companyName), .optional(line.companyCity), .optional(line.startsOn),
            .optional(line.endsOn), .optional(line.tutorName), .optional(line.referentName),
            .optional(line.agreementNumber), .text(state), .integer(line.signatureCount),
            .text(line.missing.joined(separator: ", ")),
        ]
    }
}
