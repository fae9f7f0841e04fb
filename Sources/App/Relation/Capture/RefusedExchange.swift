import Domain

extension FormReader {
    /// How an exchange ended, and why when it was a refusal: who gives the reason need not say that it is one.
    mutating func outcome() -> (outcome: InteractionOutcome, reason: RefusalReason?) {
        let said: InteractionOutcome = choice("suite_donnee", or: .information)
        guard !values["motif"].isEmpty else { return (said, nil) }
        let reason: RefusalReason = choice("motif", or: .other)
        let outcome: InteractionOutcome = said == .information ? .refused : said
        if outcome != .refused {
            refuse("motif", "Un motif de refus va avec un refus\u{A0}: changez le résultat, ou retirez le motif.")
        }
        return (outcome, reason)
    }
}

extension RefusalReason {
    /// The reason first in the note of the exchange, so that it is read and counted.
    static func told(_ reason: RefusalReason?, _ note: String) -> String {
        [reason.map { $0.label + "." } ?? "", note].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Why a company says no.
func refusalField(_ state: FormState) -> HTML {
    selectField(
        state, "motif", "Si elle refuse, pourquoi", RefusalReason.allCases.map { ($0.rawValue, $0.label) },
        empty: "Sans préciser", optional: true)
}
