/// What is wrong with a text, and on which line.
public struct TemplateProblem: Equatable, Sendable {
    /// From 1; 0 for the whole text.
    public let line: Int
    public let message: String

    /// « Ligne 12 : la variable {eleves} n’existe pas. »
    public var sentence: String { line == 0 ? message : "Ligne\u{A0}\(line)\u{A0}: \(message)" }
}

/// A text that cannot serve.
public struct TemplateRefusal: Refusal, Equatable {
    public let problems: [TemplateProblem]

    /// Every problem, one sentence each.
    public var message: String { problems.map(\.sentence).joined(separator: " ") }
}

extension TemplateText {
    /// Characters of a text, at most.
    public static let most = 60_000

    /// Reads a text as typed.
    /// - Throws: `TemplateRefusal` with everything that is wrong.
    public init(parsing text: String) throws(TemplateRefusal) {
        guard text.count <= TemplateText.most else {
            throw TemplateRefusal(problems: [
                TemplateProblem(
                    line: 0, message: "Ce texte est trop long\u{A0}: \(TemplateText.most)\u{A0}caractères au plus.")
            ])
        }
        var reader = TemplateReader(
            lines: text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init))
        let read = reader.read()
        guard reader.problems.isEmpty else { throw TemplateRefusal(problems: reader.problems) }
        self = read
    }
}

/// Goes through the lines once.
private struct TemplateReader {
    let lines: [String]
    var position = 0
    var problems: [TemplateProblem] = []

    init(lines: [String]) { self.lines = lines }

    mutating func read() -> TemplateText {
        var articles: [TemplateText.Article] = []
        var annexes: [String: [TemplateText.Node]] = [:]
        var part = TemplatePart.articles
        while position < lines.count {
            let line = lines[position].trimmedBlanks
            if let next = TemplatePart(line: line) {
                part = next
                position += 1
            } else if line.hasPrefix("==") {
                refuse(
                    "cette partie n’existe pas\u{A0}: « == Articles », « == Annexe pédagogique » ou « == Annexe financière »."
                )
                position += 1
            } else if part == .articles {
                if line.hasPrefix("#") {
                    articles.append(article())
                } else {
                    if !line.isEmpty {
                        refuse("ce texte n’est dans aucun article\u{A0}: commencez par une ligne « # Titre ».")
                    }
                    position += 1
                }
            } else {
                annexes[part.rawValue, default: []] += nodes(inAnnex: true)
            }
        }
        return TemplateText(
            articles: articles, teachingAnnex: annexes[TemplatePart.teaching.rawValue] ?? [],
            costsAnnex: annexes[TemplatePart.costs.rawValue] ?? [])
    }

    private mutating func article() -> TemplateText.Article {
        let title = lines[position].drop { $0 == "#" }.trimmedBlanks
        if title.isEmpty { refuse("donnez un titre à cet article.") }
        position += 1
        var mentions: Set<Mention> = []
        while position < lines.count, let numbers = mentionNumbers(lines[position].trimmedBlanks) {
            for number in numbers {
                if let mention = Mention(rawValue: number) {
                    mentions.insert(mention)
                } else {
                    refuse("la mention \(number) n’existe pas (1 à \(Mention.allCases.count)).")
                }
            }
            position += 1
        }
        return TemplateText.Article(title: title, mentions: mentions, nodes: nodes(inAnnex: false))
    }

    private func mentionNumbers(_ line: String) -> [Int]? {
        guard line.hasPrefix("[mention"), line.hasSuffix("]") else { return nil }
        return line.split { !$0.isNumber }.compactMap { Int($0) }
    }

    /// Reads until the next article, part, or end of a condition.
    private mutating func nodes(inAnnex: Bool, depth: Int = 0) -> [TemplateText.Node] {
        var found: [TemplateText.Node] = []
        var paragraph: [String] = []
        var first = position
        func isEnd(_ line: String) -> Bool {
            line.hasPrefix("==") || (!inAnnex && line.hasPrefix("#"))
                || (depth > 0 && ["[sinon]", "[fin]"].contains(line))
        }
        while position < lines.count {
            let line = lines[position].trimmedBlanks
            if isEnd(line) { break }
            let stands = line.isEmpty || line.hasPrefix("[") || line.hasPrefix("{bloc") || line.hasPrefix("#")
            if stands { flush(&paragraph, from: first, into: &found) }
            if !stands, paragraph.isEmpty { first = position }
            if line.hasPrefix("#") {
                found.append(.heading(line.drop { $0 == "#" }.trimmedBlanks))
                position += 1
            } else if line.hasPrefix("[si ") {
                if let choice = condition(line, inAnnex: inAnnex, depth: depth) { found.append(choice) }
            } else if line.hasPrefix("[") {
                refuse("« \(line) » n’est pas attendu ici.")
                position += 1
            } else if line.hasPrefix("{bloc") {
                if let block = block(line) { found.append(.block(block)) }
                position += 1
            } else {
                if !line.isEmpty { paragraph.append(line) }
                position += 1
            }
        }
        flush(&paragraph, from: first, into: &found)
        return found
    }

