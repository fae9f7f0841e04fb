import Domain
import Exchange

/// The list to key into ApLyPro, as a file (PFMP-95): nothing is ever sent to the paying agency.
enum AllowanceExport {
    static func sheet(_ entries: [AllowanceEntry]) -> Sheet {
        let columns = ["INE", "classe", "début", "fin", "jours", "nom", "prénom", "montant", "état"]
        return Sheet(
            name: "Allocation", columns: columns.map { SheetColumn($0) },
            rows: entries.map { entry in
                let row = entry.row
                return [
                    row.ine.map(CellValue.identifier) ?? .empty, .text(row.classCode), .date(row.startsOn),
                    .date(row.endsOn), .integer(entry.days), .text(row.usageName ?? row.familyName),
                    .text(row.firstName), .amount(entry.due), .text(row.state.label),
                ]
            })
    }
}
