/// A mention that a text no longer states, and what to put back.
public struct LostMention: Equatable, Sendable {
    public let mention: Mention
    /// « {tuteur} et {referent} », « un article marqué [mentions 9] »
    public let remedy: String

    /// One French sentence.
    public var sentence: String {
        "Mention \(mention.rawValue) perdue (\(mention.title.lowercasedFirst))\u{A0}: remettez \(remedy)."
    }
}

/// A text that lost mandatory mentions is not put into use (PFMP-26).
public struct LostMentions: Refusal, Equatable {
    public let lost: [LostMention]

    /// What a text lost.
    public init(lost: [LostMention]) {
        self.lost = lost
    }

    /// Every mention lost, one sentence each.
    public var message: String { lost.map(\.sentence).joined(separator: " ") }
}

extension TemplateText {
    /// The mandatory mentions that the text loses, whatever the learner: each way through its conditions is looked at.
    public var lostMentions: [LostMention] {
        Mention.allCases.compactMap { mention in
            let keeps = TemplateText.cases.allSatisfy { states(mention, where: $0.contains) }
            return keeps ? nil : LostMention(mention: mention, remedy: mention.remedyInTemplate)
        }
    }

    /// Every set of conditions that may hold together.
    private static let cases: [Set<TemplateCondition>] = {
        TemplateCondition.allCases.reduce(into: [[]]) { cases, condition in
            cases += cases.map { $0.union([condition]) }
        }
    }()

    private func states(_ mention: Mention, where holds: (TemplateCondition) -> Bool) -> Bool {
        let articles = articles.map { ($0, TemplateText.chosen($0.nodes, holds: holds)) }
        let all = articles.flatMap(\.1) + TemplateText.chosen(teachingAnnex + costsAnnex, holds: holds)
        let variables = mention.variables.allSatisfy { variable in
            all.contains { $0.names(variable) }
        }
        let blocks = mention.blocks.allSatisfy { all.contains(.block($0)) }
        guard mention.isStatedByArticle else { return variables && blocks }
        return articles.contains { article, nodes in
            article.mentions.contains(mention) && nodes.contains { $0.says(atLeast: 30) }
        }
    }
}

extension TemplateText.Node {
    fileprivate func names(_ variable: TemplateVariable) -> Bool {
        if case .paragraph(let tokens) = self { tokens.contains(.variable(variable)) } else { false }
    }

    /// A paragraph of some length.
    fileprivate func says(atLeast length: Int) -> Bool {
        guard case .paragraph(let tokens) = self else { return false }
        return tokens.reduce(0) { sum, token in if case .text(let text) = token { sum + text.count } else { sum } }
            >= length
    }
}

extension Mention {
    /// What the text must name to state the mention.
    fileprivate var variables: [TemplateVariable] {
        switch self {
        case .training: [.training, .teachingVolume]
        case .people: [.tutor, .referent]
        case .dates: [.start, .end, .duration]
        case .presence: [.week, .unusualHours]
        default: []
        }
    }

    fileprivate var blocks: [TemplateBlock] {
        switch self {
        case .skills: [.skills]
        case .activities: [.activities]
        case .followUp: [.followUp]
        case .gratification, .advantages: [.costs]
        default: []
        }
    }

    /// The same words for every agreement: an article must say that it states the mention.
    fileprivate var isStatedByArticle: Bool {
        switch self {
        case .protection, .absences, .termination, .interruption, .houseRules, .certificate: true
        default: false
        }
    }

    fileprivate var remedyInTemplate: String {
        guard !isStatedByArticle else { return "un article marqué [mentions \(rawValue)] qui l’énonce" }
        let names = variables.map { "{\($0.rawValue)}" } + blocks.map { "{bloc \($0.rawValue)}" }
        return names.joined(separator: " et ")
    }
}
