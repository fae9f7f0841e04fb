/// Arabic letters take their shape from their neighbours: each is replaced by the form that the fonts have for its place.
enum ArabicJoining {
    /// Letters in the order of their forms, with how many each has: alone, at the end, at the beginning, in the middle.
    private static let letters: [(first: UInt32, last: UInt32, forms: UInt32)] = [
        (0x621, 0x621, 1), (0x622, 0x625, 2), (0x626, 0x626, 4), (0x627, 0x627, 2), (0x628, 0x628, 4),
        (0x629, 0x629, 2), (0x62A, 0x62E, 4), (0x62F, 0x632, 2), (0x633, 0x63A, 4), (0x641, 0x647, 4),
        (0x648, 0x649, 2), (0x64A, 0x64A, 4),
    ]
    /// The first form of each letter, and how many it has; the forms follow each other from U+FE80.
    private static let table: [UInt32: (form: UInt32, count: UInt32)] = {
        var table: [UInt32: (form: UInt32, count: UInt32)] = [:]
        var form: UInt32 = 0xFE80
        for (first, last, forms) in letters {
            for letter in first...last {
                table[letter] = (form, forms)
                form += forms
            }
        }
        return table
    }()
    /// Lam and one of these alefs are one sign.
    private static let alefs: [UInt32: UInt32] = [0x622: 0xFEF5, 0x623: 0xFEF7, 0x625: 0xFEF9, 0x627: 0xFEFB]
    private static let lam: UInt32 = 0x644
    private static let tatweel: UInt32 = 0x640

    /// The text with its letters joined; other characters stay as they are.
    static func joined(_ text: String) -> String {
        let scalars = text.unicodeScalars.map(\.value)
        var shaped = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let letter = scalars[index]
            let before = joinsOn(neighbour(of: index, in: scalars, step: -1))
            if letter == lam, index + 1 < scalars.count, let ligature = alefs[scalars[index + 1]] {
                append(ligature + (before ? 1 : 0), to: &shaped)
                index += 2
                continue
            }
            if let known = table[letter] {
                let after = known.count == 4 && joinsBack(neighbour(of: index, in: scalars, step: 1))
                let place: UInt32 = before && known.count > 1 ? (after ? 3 : 1) : after ? 2 : 0
                append(known.form + place, to: &shaped)
            } else {
                append(letter, to: &shaped)
            }
            index += 1
        }
        return String(shaped)
    }

    /// The letter beside another, vowel signs left out.
    private static func neighbour(of index: Int, in scalars: [UInt32], step: Int) -> UInt32? {
        var other = index + step
        while scalars.indices.contains(other) {
            let isSign = (0x64B...0x65F).contains(scalars[other]) || scalars[other] == 0x670
            if !isSign { return scalars[other] }
            other += step
        }
        return nil
    }

    /// Whether a letter holds the one after it.
    private static func joinsOn(_ letter: UInt32?) -> Bool {
        guard let letter else { return false }
        return letter == tatweel || table[letter]?.count == 4
    }

    /// Whether a letter holds the one before it.
    private static func joinsBack(_ letter: UInt32?) -> Bool {
        guard let letter else { return false }
        return letter == tatweel || (table[letter]?.count ?? 0) > 1
    }

    private static func append(_ value: UInt32, to view: inout String.UnicodeScalarView) {
        if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
}
