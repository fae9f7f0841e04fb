/// What may happen to an action.
public enum ActionEvent: String, Codable, CaseIterable, Sendable {
    case accept = "accepter"
    case decline = "refuser"
    case confirm = "confirmer"
    case revise = "reprendre_preparation"
    case postpone = "reporter"
    case resume = "reprendre"
    case hold = "noter_realisee"
    case close = "clore"
    case reopen = "rouvrir"
    case cancel = "annuler"
    case carryOver = "reporter_annee"

    public var label: String {
        switch self {
        case .accept: "Accepter la demande"
        case .decline: "Ne pas retenir"
        case .confirm: "Confirmer l’action"
        case .revise: "Revenir en préparation"
        case .postpone: "Reporter"
        case .resume: "Reprendre"
        case .hold: "Noter que l’action a eu lieu"
        case .close: "Clore avec le bilan"
        case .reopen: "Rouvrir"
        case .cancel: "Annuler l’action"
        case .carryOver: "Passer à l’année en cours"
        }
    }

    /// People are told why.
    public var asksReason: Bool { self == .decline || self == .postpone || self == .cancel }
}

/// The life of an action as one table; what is not in it does not happen.
public enum ActionLife {
    /// Who may do it.
    public enum Actor: String, Sendable { case office, asker }

    /// What must hold.
    public enum Guard: String, Sendable { case nothing, dated, begun, reported, yearOver }

    public struct Transition: Equatable, Sendable {
        public let from: Action.State
        public let event: ActionEvent
        public let to: Action.State
        /// The office always may; `asker` adds who requested the action.
        public let actor: Actor
        public let condition: Guard
    }

    public static let transitions: [Transition] = [
        step(.requested, .accept, .preparing), step(.requested, .decline, .declined),
        step(.requested, .cancel, .cancelled, by: .asker), step(.requested, .carryOver, .preparing, if: .yearOver),
        step(.preparing, .confirm, .confirmed, if: .dated), step(.preparing, .postpone, .postponed),
        step(.preparing, .cancel, .cancelled), step(.preparing, .carryOver, .preparing, if: .yearOver),
        step(.confirmed, .hold, .held, if: .begun), step(.confirmed, .revise, .preparing),
        step(.confirmed, .postpone, .postponed), step(.confirmed, .cancel, .cancelled),
        step(.confirmed, .carryOver, .preparing, if: .yearOver),
        step(.postponed, .resume, .preparing), step(.postponed, .cancel, .cancelled),
        step(.postponed, .carryOver, .preparing, if: .yearOver),
        step(.held, .close, .closed, if: .reported), step(.held, .reopen, .confirmed),
        step(.closed, .reopen, .held), step(.cancelled, .reopen, .preparing), step(.declined, .reopen, .requested),
    ]

    private static func step(
        _ from: Action.State, _ event: ActionEvent, _ to: Action.State, by actor: Actor = .office,
        if condition: Guard = .nothing
    ) -> Transition {
        Transition(from: from, event: event, to: to, actor: actor, condition: condition)
    }

    public static func transition(from state: Action.State, _ event: ActionEvent) -> Transition? {
        transitions.first { $0.from == state && $0.event == event }
    }
}

/// What decides whether something may happen to an action.
public struct ActionMoment: Sendable {
    public var today: LocalDate
    /// The school year in use.
    public var year: Int
    /// The person organises, or only asked for it.
    public var organises: Bool
    public var asked: Bool

    public init(today: LocalDate, year: Int, organises: Bool, asked: Bool = false) {
        self.today = today
        self.year = year
        self.organises = organises
        self.asked = asked
    }
}

/// Why something does not happen to an action.
public enum ActionRefusal: Refusal, Equatable {
    case impossible(Action.State, ActionEvent)
    case notYours
    case reasonMissing
    case dateMissing
    case notBegun(LocalDate)
    case reportMissing
    case yearRuns
    case roomTaken(room: String, by: String, when: String)
    case classTaken(code: String, by: String, when: String)
    case outsideYear(Int)
    case ended(Action.State)

    public var message: String {
        switch self {
        case .impossible(let state, let event):
            "«\u{A0}\(event.label)\u{A0}» n’est pas possible\u{A0}: l’action est «\u{A0}\(state.label)\u{A0}»."
        case .notYours: "Demandez-le au bureau des entreprises, qui organise cette action."
        case .reasonMissing: "Dites pourquoi\u{A0}: les personnes invitées liront votre phrase."
        case .dateMissing: "Fixez d’abord la date de l’action."
        case .notBegun(let day): "L’action est prévue \(day.spelled)\u{A0}: attendez ce jour pour la noter réalisée."
        case .reportMissing: "Écrivez d’abord le bilan, même d’une phrase."
        case .yearRuns: "L’année scolaire de cette action n’est pas finie."
        case .roomTaken(let room, let title, let when):
            "La salle «\u{A0}\(room)\u{A0}» est déjà prise par «\u{A0}\(title)\u{A0}», \(when). Changez la salle ou l’heure."
        case .classTaken(let code, let title, let when):
            "La classe \(code) est déjà à «\u{A0}\(title)\u{A0}», \(when). Changez la classe ou l’heure."
        case .outsideYear(let year):
            "Cette date sort de l’année scolaire \(year)-\(year + 1) de l’action."
        case .ended(let state): "L’action est «\u{A0}\(state.label)\u{A0}»\u{A0}: rouvrez-la pour la changer."
        }
    }
}

extension Action {
    /// What the person may do now, in the order of the table; conditions are said when they press.
    public func events(for moment: ActionMoment) -> [ActionEvent] {
        ActionLife.transitions.filter { line in
            line.from == state && (moment.organises || line.actor == .asker && moment.asked)
                && (line.event != .carryOver || schoolYear < moment.year)
        }.map(\.event)
    }

    /// The action after something happened to it.
    public func after(
        _ event: ActionEvent, reason: String = "", at moment: ActionMoment
    ) throws(ActionRefusal) -> Action {
        guard let line = ActionLife.transition(from: state, event) else { throw .impossible(state, event) }
        guard moment.organises || line.actor == .asker && moment.asked else { throw .notYours }
        if event.asksReason, reason.isEmpty { throw .reasonMissing }
        try check(line.condition, moment)
        var action = self
        action.state = line.to
        action.reason = event.asksReason ? reason : ""
        action.version += 1
        switch event {
        case .postpone: action.clearDates()
        case .carryOver:
            action.clearDates()
            action.schoolYear = moment.year
        case .hold: action.heldOn = startsOn
        case .reopen where line.to == .confirmed: action.heldOn = nil
        default: break
        }
        return action
    }

    private func check(_ condition: ActionLife.Guard, _ moment: ActionMoment) throws(ActionRefusal) {
        switch condition {
        case .nothing: return
        case .dated: if startsOn == nil { throw .dateMissing }
        case .begun:
            guard let startsOn else { throw .dateMissing }
            if startsOn > moment.today { throw .notBegun(startsOn) }
        case .reported: if report.isEmpty { throw .reportMissing }
        case .yearOver: if schoolYear >= moment.year { throw .yearRuns }
        }
    }

    private mutating func clearDates() {
        startsOn = nil
        endsOn = nil
    }
}
