/// Sizes of an A4 page in points, measured from its top left corner.
struct PageGeometry {
    static let width = 595.28
    static let height = 841.89
    /// Left and right margin: 18 mm.
    static let margin = 51.02
    static let textWidth = width - 2 * margin
    /// Where the text starts below a running header, and without one.
    static let topBelowHeader = 62.0
    static let top = 51.02
    /// Where the text ends: 20 mm above the edge.
    static let bottom = height - 56.7
    static let headerTop = 29.0
    static let headerRule = 43.5
    static let footerRule = height - 44.0
    static let footerTop = height - 38.0
}
