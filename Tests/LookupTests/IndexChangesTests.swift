import Lookup
import Testing

/// The same numbers each time: tests repeat.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

struct InventedNames {
    static let trades = ["Boulangerie", "Garage", "Menuiserie", "Pharmacie", "Restaurant", "Imprimerie", "Scierie"]
    static let starts = ["bar", "cou", "dela", "fi", "gran", "lo", "mou", "pel", "ri", "sau", "ver", "vi"]
    static let ends = ["ard", "eau", "ier", "in", "on", "ot", "ault", "ez", "al", "our"]
    var chance: SeededNumbers

    init(seed: UInt64) { chance = SeededNumbers(state: seed) }

    mutating func next() -> String {
        func one(_ list: [String]) -> String { list.randomElement(using: &chance) ?? "" }
        return [one(Self.trades), (one(Self.starts) + one(Self.starts) + one(Self.ends)).capitalized].joined(
            separator: " ")
    }
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

@Suite struct `An index that changes` {
    let names: [String]
    let index: LookupIndex

    init() {
        var source = InventedNames(seed: 4)
        names = (0..<3000).map { _ in source.next() }
        index = LookupIndex(names.enumerated().map { LookupRecord(number: $0.offset, name: $0.element) })
    }

    @Test func `finds every exact name first`() {
        for name in names.prefix(400) {
            #expect(index.search(name).first.map { names[$0.number] } == name)
        }
    }

    @Test func `finds a name in any order of its words`() {
        for name in names.prefix(200) {
            let turned = name.split(separator: " ").reversed().joined(separator: " ")
            #expect(index.search(turned).first.map { names[$0.number] } == name, "\(turned)")
        }
    }

    @Test func `forgives one error in every word of a name`() {
        var chance = SeededNumbers(state: 9), found = 0
        for name in names.prefix(300) {
            var letters = Array(name)
            letters.remove(at: Int.random(in: 1..<letters.count, using: &chance))
            if index.search(String(letters)).contains(where: { names[$0.number] == name }) { found += 1 }
        }
        #expect(found >= 292)
    }

    @Test func `answers the same whatever the way it was filled`() {
        var grown = LookupIndex()
        for (number, name) in names.enumerated().reversed() { grown.insert(LookupRecord(number: number, name: name)) }
        for name in names.prefix(60) {
            #expect(grown.search(name).first == index.search(name).first)
            #expect(grown.search(name).map(\.score) == index.search(name).map(\.score))
        }
    }

    @Test func `forgets what is removed and finds what is put back`() {
        var index = index
        for number in 0..<2900 { index.remove(number) }
        index.remove(17)
        index.remove(-1)
        index.remove(9_999)
        #expect(index.count == 100)
        for name in names { #expect(index.search(name).allSatisfy { $0.number >= 2900 }) }
        index.insert(LookupRecord(number: 17, name: names[17]))
        #expect(index.search(names[17]).first.map { names[$0.number] } == names[17])
        #expect(index.count == 101)
    }

    @Test func `replaces a record of the same number`() {
        var index = LookupIndex([LookupRecord(number: 1, name: "Garage Ancien", numbers: ["0561300012"])])
        index.insert(LookupRecord(number: 1, name: "Atelier Nouveau", numbers: ["0561300099"]))
        #expect(index.count == 1)
        #expect(index.search("ancien").isEmpty)
        #expect(index.search("05613000").map(\.number) == [1])
        #expect(index.search("nouveau atelier").map(\.number) == [1])
    }

    @Test func `keeps working through ten thousand replacements`() {
        var index = index
        for round in 0..<10_000 {
            index.insert(LookupRecord(number: round % 50, name: names[round % names.count] + " \(round % 7)"))
        }
        #expect(index.count == 3000)
        #expect(index.search(names[2000]).first.map { names[$0.number] } == names[2000])
    }

    @Test func `leaves copies as they were`() {
        var changed = index
        changed.remove(5)
        #expect(index.contains(5))
        #expect(!changed.contains(5))
    }

    @Test func `has nothing to say when empty`() {
        #expect(LookupIndex().search("boulangerie").isEmpty)
        #expect(LookupIndex([LookupRecord(number: 3, name: "")]).search("boulangerie").isEmpty)
    }
}
