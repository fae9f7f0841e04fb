/// Where a placement stands in one step.
public enum StepState: String, Codable, CaseIterable, Sendable {
    /// Nothing was noted.
    case empty = ""
    case handed = "remis"
    case validated = "valide"
    /// Sent back, with a reason.
    case toCorrect = "a_corriger"
    case done = "fait"

    /// « À corriger »
    public var label: String {
        switch self {
        case .empty: "À faire"
        case .handed: "Remis"
        case .validated: "Validé"
        case .toCorrect: "À corriger"
        case .done: "Fait"
        }
    }

    /// Nothing more is awaited in the step.
    public var isFinished: Bool { self == .validated || self == .done }
}

/// Why a step does not move.
public enum StepRefusal: Refusal, Equatable {
    /// No line of the table leads there.
    case impossible(step: String, from: StepState, to: StepState)
    /// A step sent back without saying why.
    case reasonMissing
    /// The program knows the state of this step by itself.
    case knownByItself(step: String, how: String)
    /// The step is switched off, or was never one.
    case unknown

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .impossible(let step, let from, let to):
            "«\u{A0}\(step)\u{A0}» est à l’état «\u{A0}\(from.label)\u{A0}»\u{A0}: on ne peut pas le passer à "
                + "«\u{A0}\(to.label)\u{A0}»."
        case .reasonMissing: "Dites ce qu’il faut corriger\u{A0}: l’élève et son référent le liront."
        case .knownByItself(let step, let how):
            "«\u{A0}\(step)\u{A0}» ne se note pas à la main\u{A0}: l’étape est faite quand \(how)."
        case .unknown: "Cette étape n’existe pas, ou n’est plus suivie dans votre établissement."
        }
    }
}

extension WorkflowStep {
    /// The states a person may give to a step, from the one it is in: what is not here does not happen.
    public func moves(from state: StepState) -> [StepState] {
        guard !source.isKnown else { return [] }
        switch (kind, state) {
        case (.validation, .empty): return [.handed, .validated]
        case (.validation, .handed): return [.validated, .toCorrect, .empty]
        case (.validation, .toCorrect): return [.handed, .validated, .empty]
        case (.validation, .validated): return [.toCorrect, .empty]
        case (.task, .empty): return [.done]
        case (.task, .done): return [.empty]
        // A school changed the kind of the step meanwhile: it may be begun again.
        case (.validation, .done), (.task, .handed), (.task, .toCorrect), (.task, .validated): return [.empty]
        }
    }

    /// Checks a move; a step sent back needs its reason.
    public func check(_ from: StepState, to state: StepState, reason: String) throws(StepRefusal) {
        guard isActive else { throw .unknown }
        guard !source.isKnown else { throw .knownByItself(step: label, how: source.label) }
        guard moves(from: from).contains(state) else { throw .impossible(step: label, from: from, to: state) }
        if state == .toCorrect, reason.allSatisfy(\.isWhitespace) { throw .reasonMissing }
    }
}
