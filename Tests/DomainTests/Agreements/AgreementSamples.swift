import Testing

@testable import Domain

extension Agreement {
    /// An agreement in some state, fictional in all else.
    static func sample(_ state: State = .draft) -> Agreement {
        var agreement = Agreement(id: "agreement", placementId: "placement", number: "2026-00042", template: "2026-09")
        agreement.state = state
        return agreement
    }
}

extension ID: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral
{
    public init(stringLiteral value: String) { self.init(value) }
}

/// A day that the test knows to exist.
func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

extension SigningTerms {
    /// Signing three weeks before the end of January 2027.
    static func sample(minor: Bool = true, signedBy: Set<Party> = [], today: String = "2027-01-04") throws
        -> SigningTerms
    {
        SigningTerms(minor: minor, signedBy: signedBy, endsOn: try day("2027-01-29"), today: try day(today))
    }
}

extension AgreementReadiness {
    static let complete = AgreementReadiness([])
    static let incomplete = AgreementReadiness([
        Finding(
            rule: 26, severity: .block, message: "Mention 4\u{A0}: les activités confiées manquent.", source: "D.124-4")
    ])
}
