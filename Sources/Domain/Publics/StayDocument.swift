/// The papers under which somebody may be with a host, one for each public (PFMP-23, PFMP-114 to PFMP-122).
public enum StayDocument: String, Codable, CaseIterable, Sendable {
    case schoolAgreement = "convention_pfmp"
    case studentAgreement = "convention_stage"
    case apprenticeshipPack = "dossier_apprenti"
    case adultAgreement = "convention_fc"
    case mobilityAgreement = "convention_mobilite"
    case observation = "sequence_observation"
    case miniStage = "mini_stage"
    case immersion = "pmsmp"

    /// The document of a learner of the school, from the public and the place (PFMP-104).
    public static func expected(for learnerPublic: LearnerPublic, abroad: Bool = false) -> StayDocument {
        switch learnerPublic {
        case .pupil: abroad ? .mobilityAgreement : .schoolAgreement
        case .student: .studentAgreement
        case .apprentice: .apprenticeshipPack
        case .adultTrainee: .adultAgreement
        }
    }

    public var label: String {
        switch self {
        case .schoolAgreement: "Convention de PFMP"
        case .studentAgreement: "Convention de stage étudiant"
        case .apprenticeshipPack: "Dossier de l’apprenti"
        case .adultAgreement: "Convention de période en entreprise (formation continue)"
        case .mobilityAgreement: "Convention de PFMP et contrat pédagogique de mobilité"
        case .observation: "Convention de séquence d’observation"
        case .miniStage: "Convention de mini-stage au lycée"
        case .immersion: "Convention de PMSMP ou d’immersion"
        }
    }

    /// For whom it is made.
    public var audience: String {
        switch self {
        case .schoolAgreement: "Élève de CAP, de bac professionnel, de certificat de spécialisation, de FCIL"
        case .studentAgreement: "Étudiant de BTS"
        case .apprenticeshipPack: "Apprenti"
        case .adultAgreement: "Stagiaire de la formation continue"
        case .mobilityAgreement: "Élève qui part à l’étranger"
        case .observation: "Collégien, ou élève de seconde générale et technologique"
        case .miniStage: "Collégien accueilli dans les ateliers du lycée"
        case .immersion: "Personne suivie par France Travail, une mission locale ou Cap emploi"
        }
    }

    /// What holds for it, in a sentence or two.
    public var rule: String {
        switch self {
        case .schoolAgreement:
            "Chapitre L. 124 du code de l’éducation : cinq signatures, quota de l’hôte, attestation, allocation de l’État."
        case .studentAgreement:
            "Même chapitre L. 124 : gratification au-delà de 308 heures, six mois au plus, pas d’allocation de l’État."
        case .apprenticeshipPack:
            "Contrat de travail (Cerfa 10103) : ni convention de PFMP, ni quota R. 124-10, ni allocation. Le maître "
                + "d’apprentissage tient lieu de tuteur."
        case .adultAgreement:
            "Sixième partie du code du travail : convention de l’organisme de formation (GRETA), hors chapitre L. 124."
        case .mobilityAgreement:
            "Convention du lycée, fiche d’information sur le pays (L. 124-20), assurances et contrat pédagogique."
        case .observation:
            "L. 4153-1 du code du travail : observer sans produire. Ni quota R. 124-10, ni attestation D. 124-9."
        case .miniStage:
            "Accord des deux chefs d’établissement, autorisation des parents, aucune machine dangereuse."
        case .immersion:
            "Hors de Bureau : le prescripteur fait signer sa convention sur Immersion Facilitée (Cerfa 13912)."
        }
    }

    /// Trainees counted for the quota of the host (PFMP-123): only those of chapter L.124.
    public var countsForQuota: Bool {
        self == .schoolAgreement || self == .studentAgreement || self == .mobilityAgreement
    }

    /// Whether the host gives the attestation of D.124-9.
    public var hasCertificate: Bool { countsForQuota }

    /// PFMP-16, PFMP-23. What is said when one document is asked for a public that takes another.
    public static func findings(asked: StayDocument, for learnerPublic: LearnerPublic, abroad: Bool = false)
        -> [Finding]
    {
        let expected = expected(for: learnerPublic, abroad: abroad)
        guard asked != expected else { return [] }
        return [
            Finding(
                rule: 23, severity: .warning,
                message:
                    "\(learnerPublic.label)\u{A0}: le document attendu est «\u{A0}\(expected.label)\u{A0}», et non "
                    + "«\u{A0}\(asked.label)\u{A0}».",
                source: "L. 124-1 du code de l’éducation",
                remedy: "Vérifiez le statut, ou faites le document attendu.")
        ]
    }
}

/// How many people a host has on a day, for the law and for its patience (PFMP-123).
public struct HostLoad: Equatable, Sendable {
    /// Counted against the quota of R.124-10.
    public let quota: Int
    /// Everybody.
    public let everybody: Int

    public init(_ documents: [StayDocument]) {
        quota = documents.count(where: \.countsForQuota)
        everybody = documents.count
    }
}
