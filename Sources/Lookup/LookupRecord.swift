/// One thing to be found: its texts, by the field they stand in.
public struct LookupRecord: Sendable, Equatable {
    /// Given by the caller, small and dense: memory grows with the largest one.
    public var number: Int
    /// The legal name: what most people type.
    public var name: String
    /// The name over the door, when it is another one.
    public var brand: String
    /// Where it is.
    public var town: String
    /// Names of the people there.
    public var contacts: [String]
    /// Other words it may be found by: its activity, its network.
    public var keywords: String
    /// Phone numbers, SIRET: only their figures count, and their beginning is enough.
    public var numbers: [String]
    /// Among equals of the same length, the higher comes first.
    public var fame: Int

    /// A record; what is not given is empty.
    public init(
        number: Int, name: String, brand: String = "", town: String = "", contacts: [String] = [],
        keywords: String = "", numbers: [String] = [], fame: Int = 0
    ) {
        self.number = number
        self.name = name
        self.brand = brand
        self.town = town
        self.contacts = contacts
        self.keywords = keywords
        self.numbers = numbers
        self.fame = fame
    }
}

/// Where a word of a record stands.
public enum LookupField: UInt8, Sendable, CaseIterable {
    case name, brand, town, contact, keyword, number
}

/// Why one word that was typed meets a record.
public struct LookupReason: Sendable, Equatable {
    /// How the word typed and the word found are alike.
    public enum Kind: Sendable, Equatable {
        case exact
        /// The word found begins with the word typed.
        case beginning
        /// They sound the same in French.
        case byEar
        /// Letters wrong, missing, in excess or swapped.
        case typing(errors: Int)
    }

    /// The word typed, folded.
    public let typed: String
    /// The word of the record, folded.
    public let found: String
    /// Where it stands.
    public let field: LookupField
    /// How they are alike.
    public let kind: Kind
}

/// A record found.
public struct LookupMatch: Sendable, Equatable {
    /// The number that the record was given.
    public let number: Int
    /// From 0 to about 1: all that was typed stands in the name, and nothing else does.
    public let score: Float
    /// What meets what, in the order typed; words that meet nothing are left out.
    public let reasons: [LookupReason]

    /// The parts of a text to show as found: whole words, or the beginning that was typed.
    public func highlights(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var word = WordInText()
        for index in text.indices {
            if !word.append(text[index], at: index) {
                if let range = word.highlight(reasons, endingAt: index) { found.append(range) }
                word = WordInText()
            }
        }
        if let range = word.highlight(reasons, endingAt: text.endIndex) { found.append(range) }
        return found
    }
}

/// A word being read in a text, with the place of each of its folded letters.
private struct WordInText {
    private var folded = FoldedText()
    private var places: [String.Index] = []

    /// `false` when the character ends the word.
    mutating func append(_ character: Character, at index: String.Index) -> Bool {
        let before = folded.bytes.count
        folded.append(String(character))
        guard folded.bytes.count > before else { return false }
        while places.count < folded.bytes.count { places.append(index) }
        return true
    }

    func highlight(_ reasons: [LookupReason], endingAt end: String.Index) -> Range<String.Index>? {
        guard let start = places.first else { return nil }
        let text = String(decoding: folded.bytes, as: UTF8.self)
        guard let reason = reasons.first(where: { $0.found == text }) else { return nil }
        let length = reason.typed.utf8.count
        guard reason.kind == .beginning, length < places.count else { return start..<end }
        return start..<places[length]
    }
}
