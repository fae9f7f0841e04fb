/// Whether an agreement may go to its parties: what the rules found, the heaviest first, and the reasons written to go
/// past some of it.
public struct AgreementReadiness: Equatable, Sendable {
    /// Everything the rules have to say.
    public let findings: [Finding]
    /// The reasons that people wrote, whatever they are about.
    public let reasons: [WrittenReason]
    /// Whether the paper may still change: a signed one asks for no more reasons.
    private let isOpen: Bool
    /// What the school decided of each rule.
    private let settings: SeveritySettings

    /// Gathers findings of any rules.
    /// - Parameters:
    ///   - reasons: those written so far.
    ///   - isOpen: the agreement is not signed by all yet.
    ///   - settings: what the school decided of each rule: a severity it chose itself asks for a reason.
    public init(
        _ findings: [Finding], reasons: [WrittenReason] = [], isOpen: Bool = true,
        settings: SeveritySettings = SeveritySettings()
    ) {
        self.findings = PlacementRules.heaviestFirst(findings)
        self.reasons = reasons
        self.isOpen = isOpen
        self.settings = settings
    }

    /// What stops a final agreement: what blocks, and warnings without a reason. What happens after the departure stops
    /// no paper.
    public var stopping: [Finding] {
        isOpen ? unpassed.filter { $0.severity == .block || asksReason($0) } : unpassed.blocking
    }

    /// Warnings of texts that were not read again: whoever prints or sends has seen them, and writes nothing.
    public var toAcknowledge: [Finding] {
        isOpen ? unpassed.filter { $0.severity == .warning && !asksReason($0) } : []
    }

    /// What must be done before the learner leaves, and stops no paper: the signatures above all (PFMP-22).
    public var ahead: [Finding] {
        isOpen ? findings.blocking.filter { AgreementReadiness.followUp.contains($0.rule) } : []
    }

    private var unpassed: [Finding] {
        findings.stopping(reasons).filter { !AgreementReadiness.followUp.contains($0.rule) }
    }

    /// A warning asks for words when its text was read, or when the school chose that severity itself.
    private func asksReason(_ finding: Finding) -> Bool {
        guard finding.severity == .warning else { return false }
        guard let rule = RuleCatalogue.rule(of: finding) else { return true }
        return rule.standing == .read || (settings[rule.number] ?? .info) >= .warning
    }

    /// What must be mended first, or passed by the head where the rule allows it.
    public var blocking: [Finding] { stopping.blocking }

    /// What somebody must write a reason for.
    public var lackingReason: [Finding] { stopping.filter { $0.severity == .warning } }

    /// The reason that goes past a finding; `nil` when there is none.
    public func reason(for finding: Finding) -> WrittenReason? { reasons.last { $0.covers(finding) } }

    /// The reasons that go past a finding as it stands.
    public var used: [WrittenReason] { reasons.filter { reason in findings.contains { reason.covers($0) } } }

    /// Nothing but written words is missing: whoever prints or sends may write them there and then.
    public var lacksOnlyReasons: Bool { !lackingReason.isEmpty && blocking.isEmpty }

    /// A final agreement may be printed and sent to its parties; otherwise only a draft may be printed.
    public var mayBeSigned: Bool { stopping.isEmpty }

    /// What to do before the agreement goes out, one sentence each.
    public var obstacles: [String] {
        blocking.map(\.message)
            + lackingReason.map { "\($0.message) Corrigez, ou écrivez pourquoi vous passez outre." }
    }

    /// Rules on what happens after the departure: they ask for something, and never for another paper.
    private static let followUp = Set(
        [21, 22, 34, 35, 36, 37, 38, 77, 79, 99, 100, 102, 108, 109, 110].map(Finding.name(of:)))
}

extension RuleTheme {
    /// The chapters that speak of the agreement of a learner; the allowance and the visits have pages of their own.
    public static let ofAgreement = Set(allCases).subtracting([.allowance, .discovery])
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
    /// The register Sirene says that the place, or its company, closed.
    public var hostClosed: Bool

    /// The people of one agreement.
    public init(
        minor: Bool, guardians: [String], hostSignatory: String?, headName: String, hostIdentified: Bool,
        hostClosed: Bool = false
    ) {
        self.minor = minor
        self.guardians = guardians
        self.hostSignatory = hostSignatory
        self.headName = headName
        self.hostIdentified = hostIdentified
        self.hostClosed = hostClosed
    }

    /// PFMP-24. Who is missing to sign.
    var observations: [Observation] {
        var found: [Observation] = []
        if minor, guardians.isEmpty {
            found.append(
                Observation(
                    .block, "L’élève est mineur et aucun représentant légal n’est connu.",
                    remedy: "Ajoutez un représentant légal à sa fiche."))
        }
        if headName.isEmpty {
            found.append(
                Observation(
                    .block, "Le nom du chef d’établissement manque.", remedy: "Complétez la fiche de l’établissement."))
        }
        if hostSignatory?.isEmpty ?? true {
            found.append(
                Observation(
                    .warning, "La personne qui signe pour l’organisme d’accueil n’est pas connue.",
                    remedy: "Choisissez-la dans le placement, ou faites écrire son nom à la main."))
        }
        if !hostIdentified {
            found.append(
                Observation(
                    .warning, "L’organisme d’accueil n’a pas de SIRET.",
                    remedy: "Complétez la fiche de l’entreprise, ou indiquez pourquoi il n’y en a pas."))
        }
        if hostClosed {
            found.append(
                Observation(
                    .warning, "Le répertoire Sirene dit que cet établissement est fermé.",
                    remedy: "Vérifiez le SIRET avec l’entreprise\u{A0}: un déménagement en donne un autre."))
        }
        return found
    }
}
