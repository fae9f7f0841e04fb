/// A company that somebody brought into the base, and what the bureau made of it (F33).
///
/// A company under review serves like any other; it only waits to be looked at before it counts as a partner.
public struct CompanyReview: Codable, Equatable, Sendable {
    /// The way by which the company came in.
    public enum Source: String, Codable, CaseIterable, Sendable {
        case form = "fiche"
        case lead = "piste"
        case link = "lien"
        case request = "demande"
        case file = "import"
        case network = "reseau"

        /// « une fiche créée à la main »
        public var label: String {
            switch self {
            case .form: "Une fiche créée à la main"
            case .lead: "Une piste notée pour un élève"
            case .link: "Le lien donné à un élève ou à sa famille"
            case .request: "Une demande reçue par la page publique"
            case .file: "Un import de fichier"
            case .network: "Une fiche reprise d’un autre bureau"
            }
        }
    }

    public enum State: String, Codable, CaseIterable, Sendable {
        case waiting = "a_verifier"
        case confirmed = "validee"
        case merged = "fusionnee"
        case refused = "refusee"

        public var label: String {
            switch self {
            case .waiting: "À vérifier"
            case .confirmed: "Validée"
            case .merged: "Fusionnée"
            case .refused: "Refusée"
            }
        }
    }

    public enum Event: String, CaseIterable, Sendable {
        case confirm, merge, refuse, undo
    }

    /// Why a company is not kept.
    public enum Motive: String, Codable, CaseIterable, Sendable {
        case unknown = "introuvable"
        case closed = "fermee"
        case noHost = "pas_un_lieu"
        case unsuitable = "inadaptee"
        case mistake = "erreur"
        case other = "autre"

        /// « Entreprise introuvable »
        public var label: String {
            switch self {
            case .unknown: "Entreprise introuvable"
            case .closed: "Entreprise fermée"
            case .noHost: "Ce n’est pas un lieu d’accueil possible"
            case .unsuitable: "Activité sans rapport avec nos formations"
            case .mistake: "Erreur de saisie"
            case .other: "Autre raison"
            }
        }
    }

    public let id: ID<CompanyReview>
    public let companyId: ID<Company>
    public let source: Source
    public internal(set) var state: State
    public let proposedAt: Moment
    /// Who brought it in; `nil` for whoever has no account.
    public let accountId: ID<Account>?
    public let authorName: String
    /// The lead it was typed for. No tie in the database: a lead may be removed.
    public let leadId: ID<Lead>?
    public let requestId: ID<CompanyRequest>?
    /// The record as it was typed, as JSON.
    public let typed: String
    public internal(set) var decidedAt: Moment?
    public internal(set) var decidedBy: String
    /// The code of a `Motive`, for a company that was refused.
    public internal(set) var motive: String
    public internal(set) var note: String
    /// The merge that settled it.
    public internal(set) var mergeId: String?
    /// What the bureau corrected as it confirmed: the record before and after, as JSON; empty when nothing.
    public internal(set) var corrected: String
    public internal(set) var version: Int

    public init(
        id: ID<CompanyReview>, companyId: ID<Company>, source: Source, proposedAt: Moment, accountId: ID<Account>?,
        authorName: String, leadId: ID<Lead>? = nil, requestId: ID<CompanyRequest>? = nil, typed: String
    ) {
        self.id = id
        self.companyId = companyId
        self.source = source
        state = .waiting
        self.proposedAt = proposedAt
        self.accountId = accountId
        self.authorName = authorName
        self.leadId = leadId
        self.requestId = requestId
        self.typed = typed
        decidedBy = ""
        motive = ""
        note = ""
        corrected = ""
        version = 1
    }
}

/// Why a review does not move.
public enum ReviewRefusal: Refusal, Equatable {
    case settled(CompanyReview.State)
    case notSettled
    case archived
    case hosts(Int)
    case keptElsewhere

