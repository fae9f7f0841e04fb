/// The answer to « is this a good SIRET? », for the command line and for importers.
public struct IdentifierCheck: Codable, Equatable, Sendable {
    /// The text as received.
    public let input: String
    /// Whether the text can be used.
    public let valid: Bool
    /// The normal form; `nil` when invalid.
    public let normalized: String?
    /// Why it is invalid, or what is unusual about a valid value, as a French sentence.
    public let reason: String?

    private enum CodingKeys: String, CodingKey { case input, valid, normalized, reason }

    /// Writes the four keys always, with `null` where there is nothing to say.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(valid, forKey: .valid)
        try container.encode(normalized, forKey: .normalized)
        try container.encode(reason, forKey: .reason)
    }
}

/// The identifiers that `bureau check` knows.
public enum IdentifierKind: String, CaseIterable, Sendable {
    case siret, siren, uai, ine, mef, iban, phone, email

    /// Checks one text; never fails, the answer says what is wrong.
    public func check(_ input: String) -> IdentifierCheck {
        switch self {
        case .siret: Self.check(input, as: SIRET.self)
        case .siren: Self.check(input, as: SIREN.self)
        case .uai: Self.check(input, as: UAI.self)
        case .ine: Self.check(input, as: INE.self)
        case .mef: Self.check(input, as: MEF.self)
        case .iban: Self.check(input, as: IBAN.self)
        case .phone: Self.check(input, as: PhoneNumber.self)
        case .email: Self.check(input, as: EmailAddress.self)
        }
    }

    private static func check<Value: Identifier>(_ input: String, as type: Value.Type) -> IdentifierCheck {
        do throws(IdentifierRefusal) {
            let value = try Value(input)
            return IdentifierCheck(input: input, valid: true, normalized: value.rawValue, reason: value.remark)
        } catch {
            return IdentifierCheck(input: input, valid: false, normalized: nil, reason: error.message)
        }
    }
}
