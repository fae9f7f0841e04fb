/// Why steps are not kept as a school typed them.
public enum WorkflowRefusal: Refusal, Equatable {
    case labelMissing(code: String)
    case tooFar(label: String)
    case nothingLeft
    case tooMany(limit: Int)

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .labelMissing: "Donnez un nom à chaque étape, ou cessez de la suivre."
        case .tooFar(let label):
            "«\u{A0}\(label)\u{A0}»\u{A0}: le délai est de \(WorkflowStep.farthest)\u{A0}jours au plus avant ou après."
        case .nothingLeft: "Gardez au moins une étape."
        case .tooMany(let limit): "\(limit)\u{A0}étapes au plus."
        }
    }
}

extension WorkflowStep {
    /// Days from the base that make sense within a school year.
    public static let farthest = 300
}

extension Workflow {
    /// Steps that a school may follow at once.
    public static let most = 24

    /// The steps as typed, in the order of their ranks, when they make sense.
    public static func checked(_ typed: [(rank: Int, step: WorkflowStep)]) throws(WorkflowRefusal) -> Workflow {
        guard typed.count <= most else { throw .tooMany(limit: most) }
        let steps = typed.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element.step)
        for step in steps where step.isActive {
            guard !step.label.isEmpty else { throw .labelMissing(code: step.code) }
            guard abs(step.days) <= WorkflowStep.farthest else { throw .tooFar(label: step.label) }
        }
        guard steps.contains(where: \.isActive) else { throw .nothingLeft }
        return Workflow(steps: steps)
    }

    /// The code of a step that a school adds: its label without accents, told apart from the others.
    public func newCode(for label: String) -> String {
        let stem = SearchKey(label).words.prefix(3).joined(separator: "-")
        let base = stem.isEmpty ? "etape" : String(stem.prefix(30))
        guard steps.contains(where: { $0.code == base }) else { return base }
        let numbered = (2...(steps.count + 2)).lazy.map { "\(base)-\($0)" }
        return numbered.first { code in !steps.contains { $0.code == code } } ?? base
    }
}
