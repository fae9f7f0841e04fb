/// A mail to many partners: written, looked at, sent a few a day.
public struct Campaign: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "brouillon"
        case running = "en_cours"
        case paused = "en_pause"
        case finished = "terminee"

        public var label: String {
            switch self {
            case .draft: "Brouillon"
            case .running: "En cours d’envoi"
            case .paused: "En pause"
            case .finished: "Terminée"
            }
        }
    }

    /// What people do to a campaign.
    public enum Event: String, CaseIterable, Sendable {
        case start, pause, resume, finish
    }

    public let id: ID<Campaign>
    public var name: String
    public var subject: String
    public var body: String
    /// The filters of the list of companies that say who receives it.
    public var query: String
    /// The segment in words.
    public var segment: String
    public internal(set) var state: State
    /// Mails a day at most.
    public var perDay: Int
    public var attachmentId: String?
    public var attachmentName: String
    public let createdAt: Moment
    public let createdBy: String
    public var startedAt: Moment?
    public var version: Int

    public init(
        id: ID<Campaign>, name: String, subject: String, body: String, query: String, segment: String, perDay: Int,
        createdAt: Moment, createdBy: String
    ) {
        self.id = id
        self.name = name
        self.subject = subject
        self.body = body
        self.query = query
        self.segment = segment
        state = .draft
        self.perDay = perDay
        attachmentId = nil
        attachmentName = ""
        self.createdAt = createdAt
        self.createdBy = createdBy
        version = 1
    }
}

/// Why a campaign does not move.
public enum CampaignRefusal: Refusal, Equatable {
    case notPossible(Campaign.State)
    case nobody
    case notDraft

    public var message: String {
        switch self {
        case .notPossible(let state):
            "Ce geste n’est pas possible\u{A0}: la campagne est «\u{A0}\(state.label.lowercased())\u{A0}»."
        case .nobody: "Personne ne recevrait ce courriel\u{A0}: choisissez un autre ensemble d’entreprises."
        case .notDraft: "La campagne est partie\u{A0}: son texte ne change plus. Copiez-la pour en écrire une autre."
        }
    }
}

extension Campaign {
    /// The whole law of the states: from, event, to.
    static let moves: [(from: State, event: Event, to: State)] = [
        (.draft, .start, .running), (.running, .pause, .paused), (.paused, .resume, .running),
        (.running, .finish, .finished), (.paused, .finish, .finished),
    ]

    /// The campaign after an event.
    public func after(_ event: Event) throws(CampaignRefusal) -> Campaign {
        guard let move = Campaign.moves.first(where: { $0.from == state && $0.event == event }) else {
            throw .notPossible(state)
        }
        var campaign = self
        campaign.state = move.to
        campaign.version += 1
        return campaign
    }
}

/// A text with `{variables}`, as campaigns write it.
public struct MailTemplate: Sendable, Equatable {
    /// What may be filled in.
    public enum Variable: String, CaseIterable, Sendable {
        case greeting = "bonjour"
        case contact
        case company = "entreprise"
        case town = "commune"
        case school = "lycee"
        case year = "annee"
        case signature
        case appetite = "lien_reponse"
        case space = "lien_espace"

        /// What it becomes, in French.
        public var meaning: String {
            switch self {
            case .greeting: "«\u{A0}Madame Inventé,\u{A0}» ou «\u{A0}Bonjour,\u{A0}»"
            case .contact: "le nom du contact"
            case .company: "le nom de l’entreprise"
            case .town: "sa commune"
            case .school: "le nom de l’établissement"
            case .year: "l’année scolaire"
            case .signature: "votre nom et votre établissement"
            case .space: "le lien de son espace entreprise, sans compte ni mot de passe"
            case .appetite: "un lien pour répondre sans compte\u{A0}: cherche, intéressée, complet, pas cette année"
            }
        }
    }

    /// A variable that does not exist.
    public struct UnknownVariable: Refusal, Equatable {
        public let name: String

        public var message: String {
            let known = Variable.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
            return "«\u{A0}{\(name)}\u{A0}» n’existe pas. Vous pouvez écrire\u{A0}: \(known)."
        }
    }

    private enum Piece: Equatable {
        case text(String)
        case variable(Variable)
    }

    private let pieces: [Piece]

    /// Reads a text; a brace that is never closed is text.
    public init(_ text: String) throws(UnknownVariable) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            pieces.append(.text(String(rest[..<open])))
            let name = String(rest[rest.index(after: open)..<close])
            guard let variable = Variable(rawValue: SearchKey.variable(name)) else { throw UnknownVariable(name: name) }
            pieces.append(.variable(variable))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    public func holds(_ variable: Variable) -> Bool { pieces.contains(.variable(variable)) }

    /// The text with its variables filled in.
    public func filled(_ value: (Variable) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .variable(let variable): value(variable)
            }
        }.joined()
    }
}

extension SearchKey {
    /// `Lien réponse` is `lien_reponse`.
    fileprivate static func variable(_ name: String) -> String {
        SearchKey(name).words.joined(separator: "_")
    }
}
