import Testing

@testable import Domain

@Suite struct `A telephone number` {
    @Test(arguments: [
        "01 99 00 12 34", "0199001234", "01.99.00.12.34", "01-99-00-12-34", "01\u{A0}99\u{202F}00 12 34",
        "+33 1 99 00 12 34", "+33(0)1 99 00 12 34", "+33 (0) 1 99 00 12 34", "+330199001234", "0033 1 99 00 12 34",
        "0033(0)199001234", "(0)1 99 00 12 34", "01/99/00/12/34",
    ])
    func `of France is read in any form`(text: String) throws {
        let number = try PhoneNumber(text)
        #expect(number.rawValue == "+33199001234")
        #expect(number.display == "01\u{A0}99\u{A0}00\u{A0}12\u{A0}34")
        #expect(number.remark == nil)
    }

    @Test(arguments: [
        ("0590 99 12 34", "+590590991234"), ("0690 99 12 34", "+590690991234"), ("0594 99 12 34", "+594594991234"),
        ("0694991234", "+594694991234"), ("0596991234", "+596596991234"), ("0696991234", "+596696991234"),
        ("0262991234", "+262262991234"), ("0692991234", "+262692991234"), ("0693991234", "+262693991234"),
        ("0639991234", "+262639991234"), ("0269991234", "+262269991234"), ("+262 692 99 12 34", "+262692991234"),
        ("+262 (0)692 99 12 34", "+262692991234"), ("00590 590 99 12 34", "+590590991234"),
        ("+33 692 99 12 34", "+262692991234"), ("0508 99 12 34", "+508991234"),
    ])
    func `overseas takes the code of its territory`(text: String, expected: String) throws {
        #expect(try PhoneNumber(text).rawValue == expected)
    }

    @Test func `overseas is displayed as dialled in France`() throws {
        #expect(try PhoneNumber("+262692991234").display == "06\u{A0}92\u{A0}99\u{A0}12\u{A0}34")
        #expect(try PhoneNumber("+508991234").national == "0508991234")
    }

    @Test(arguments: [
        ("+32 2 555 12 34", "+3225551234"), ("0041 22 555 12 34", "+41225551234"), ("+689 40 99 12 34", "+68940991234"),
    ])
    func `of another country is accepted with a remark`(text: String, expected: String) throws {
        let number = try PhoneNumber(text)
        #expect(number.rawValue == expected)
        #expect(number.display == expected)
        #expect(number.remark != nil)
    }

    @Test(arguments: [
        ("", "Saisissez"), ("3631", "10 chiffres"), ("01 99 00 12", "10 chiffres"), ("1199001234", "10 chiffres"),
        ("01 99 00 12 34 / 06 39 98 12 34", "trop de chiffres"), ("01 99 00 12 34 poste 5", "que des chiffres"),
        ("+33 1 99 00 12", "10 chiffres"), ("+262 1 99 00 12 34", "Après +262"), ("+687 12 34", "Après +687"),
        ("+1 23", "8 à 15 chiffres"), ("+", "8 à 15 chiffres"), ("1,99E+08", "format texte"),
        ("+590 692 99 12 34", "Après +590"), ("01 99 00+12 34", "que des chiffres"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try PhoneNumber(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test func `without its zero is completed as a question`() {
        #expect(#expect(throws: IdentifierRefusal.self) { try PhoneNumber("199001234") }?.suggestion == "0199001234")
    }

    @Test func `is revived from its normal form only`() {
        #expect(PhoneNumber(rawValue: "+33199001234") != nil)
        #expect(PhoneNumber(rawValue: "+68940991234") != nil)
        #expect(PhoneNumber(rawValue: "0199001234") == nil)
    }
}

@Suite struct `An e-mail address` {
    @Test(arguments: [
        ("Prenom.Nom@Exemple.FR", "Prenom.Nom@exemple.fr"),
        (" ce.0999001w@ac-fictive.fr\n", "ce.0999001w@ac-fictive.fr"),
        ("o'neil+stage@sous.domaine.example", "o'neil+stage@sous.domaine.example"),
        ("a@xn--caf-dma.example", "a@xn--caf-dma.example"),
    ])
    func `keeps the case of its local part only`(text: String, expected: String) throws {
        #expect(try EmailAddress(text).rawValue == expected)
    }

    @Test(arguments: [
        ("", "Saisissez"), ("nom", "un seul @"), ("a@b@c.fr", "un seul @"), ("a b@c.fr", "pas d’espace"),
        ("a@c.fr, b@c.fr", "pas d’espace"), ("a@c.fr;b@c.fr", "un seul @"), ("noémie@exemple.fr", "sans accent"),
        (".a@exemple.fr", "précède le @"), ("a..b@exemple.fr", "précède le @"), ("@exemple.fr", "précède le @"),
        ("a@exemple", "domaine"), ("a@-exemple.fr", "domaine"), ("a@exemple..fr", "domaine"),
        ("a@exemple.fr.", "domaine"),
        ("a@127.0.0.1", "domaine"), ("a@exemple,fr", "domaine"), ("a@[127.0.0.1]", "domaine"),
        ("a\u{0}b@exemple.fr", "pas d’espace"),
        ("<a@exemple.fr>", "précède le @"),
    ])
    func `is refused with its reason`(text: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try EmailAddress(text) }
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test func `has limits of length`() throws {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(try EmailAddress("\(local)@\(label).fr").domain == "\(label).fr")
        #expect(throws: IdentifierRefusal.self) { try EmailAddress("a\(local)@exemple.fr") }
        #expect(throws: IdentifierRefusal.self) { try EmailAddress("a@b\(label).fr") }
        #expect(throws: IdentifierRefusal.self) { try EmailAddress("\(local)@\(label).\(label).\(label).fr") }
    }
}
