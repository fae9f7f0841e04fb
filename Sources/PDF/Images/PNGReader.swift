/// Reads a PNG without interlacing. Opaque pictures keep their compressed rows; transparent ones are split into
/// colours and opacity.
struct PNGReader {
    let bytes: [UInt8]
    /// Pixels beyond which a picture is refused: no logo needs more, and a small file can claim a huge one.
    private static let largest = 16_000_000

    private struct Header {
        let width: Int
        let height: Int
        let bits: Int
        let colorType: UInt8
    }

    func image() -> PreparedImage? {
        var header: Header?
        var palette: [UInt8] = []
        var data: [UInt8] = []
        var offset = 8
        while offset + 12 <= bytes.count {
            let length = number(offset)
            let body = offset + 8
            guard length <= bytes.count - body - 4 else { return nil }
            switch String(decoding: bytes[offset + 4..<body], as: UTF8.self) {
            case "IHDR": header = readHeader(at: body, length: length)
            case "PLTE": palette = Array(bytes[body..<body + length])
            case "IDAT": data += bytes[body..<body + length]
            case "IEND": return header.flatMap { prepared($0, palette: palette, data: data) }
            default: break
            }
            offset = body + length + 4
        }
        return nil
    }

    private func readHeader(at offset: Int, length: Int) -> Header? {
        guard length == 13, bytes[offset + 12] == 0 else { return nil }  // no interlacing
        let header = Header(
            width: number(offset), height: number(offset + 4), bits: Int(bytes[offset + 8]),
            colorType: bytes[offset + 9])
        guard header.width > 0, header.height > 0, header.height <= Self.largest / header.width else { return nil }
        return [1, 2, 4, 8, 16].contains(header.bits) ? header : nil
    }

    private func prepared(_ header: Header, palette: [UInt8], data: [UInt8]) -> PreparedImage? {
        let space: PreparedImage.Space
        switch header.colorType {
        case 0: space = .gray
        case 2: space = .rgb
        case 3 where !palette.isEmpty && palette.count % 3 == 0 && palette.count <= 768: space = .palette(palette)
        case 4 where header.bits == 8: return split(header, space: .gray, data: data)
        case 6 where header.bits == 8: return split(header, space: .rgb, data: data)
        default: return nil
        }
        let row = (header.width * space.components * header.bits + 7) / 8 + 1
        guard inflated(data, limit: row * header.height)?.count == row * header.height else { return nil }
        return PreparedImage(
            width: header.width, height: header.height, space: space, bits: header.bits,
            coding: .deflate(filtered: true), data: data)
    }

    /// Separates the opacity from the colours, which a PDF wants in two pictures.
    private func split(_ header: Header, space: PreparedImage.Space, data: [UInt8]) -> PreparedImage? {
        let channels = space.components + 1
        let row = header.width * channels
        guard let filtered = inflated(data, limit: (row + 1) * header.height),
            let plain = unfiltered(filtered, row: row, height: header.height, channels: channels)
        else { return nil }
        var colors: [UInt8] = []
        var opacity: [UInt8] = []
        colors.reserveCapacity(plain.count)
        for pixel in stride(from: 0, to: plain.count, by: channels) {
            colors += plain[pixel..<pixel + channels - 1]
            opacity.append(plain[pixel + channels - 1])
        }
        guard let deflater = try? Deflater(level: 6), let packed = try? deflater.compress(colors),
            let mask = try? deflater.compress(opacity)
        else { return nil }  // out of memory for this picture: it is left out, with a warning
        return PreparedImage(
            width: header.width, height: header.height, space: space, coding: .deflate(filtered: false),
            data: packed, opacity: mask)
    }

    /// Undoes the row filters of PNG (W3C PNG, §9).
    private func unfiltered(_ filtered: [UInt8], row: Int, height: Int, channels: Int) -> [UInt8]? {
        guard filtered.count == (row + 1) * height else { return nil }
        var plain = [UInt8](repeating: 0, count: row * height)
        for line in 0..<height {
            let source = line * (row + 1)
            let target = line * row
            for column in 0..<row {
                let left = column >= channels ? Int(plain[target + column - channels]) : 0
                let above = line > 0 ? Int(plain[target - row + column]) : 0
                let corner = column >= channels && line > 0 ? Int(plain[target - row + column - channels]) : 0
                let predicted: Int
                switch filtered[source] {
                case 0: predicted = 0
                case 1: predicted = left
                case 2: predicted = above
                case 3: predicted = (left + above) / 2
                case 4: predicted = paeth(left, above, corner)
                default: return nil
                }
                plain[target + column] = filtered[source + 1 + column] &+ UInt8(predicted)
            }
        }
        return plain
    }

    private func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
        let estimate = left + above - corner
        let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
        if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
        return distances.1 <= distances.2 ? above : corner
    }

    private func number(_ offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
