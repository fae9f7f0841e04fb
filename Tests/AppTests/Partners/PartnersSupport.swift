import Domain
import Persistence

@testable import App

extension TestApp {
    /// A company written straight into a school.
    @discardableResult
    func addCompany(
        _ name: String, town: String = "TOULOUSE", in place: School? = nil, _ change: (inout Company) -> Void = { _ in }
    ) async throws -> Company {
        var company = Company(
            id: app.newIDs().next(), legalName: name, address: PostalAddress(postalCode: "31000", city: town),
            department: "31")
        change(&company)
        company.refold()
        let made = company
        try await write(in: place) { try $0.insert(made, into: .company) }
        return made
    }

    func company(_ id: ID<Company>) async throws -> Company {
        try await read { try $0.company(id) }
    }

    func companies() async throws -> [Company] {
        try await read { db in try db.rows("select company.* from \(db.table(.company)) order by company.id") }
    }
}

enum CompanySample {
    /// What the form of a new company needs, with some of it changed.
    static func fields(_ changes: [(String, String)] = []) -> [(String, String)] {
        let usual = [
            ("siret", "999 888 779 00017"), ("raison_sociale", "Garage des Alizés"), ("adresse", "2 rue des Essais"),
            ("code_postal", "31000"), ("commune", "Toulouse"), ("telephone", "01 99 00 12 34"), ("naf", "4520A"),
        ]
        return usual.filter { field in !changes.contains { $0.0 == field.0 } } + changes
    }
}

extension TestAnswer {
    /// The keys of the companies a list shows, in order.
    var companyKeys: [String] {
        text.split(separator: "class=\"rowlink\" href=\"/entreprises/").dropFirst()
            .map { String($0.prefix { $0 != "\"" }) }
    }

    /// Where the page before or after is; entities replaced.
    func page(_ rel: String) -> String? {
        guard let part = text.split(separator: "rel=\"\(rel)\" href=\"").dropFirst().first else { return nil }
        return String(part.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
}
