import Lookup
import Testing

@Suite struct `Looking for a company` {
    static let index = LookupIndex([
        LookupRecord(
            number: 0, name: "Boulangerie Dupont", town: "Colomiers", contacts: ["Hélène Marchetti"],
            numbers: ["99988877900017", "+33561300012"], fame: 12),
        LookupRecord(number: 1, name: "Boulangerie Durand", town: "Toulouse"),
        LookupRecord(number: 2, name: "SARL Garage du Château", brand: "Auto-École Phénix", town: "Tournefeuille"),
        LookupRecord(number: 3, name: "Pharmacie Thibault", town: "Blagnac", numbers: ["99988877900025"]),
        LookupRecord(number: 4, name: "Menuiserie de l’Œuvre d’Été", town: "Colomiers"),
        LookupRecord(number: 5, name: "Quincaillerie Famille Lefèvre", town: "Muret", keywords: "serrurerie outillage"),
        LookupRecord(number: 6, name: "Boulangerie", town: "Auch"),
    ])

    @Test(arguments: [
        ("boulangerie dupont", 0), ("BOULANGERIE DUPONT", 0), ("dupont boulangerie", 0), ("boulanjeri dupon", 0),
        ("boulagnerie dupont", 0), ("boulangerie dupomt colomiers", 0), ("bolangerie dpont", 0), ("boulangerie dup", 0),
        ("marcheti", 0), ("helene marchetti", 0), ("farmassi tibo", 3), ("pharmacie thibaut", 3),
        ("oeuvre d'ete", 4), ("menuizri", 4), ("fenix", 2), ("auto ecole", 2), ("garaj du chato", 2),
        ("lefevre famiye", 5), ("kincaillerie", 5), ("boulangeriedupont", 0), ("colo miers menuiserie", 4),
        ("auto ecole fenix", 2), ("autoecole", 2), ("serurerie muret", 5), ("boulangerie", 6), ("boulangerie auch", 6),
    ])
    func `forgives errors, accents, order and spelling by ear`(typed: String, number: Int) {
        #expect(Self.index.search(typed).first?.number == number, "\(Self.index.search(typed))")
    }

    @Test(arguments: [
        ("999 888 779 00017", [0]), ("99988877900017", [0]), ("999888779", [0, 3]), ("05 61 30 00 12", [0]),
        ("+33 5 61 30 00 12", [0]), ("99988877900071", [0]), ("dupont 0561300012", [0]),
    ])
    func `finds numbers by their beginning and forgives one figure`(typed: String, numbers: [Int]) {
        #expect(Self.index.search(typed).map(\.number).sorted() == numbers)
    }

    @Test(arguments: ["", " ", "🥖", "🥖🥐 !!", "\u{202E}", "xqzwk", "0", "-", "'", "1234567890123456789012345"])
    func `answers nothing to what means nothing`(typed: String) {
        #expect(Self.index.search(typed).isEmpty)
    }

    @Test func `survives ten kilobytes, one letter and other scripts`() {
        #expect(Self.index.search(String(repeating: "boulangerie dupont ", count: 600)).first?.number == 0)
        #expect(Self.index.search(String(repeating: "x", count: 10_000)).isEmpty)
        #expect(!Self.index.search("b").isEmpty)
        var index = Self.index
        index.insert(LookupRecord(number: 9, name: "مخبز النور 🥖", town: "Łódź"))
        #expect(index.search("مخبز").map(\.number) == [9])
        #expect(index.search("النور lodz").map(\.number) == [9])
    }

    @Test func `leaves out what the filter refuses`() {
        let found = Self.index.search("boulangerie") { $0 != 6 }
        #expect(found.map(\.number) == [0, 1])
        #expect(Self.index.search("boulangerie") { _ in false }.isEmpty)
        #expect(Self.index.search("boulangerie", limit: 0).isEmpty)
    }

    @Test func `puts the shorter name first, then the better known one`() {
        let index = LookupIndex([
            LookupRecord(number: 0, name: "Garage Martin et Fils"), LookupRecord(number: 1, name: "Garage Martin"),
            LookupRecord(number: 2, name: "Garage Martin", fame: 5), LookupRecord(number: 3, name: "Garage Martin"),
        ])
        #expect(index.search("garage martin").map(\.number) == [2, 1, 3, 0])
        #expect(index.search("gar").map(\.number) == [2, 1, 3, 0])
    }
}

@Suite struct `Why a company was found` {
    let index = LookupIndex([LookupRecord(number: 7, name: "Boulangerie Dupont-Moretti", town: "L’Isle-Jourdain")])

    @Test func `tells the word, the field and the likeness`() throws {
        let reasons = try #require(index.search("moreti boulanjeri isle dup").first).reasons
        #expect(reasons.map(\.found) == ["moretti", "boulangerie", "isle", "dupont"])
        #expect(reasons.map(\.field) == [.name, .name, .town, .name])
        #expect(reasons.map(\.kind) == [.byEar, .byEar, .exact, .beginning])
        let typing = try #require(index.search("dupnot").first).reasons
        #expect(typing.map(\.kind) == [.typing(errors: 1)])
    }

    @Test func `marks the words and the beginnings to show`() throws {
        let match = try #require(index.search("boulanjeri moret").first)
        let name = "Boulangerie Dupont-Moretti"
        #expect(match.highlights(in: name).map { String(name[$0]) } == ["Boulangerie", "Moret"])
        #expect(match.highlights(in: "Sans rapport").isEmpty)
        let town = "L’Îsle-Jourdain"
        let found = try #require(index.search("isle").first)
        #expect(found.highlights(in: town).map { String(town[$0]) } == ["Îsle"])
    }
}
