/// A picture in the form a PDF file carries it.
final class PreparedImage: Sendable {
    enum Space: Sendable {
        case gray, rgb, cmykInverted, cmyk
        /// Colours of a palette, three bytes each.
        case palette([UInt8])

        var components: Int {
            switch self {
            case .gray, .palette: 1
            case .rgb: 3
            case .cmyk, .cmykInverted: 4
            }
        }
    }

    enum Coding: Sendable {
        case jpeg
        /// Compressed by zlib; rows carry a PNG filter byte when `filtered`.
        case deflate(filtered: Bool)
    }

    let width: Int
    let height: Int
    let space: Space
    let bits: Int
    let coding: Coding
    let data: [UInt8]
    /// Opacity of each pixel, eight bits, compressed by zlib.
    let opacity: [UInt8]?

    init(
        width: Int, height: Int, space: Space, bits: Int = 8, coding: Coding, data: [UInt8], opacity: [UInt8]? = nil
    ) {
        self.width = width
        self.height = height
        self.space = space
        self.bits = bits
        self.coding = coding
        self.data = data
        self.opacity = opacity
    }

    /// Reads a JPEG or a PNG; nil when the bytes are neither, or damaged, or too large to be a logo or a photo.
    static func read(_ bytes: [UInt8]) -> PreparedImage? {
        if bytes.starts(with: [0xFF, 0xD8]) { return JPEGReader(bytes: bytes).image() }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return PNGReader(bytes: bytes).image() }
        return nil
    }
}
