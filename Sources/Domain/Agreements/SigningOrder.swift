/// In which order a school wants agreements signed; the texts impose none (PFMP-25).
public struct SigningOrder: Codable, Equatable, Sendable {
    /// Everyone who may sign, the first first.
    public let parties: [Party]

    /// The order as told; parties left out come last, before nobody, in the usual order.
    public init(_ parties: [Party]) {
        var seen: Set<Party> = []
        self.parties = (parties + SigningOrder.usualParties).filter { seen.insert($0).inserted }
    }

    /// Host, tutor, learner and representatives, référent, the head last.
    public static let usual = SigningOrder(usualParties)

    private static let usualParties: [Party] = [
        .host, .tutor, .learner, .guardian, .secondGuardian, .referent, .head,
    ]

    /// Parties of one agreement in the order of the school.
    public func sorted(_ some: [Party]) -> [Party] {
        some.sorted { rank($0) < rank($1) }
    }

    /// What to say when a party signs before others that come first; never a refusal (PFMP-25).
    public func remark(signing party: Party, signedBy: Set<Party>, required: [Party]) -> Finding? {
        let ahead = sorted(required).filter { rank($0) < rank(party) && !signedBy.contains($0) }
        guard !ahead.isEmpty else { return nil }
        let names = ahead.map(\.inSentence).joined(separator: ", ")
        return Finding(
            rule: 25, severity: .info,
            message: "Cette signature arrive avant celle attendue de\u{A0}: \(names).",
            source: "usage de l’établissement\u{A0}; aucun texte ne fixe l’ordre des signatures")
    }

    private func rank(_ party: Party) -> Int { parties.firstIndex(of: party) ?? parties.count }
}

/// How a signature was given.
public enum SignatureMethod: String, Codable, CaseIterable, Sendable {
    case paper = "papier"
    case electronic = "electronique"

    /// « Sur papier »
    public var label: String {
        switch self {
        case .paper: "Sur papier"
        case .electronic: "Électronique"
        }
    }
}
