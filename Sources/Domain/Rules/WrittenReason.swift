/// Why somebody went past a finding; it stays on the agreement.
public struct WrittenReason: Codable, Equatable, Sendable {
    /// `PFMP-62`
    public let rule: String
    /// The sentence of the finding: when the facts change, so does the sentence, and a new reason is asked.
    public let finding: String
    /// The reason, in full words.
    public let text: String
    /// Who wrote it.
    public let author: String
    /// The head signs for what blocks (`RulePassing.head`).
    public let byHead: Bool
    /// The day it was written.
    public let on: LocalDate

    /// - Throws: `ReasonRefusal` when the reason says nothing, or the finding cannot be passed by this person.
    public init(
        passing finding: Finding, because text: String, by author: String, isHead: Bool, on day: LocalDate
    ) throws(ReasonRefusal) {
        let words = SearchKey(text).words
        guard words.count >= WrittenReason.leastWords else { throw .tooShort }
        if finding.severity == .block {
            guard RuleCatalogue.rule(of: finding)?.passing == .head else { throw .notPassable(finding.rule) }
            guard isHead else { throw .headOnly(finding.rule) }
        }
        rule = finding.rule
        self.finding = finding.message
        self.text = text
        self.author = author
        byHead = isHead
        on = day
    }

    private static let leastWords = 2

    /// Whoever prints or sends has read a warning that asks for nothing more.
    public init(acknowledging finding: Finding, by author: String, on day: LocalDate) {
        self.init(
            rule: finding.rule, finding: finding.message, text: WrittenReason.acknowledgement, author: author,
            byHead: false, on: day)
    }

    /// What is kept when no reason is asked.
    public static let acknowledgement = "Pris acte."

    /// A reason as it was kept.
    public init(rule: String, finding: String, text: String, author: String, byHead: Bool, on day: LocalDate) {
        self.rule = rule
        self.finding = finding
        self.text = text
        self.author = author
        self.byHead = byHead
        on = day
    }

    /// Whether it is about this finding, as it stands now.
    public func covers(_ finding: Finding) -> Bool {
        rule == finding.rule && self.finding == finding.message && (finding.severity != .block || byHead)
    }
}

/// Why a reason is not accepted.
public enum ReasonRefusal: Refusal, Equatable {
    case tooShort
    case notPassable(String)
    case headOnly(String)

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .tooShort: "Écrivez la raison en toutes lettres\u{A0}: elle reste sur la convention."
        case .notPassable(let rule): "La règle \(rule) ne se passe pas\u{A0}: corrigez ce qu’elle signale."
        case .headOnly(let rule): "Seul le chef d’établissement peut passer la règle \(rule), par écrit."
        }
    }
}

extension Sequence where Element == Finding {
    /// The warnings that still lack a written reason.
    public func lackingReason(_ reasons: [WrittenReason]) -> [Finding] {
        filter { finding in finding.severity == .warning && !reasons.contains { $0.covers(finding) } }
    }

    /// What stops the agreement: blocking findings not passed by the head, and warnings without reason.
    public func stopping(_ reasons: [WrittenReason]) -> [Finding] {
        filter { finding in finding.severity >= .warning && !reasons.contains { $0.covers(finding) } }
    }
}
