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

    /// The contacts of the companies shown, as cards for an address book.
    static func cards(_ companies: [Company], _ contacts: [Contact], at moment: Moment) -> FileAnswer {
        let byCompany = Dictionary(grouping: contacts, by: \.companyId)
        let cards = companies.flatMap { company -> [VCard] in
            let people = byCompany[company.id] ?? []
            return people.isEmpty ? [VCard(company)] : people.map { VCard($0, of: company) }
        }
        return FileAnswer(
            name: "contacts.vcf", type: "text/vcard; charset=utf-8", bytes: VCardWriter.bytes(cards, at: moment))
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

extension VCard {
    /// A place without a person: what one calls the switchboard by.
    fileprivate init(_ company: Company) {
        self.init(uid: company.id.rawValue, organisation: company.displayName)
        fill(company)
        if let phone = company.phone { phones = [phone] }
        if let email = company.email { emails = [email] }
    }

    fileprivate init(_ contact: Contact, of company: Company) {
        self.init(uid: contact.id.rawValue, organisation: company.displayName)
        (familyName, firstName, prefix, title) = (
            contact.familyName, contact.firstName, contact.civility, contact.function
        )
        fill(company)
        phones = [contact.phone, company.phone].compactMap { $0 }
        if let email = contact.email { emails = [email] }
    }

    private mutating func fill(_ company: Company) {
        street = [company.address.line1, company.address.line2].filter { !$0.isEmpty }.joined(separator: ", ")
        (postalCode, city, address) = (company.address.postalCode, company.address.city, company.website ?? "")
    }
}

extension SchoolDatabase {
    /// The people of the companies that the filters show, those who left aside.
    func contactsToExport(_ filter: CompanyFilter) throws -> [Contact] {
        let query = try companyQuery(filter)
        return try rows(
            """
            select contact.* from \(table(.contact)) where contact.left_on is null and contact.company_id in (
            select company.id from \(query.source) where \(query.condition))
            order by contact.search_key, contact.id
            """)
    }
}
