import Domain
import Testing

/// One entry of what `bureau check --json` prints.
private struct Entry: Decodable, Equatable {
    let input: String
    let valid: Bool
    let normalized: String?
    let reason: String?
}

@Suite struct `Checking identifiers` {
    /// Kind, value, normal form (`nil` when refused), a word of the reason (`nil` when there is none).
    static let examples: [(String, String, String?, String?)] = [
        ("siren", "999 888 779", "999888779", nil), ("siren", "999888778", nil, "clé"),
        ("siret", "99988877900017", "99988877900017", nil), ("siret", "99988877900025", "99988877900025", nil),
        ("siret", "99988877900018", nil, "clé"), ("siret", "35600000000001", "35600000000001", "La Poste"),
        ("siret", "35600000000048", "35600000000048", nil), ("siret", "9,99889E+13", nil, "notation scientifique"),
        ("siret", "9998887790001", nil, "14 chiffres"),
        ("siret", "999\u{A0}888\u{202F}779 000.17", "99988877900017", nil),
        ("siret", "999-888-779-00017", "99988877900017", nil),
        ("uai", "0999001W", "0999001W", nil), ("uai", "0999001w", "0999001W", nil),
        ("uai", "0999001X", nil, "lettre W"), ("uai", "999001W", nil, "0999001W"), ("uai", "0951099D", "0951099D", nil),
        ("ine", "123456789AB", "123456789AB", nil), ("ine", "1234567890A", "1234567890A", nil),
        ("ine", "12345678AB", nil, "11 caractères"), ("ine", "ABCDEFGHIJK", "ABCDEFGHIJK", "inhabituelle"),
        ("mef", "2473121131", "2473121131", nil), ("mef", "24731211310", "24731211310", nil),
        ("mef", "247312113", nil, "10 ou 11"),
        ("iban", "FR90 9999 9888 8801 2345 6789 Z42", "FR9099999888880123456789Z42", nil),
        ("iban", "FR90 9999 9888 8801 2345 6789 Z43", nil, "clé"), ("iban", "US64SVBKUS6S3300958879", nil, "SEPA"),
        ("phone", "01 99 00 12 34", "+33199001234", nil), ("phone", "+33 1 99 00 12 34", "+33199001234", nil),
        ("phone", "0590 99 00 12", "+590590990012", nil), ("phone", "12", nil, "10 chiffres"),
        ("email", "Paul.Fictif@GARAGE.example", "Paul.Fictif@garage.example", nil),
        ("email", "paul@@garage.example", nil, "un seul @"), ("email", "paul fictif@garage.example", nil, "espace"),
    ]

    @Test(arguments: IdentifierKind.allCases) func `answers in the order given, one entry a value`(
        kind: IdentifierKind
    ) throws {
        let examples = Self.examples.filter { $0.0 == kind.rawValue }
        try #require(!examples.isEmpty)
        let run = try Program.run(["check", "--json", kind.rawValue] + examples.map(\.1))
        let entries = try run.decoded([Entry].self)
        #expect(entries.map(\.input) == examples.map(\.1))
        for (entry, example) in zip(entries, examples) {
            #expect(entry.valid == (example.2 != nil), "\(example.1)")
            #expect(entry.normalized == example.2, "\(example.1)")
            let reason = entry.reason ?? ""
            #expect(example.3.map(reason.contains) ?? reason.isEmpty, "\(example.1): \(reason)")
        }
        #expect(run.code == 1, "one of them is refused")
    }

    @Test func `ends by 0 when everything is right`() throws {
        let run = try Program.run("check", "uai", "0999001W", "0951099D")
        #expect(run.code == 0)
        #expect(run.output.contains("✓"))
    }

    @Test func `writes the four keys, null included`() throws {
        let output = try Program.run("check", "--json", "uai", "0999001X").output
        for key in ["\"input\"", "\"valid\"", "\"normalized\" : null", "\"reason\""] { #expect(output.contains(key)) }
    }

    @Test func `reads the standard input, a value a line`() throws {
        let run = try Program.run("check", "--json", "uai", "-", input: "0999001W\n\n0999001X\r\n")
        #expect(try run.decoded([Entry].self).map(\.input) == ["0999001W", "0999001X"])
        #expect(run.code == 1)
    }
}
