import Testing

@testable import Domain

@Suite struct `A NAF code` {
    @Test(arguments: ["62.01Z", "6201Z", "62.01z", " 62 01 Z "])
    func `is stored with its dot`(text: String) throws {
        let naf = try NAF(text)
        #expect(naf.rawValue == "62.01Z")
        #expect(naf.nomenclature == .rev2)
        #expect(naf.division == "62")
        #expect(naf.divisionLabel == "Programmation, conseil et autres activités informatiques")
    }

    @Test(arguments: [
        ("62.10Y", NAF.Nomenclature.naf2025, "NAF2025:62.10Y"), ("722A", .rev1, "NAFRev1:72.2A"),
        ("722Z", .naf1993, "NAF1993:72.2Z"), ("7703", .nap, "NAP:77.03"),
    ])
    func `keeps its nomenclature through storage`(text: String, kind: NAF.Nomenclature, stored: String) throws {
        let naf = try NAF(text, nomenclature: kind)
        #expect(naf.rawValue == stored)
        #expect(NAF(rawValue: stored) == naf)
        #expect(naf.divisionLabel == nil)
    }

    @Test(arguments: [
        ("", "Saisissez"), ("62.01", "comme 62.01Z"), ("ZZZZZ", "comme 62.01Z"), ("62.011Z", "comme 62.01Z"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        #expect(#expect(throws: IdentifierRefusal.self) { try NAF(text) }?.message.contains(part) == true)
    }

    @Test func `without its zero is completed as a question`() {
        #expect(#expect(throws: IdentifierRefusal.self) { try NAF("113Z") }?.suggestion == "01.13Z")
    }

    @Test func `belongs to one of 88 divisions`() {
        #expect(NAFDivision.labels.count == 88)
        #expect(NAFDivision.labels.values.allSatisfy { !$0.isEmpty && !$0.contains("'") })
    }
}

@Suite struct `A headcount band` {
    @Test(
        arguments: [
            ("NN", nil, nil, "effectif inconnu"), ("00", 0, 0, "aucun salarié"), ("01", 1, 2, "1 à 2\u{A0}salariés"),
            ("11", 10, 19, "10 à 19\u{A0}salariés"), ("12", 20, 49, "20 à 49\u{A0}salariés"),
            ("31", 200, 249, "200 à 249\u{A0}salariés"),
            ("42", 1000, 1999, "1\u{202F}000 à 1\u{202F}999\u{A0}salariés"),
            ("53", 10_000, nil, "10\u{202F}000\u{A0}salariés et plus"),
        ] as [(String, Int?, Int?, String)])
    func `has bounds and a label`(code: String, lower: Int?, upper: Int?, label: String) throws {
        let band = try #require(HeadcountBand(rawValue: code))
        #expect(band.lower == lower)
        #expect(band.upper == upper)
        #expect(band.label == label)
    }

    @Test func `follows the one before without a gap`() {
        let known = HeadcountBand.allCases.dropFirst()
        for (band, next) in zip(known, known.dropFirst()) {
            #expect(band.upper.map { $0 + 1 } == next.lower)
        }
        #expect(HeadcountBand.allCases.count == 16)
    }
}
