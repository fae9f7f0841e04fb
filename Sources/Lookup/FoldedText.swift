/// Text as words of plain letters: lower case, no accents, ligatures opened, anything else between words.
struct FoldedText: Sendable {
    /// The bytes of all words, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each word stands in the bytes.
    private(set) var words: [Range<Int>] = []
    private var isOpen = false

    /// Longer words are cut: two words that differ later are the same one.
    static let longestWord = 60

    init() {}

    init(_ text: String, most: Int = .max) {
        append(text, most: most)
    }

    subscript(word: Int) -> ArraySlice<UInt8> { bytes[words[word]] }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        isOpen = false
    }

    /// Adds the words of a text, of its first scalars only when a bound is given.
    mutating func append(_ text: String, most: Int = .max) {
        isOpen = false
        var left = most
        for scalar in text.unicodeScalars {
            guard left > 0 else { break }
            left -= 1
            append(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            switch value {
            case 0x30...0x39, 0x61...0x7A: put(UInt8(value))
            case 0x41...0x5A: put(UInt8(value) | 0x20)
            default: isOpen = false
            }
        } else if value < 0x180 {
            appendLatin(value)
        } else {
            appendOther(scalar)
        }
    }

    private mutating func put(_ byte: UInt8) {
        if isOpen, let last = words.last {
            guard last.count < FoldedText.longestWord else { return }
            words[words.count - 1] = last.lowerBound..<(last.upperBound + 1)
        } else {
            words.append(bytes.count..<(bytes.count + 1))
            isOpen = true
        }
        bytes.append(byte)
    }

    private mutating func appendLatin(_ value: UInt32) {
        switch value {
        case 0xAD: return
        case 0xC6, 0xE6: put(0x61); put(0x65)
        case 0x152, 0x153: put(0x6F); put(0x65)
        case 0xDF: put(0x73); put(0x73)
        case 0xDE, 0xFE: put(0x74); put(0x68)
        case 0xD7, 0xF7, 0x80...0xBF: isOpen = false
        default: put(FoldedText.latin[Int(value) - 0xC0])
        }
    }

    private mutating func appendOther(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE0F: return
        case 0x1E9E: put(0x73); put(0x73)
        default:
            guard scalar.properties.isAlphabetic else { isOpen = false; return }
            for byte in scalar.properties.lowercaseMapping.utf8 { put(byte) }
        }
    }

    /// The plain letter of each scalar from U+00C0 to U+017F.
    private static let latin = [UInt8](
        ("aaaaaaaceeeeiiiidnooooo_ouuuuyts" + "aaaaaaaceeeeiiiidnooooo_ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii" + "iijjkkkllllllllllnnnnnnnnnoooooo"
            + "oorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
}
