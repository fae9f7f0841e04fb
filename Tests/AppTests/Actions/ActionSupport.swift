import Domain
import Persistence
import Testing

@testable import App

/// The mails that wait in the outbox.
extension TestApp {
    func outbox() async throws -> [OutgoingMail] {
        try await app.readPlatform { try $0.rows("select outbox.* from outbox order by outbox.created_at, outbox.id") }
    }

    /// The tutor of the sample may be written to, and another contact too.
    func giveMails(_ sample: ClassSample) async throws {
        _ = try await write { db in
            try db.change(.contact, set: "email = 'delorme@exemple.fr'", where: "id = \(sample.tutor)")
            try db.change(.contact, set: "email = 'gerant@exemple.fr'", where: "id = \(sample.signatory)")
        }
    }

    /// An action of the class of a sample, confirmed for a day.
    func addAction(
        _ sample: ClassSample, _ kind: ActionKind = .visit, _ state: Domain.Action.State = .confirmed,
        on day: String? = "2026-12-01", room: ID<Room>? = nil, year: Int = 2026, asker: ID<StaffMember>? = nil
    ) async throws -> ID<Domain.Action> {
        let day = day.flatMap { LocalDate($0) }
        return try await write { db in
            let action = Action(
                id: db.newID(), kind: kind, schoolYear: year, title: "\(kind.label) des essais", state: state,
                startsOn: day, startMinute: 540, endMinute: 720, roomId: room, requestedBy: asker,
                requesterName: "Camille Essai")
            try db.insert(action, into: .action)
            try db.insert(
                ActionClass(id: db.newID(), actionId: action.id, classId: sample.classId), into: .actionClass)
            try db.followClasses(of: action)
            return action.id
        }
    }

    func addGuest(_ contact: KeyPath<ClassSample, ID<Contact>>, _ sample: ClassSample, to action: ID<Domain.Action>)
        async throws
    {
        let browser = try await browser(.rbde)
        _ = try await browser.post("/actions/\(action)/invites", [("contact", sample[keyPath: contact].rawValue)])
    }

    /// The page behind the link of the last mail to someone.
    func linkPath(inMailTo recipient: String) async throws -> String {
        let mail = try #require(try await outbox().last { $0.recipient == recipient })
        let line = try #require(mail.body.split(separator: "\n").first { $0.contains("http") })
        let parts = line.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        return "/" + String(try #require(parts.last))
    }

    func guests(of action: ID<Domain.Action>) async throws -> [GuestLine] {
        try await read { try $0.guests(of: action) }
    }
}
