import Domain
import Persistence

/// A reason as it is kept: who wrote it, when, and whether somebody took it back.
struct ReasonRow: Codable, Sendable {
    let id: ID<ReasonRow>
    let agreementId: ID<Agreement>
    /// `PFMP-62`
    let rule: String
    /// The sentence of the finding.
    let finding: String
    let content: String
    let authorName: String
    let byHead: Bool
    let writtenOn: LocalDate
    let writtenAt: Moment
    var withdrawnAt: Moment?
    var withdrawnBy: String?

    init(_ reason: WrittenReason, id: ID<ReasonRow>, of agreement: ID<Agreement>, at now: Now) {
        self.id = id
        agreementId = agreement
        rule = reason.rule
        finding = reason.finding
        content = reason.text
        authorName = reason.author
        byHead = reason.byHead
        writtenOn = reason.on
        writtenAt = now.moment
    }

    /// The reason as the rules see it.
    var reason: WrittenReason {
        WrittenReason(
            rule: rule, finding: finding, text: content, author: authorName, byHead: byHead, on: writtenOn)
    }
}

extension SchoolDatabase {
    /// The reasons that stand on an agreement, the first written first.
    func reasonRows(of agreement: ID<Agreement>) throws -> [ReasonRow] {
        try rows(
            """
            select written_reason.* from \(table(.writtenReason)) where written_reason.agreement_id = \(agreement)
            and written_reason.withdrawn_at is null order by written_reason.written_at, written_reason.id
            """)
    }

    func reasons(of agreement: ID<Agreement>) throws -> [WrittenReason] {
        try reasonRows(of: agreement).map(\.reason)
    }

    func reasonRow(_ id: ID<ReasonRow>, of agreement: ID<Agreement>) throws -> ReasonRow {
        let found: ReasonRow = try find(id, in: .writtenReason, "Cette raison")
        guard found.agreementId == agreement, found.withdrawnAt == nil else { throw NotFound("Cette raison") }
        return found
    }

    /// Keeps the reasons typed for findings of an agreement that still lack one; what is about nothing any more is left.
    /// - Returns: how many were kept.
    @discardableResult
    func keep(
        _ typed: TypedReasons, on agreement: ID<Agreement>, by author: Author, at now: Now
    ) throws -> Int {
        guard !typed.isEmpty else { return 0 }
        return try keep(typed, on: try dossier(agreement, today: now.day), by: author, at: now)
    }

    /// The same, on a dossier just read.
    func keep(
        _ typed: TypedReasons, on dossier: AgreementDossier, by author: Author, at now: Now
    ) throws -> Int {
        let (agreement, readiness) = (dossier.agreement.id, dossier.readiness)
        var reasons: [WrittenReason] = []
        var problems: [FieldProblem] = []
        for finding in readiness.stopping {
            guard let text = typed[finding] else { continue }
            do throws(ReasonRefusal) {
                reasons.append(
                    try WrittenReason(
                        passing: finding, because: text, by: author.name, isHead: author.may(.signAsHead),
                        on: now.day))
            } catch {
                let problem = FieldProblem(field: typed.field(of: finding), message: error.message)
                if !problems.contains(problem) { problems.append(problem) }
            }
        }
        guard problems.isEmpty else { throw FieldRefusal(problems) }
        for reason in reasons {
            try insert(ReasonRow(reason, id: newID(), of: agreement, at: now), into: .writtenReason)
            try journal(
                "\(reason.byHead ? "Règle passée par le chef d’établissement" : "Avertissement passé")\u{A0}: "
                    + "\(reason.rule), \(reason.text)", Subject("agreement", agreement), by: author, at: now)
        }
        return reasons.count
    }

    /// Whoever prints or sends has read the warnings that ask for no words: the agreement keeps that too.
    /// - Returns: what was kept.
    @discardableResult
    func acknowledge(_ dossier: AgreementDossier, by author: Author, at now: Now) throws -> [WrittenReason] {
        let read = dossier.readiness.toAcknowledge.map {
            WrittenReason(acknowledging: $0, by: author.name, on: now.day)
        }
        guard !read.isEmpty else { return [] }
        for reason in read {
            try insert(ReasonRow(reason, id: newID(), of: dossier.agreement.id, at: now), into: .writtenReason)
        }
        try journal(
            "Avertissements dont il est pris acte\u{A0}: \(Set(read.map(\.rule)).sorted().joined(separator: ", "))",
            Subject("agreement", dossier.agreement.id), by: author, at: now)
        return read
    }
}