    private mutating func condition(_ line: String, inAnnex: Bool, depth: Int) -> TemplateText.Node? {
        let name = line.dropFirst(4).prefix { $0 != "]" }.trimmedBlanks
        let condition = TemplateCondition(rawValue: name)
        if condition == nil {
            let known = TemplateCondition.allCases.map(\.rawValue).joined(separator: ", ")
            refuse("la condition « \(name) » n’existe pas. Conditions\u{A0}: \(known).")
        }
        let opened = position
        position += 1
        guard depth < 4 else {
            refuse("trop de conditions l’une dans l’autre.")
            return nil
        }
        let then = nodes(inAnnex: inAnnex, depth: depth + 1)
        var otherwise: [TemplateText.Node] = []
        if position < lines.count, lines[position].trimmedBlanks == "[sinon]" {
            position += 1
            otherwise = nodes(inAnnex: inAnnex, depth: depth + 1)
        }
        guard position < lines.count, lines[position].trimmedBlanks == "[fin]" else {
            problems.append(
                TemplateProblem(
                    line: opened + 1, message: "cette condition n’est pas fermée\u{A0}: ajoutez une ligne « [fin] »."))
            return nil
        }
        position += 1
        return condition.map { .choice($0, then: then, otherwise: otherwise) }
    }

    private mutating func block(_ line: String) -> TemplateBlock? {
        let name = line.dropFirst(5).prefix { $0 != "}" }.trimmedBlanks
        if let block = TemplateBlock(rawValue: name) { return block }
        refuse(
            "le bloc « \(name) » n’existe pas. Blocs\u{A0}: \(TemplateBlock.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        return nil
    }

    private mutating func flush(
        _ paragraph: inout [String], from first: Int, into found: inout [TemplateText.Node]
    ) {
        guard !paragraph.isEmpty else { return }
        found.append(.paragraph(tokens(of: paragraph.joined(separator: " "), line: first + 1)))
        paragraph = []
    }

    private mutating func tokens(of text: String, line: Int) -> [TemplateText.Token] {
        var tokens: [TemplateText.Token] = []
        var rest = text[...]
        var isBold = false
        func literal(_ piece: Substring) { if !piece.isEmpty { tokens.append(.text(String(piece))) } }
        while let next = rest.firstIndex(where: { $0 == "{" || $0 == "*" }) {
            if rest[next] == "*" {
                let after = rest.index(after: next)
                guard after < rest.endIndex, rest[after] == "*" else {
                    literal(rest[...next])
                    rest = rest[after...]
                    continue
                }
                literal(rest[..<next])
                tokens.append(.bold)
                isBold.toggle()
                rest = rest[rest.index(after: after)...]
                continue
            }
            literal(rest[..<next])
            guard let close = rest[next...].firstIndex(of: "}") else {
                problems.append(TemplateProblem(line: line, message: "une accolade n’est pas fermée."))
                return tokens
            }
            let name = rest[rest.index(after: next)..<close].trimmedBlanks
            if let variable = TemplateVariable(rawValue: name) {
                tokens.append(.variable(variable))
            } else {
                problems.append(TemplateProblem(line: line, message: "la variable {\(name)} n’existe pas."))
            }
            rest = rest[rest.index(after: close)...]
        }
        literal(rest)
        if isBold { problems.append(TemplateProblem(line: line, message: "un passage en gras n’est pas fermé (**).")) }
        return tokens
    }

    private mutating func refuse(_ message: String) {
        problems.append(TemplateProblem(line: position + 1, message: message))
    }
}

private enum TemplatePart: String {
    case articles = "== Articles"
    case teaching = "== Annexe pédagogique"
    case costs = "== Annexe financière"

    init?(line: String) {
        self.init(rawValue: line)
    }
}

extension StringProtocol {
    /// Without blanks at both ends; no-break spaces inside stay.
    fileprivate var trimmedBlanks: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
