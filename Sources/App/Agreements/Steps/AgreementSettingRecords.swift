import Domain
import Foundation
import Persistence

/// What a school decides of the life of its agreements; each is one JSON value under its name.
enum AgreementSettingName: String, Sendable {
    case steps = "etapes"
    case signingOrder = "ordre_signatures"
    case reminders = "relances"
    case mails = "courriels"
    /// The order of the académie on numbers of trainees.
    case academicOrder = "arrete_academique"
    /// The last day for which the list of departures was mailed.
    case departuresSent = "departs_envoyes"
}

/// A decision with the version that a form must bring back; 0 when nothing was ever decided.
struct AgreementSetting<Value: Codable & Sendable>: Sendable {
    let value: Value
    let version: Int
}

private struct AgreementSettingRow: Codable {
    let id: ID<AgreementSettingRow>
    let name: String
    let content: String
    let version: Int
}

extension SchoolDatabase {
    /// What the school decided, or what is usual.
    func agreementSetting<Value: Codable & Sendable>(
        _ name: AgreementSettingName, usual: Value
    ) throws -> AgreementSetting<Value> {
        guard let row = try settingRow(name) else { return AgreementSetting(value: usual, version: 0) }
        let value = try JSONDecoder().decode(Value.self, from: Data(row.content.utf8))
        return AgreementSetting(value: value, version: row.version)
    }

    /// Keeps a decision over the version that the person saw; else `Conflict`.
    func keep<Value: Codable & Sendable>(
        _ value: Value, as name: AgreementSettingName, replacing version: Int
    ) throws {
        let content = try JournalEntry.json(value)
        guard let row = try settingRow(name) else {
            guard version == 0 else { throw Conflict() }
            return try insert(
                AgreementSettingRow(id: newID(), name: name.rawValue, content: content, version: 1),
                into: .agreementSetting)
        }
        try update(
            AgreementSettingRow(id: row.id, name: row.name, content: content, version: version + 1),
            in: .agreementSetting, replacing: version)
    }

    private func settingRow(_ name: AgreementSettingName) throws -> AgreementSettingRow? {
        try row(
            """
            select agreement_setting.* from \(table(.agreementSetting))
            where agreement_setting.name = \(name.rawValue)
            """)
    }

    /// The steps of the school.
    func workflow() throws -> Workflow {
        Workflow(steps: try agreementSetting(.steps, usual: WorkflowStep.usual).value)
    }

    /// The numbers of the order of the académie that holds on a day; `nil` without one.
    func hostOrder(on day: LocalDate) throws -> HostOrder? {
        try agreementSetting(.academicOrder, usual: AcademicOrder()).value.numbers(on: day)
    }

    /// The order of signatures of the school.
    func signingOrder() throws -> SigningOrder {
        try agreementSetting(.signingOrder, usual: SigningOrder.usual).value
    }
}
