import Domain
import Persistence

/// What the form of a rule sends.
struct RuleSeverityForm: FormInput {
    /// `nil` for that of the catalogue.
    let severity: Finding.Severity?
    let note: String
    /// The version that the person saw; 0 when the school had decided nothing.
    let version: Int

    init(reading form: inout FormReader) {
        let text = form.values["severite"]
        severity = Finding.Severity(rawValue: text)
        if !text.isEmpty, severity == nil { form.refuse("severite", "Choisissez une valeur de la liste.") }
        note = form.text("note", max: 500)
        version = Int(form.values["version"]) ?? 0
        if severity != nil, note.isEmpty {
            form.refuse("note", "Dites pourquoi : la note reste avec la règle.")
        }
    }
}

/// The school raises or lowers a rule, or takes the catalogue back.
struct SetRuleSeverity: Operation {
    let rule: Int
    let form: RuleSeverityForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        guard let rule = RuleCatalogue.rule(rule), rule.isChecked else { throw NotFound("Cette règle") }
        if let severity = form.severity {
            do throws(SeverityRefusal) {
                try SeveritySettings.require(severity, for: rule)
            } catch {
                throw FieldRefusal("severite", error.message)
            }
        }
        let former = try db.ruleSeverity(rule.number)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        let kept = RuleSeverity(
            id: former?.id ?? db.newID(), rule: rule.number, severity: form.severity, note: form.note,
            changedAt: now.moment, changedBy: author.name, version: form.version + 1)
        if former == nil {
            try db.insert(kept, into: .ruleSeverity)
        } else {
            try db.update(kept, in: .ruleSeverity, replacing: form.version)
        }
        let said = form.severity.map { "«\u{A0}\($0.label.lowercased())\u{A0}»" } ?? "celle du catalogue"
        try db.journal(
            "Sévérité de la règle \(rule.code)\u{A0}: \(said)", Subject.rule(rule.number),
            before: former, after: kept, by: author, at: now)
    }
}

extension Subject {
    /// A rule is no record: the journal of the school names it by its number.
    static func rule(_ number: Int) -> Subject {
        Subject("rule", ID<RuleSeverity>(Finding.name(of: number)))
    }
}
