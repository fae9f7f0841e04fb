/// The steps of a school, and where a placement stands in them.
public struct Workflow: Equatable, Sendable {
    /// In their order, those switched off included.
    public let steps: [WorkflowStep]

    /// The steps of a school.
    public init(steps: [WorkflowStep]) {
        self.steps = steps
    }

    /// Those that are followed.
    public var active: [WorkflowStep] { steps.filter(\.isActive) }

    /// The step of a code, when it is followed.
    public func step(_ code: String) -> WorkflowStep? { active.first { $0.code == code } }

    /// Where a placement stands in each step that is followed.
    ///
    /// A step that the program knows to be done carries those before it: nobody notes afterwards that a sheet was
    /// validated once the agreement is signed.
    public func progress(_ facts: StepFacts, noted: [String: StepState], today: LocalDate) -> StepProgress {
        let steps = active
        let lastKnown = steps.lastIndex { $0.source.isKnown && facts.isDone($0.source) }
        let lines = steps.enumerated().map { index, step -> StepLine in
            let state = state(of: step, facts, noted[step.code] ?? .empty)
            let carried = !state.isFinished && index < (lastKnown ?? 0)
            return StepLine(
                step: step, state: state, isCarried: carried,
                dueOn: step.due(startsOn: facts.startsOn, endsOn: facts.endsOn, territory: facts.territory))
        }
        return StepProgress(lines: lines, today: today)
    }

    private func state(of step: WorkflowStep, _ facts: StepFacts, _ noted: StepState) -> StepState {
        guard step.source.isKnown else {
            return noted == .empty && step.source == .sheet && facts.sheetReturned ? .handed : noted
        }
        guard facts.isDone(step.source) else { return facts.isBegun(step.source) ? .handed : .empty }
        return step.kind == .validation ? .validated : .done
    }
}

/// What the steps are computed from.
public struct StepFacts: Equatable, Sendable {
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    public var isPlaced: Bool
    public var sheetReturned: Bool
    /// State of the agreement; `nil` before there is one.
    public var agreement: Agreement.State?
    public var signedBy: Set<Party>
    public var minor: Bool
    /// Whose public holidays move the days.
    public var territory: Territory

    /// The facts of one placement.
    public init(
        startsOn: LocalDate, endsOn: LocalDate, isPlaced: Bool, sheetReturned: Bool = false,
        agreement: Agreement.State? = nil, signedBy: Set<Party> = [], minor: Bool = true,
        territory: Territory = .metropole
    ) {
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.isPlaced = isPlaced
        self.sheetReturned = sheetReturned
        self.agreement = agreement
        self.signedBy = signedBy
        self.minor = minor
        self.territory = territory
    }

    func isDone(_ source: WorkflowStep.Source) -> Bool {
        switch source {
        case .typed, .sheet: false
        case .host: isPlaced
        case .sent: agreement.map { $0 != .draft } ?? false
        case .returned: isSigned || Party.required(minor: minor).allSatisfy { $0 == .head || signedBy.contains($0) }
        case .complete: isSigned
        case .certified: agreement == .certified
        }
    }

    /// Something of it is in already.
    func isBegun(_ source: WorkflowStep.Source) -> Bool {
        (source == .returned || source == .complete) && !signedBy.isEmpty
    }

    private var isSigned: Bool {
        switch agreement {
        case .signed, .running, .ended, .certified: true
        default: false
        }
    }
}

/// One step of one placement.
public struct StepLine: Equatable, Sendable {
    public let step: WorkflowStep
    public let state: StepState
    /// Never noted, and made pointless by a later step that is done.
    public let isCarried: Bool
    public let dueOn: LocalDate

    /// Nothing more is awaited.
    public var isFinished: Bool { state.isFinished || isCarried }

    /// Due before a day and not finished.
    public func isLate(on today: LocalDate) -> Bool { !isFinished && dueOn < today }
}

/// Where one placement stands.
public struct StepProgress: Equatable, Sendable {
    public let lines: [StepLine]
    public let today: LocalDate

    /// The first step still awaited; `nil` when all is done.
    public var current: StepLine? { lines.first { !$0.isFinished } }
    /// The step awaited is due before today.
    public var isLate: Bool { current?.isLate(on: today) ?? false }
    /// Days late of the step awaited; 0 when it is in time.
    public var daysLate: Int { max(0, current?.dueOn.days(until: today) ?? 0) }
}
