import Domain
import Exchange
import Foundation
import Persistence

/// The list as a file: exactly the rows that the filters show, all pages of them.
enum CompanyExport {
    static func sheet(_ companies: [Company]) -> Sheet {
        let columns = [
            "SIRET", "Raison sociale", "Enseigne", "Type", "NAF", "Activité", "Effectif", "Adresse", "Complément",
            "Code postal", "Commune", "Téléphone", "Courriel", "Site", "Relation", "Filières", "Notes",
        ].map { SheetColumn($0) }
        return Sheet(name: "Entreprises", columns: columns, rows: companies.map(row))
    }

    private static func row(_ company: Company) -> [CellValue] {
        [
            company.siret.map(CellValue.identifier) ?? .empty, .text(company.legalName), .optional(company.tradeName),
            .text(company.kind.label), .optional(company.naf), .text(company.activity),
            company.headcount.map(CellValue.integer) ?? .empty, .text(company.address.line1),
            .text(company.address.line2), .identifier(company.address.postalCode), .text(company.address.city),
            company.phone.map { .identifier(PhoneNumber(rawValue: $0)?.display ?? $0) } ?? .empty,
            .optional(company.email), .optional(company.website), .text(company.relation.label),
            .text(company.streams), .text(company.notes),
        ]
    }

    static func file(_ companies: [Company], format: String, at moment: Moment) throws -> FileAnswer {
        let sheet = sheet(companies)
        if format == "xlsx" {
            let bytes = try XLSXWriter.bytes(
                [sheet], createdAt: moment, in: FileManager.default.temporaryDirectory.path)
            return FileAnswer(
                name: "entreprises.xlsx",
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes: bytes)
        }
        return FileAnswer(name: "entreprises.csv", type: "text/csv; charset=utf-8", bytes: CSVWriter.bytes(sheet))
    }
}
