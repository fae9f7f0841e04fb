import Testing

@testable import Lookup

@Suite struct `The sound of French words` {
    @Test(arguments: [
        ("boulangerie", "boulanjeri"), ("pharmacie", "farmacie"), ("dupont", "dupon"), ("dupond", "dupont"),
        ("chateau", "chato"), ("thibault", "tibo"), ("moreau", "moro"), ("garage", "garaj"),
        ("quincaillerie", "kincaillerie"),
        ("menuiserie", "menuizerie"), ("serrurerie", "serurerie"), ("martinez", "martinet"), ("lambert", "lanbert"),
        ("famille", "famiye"), ("boutique", "boutik"), ("photographe", "fotografe"), ("auxerre", "oxerre"),
        ("meubles", "meuble"), ("hotel", "otel"), ("maison", "meson"), ("pressing", "presing"),
    ])
    func `is the same for what a listener may confuse`(one: String, other: String) {
        #expect(sound(one) == sound(other))
        #expect(sound(one) != nil)
    }

    @Test(arguments: [
        ("dupont", "durand"), ("garage", "menage"), ("poisson", "boisson"), ("vin", "vent"), ("mer", "mur"),
    ])
    func `tells other words apart`(one: String, other: String) {
        #expect(sound(one) != sound(other))
    }

    @Test(arguments: ["", "a", "eh", "a1b2", "النور", "h", "hhh", "e", "eee", "ss"])
    func `is nothing for what is not heard`(word: String) {
        #expect(sound(word) == nil || (sound(word)?.count ?? 0) >= 2)
    }

    private func sound(_ word: String) -> [UInt8]? { FrenchSound.of(Array(word.utf8)[...]) }
}

@Suite struct `Counting typing errors` {
    @Test(arguments: [
        ("dupont", "dupont", 0), ("dupont", "dupond", 1), ("dupont", "dupnot", 1), ("dupont", "upont", 1),
        ("dupont", "dupontt", 1), ("dupont", "ponts", 3), ("a", "b", 1), ("ab", "ba", 1), ("abcd", "dcba", 3),
        ("boulangerie", "bulangreie", 2),
    ])
    func `takes swapped neighbours for one`(one: String, other: String, errors: Int) {
        #expect(count(one, other).whole == errors)
        #expect(count(other, one).whole == errors)
    }

    @Test func `agrees with the plain table on random words`() {
        var chance = SeededNumbers(state: 3)
        for _ in 0..<2000 {
            let one = word(&chance), other = word(&chance)
            #expect(count(one, other).whole == plain(Array(one.utf8), Array(other.utf8)), "\(one) \(other)")
            let beginnings = (0...other.utf8.count).map { plain(Array(one.utf8), Array(other.utf8.prefix($0))) }
            #expect(count(one, other).beginning == beginnings.min())
        }
    }

    @Test func `never leaves a near word out`() {
        var chance = SeededNumbers(state: 5), table = WordTable()
        let words = (0..<500).map { _ in word(&chance) }
        for word in words { _ = table.intern(Array(word.utf8)[...]) }
        for typed in words.prefix(60) {
            for limit in 0...2 {
                var found: Set<String> = []
                table.near(WordPattern(Array(typed.utf8)[...]), errors: limit) { word, _ in
                    found.insert(table.text(word))
                }
                #expect(found == Set(words.filter { plain(Array(typed.utf8), Array($0.utf8)) <= limit }))
            }
        }
    }

    private func word(_ chance: inout SeededNumbers) -> String {
        String((0..<Int.random(in: 1...9, using: &chance)).map { _ in "abcde".randomElement(using: &chance) ?? "a" })
    }

    private func count(_ one: String, _ other: String) -> (whole: Int, beginning: Int) {
        let bytes = Array(other.utf8)
        return WordPattern(Array(one.utf8)[...]).errors(in: bytes, bytes.indices)
    }

    private func plain(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var table = (0...one.count).map { row in (0...other.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 } }
        for row in 1..<max(1, one.count + 1) where !other.isEmpty {
            for column in 1...other.count {
                let same = one[row - 1] == other[column - 1]
                var least = min(table[row - 1][column] + 1, table[row][column - 1] + 1)
                least = min(least, table[row - 1][column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
                    least = min(least, table[row - 2][column - 2] + 1)
                }
                table[row][column] = least
            }
        }
        return table[one.count][other.count]
    }
}

@Suite struct `Folding text` {
    @Test(arguments: [
        ("L’Œuvre-d’Été", "l oeuvre d ete"), ("ŁÓDŹ Straße", "lodz strasse"), ("e\u{301}cole", "ecole"),
        ("Ça & là 🥖 3D", "ca la 3d"), ("ÞØÐ ĳ ŒUVRE ÿ", "thod i oeuvre y"), ("a\u{200B}b", "ab"),
    ])
    func `leaves plain words`(text: String, words: String) {
        let folded = FoldedText(text)
        #expect(folded.words.map { String(decoding: folded.bytes[$0], as: UTF8.self) }.joined(separator: " ") == words)
    }

    @Test func `knows a letter for each accented one`() {
        for value in UInt32(0xC0)..<0x180 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = FoldedText(String(scalar))
            #expect(folded.bytes.allSatisfy { (0x61...0x7A).contains($0) }, "\(scalar)")
            #expect(folded.bytes.isEmpty == (value == 0xD7 || value == 0xF7), "\(scalar)")
        }
    }

    @Test func `cuts words without end`() {
        #expect(FoldedText(String(repeating: "a", count: 1000)).bytes.count == FoldedText.longestWord)
    }
}
