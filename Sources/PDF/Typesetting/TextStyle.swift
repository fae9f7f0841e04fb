/// Size, weight and colour of a text.
struct TextStyle: Hashable, Sendable {
    /// Size and distance of the lines, in points.
    var size: Double
    var leading: Double
    var bold = false
    var italic = false
    var color = Color.ink

    static let firstHeading = TextStyle(size: 17, leading: 21, bold: true, color: .accent)
    static let secondHeading = TextStyle(size: 12, leading: 15, bold: true, color: .accent)
    static let thirdHeading = TextStyle(size: 10.5, leading: 13.5, bold: true)
    static let body = TextStyle(size: 10, leading: 13.6)
    static let small = TextStyle(size: 8.5, leading: 11.4)
    static let lead = TextStyle(size: 11.5, leading: 15.6, color: .slate)
    static let note = TextStyle(size: 8.5, leading: 11.4, italic: true, color: .slate)
    static let cell = TextStyle(size: 9, leading: 11.8)
    static let headerCell = TextStyle(size: 9, leading: 11.8, bold: true)
    static let label = TextStyle(size: 9, leading: 13, color: .slate)
    static let value = TextStyle(size: 10, leading: 13)
    static let caption = TextStyle(size: 9, leading: 12, bold: true, color: .slate)
    static let running = TextStyle(size: 8, leading: 10, color: .slate)

    init(size: Double, leading: Double, bold: Bool = false, italic: Bool = false, color: Color = .ink) {
        self.size = size
        self.leading = leading
        self.bold = bold
        self.italic = italic
        self.color = color
    }

    init(_ style: PDFStyle) {
        switch style {
        case .body: self = .body
        case .small: self = .small
        case .lead: self = .lead
        case .note: self = .note
        }
    }

    init(headingLevel: Int) {
        self = headingLevel <= 1 ? .firstHeading : headingLevel == 2 ? .secondHeading : .thirdHeading
    }

    /// From the top of a line to its baseline, in points.
    var baseline: Double { leading / 2 + size * 0.35 }
}

/// A colour of the page. All text colours keep a contrast of 7:1 at least with white.
struct Color: Hashable, Sendable {
    let red: Double
    let green: Double
    let blue: Double

    static let ink = Color(red: 0.1, green: 0.11, blue: 0.12)
    static let slate = Color(red: 0.3, green: 0.33, blue: 0.36)
    static let accent = Color(red: 0.04, green: 0.28, blue: 0.33)
    static let line = Color(red: 0.72, green: 0.75, blue: 0.77)
    static let tint = Color(red: 0.925, green: 0.945, blue: 0.95)
    static let mist = Color(red: 0.955, green: 0.96, blue: 0.965)
}
