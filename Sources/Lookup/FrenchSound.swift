/// How a French word sounds, roughly: words that a listener may confuse have the same sound.
///
/// The letters of a sound are not those of an alphabet: `A` is the nasal of « an », `I` of « in », `O` of « on », `C` is
/// « ch », `N` is « gn », `u` is « ou ». `boulangerie` and `boulanjeri` both sound `bulAjeri`.
struct FrenchSound {
    private let word: ArraySlice<UInt8>
    private let end: Int
    private var position: Int
    private var sound: [UInt8] = []

    /// `nil` when the word is not made of plain letters, or is too short to be heard.
    static func of(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        guard word.count >= 3, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
        var sound = FrenchSound(word)
        while sound.position < sound.end { sound.step() }
        return sound.sound.count >= 2 ? sound.sound : nil
    }

    private init(_ word: ArraySlice<UInt8>) {
        self.word = word
        position = word.startIndex
        end = FrenchSound.withoutSilentEnd(word)
    }

    /// Where the word stops being heard: `e`, `es` and the consonants nobody says go.
    private static func withoutSilentEnd(_ word: ArraySlice<UInt8>) -> Int {
        var end = word.endIndex
        let least = word.startIndex + 2
        func strip(_ letters: StaticString) -> Bool {
            guard end > least, contains(letters, word[end - 1]) else { return false }
            end -= 1
            return true
        }
        let plural = strip("sx")
        if strip("e") { return end }
        if plural, end - 1 > least, word[end - 1] == ascii("e") { return end - 1 }
        while strip("tdpsxz") {}
        if end > least, word[end - 1] == ascii("l"), end < word.endIndex, word[end - 2] == ascii("u"),
            word[end - 3] == ascii("a")
        {
            end -= 1
        }
        return end
    }

    // MARK: Reading

    /// A letter near the one being read, silent ones too: the `e` of « cuisine » keeps its `n` from the nose.
    private func letter(_ ahead: Int) -> UInt8 {
        let index = position + ahead
        return word.indices.contains(index) ? word[index] : 0
    }

    private func has(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= end else { return false }
        for index in 0..<count where word[position + index] != text.utf8Start[index] { return false }
        return true
    }

    private static func ascii(_ letter: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: letter.value) }

    private static func contains(_ letters: StaticString, _ byte: UInt8) -> Bool {
        for index in 0..<letters.utf8CodeUnitCount where letters.utf8Start[index] == byte { return true }
        return false
    }

    private static func isVowel(_ byte: UInt8) -> Bool { contains("aeiouy", byte) }

    private func isSoft(_ ahead: Int) -> Bool { FrenchSound.contains("eiy", letter(ahead)) }

    private mutating func say(_ sounds: StaticString, _ length: Int) {
        for index in 0..<sounds.utf8CodeUnitCount where sound.last != sounds.utf8Start[index] {
            sound.append(sounds.utf8Start[index])
        }
        position += length
    }

    // MARK: One step

    private mutating func step() {
        if FrenchSound.isVowel(letter(0)) { vowel() } else { consonant() }
    }

    private mutating func vowel() {
        if nasal() || glide() { return }
        switch true {
        case has("eau"), has("oeu") && letter(3) == 0: say(has("eau") ? "o" : "e", 3)
        case has("oeu"): say("e", 3)
        case has("au"), has("oh"): say("o", 2)
        case has("ou"): say("u", 2)
        case has("oi"), has("oy"): say("wa", 2)
        case has("ai"), has("ei"), has("ay"), has("ey"), has("eu"), has("oe"), has("ae"), has("ee"): say("e", 2)
        case has("er") && position + 2 == end, has("et") && position + 2 == end: say("e", 2)
        case has("a"): say("a", 1)
        case has("o"): say("o", 1)
        case has("u"): say("v", 1)
        case has("e"): say("e", 1)
        default: say("i", 1)
        }
    }

    /// A vowel before `n` or `m` that ends its syllable.
    private mutating func nasal() -> Bool {
        func closes(_ length: Int) -> Bool {
            let nose = letter(length), next = letter(length + 1)
            guard nose == FrenchSound.ascii("n") || nose == FrenchSound.ascii("m") else { return false }
            return !FrenchSound.isVowel(next) && next != nose && next != FrenchSound.ascii("h")
        }
        if has("oin"), closes(2) { say("wI", 3); return true }
        if has("ai") || has("ei") || has("ay") || has("ey"), closes(2) { say("I", 3); return true }
        guard closes(1) else { return false }
        switch letter(0) {
        case FrenchSound.ascii("a"): say("A", 2)
        case FrenchSound.ascii("e"): say(letter(-1) == FrenchSound.ascii("i") ? "I" : "A", 2)
        case FrenchSound.ascii("o"): say("O", 2)
        default: say("I", 2)
        }
        return true
    }

    /// « ail », « eil », « euil », « ouil », « ille », and `y` between vowels.
    private mutating func glide() -> Bool {
        func closes(_ length: Int) -> Int? {
            guard letter(length) == FrenchSound.ascii("i"), letter(length + 1) == FrenchSound.ascii("l") else {
                return nil
            }
            if letter(length + 2) == FrenchSound.ascii("l") { return length + 3 }
            return position + length + 2 == end ? length + 2 : nil
        }
        if has("ou"), let length = closes(2) { say("uy", length); return true }
        if has("eu") || has("ue"), let length = closes(2) { say("ey", length); return true }
        if has("a"), let length = closes(1) { say("ay", length); return true }
        if has("e"), let length = closes(1) { say("ey", length); return true }
        if has("ill"), sound.last != nil { say("iy", 3); return true }
        if has("y"), FrenchSound.isVowel(letter(-1)), FrenchSound.isVowel(letter(1)) { say("y", 1); return true }
        return false
    }

    private mutating func consonant() {
        switch letter(0) {
        case FrenchSound.ascii("c"): letterC()
        case FrenchSound.ascii("g"): letterG()
        case FrenchSound.ascii("s"): letterS()
        case FrenchSound.ascii("t"): letterT()
        case FrenchSound.ascii("p"): has("ph") ? say("f", 2) : say("p", 1)
        case FrenchSound.ascii("q"): has("qu") ? say("k", 2) : say("k", 1)
        case FrenchSound.ascii("w"): say("v", 1)
        case FrenchSound.ascii("h"): position += 1
        case FrenchSound.ascii("x"): say("ks", 1)
        case FrenchSound.ascii("z"): say("s", 1)
        default: sayItself()
        }
    }

    private mutating func sayItself() {
        let byte = letter(0)
        if sound.last != byte { sound.append(byte) }
        position += 1
    }

    private mutating func letterC() {
        switch true {
        case has("ch"): say("C", 2)
        case has("ck"), has("cq"), has("cc") && !isSoft(2): say("k", 2)
        case isSoft(1): say("s", 1)
        default: say("k", 1)
        }
    }

    private mutating func letterG() {
        switch true {
        case has("gn"): say("N", 2)
        case has("gea"), has("geo"): say("j", 2)
        case isSoft(1): say("j", 1)
        case has("gu") && isSoft(2): say("g", 2)
        default: say("g", 1)
        }
    }

    private mutating func letterS() {
        switch true {
        case has("sch"): say("C", 3)
        case has("sh"): say("C", 2)
        case has("sc") && isSoft(2): say("s", 2)
        default: say("s", 1)
        }
    }

    private mutating func letterT() {
        let afterS = letter(-1) == FrenchSound.ascii("s")
        has("tio") && !afterS ? say("s", 1) : say("t", 1)
    }
}
