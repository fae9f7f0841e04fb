import Domain
import Exchange
import Foundation
import Persistence

/// A list of a school as a file, for the command line.
public struct ListExport: Sendable {
    /// What is listed.
    public enum List: String, Sendable, CaseIterable { case companies, learners }

    /// How it is written.
    public enum Format: String, Sendable, CaseIterable { case csv, xlsx, json }

    public let bytes: [UInt8]
    /// How many records.
    public let count: Int
}

extension Application {
    /// The companies in use, or the learners of the school year in use who have not left.
    public func export(
        _ list: ListExport.List, as format: ListExport.Format, uai: String?
    ) async throws -> ListExport {
        let school = try await school(uai: uai)
        let author = Author.commandLine(for: school)
        let moment = clock()
        switch list {
        case .companies:
            let companies = try await read(author) { try $0.companiesToExport(CompanyFilter()) }
            return try ListExport(companies, CompanyExport.sheet(companies), format, at: moment)
        case .learners:
            let lines = try await read(author) { try $0.learnersToExport(year: school.currentYear) }
            return try ListExport(lines, LearnerSheet.sheet(lines), format, at: moment)
        }
    }
}

extension ListExport {
    init(_ records: [some Encodable], _ sheet: Sheet, _ format: Format, at moment: Moment) throws {
        count = records.count
        switch format {
        case .csv: bytes = CSVWriter.bytes(sheet)
        case .xlsx:
            bytes = try XLSXWriter.bytes([sheet], createdAt: moment, in: FileManager.default.temporaryDirectory.path)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            bytes = Array(try encoder.encode(records)) + [0x0A]
        }
    }
}

/// A learner with their class, as listed.
struct ListedLearner: Codable, Sendable {
    let id: ID<Learner>
    let ine: String?
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let learnerPublic: LearnerPublic
    let regime: String
    let email: String?
    let phone: String?
    let addressLine1: String
    let addressLine2: String
    let addressPostalCode: String
    let addressCity: String
    let classCode: String?
}

extension SchoolDatabase {
    /// The learners who have not left, by name, with their class of a school year.
    func learnersToExport(year: Int) throws -> [ListedLearner] {
        try rows(
            """
            select learner.id, learner.ine, learner.family_name, learner.usage_name, learner.first_name,
            learner.birth_date, learner.learner_public, learner.regime, learner.email, learner.phone,
            learner.address_line1, learner.address_line2, learner.address_postal_code, learner.address_city,
            school_class.code as class_code
            from \(table(.learner))
            left join \(table(.enrolment)) on enrolment.learner_id = learner.id
            and enrolment.school_year = \(year) and enrolment.ends_on is null
            left join \(table(.schoolClass)) on school_class.id = enrolment.class_id
            where learner.left_on is null order by learner.search_key, learner.id
            """)
    }
}

/// The columns of a list of learners.
enum LearnerSheet {
    static func sheet(_ learners: [ListedLearner]) -> Sheet {
        let columns = [
            "INE", "Nom", "Nom d’usage", "Prénom", "Né(e) le", "Classe", "Public", "Régime", "Courriel", "Téléphone",
            "Adresse", "Complément", "Code postal", "Commune",
        ].map { SheetColumn($0) }
        return Sheet(name: "Apprenants", columns: columns, rows: learners.map(row))
    }

    private static func row(_ learner: ListedLearner) -> [CellValue] {
        [
            learner.ine.map(CellValue.identifier) ?? .empty, .text(learner.familyName), .optional(learner.usageName),
            .text(learner.firstName), .optional(learner.birthDate), .optional(learner.classCode),
            .text(learner.learnerPublic.label), .text(learner.regime), .optional(learner.email),
            learner.phone.map { .identifier(PhoneNumber(rawValue: $0)?.display ?? $0) } ?? .empty,
            .text(learner.addressLine1), .text(learner.addressLine2), .identifier(learner.addressPostalCode),
            .text(learner.addressCity),
        ]
    }
}
