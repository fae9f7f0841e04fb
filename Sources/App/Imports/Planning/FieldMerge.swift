import Domain

/// One field that files may say something about.
struct ImportField<Record>: Sendable {
    /// Who is right when a file and the program differ and no earlier file said anything.
    enum Nature: Sendable {
        /// Civil status, class, code: the State's files are right.
        case official
        /// Phone, mail, address: what people typed is right.
        case personal
    }

    /// The name under which what the file says is remembered.
    let name: String
    let label: String
    let nature: Nature
    let read: @Sendable (Record) -> String
    let write: @Sendable (inout Record, String) -> Void
    /// The value as people read it.
    var shown: @Sendable (String) -> String = { $0.replacing("\n", with: ", ") }
}

/// What kind of file speaks: a register of the State, or a sheet that somebody made.
enum FileAuthority: Sendable { case register, sheet }

/// A record into which what a file says has been merged, and what that changed.
struct FieldMerge<Record> {
    private(set) var record: Record
    private(set) var changes: [ImportReport.FieldChange] = []
    /// Values kept as people typed them although the file says otherwise.
    private(set) var kept: [ImportReport.FieldChange] = []

    /// Merges by four rules (docs/decisions/import-et-saisie.md):
    /// a silent file empties nothing; what the file already said last time does not undo what was typed since; what it
    /// says anew is taken; and where no file spoke before, registers are right about civil status, people about the rest.
    /// - Parameter former: what the last import of the same kind said of this record.
    init(
        _ record: Record, fields: [ImportField<Record>], said: [String: String], former: [String: String]?,
        authority: FileAuthority
    ) {
        self.record = record
        for field in fields {
            guard let new = said[field.name], !new.isEmpty else { continue }
            let current = field.read(record)
            guard new != current else { continue }
            let change = ImportReport.FieldChange(
                field: field.label, before: field.shown(current), after: field.shown(new))
            if FieldMerge.takes(new, over: current, field, former: former?[field.name], authority) {
                field.write(&self.record, new)
                changes.append(change)
            } else if former?[field.name] != new {
                kept.append(change)
            }
        }
    }

    private static func takes(
        _ new: String, over current: String, _ field: ImportField<Record>, former: String?,
        _ authority: FileAuthority
    ) -> Bool {
        if let former { return former != new }
        return current.isEmpty || (authority == .register && field.nature == .official)
    }
}

extension Array {
    /// Writes in a new record all that a file says of it.
    func fill<Record>(_ record: inout Record, from said: [String: String]) where Element == ImportField<Record> {
        for field in self {
            if let value = said[field.name], !value.isEmpty { field.write(&record, value) }
        }
    }
}
