@testable import PDF

/// Small pictures made on the spot.
enum Pictures {
    static let opaque = PDFImage(bytes: png(colorType: 2, pixel: [10, 80, 90]), alternative: "Logo", width: 60)
    static let transparent = PDFImage(
        bytes: png(colorType: 6, pixel: [10, 80, 90, 128]), alternative: "Cachet", width: 60, align: .right)

    /// A PNG of 8 × 4 equal pixels, each row with another filter of PNG.
    static func png(colorType: UInt8, pixel: [UInt8], palette: [UInt8] = []) -> [UInt8] {
        var rows: [UInt8] = []
        for row in 0..<4 {
            let plain = [UInt8]((0..<8).flatMap { _ in pixel })
            let above = row == 0 ? [UInt8](repeating: 0, count: plain.count) : plain
            rows.append(UInt8(row))
            rows += plain.indices.map { index in
                let left = index >= pixel.count ? plain[index - pixel.count] : 0
                switch row {
                case 0: return plain[index]
                case 1: return plain[index] &- left
                case 2: return plain[index] &- above[index]
                default: return plain[index] &- UInt8((Int(left) + Int(above[index])) / 2)
                }
            }
        }
        let header: [UInt8] = [0, 0, 0, 8, 0, 0, 0, 4, 8, colorType, 0, 0, 0]
        let packed = (try? Deflater(level: 6).compress(rows)) ?? []
        return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + chunk("IHDR", header)
            + (palette.isEmpty ? [] : chunk("PLTE", palette)) + chunk("IDAT", packed) + chunk("IEND", [])
    }

    /// The head of a JPEG, which is all a PDF file needs to know of it.
    static func jpeg(components: UInt8) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 20, 0, 40, components] + [UInt8](repeating: 0, count: 12) + [0xFF, 0xD9]
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: body.count >> $0) }
        return length + Array(name.utf8) + body + [0, 0, 0, 0]
    }
}
