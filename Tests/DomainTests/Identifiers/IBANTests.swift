import Testing

@testable import Domain

@Suite struct `An IBAN` {
    @Test(arguments: [
        "FR90 9999 9888 8801 2345 6789 Z42", "fr9099999888880123456789z42", "IBAN FR90-9999-9888-8801-2345-6789-Z42",
    ])
    func `is read with any separator`(text: String) throws {
        #expect(try IBAN(text).rawValue == "FR9099999888880123456789Z42")
    }

    /// Specimens of the IBAN registry: accounts that do not exist.
    @Test(arguments: [
        "DE89370400440532013000", "BE68539007547034", "ES9121000418450200051332", "PT50000201231234567890154",
        "IT60X0542811101000000123456", "LU280019400644750000", "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
        "GB29NWBK60161331926819", "CH9300762011623852957",
    ])
    func `of another country of the area is accepted`(text: String) throws {
        #expect(try IBAN(text).country == String(text.prefix(2)))
    }

    @Test(arguments: [
        ("FR9099999888880123456789Z4", "a 27 caractères, celui-ci en a 26"),
        ("DE893704004405320130", "a 22 caractères"),
        ("FR9199999888880123456789Z42", "clé de contrôle"), ("US64SVBKUS6S3300958879", "zone SEPA"),
        ("GP9099999888880123456789Z42", "commence par FR, pas par GP"), ("", "Saisissez"), ("FR", "deux lettres"),
        ("9099999888880123456789Z42FR", "deux lettres"), ("FR90 9999 9888 8801 2345 6789 É42", "deux lettres"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try IBAN(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test func `with one digit changed is never accepted`() {
        let digits = Array("FR9099999888880123456789Z42")
        for index in digits.indices where digits[index].isNumber {
            for other in "0123456789" where other != digits[index] {
                var changed = digits
                changed[index] = other
                #expect(throws: IdentifierRefusal.self) { try IBAN(String(changed)) }
            }
        }
    }

    @Test func `with the right control number but a wrong RIB key is refused`() throws {
        let refusals = (10...97).map { String($0) }.compactMap { check -> String? in
            do throws(IdentifierRefusal) { _ = try IBAN("FR\(check)99999888880123456789Z43") } catch {
                return error.message
            }
            return nil
        }
        #expect(refusals.count == 88)
        #expect(refusals.filter { $0.contains("clé RIB") }.count == 1)
    }

    @Test func `is masked where it is not asked for`() throws {
        let iban = try IBAN("FR9099999888880123456789Z42")
        #expect("\(iban)" == "FR90\u{A0}••••\u{A0}Z42")
        #expect(iban.display == "FR90 9999 9888 8801 2345 6789 Z42".replacing(" ", with: "\u{A0}"))
    }
}
