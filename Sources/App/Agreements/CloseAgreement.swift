import Domain

/// An agreement comes to nothing before its first day, with a reason: given up, or refused by a party. One that runs
/// is broken off by `NoteInterruption`.
struct CloseAgreement: Operation {
    /// How it ends; the right it takes is the one of the table of states.
    enum Way: String, CaseIterable, Sendable {
        case cancelled = "annulation"
        case refused = "refus"

        var event: AgreementEvent {
            switch self {
            case .cancelled: .cancel
            case .refused: .refuse
            }
        }
    }

    let id: ID<Agreement>
    let way: Way
    let reason: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(way == .refused ? .recordSignatures : .prepareAgreements)
        guard !reason.isEmpty else {
            throw FieldRefusal("motif", "Dites pourquoi\u{A0}: le motif reste dans l’historique de la convention.")
        }

        let agreement = try db.agreement(id)
        let closed =
            switch way {
            case .cancelled: try agreement.cancelled()
            case .refused: try agreement.refused()
            }
        try db.save(closed)
        try db.journal(
            "\(closed.state.label) : \(reason)", Subject("agreement", id), before: agreement, after: closed,
            by: author, at: now)
    }
}
