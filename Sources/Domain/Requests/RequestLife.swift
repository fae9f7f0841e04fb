/// What may happen to a request.
public enum RequestEvent: String, Codable, CaseIterable, Sendable {
    case qualify = "qualifier"
    case route = "orienter"
    case answer = "repondre"
    case satisfy = "satisfaire"
    case drop = "classer"
    case handOver = "transmettre"
    case reopen = "rouvrir"
    case companyWrites = "message"

    public var label: String {
        switch self {
        case .qualify: "qualifier"
        case .route: "orienter vers une personne"
        case .answer: "répondre"
        case .satisfy: "noter comme satisfaite"
        case .drop: "classer sans suite"
        case .handOver: "transmettre à un autre bureau"
        case .reopen: "rouvrir"
        case .companyWrites: "l’entreprise écrit"
        }
    }
}

/// One line of the table.
public struct RequestTransition: Equatable, Sendable {
    public let from: CompanyRequest.State
    public let event: RequestEvent
    public let to: CompanyRequest.State
}

/// The life of a request: what is not in the table does not happen.
public enum RequestLife {
    /// The whole table.
    public static let transitions: [RequestTransition] =
        opening(.received, qualified: .qualified, routed: .routed)
        + opening(.qualified, qualified: nil, routed: .routed) + opening(.routed, qualified: nil, routed: .routed)
        + opening(.running, qualified: nil, routed: .running)
        + [CompanyRequest.State.satisfied, .dropped].flatMap { state in
            [
                RequestTransition(from: state, event: .reopen, to: .running),
                RequestTransition(from: state, event: .companyWrites, to: .running),
            ]
        }

    /// Where an event leads from a state; `nil` when it does not happen there.
    public static func next(_ state: CompanyRequest.State, _ event: RequestEvent) -> CompanyRequest.State? {
        transitions.first { $0.from == state && $0.event == event }?.to
    }

    private static func opening(
        _ state: CompanyRequest.State, qualified: CompanyRequest.State?, routed: CompanyRequest.State
    ) -> [RequestTransition] {
        let first = qualified.map { [RequestTransition(from: state, event: .qualify, to: $0)] } ?? []
        return first + [
            RequestTransition(from: state, event: .route, to: routed),
            RequestTransition(from: state, event: .answer, to: .running),
            RequestTransition(from: state, event: .satisfy, to: .satisfied),
            RequestTransition(from: state, event: .drop, to: .dropped),
            RequestTransition(from: state, event: .handOver, to: .handedOver),
            RequestTransition(from: state, event: .companyWrites, to: state),
        ]
    }
}

/// Why a request does not move.
public enum RequestRefusal: Refusal, Equatable {
    case impossible(RequestEvent, CompanyRequest.State)
    /// The company did not accept that another bureau answers.
    case transferNotAccepted

    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette demande est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas \(event.label)."
        case .transferNotAccepted:
            "L’entreprise n’a pas accepté que sa demande soit transmise\u{A0}: demandez-lui d’abord son accord dans un message."
        }
    }
}

extension CompanyRequest {
    /// What may happen now, in the order of the table.
    public var possibleEvents: [RequestEvent] {
        RequestLife.transitions.filter { $0.from == state }.map(\.event)
    }

    public func allows(_ event: RequestEvent) -> Bool { RequestLife.next(state, event) != nil }

    /// The request after an event, its version raised.
    public func after(_ event: RequestEvent) throws(RequestRefusal) -> CompanyRequest {
        guard let next = RequestLife.next(state, event) else { throw .impossible(event, state) }
        var request = self
        request.state = next
        request.version += 1
        return request
    }

    /// Somebody of the bureau answers: the first time stops the clock.
    public func answered(at moment: Moment, on day: LocalDate) throws(RequestRefusal) -> CompanyRequest {
        var request = try after(.answer)
        request.noteAnswer(at: moment, on: day)
        request.awaitsAnswer = false
        return request
    }

    /// The company writes: a closed request opens again.
    public func written() throws(RequestRefusal) -> CompanyRequest {
        var request = try after(.companyWrites)
        request.awaitsAnswer = true
        request.reopen()
        return request
    }

    /// Done, or nothing comes of it, with why.
    public func closed(
        _ event: RequestEvent, reason: Reason?, note: String, at moment: Moment, on day: LocalDate
    ) throws(RequestRefusal) -> CompanyRequest {
        var request = try after(event)
        request.closedAt = moment
        request.outcome = event == .drop ? reason ?? .other : nil
        request.outcomeNote = note
        request.awaitsAnswer = false
        // What is settled by phone was answered too; what nobody wanted was not.
        if event == .satisfy { request.noteAnswer(at: moment, on: day) }
        return request
    }

    public func reopened() throws(RequestRefusal) -> CompanyRequest {
        var request = try after(.reopen)
        request.reopen()
        return request
    }

    /// Another bureau takes over.
    /// - Parameter linkFollows: the company's link leads to the other bureau from now on, and no more to this request.
    public func handedOver(to bureau: String, linkFollows: Bool = true, at moment: Moment, on day: LocalDate)
        throws(RequestRefusal) -> CompanyRequest
    {
        guard mayTransfer else { throw .transferNotAccepted }
        var request = try after(.handOver)
        request.closedAt = moment
        request.handedTo = bureau
        if linkFollows { request.tokenHash = nil }
        request.awaitsAnswer = false
        request.noteAnswer(at: moment, on: day)
        return request
    }

    private mutating func noteAnswer(at moment: Moment, on day: LocalDate) {
        guard firstAnsweredAt == nil else { return }
        firstAnsweredAt = moment
        firstAnsweredOn = day
    }

    private mutating func reopen() {
        closedAt = nil
        outcome = nil
        outcomeNote = ""
    }
}

extension RequestLife {
    /// The page of the documentation that shows the table; `docs/request-states.md` is written from it.
    public static var documentation: String {
        let names = CompanyRequest.State.allCases.map { "    \($0.rawValue): \($0.label)" }
        let arrows = transitions.map { "    \($0.from.rawValue) --> \($0.to.rawValue): \($0.event.label)" }
        let lines = transitions.map { "| \($0.from.label) | \($0.event.label) | \($0.to.label) |" }
        return """
            # Les états d’une demande d’entreprise

            Cette page est écrite à partir de la table `RequestLife.transitions`\u{A0}: un test refuse qu’elles diffèrent.
            Ce qui n’est pas dans la table n’arrive pas.

            ```mermaid
            stateDiagram-v2
            \(names.joined(separator: "\n"))
                [*] --> \(CompanyRequest.State.received.rawValue)
            \(arrows.joined(separator: "\n"))
            ```

            | État | Ce qui arrive | État suivant |
            |---|---|---|
            \(lines.joined(separator: "\n"))

            """
    }
}
