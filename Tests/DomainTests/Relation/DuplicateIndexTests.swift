import Testing

@testable import Domain

@Suite struct `The index of suspected duplicates` {
    private func traits(_ key: String, _ name: String, town: String = "Albi", phone: String? = nil) -> CompanyTraits {
        CompanyTraits(
            id: ID(key), siret: nil, legalName: name, tradeName: nil, phone: phone, email: nil, line1: "", city: town)
    }

    @Test func `follows what changes as if all were compared again`() {
        var state: UInt64 = 88_172_645_463_325_252
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let names = ["Boulangerie Dupont", "Boulangerie Dupond", "Garage Martin", "Garage Martinez", "Menuiserie Roy"]
        let towns = ["Albi", "Gaillac", "Castres"]
        func any(_ key: Int) -> CompanyTraits {
            traits(
                "c\(key)", names[next(names.count)] + (next(4) == 0 ? " \(next(9))" : ""), town: towns[next(3)],
                phone: next(3) == 0 ? "+3319900000\(next(9))" : nil)
        }
        var standing = Dictionary(uniqueKeysWithValues: (0..<60).map { ($0, any($0)) })
        var index = DuplicateIndex(Array(standing.values))
        for _ in 0..<200 {
            let key = next(70)
            let isGone = next(5) == 0
            standing[key] = isGone ? nil : any(key)
            index.replace([ID("c\(key)")], with: standing[key].map { [$0] } ?? [])
            let whole = DuplicateIndex(Array(standing.values)).pairs()
            #expect(index.pairs().map { [$0.first, $0.second] } == whole.map { [$0.first, $0.second] })
        }
    }

    @Test func `leaves out the pairs somebody compared`() {
        let index = DuplicateIndex([traits("a", "Garage Roy"), traits("b", "SARL Garage Roy")])
        #expect(index.pairs().count == 1)
        #expect(index.pairs(except: [DuplicateFinder.key(ID("b"), ID("a"))]).isEmpty)
    }
}
