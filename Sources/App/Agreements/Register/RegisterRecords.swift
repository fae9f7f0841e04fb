import Domain
import Exchange
import Persistence

/// A line of the numbered register of agreements (F80).
struct RegisterLine: Codable, Sendable {
    let id: ID<Agreement>
    let number: String
    let state: Agreement.State
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let companyName: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let signatureCount: Int
    let amendmentCount: Int
    let paperCount: Int
    /// The last printed version; 0 when it was never printed.
    let revision: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    /// The register of a school year by number, a page at a time.
    /// - Parameter number: the last number already shown; empty for the first page.
    func register(year: Int, after number: String = "", limit: Int = 50) throws -> [RegisterLine] {
        try rows(
            """
            select agreement.id, agreement.number, agreement.state, learner.family_name, learner.usage_name,
            learner.first_name, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company_name, placement.starts_on, placement.ends_on,
            (select count(*) from \(table(.agreementSignature)) where agreement_signature.agreement_id = agreement.id)
            as signature_count,
            (select count(*) from \(table(.amendment)) where amendment.agreement_id = agreement.id) as amendment_count,
            (select count(*) from \(table(.agreementPaper)) where agreement_paper.agreement_id = agreement.id)
            as paper_count,
            (select coalesce(max(agreement_document.revision), 0) from \(table(.agreementDocument))
            where agreement_document.agreement_id = agreement.id) as revision
            from \(table(.agreement)) join \(table(.placement)) on placement.id = agreement.placement_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            where agreement.number > \(max(number, "\(year)-")) and agreement.number < \("\(year)-~")
            order by agreement.number limit \(limit)
            """)
    }

    /// How many agreements the register of a year holds.
    func registerCount(year: Int) throws -> Int {
        try count(
            """
            select count(*) from \(table(.agreement))
            where agreement.number > \("\(year)-") and agreement.number < \("\(year)-~")
            """)
    }

    /// The last printed version of an agreement, for the archive.
    func lastDocument(of agreement: ID<Agreement>) throws -> AgreementDocumentRow? {
        try row(
            """
            select agreement_document.* from \(table(.agreementDocument))
            where agreement_document.agreement_id = \(agreement) order by agreement_document.revision desc limit 1
            """)
    }
}

extension Sheet {
    /// The register as a file for a spreadsheet.
    static func register(_ lines: [RegisterLine], year: Int) -> Sheet {
        let columns = [
            "Numéro", "État", "Nom", "Prénom", "Classe", "Entreprise", "Du", "Au", "Signatures", "Avenants",
            "Documents",
            "Version imprimée",
        ].map { SheetColumn($0) }
        return Sheet(
            name: "Registre \(year)", columns: columns,
            rows: lines.map { line in
                [
                    .text(line.number), .text(line.state.label), .text(line.usageName ?? line.familyName),
                    .text(line.firstName), .text(line.classCode), .text(line.companyName), .optional(line.startsOn),
                    .optional(line.endsOn), .integer(line.signatureCount), .integer(line.amendmentCount),
                    .integer(line.paperCount), .integer(line.revision),
                ]
            })
    }
}
