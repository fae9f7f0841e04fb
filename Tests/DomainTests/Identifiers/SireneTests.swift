import Testing

@testable import Domain

@Suite struct `A SIRET` {
    @Test(arguments: [
        ("99988877900017", "99988877900017"), ("999 888 779 00017", "99988877900017"),
        ("99988877900025", "99988877900025"), ("999\u{A0}888\u{202F}779\u{2009}00017", "99988877900017"),
        ("999.888.779-00017", "99988877900017"), ("\t999‑888–779 00017\n", "99988877900017"),
        ("\u{FEFF}99988877900017", "99988877900017"),
        ("35600000000048", "35600000000048"), ("356 000 000 00001", "35600000000001"),
    ])
    func `is read with any separator`(text: String, expected: String) throws {
        #expect(try SIRET(text).rawValue == expected)
    }

    @Test(arguments: ["9,99889E+13", "9.99889E+13", "9,99889e13", "1E+13", " 9,99889E+13 "])
    func `in scientific notation asks for a text column`(text: String) throws {
        let refusal = #expect(throws: IdentifierRefusal.self) { try SIRET(text) }
        #expect(refusal?.message.contains("notation scientifique") == true)
        #expect(refusal?.message.contains("format texte") == true)
    }

    @Test(arguments: [
        ("99988877900018", "clé de contrôle"), ("35600000000002", "clé de contrôle"), ("", "Saisissez"),
        (" . ", "Saisissez"), ("9998887790001O", "que des chiffres"), ("９９９88877900017", "que des chiffres"),
        ("9998887790001", "celui-ci en a 13"), ("999888779000170", "celui-ci en a 15"), ("999888779", "est un SIREN"),
        ("00000000000000", "clé de contrôle"), ("9998887790\u{0}0017", "que des chiffres"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try SIRET(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test func `of 13 digits is completed only when the key is right, and only as a question`() throws {
        // 0 + 9998887790009 passes Luhn, 0 + 9998887790001 does not.
        let good = try #require((0...9).map { "999888779000\($0)" }.first { SireneNumber.isLuhn("0" + $0) })
        let refusal = #expect(throws: IdentifierRefusal.self) { try SIRET(good) }
        #expect(refusal?.suggestion == "0" + good)
        #expect(refusal?.message.contains("Confirmez") == true)
        #expect(#expect(throws: IdentifierRefusal.self) { try SIRET("9998887790001") }?.suggestion == nil)
    }

    @Test func `of a post office carries a remark, not the head office`() throws {
        #expect(try SIRET("35600000000001").remark == "Accepté selon la règle de contrôle propre à La Poste.")
        #expect(try SIRET("35600000000048").remark == nil)
    }

    @Test func `gives its SIREN, its NIC and its groups`() throws {
        let siret = try SIRET("99988877900017")
        #expect(siret.siren == (try SIREN("999888779")))
        #expect(siret.nic == "00017")
        #expect(siret.display == "999\u{A0}888\u{A0}779\u{A0}00017")
    }

    @Test func `with one digit changed is never accepted`() throws {
        let digits = Array("99988877900017")
        for index in digits.indices {
            for other in "0123456789" where other != digits[index] {
                var changed = digits
                changed[index] = other
                #expect(throws: IdentifierRefusal.self) { try SIRET(String(changed)) }
            }
        }
    }
}

@Suite struct `A SIREN` {
    @Test func `is read with any separator and gives the VAT number`() throws {
        let siren = try SIREN(" 999 888.779 ")
        #expect(siren.rawValue == "999888779")
        #expect(siren.display == "999\u{A0}888\u{A0}779")
        #expect(siren.vatNumber == "FR34999888779")
    }

    @Test(arguments: [
        ("999888778", "clé de contrôle"), ("99988877", "celui-ci en a 8"), ("99988877900017", "est un SIRET"),
        ("99988877900018", "celui-ci en a 14"), ("ABC", "que des chiffres"), ("000000000", "clé de contrôle"),
        ("9,99889E+08", "notation scientifique"), ("", "Saisissez"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try SIREN(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }
}
