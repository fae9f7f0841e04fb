/// A text with bold or italic passages and links, written as a string literal:
/// `"Né le \(bold: day), voir \(link: "le site", to: "https://exemple.fr")"`.
///
/// A line feed starts a new line. No-break spaces (U+00A0, U+202F) never end a line, nor does a plain space
/// before `: ; ! ? » %` or after `«`.
public struct PDFText: Hashable, Sendable {
    /// A run of characters that look alike.
    public struct Span: Hashable, Sendable {
        /// The characters.
        public var text: String
        /// Whether they are bold.
        public var bold: Bool
        /// Whether they are italic.
        public var italic: Bool
        /// Address opened by a click.
        public var link: String?

        /// A run of characters, plain unless said otherwise.
        public init(_ text: String, bold: Bool = false, italic: Bool = false, link: String? = nil) {
            self.text = text
            self.bold = bold
            self.italic = italic
            self.link = link
        }
    }

    /// The runs, in reading order.
    public var spans: [Span]

    /// A text made of the given runs.
    public init(spans: [Span]) {
        self.spans = spans.filter { !$0.text.isEmpty }
    }

    /// A plain text.
    public init(_ text: String) {
        self.init(spans: [Span(text)])
    }

    /// A bold text.
    public static func bold(_ text: String) -> PDFText {
        PDFText(spans: [Span(text, bold: true)])
    }

    /// An italic text.
    public static func italic(_ text: String) -> PDFText {
        PDFText(spans: [Span(text, italic: true)])
    }

    /// A text that opens an address.
    public static func link(_ text: String, to address: String) -> PDFText {
        PDFText(spans: [Span(text, link: address)])
    }

    /// Both texts, one after the other.
    public static func + (left: PDFText, right: PDFText) -> PDFText {
        PDFText(spans: left.spans + right.spans)
    }

    /// The characters without their look.
    public var plain: String {
        spans.count == 1 ? spans[0].text : spans.map(\.text).joined()
    }
}

extension PDFText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A plain text written in the source.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// A text written in the source with values and passages in it.
    public init(stringInterpolation: StringInterpolation) {
        self.init(spans: stringInterpolation.spans)
    }

    /// Collects the pieces of an interpolated text.
    public struct StringInterpolation: StringInterpolationProtocol {
        var spans: [Span] = []

        /// An empty collection.
        public init(literalCapacity: Int, interpolationCount: Int) {
            spans.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Adds the characters of the source.
        public mutating func appendLiteral(_ literal: String) {
            add(Span(literal))
        }

        /// Adds a plain string.
        public mutating func appendInterpolation(_ text: String) {
            add(Span(text))
        }

        /// Adds a value in its usual spelling.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            add(Span(value.description))
        }

        /// Adds a text with its own look.
        public mutating func appendInterpolation(_ text: PDFText) {
            text.spans.forEach { add($0) }
        }

        /// Adds a bold passage.
        public mutating func appendInterpolation(bold text: String) {
            add(Span(text, bold: true))
        }

        /// Adds an italic passage.
        public mutating func appendInterpolation(italic text: String) {
            add(Span(text, italic: true))
        }

        /// Adds a passage that opens an address.
        public mutating func appendInterpolation(link text: String, to address: String) {
            add(Span(text, link: address))
        }

        private mutating func add(_ span: Span) {
            guard !span.text.isEmpty else { return }
            if let last = spans.last, last.bold == span.bold, last.italic == span.italic, last.link == span.link {
                spans[spans.count - 1].text += span.text
            } else {
                spans.append(span)
            }
        }
    }
}
