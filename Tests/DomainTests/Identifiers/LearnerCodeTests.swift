import Testing

@testable import Domain

@Suite struct `An INE` {
    @Test(arguments: [
        ("123456789AB", INE.Family.national), ("1234567890A", .academic), ("1234567ABCD", .other),
        ("123 456 789 ab", .national),
    ])
    func `belongs to a family`(text: String, family: INE.Family) throws {
        let ine = try INE(text)
        #expect(ine.family == family)
        #expect((ine.remark == nil) == (family != .other))
    }

    @Test(arguments: [
        ("12345678AB", "celui-ci en a 10"), ("123456789ABC", "celui-ci en a 12"), ("", "Saisissez"),
        ("123456789É1", "sans accent"), ("123456789ß", "sans accent"), ("1,23457E+10", "format texte"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try INE(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test func `is masked where it is not asked for`() throws {
        let ine = try INE("123456789AB")
        #expect("\(ine)" == "•••••••••AB")
        #expect(ine.display == "123456789AB")
        #expect(ine.rawValue == "123456789AB")
    }
}

@Suite struct `A MEF` {
    @Test(arguments: [
        ("2473121131", "2473121131"), ("24731211310", "2473121131"), ("24731211320", "2473121132"),
        ("247 31211 31", "2473121131"), ("2473121131a", "2473121131"),
    ])
    func `is compared by its ten national characters`(text: String, national: String) throws {
        #expect(try MEF(text).national == national)
    }

    @Test func `is taken apart`() throws {
        let mef = try MEF("2473121131")
        #expect(mef.dispositif == "247")
        #expect(mef.speciality == "31211")
        #expect(mef.duration == 3)
        #expect(mef.year == 1)
        #expect(mef.mefStat4 == "2381")
        #expect(mef.levelLabel == "seconde professionnelle")
        #expect(mef.remark == nil)
    }

    @Test(arguments: [
        ("240", "11", "2311", "CAP 1 an"), ("241", "21", "2321", "CAP 2 ans, 1re année"),
        ("241", "22", "2322", "CAP 2 ans, 2e année"), ("242", "31", "2331", "CAP 3 ans, 1re année"),
        ("242", "32", "2332", "CAP 3 ans, 2e année"), ("242", "33", "2333", "CAP 3 ans, 3e année"),
        ("247", "32", "2382", "première professionnelle"), ("247", "33", "2383", "terminale professionnelle"),
        ("250", "11", "23B1", "BMA 1 an"), ("251", "21", "23C1", "BMA 2 ans, 1re année"),
        ("251", "22", "23C2", "BMA 2 ans, 2e année"), ("221", "11", "2212", "diplôme de technicien"),
        ("222", "11", "2213", "diplôme de technicien"), ("253", "11", "2391", "mention complémentaire"),
        ("257", "11", "23J0", "certificat de spécialisation niveau 3"),
        ("258", "11", "23K0", "certificat de spécialisation niveau 4"),
        ("271", "21", "2321", "CAP agricole 2 ans, 1re année"), ("271", "22", "2322", "CAP agricole 2 ans, 2e année"),
        ("280", "99", "23I0", "CAP agricole"), ("276", "31", "2381", "seconde professionnelle agricole"),
        ("276", "33", "2383", "terminale professionnelle agricole"),
        ("703", "11", "4151", "parcours Ambition emploi niveau 3"),
        ("704", "11", "4161", "parcours Ambition emploi niveau 4"), ("740", "11", "4411", "FCIL après un niveau 3"),
        ("741", "11", "4421", "FCIL après un niveau 4"),
    ])
    func `names its level`(dispositif: String, years: String, stat: String, label: String) throws {
        let mef = try MEF(dispositif + "31211" + years)
        #expect(mef.mefStat4 == stat)
        #expect(mef.levelLabel == label)
    }

    @Test(arguments: ["1003121131", "2473121121", "2473121134", "2403121121", "24731211A1"])
    func `has no level where the table has none`(text: String) throws {
        #expect(try MEF(text).mefStat4 == nil)
        #expect(try MEF(text).levelLabel == nil)
    }

    @Test(arguments: [
        ("24731211315", "rattaché au MEF national 2473121131"), ("2473121131A", "rattaché"),
        ("A473121131", "une lettre"), ("2473121134", "dépasse la durée"),
    ])
    func `is tolerated with a remark`(text: String, part: String) throws {
        #expect(try MEF(text).remark?.contains(part) == true)
    }

    @Test(arguments: [
        ("", "Saisissez"), ("40031211", "code de diplôme"), ("247312113", "celui-ci en a 9"),
        ("247312113100", "celui-ci en a 12"), ("2,47312E+09", "notation scientifique"), ("24731211É1", "sans accent"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try MEF(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }
}
