/// A line of the list to key into ApLyPro, and where it stands.
public enum AllowanceLine {
    /// Where a line stands in the hands of the school; ApLyPro has states of its own (PFMP-92).
    public enum State: String, Codable, CaseIterable, Sendable {
        case toEnter = "a_saisir"
        case entered = "saisie"
        case failed = "erreur"

        public var label: String {
            switch self {
            case .toEnter: "À saisir"
            case .entered: "Saisie"
            case .failed: "En erreur"
            }
        }
    }

    /// What may happen to a line.
    public enum Event: String, Codable, CaseIterable, Sendable {
        case enter = "saisir"
        case fail = "refuser"
        case reopen = "reprendre"

        public var label: String {
            switch self {
            case .enter: "Noter la saisie dans ApLyPro"
            case .fail: "Noter une erreur d’ApLyPro"
            case .reopen: "Remettre à saisir"
            }
        }
    }

    /// One line of the table of states.
    public struct Transition: Equatable, Sendable {
        public let from: State
        public let event: Event
        public let to: State
    }

    /// What is not in this table does not happen.
    public static let transitions = [
        Transition(from: .toEnter, event: .enter, to: .entered),
        Transition(from: .failed, event: .enter, to: .entered),
        Transition(from: .entered, event: .fail, to: .failed),
        Transition(from: .toEnter, event: .fail, to: .failed),
        Transition(from: .entered, event: .reopen, to: .toEnter),
        Transition(from: .failed, event: .reopen, to: .toEnter),
    ]

    /// The state after an event. Entering asks that nothing blocks (PFMP-91).
    public static func moved(
        _ state: State, by event: Event, checks: [AllowanceCheck]
    ) throws(AllowanceRefusal) -> State {
        guard let line = transitions.first(where: { $0.from == state && $0.event == event }) else {
            throw .impossible(state, event)
        }
        let blocking = checks.filter(\.blocks)
        if event == .enter, !blocking.isEmpty { throw .notReady(blocking.map(\.message)) }
        return line.to
    }
}

/// Numbers that ApLyPro gives (PFMP-94): a decision, and the rank of a PFMP under it.
public struct DecisionNumber: Equatable, Sendable {
    /// `ENPUAB12CD34EF20250`
    public let rawValue: String

    /// `nil` when the text is no such number.
    public init?(_ text: String) {
        let prefixes = ["ENPU", "ENPR", "MASA", "MER", "ARMEE"]
        let code = text.uppercased().filter { !$0.isWhitespace }
        guard let prefix = prefixes.first(where: code.hasPrefix) else { return nil }
        let rest = Array(code.utf8.dropFirst(prefix.utf8.count))
        // Ten letters or digits, the first year, and the version of the decision.
        guard rest.count == 15, rest.prefix(10).allSatisfy({ ASCII.isDigit($0) || (0x41...0x5A).contains($0) }),
            rest.dropFirst(10).allSatisfy(ASCII.isDigit)
        else { return nil }
        rawValue = code
    }

    /// The number of a PFMP under the decision: the rank in two digits.
    public func number(ofPFMP rank: Int) -> String { rawValue + LocalDate.padded(rank, 2) }
}