    public var message: String {
        switch self {
        case .settled(let state):
            "Cette fiche n’attend plus\u{A0}: elle est «\u{A0}\(state.label.lowercased())\u{A0}». Annulez d’abord cette décision."
        case .notSettled: "Cette fiche attend encore\u{A0}: il n’y a rien à annuler."
        case .archived: "Cette fiche est archivée\u{A0}: rétablissez-la d’abord."
        case .hosts(let count):
            (count == 1 ? "Un élève y est placé" : "\(count)\u{A0}élèves y sont placés")
                + "\u{A0}: validez la fiche, corrigez-la ou fusionnez-la."
        case .keptElsewhere: "Choisissez la fiche avec laquelle fusionner."
        }
    }
}

extension CompanyReview {
    /// The whole law of the states: from, event, to.
    static let moves: [(from: State, event: Event, to: State)] = [
        (.waiting, .confirm, .confirmed), (.waiting, .merge, .merged), (.waiting, .refuse, .refused),
        (.confirmed, .undo, .waiting), (.merged, .undo, .waiting), (.refused, .undo, .waiting),
    ]

    private func after(_ event: Event, by name: String, at moment: Moment) throws(ReviewRefusal) -> CompanyReview {
        guard let move = CompanyReview.moves.first(where: { $0.from == state && $0.event == event }) else {
            throw event == .undo ? .notSettled : .settled(state)
        }
        var review = self
        review.state = move.to
        let isSettled = move.to != .waiting
        (review.decidedAt, review.decidedBy) = isSettled ? (moment, name) : (nil, "")
        (review.motive, review.note, review.mergeId, review.corrected) = ("", "", nil, "")
        review.version += 1
        return review
    }

    /// The bureau looked at the record and keeps it.
    /// - Parameter corrected: the record before and after what was corrected on the way, as JSON.
    public func confirmed(corrected: String = "", by name: String, at moment: Moment) throws(ReviewRefusal)
        -> CompanyReview
    {
        var review = try after(.confirm, by: name, at: moment)
        review.corrected = corrected
        return review
    }

    /// The company was in the base already: the two records became one.
    public func merged(by merge: String, _ name: String, at moment: Moment) throws(ReviewRefusal) -> CompanyReview {
        var review = try after(.merge, by: name, at: moment)
        review.mergeId = merge
        return review
    }

    /// The bureau does not keep the record.
    /// - Parameter placed: learners who are or will be at this company.
    public func refused(
        _ motive: Motive, note: String, placed: Int, by name: String, at moment: Moment
    ) throws(ReviewRefusal) -> CompanyReview {
        guard placed == 0 else { throw .hosts(placed) }
        var review = try after(.refuse, by: name, at: moment)
        (review.motive, review.note) = (motive.rawValue, note)
        return review
    }

    /// The decision is taken back: the record waits again.
    public func undone() throws(ReviewRefusal) -> CompanyReview {
        try after(.undo, by: "", at: proposedAt)
    }

    /// Why it was refused, in French.
    public var reason: String {
        let label = Motive(rawValue: motive).map(\.label) ?? ""
        return [label, note].filter { !$0.isEmpty }.joined(separator: "\u{A0}: ")
    }
}

/// When the bureau looks at what comes in by one way.
public enum ReviewPolicy: String, Codable, CaseIterable, Sendable {
    case byOthers = "autres"
    case always = "toujours"
    case never = "jamais"

    public var label: String {
        switch self {
        case .byOthers: "Vérifier, sauf ce que le bureau saisit lui-même"
        case .always: "Toujours vérifier"
        case .never: "Ne pas vérifier"
        }
    }

    /// - Parameter isBureau: the person who brings the company in may confirm it.
    public func asksReview(ofBureau isBureau: Bool) -> Bool {
        switch self {
        case .byOthers: !isBureau
        case .always: true
        case .never: false
        }
    }
}
