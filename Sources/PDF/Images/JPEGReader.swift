/// Reads the size and the colours of a JPEG; its data go into the file as they are.
struct JPEGReader {
    let bytes: [UInt8]

    func image() -> PreparedImage? {
        var offset = 2
        var adobe = false
        while offset + 9 < bytes.count, bytes[offset] == 0xFF {
            let marker = bytes[offset + 1]
            if marker == 0xFF {
                offset += 1
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame { return frame(at: offset + 4, adobe: adobe) }
            if marker == 0xEE { adobe = bytes[(offset + 4)...].starts(with: Array("Adobe".utf8)) }
            let length = number(offset + 2)
            guard length >= 2, marker != 0xDA else { return nil }
            offset += 2 + length
        }
        return nil
    }

    private func frame(at offset: Int, adobe: Bool) -> PreparedImage? {
        guard offset + 6 <= bytes.count, bytes[offset] == 8 else { return nil }
        let height = number(offset + 1)
        let width = number(offset + 3)
        guard width > 0, height > 0 else { return nil }
        let space: PreparedImage.Space
        switch bytes[offset + 5] {
        case 1: space = .gray
        case 3: space = .rgb
        case 4: space = adobe ? .cmykInverted : .cmyk
        default: return nil
        }
        return PreparedImage(width: width, height: height, space: space, coding: .jpeg, data: bytes)
    }

    private func number(_ offset: Int) -> Int {
        Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }
}
