/// Whether an agreement may go to its parties: everything that was found, the heaviest first.
public struct AgreementReadiness: Equatable, Sendable {
    /// Mentions, people, hours and counts together.
    public let findings: [Finding]

    /// Gathers findings of any rules.
    public init(_ findings: [Finding]) {
        self.findings = findings.enumerated()
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
            .map(\.element)
    }

    /// What must be mended first.
    public var blocking: [Finding] { findings.blocking }

    /// What somebody must look at.
    public var warnings: [Finding] { findings.filter { $0.severity == .warning } }

    /// A final agreement may be printed and sent to its parties; otherwise only a draft may be printed.
    public var mayBeSigned: Bool { blocking.isEmpty }
}

/// The people an agreement needs (PFMP-24), by what is known of them.
public struct SignatoryFacts: Equatable, Sendable {
    /// Whether the learner is a minor on the day of signature.
    public var minor: Bool
    /// Names of the legal representatives, at most two.
    public var guardians: [String]
    public var hostSignatory: String?
    public var headName: String
    /// Whether the place of the host has its number in the register Sirene, or a reason to have none.
    public var hostIdentified: Bool

    /// The people of one agreement.
    public init(
        minor: Bool, guardians: [String], hostSignatory: String?, headName: String, hostIdentified: Bool
    ) {
        self.minor = minor
        self.guardians = guardians
        self.hostSignatory = hostSignatory
        self.headName = headName
        self.hostIdentified = hostIdentified
    }

    /// PFMP-24. Who is missing to sign.
    public var findings: [Finding] {
        var found: [Finding] = []
        if minor, guardians.isEmpty {
            found.append(
                finding(
                    .block, "L’élève est mineur et aucun représentant légal n’est connu.",
                    "Ajoutez un représentant légal à sa fiche."))
        }
        if headName.isEmpty {
            found.append(
                finding(
                    .block, "Le nom du chef d’établissement manque.", "Complétez la fiche de l’établissement."))
        }
        if hostSignatory?.isEmpty ?? true {
            found.append(
                finding(
                    .warning, "La personne qui signe pour l’organisme d’accueil n’est pas connue.",
                    "Choisissez-la dans le placement, ou faites écrire son nom à la main."))
        }
        if !hostIdentified {
            found.append(
                finding(
                    .warning, "L’organisme d’accueil n’a pas de SIRET.",
                    "Complétez la fiche de l’entreprise, ou indiquez pourquoi il n’y en a pas."))
        }
        return found
    }

    private func finding(_ severity: Finding.Severity, _ message: String, _ remedy: String) -> Finding {
        Finding(
            rule: 24, severity: severity, message: message, source: "D.\u{A0}124-4 du code de l’éducation",
            remedy: remedy)
    }
}
