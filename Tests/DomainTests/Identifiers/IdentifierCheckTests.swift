import Foundation
import Testing

@testable import Domain

@Suite struct `Checking an identifier` {
    @Test(arguments: [
        (IdentifierKind.siret, "999 888 779 00017", "99988877900017"), (.siren, "999 888 779", "999888779"),
        (.uai, "0999001w", "0999001W"), (.ine, "123456789ab", "123456789AB"), (.mef, "2473121131", "2473121131"),
        (.iban, "FR90 9999 9888 8801 2345 6789 Z42", "FR9099999888880123456789Z42"),
        (.phone, "01 99 00 12 34", "+33199001234"), (.email, "A.B@Exemple.fr", "A.B@exemple.fr"),
    ])
    func `gives the normal form of each kind`(kind: IdentifierKind, input: String, normalized: String) {
        let expected = IdentifierCheck(input: input, valid: true, normalized: normalized, reason: nil)
        #expect(kind.check(input) == expected)
    }

    @Test(arguments: IdentifierKind.allCases)
    func `says why a value of each kind is wrong`(kind: IdentifierKind) {
        for input in ["", "?", String(repeating: "9", count: 100_000), "\u{0}", "🙂"] {
            let check = kind.check(input)
            #expect(!check.valid)
            #expect(check.input == input)
            #expect(check.normalized == nil)
            #expect(check.reason?.hasSuffix(".") == true)
            #expect((check.reason?.count ?? 0) < 200)
        }
    }

    @Test func `keeps the remark of an accepted value`() {
        #expect(IdentifierKind.siret.check("35600000000001").reason?.contains("La Poste") == true)
        #expect(IdentifierKind.ine.check("1234567ABCD").reason != nil)
    }

    @Test func `is printed with its four keys, null included`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let check = IdentifierKind.uai.check("0999001W")
        let json = #"{"input":"0999001W","normalized":"0999001W","reason":null,"valid":true}"#
        #expect(String(decoding: try encoder.encode(check), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(IdentifierCheck.self, from: Data(json.utf8)) == check)
        let refused = String(decoding: try encoder.encode(IdentifierKind.siret.check("1")), as: UTF8.self)
        #expect(refused.contains(#""normalized":null"#))
    }

    @Test func `is stored as a single string and revived from its normal form only`() throws {
        let json = Data(#"["99988877900017"]"#.utf8)
        #expect(try JSONDecoder().decode([SIRET].self, from: json) == [SIRET("99988877900017")])
        #expect(try JSONEncoder().encode([SIRET("999 888 779 00017")]) == json)
        #expect(SIRET(rawValue: "999 888 779 00017") == nil)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([INE].self, from: Data(#"["12345SECRET99"]"#.utf8))
        }
        #expect(!String(describing: error).contains("SECRET"))
    }
}
