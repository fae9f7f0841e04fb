import Testing

@testable import Domain

@Suite struct `Names that differ by a few letters` {
    private struct Chance {
        var state: UInt64 = 88_172_645_463_325_252

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        mutating func name() -> String {
            let words = ["garage", "boulangerie", "menuiserie", "fleurs", "atelier", "hotel", "pharmacie", "elec"]
            let letters = Array("abcdefghilmnoprstuv")
            let proper = String((0..<(3 + next(9))).map { _ in letters[next(letters.count)] })
            return words[next(words.count)] + " " + proper + (next(6) == 0 ? " \(next(30))" : "")
        }

        mutating func wrong(_ name: String, errors: Int) -> String {
            var letters = Array(name)
            for _ in 0..<errors {
                let place = next(letters.count)
                switch next(3) {
                case 0 where letters.count > 1: letters.remove(at: place)
                case 1: letters.insert("x", at: place)
                default: letters[place] = "y"
                }
            }
            return String(letters)
        }
    }

    @Test func `are all found by what they are kept under`() {
        var chance = Chance()
        var close = 0
        for _ in 0..<4_000 {
            let name = chance.name()
            let other = chance.wrong(name, errors: chance.next(4))
            guard CloseNames.areClose(name, other) else { continue }
            close += 1
            #expect(!CloseNames.asked(other).isDisjoint(with: CloseNames.kept(name)), "\(name) / \(other)")
            #expect(!CloseNames.asked(name).isDisjoint(with: CloseNames.kept(other)), "\(other) / \(name)")
        }
        #expect(close > 500)
    }

    @Test(arguments: [("garage roy", "garage roi", true), ("elec 12 sud", "elec 13 sud", false), ("roy", "roi", false)])
    func `are close by their length`(one: String, other: String, expected: Bool) {
        #expect(CloseNames.areClose(one, other) == expected)
        #expect(CloseNames.areClose(other, one) == expected)
    }

    @Test func `give the pairs that comparing every record with every other gives`() {
        var chance = Chance()
        var all: [CompanyTraits] = []
        for rank in 0..<400 {
            let former = all.isEmpty || chance.next(3) > 0 ? nil : all[chance.next(all.count)].names.first
            let name = former.map { chance.wrong($0, errors: chance.next(3)) } ?? chance.name()
            all.append(
                CompanyTraits(
                    id: ID("c\(rank)"), siret: nil, legalName: name, tradeName: nil,
                    phone: chance.next(9) == 0 ? "+3319900000\(chance.next(9))" : nil, email: nil,
                    line1: "\(chance.next(4)) rue des Essais", city: ["Albi", "Gaillac"][chance.next(2)]))
        }
        var expected: Set<String> = []
        for (rank, one) in all.enumerated() {
            for other in all.dropFirst(rank + 1) where !one.reasons(other).isEmpty {
                expected.insert(DuplicateFinder.key(one.id, other.id))
            }
        }
        let found = DuplicateFinder.pairs(all).map { DuplicateFinder.key($0.first, $0.second) }
        #expect(Set(found) == expected && found.count == expected.count && !expected.isEmpty)
    }
}
