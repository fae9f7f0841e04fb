/// The agreement, PFMP-22 to PFMP-31: who signs, what it states.
enum PaperRules {
    static let all: [PlacementRule] = [
        departure, scope, signatories, order, mentions, annexes, model, oneHost, activities, teaching, sixMonths,
        waiting,
        amendment, endByHost, endBySchool, interruption, attestation, papers, minority,
    ]

    static let departure = PlacementRule(
        22, "Pas de convention, pas de départ", .agreement, .steps, .block,
        source: "L.\u{A0}124-1 du code de l’éducation",
        statement: "Une PFMP a une convention écrite\u{A0}; l’élève ne part pas avant toutes les signatures.",
        example: "Départ aujourd’hui, une signature manque\u{A0}: l’élève reste au lycée."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let paper = study.facts.agreement
        let state = try study.known(paper.state, "agreement.state")
        let days = try study.period()
        let missing = try Signatures.missing(study)
        guard !missing.isEmpty else { return [] }
        let names = missing.map(\.inSentence).joined(separator: ", ")
        if state == .running || study.hasBegun && !state.isClosed {
            return [
                Observation(
                    .block, "Il manque une signature (\(names))\u{A0}: l’élève ne part pas, il reste au lycée.",
                    remedy: "Recueillez les signatures avant le départ.")
            ]
        }
        guard !state.isClosed else { return [] }
        let left = study.today.days(until: days.lowerBound)
        return [
            Observation(
                .info, "Signatures attendues (\(names)), départ dans \(FrenchNumber.counted(left, "jour", "jours")).")
        ]
    }

    static let scope = PlacementRule(
        23, "Quel droit s’applique", .agreement, .data, .info, source: "L.\u{A0}124-1 du code de l’éducation",
        statement:
            "Le chapitre L.\u{A0}124 couvre PFMP et stages, ni les visites, ni les séquences d’observation, ni la "
            + "formation continue.",
        example: "Séquence d’observation\u{A0}: autre modèle, ni quota ni attestation du chapitre L.\u{A0}124."
    ) { study throws(Unknown) in
        let kind = try study.known(study.facts.kind, "kind")
        guard !kind.isUnderChapterL124 else { return [] }
        return [
            Observation(
                .info, "\(kind.label)\u{A0}: le chapitre L.\u{A0}124 ne s’applique pas.",
                remedy: "Utilisez le modèle «\u{A0}\(PaperModel.of(kind).rawValue)\u{A0}».")
        ]
    }

    static let signatories = PlacementRule(
        24, "Signataires", .agreement, .check, .block,
        source: "D.\u{A0}124-4 du code de l’éducation, circulaire n°\u{A0}2016-053",
        statement:
            "Cinq signatures\u{A0}: chef d’établissement, organisme, élève (représentant légal d’un mineur), "
            + "enseignant "
            + "référent, tuteur. Chaque partie reçoit un exemplaire.",
        example: "Mineur sans signature du représentant légal\u{A0}: incomplète même si l’élève a signé."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let people = study.facts.agreement.people?.observations ?? []
        guard study.facts.agreement.state?.needsAllSignatures == true else { return people }
        let missing = try Signatures.missing(study)
        guard !missing.isEmpty else { return people }
        return people + [
            Observation(
                .block,
                "La convention est dite signée et il manque\u{A0}: "
                    + "\(missing.map(\.inSentence).joined(separator: ", ")).",
                remedy: "Recueillez les signatures manquantes.")
        ]
    }

    static let order = PlacementRule(
        25, "Ordre des signatures", .agreement, .steps, .info, .unsure,
        source: "choix du logiciel\u{A0}; aucun texte trouvé",
        statement:
            "Organisme, tuteur, élève ou représentant légal, référent, puis chef d’établissement\u{A0}; un autre "
            + "ordre est "
            + "permis.",
        example: "Le chef d’établissement signe avant l’organisme\u{A0}: pour information."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let dated = study.facts.agreement.signatures.compactMap { signature in
            signature.on.flatMap { day in signature.party.map { ($0, day) } }
        }
        guard let head = dated.first(where: { $0.0 == .head })?.1 else { return [] }
        let later = dated.filter { $0.1 > head && $0.0 != .secondGuardian }.map(\.0.inSentence)
        guard !later.isEmpty else { return [] }
        return [
            Observation(.info, "Le chef d’établissement a signé avant\u{A0}: \(later.joined(separator: ", ")).")
        ]
    }

    static let mentions = PlacementRule(
        26, "Mentions obligatoires", .agreement, .document, .block, source: "D.\u{A0}124-4 du code de l’éducation",
        statement:
            "Quinze mentions\u{A0}; 1 à 7 et 9 bloquent, les autres avertissent («\u{A0}sans objet\u{A0}» est permis).",
        example: "Activités vides\u{A0}: bloquant, mention 4."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let stated = try study.known(study.facts.agreement.mentions, "agreement.mentions")
        return Mention.allCases.filter { !stated.contains($0) }.map { mention in
            if let gap = study.facts.agreement.gaps[mention] { return gap.observation(of: mention) }
            return Observation(
                mention.severity,
                "Mention \(mention.rawValue) absente\u{A0}: "
                    + "\(mention.title.prefix(1).lowercased())\(mention.title.dropFirst()).",
                remedy: "Complétez la convention, ou écrivez «\u{A0}sans objet\u{A0}» si c’est le cas.",
                source: mention.article)
        }
    }

    static let annexes = PlacementRule(
        27, "Deux annexes", .agreement, .document, source: "circulaire n°\u{A0}2016-053, annexe 1",
        statement: "Annexe pédagogique et annexe financière, signées avec la convention.",
        example: "Annexe financière vide\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp else { return [] }
        let paper = study.facts.agreement
        let annexes = [
            ("pédagogique", try study.known(paper.pedagogicalAnnex, "agreement.pedagogicalAnnex")),
            ("financière", try study.known(paper.financialAnnex, "agreement.financialAnnex")),
        ]
        return annexes.filter { !$0.1 }.map {
            Observation(.warning, "L’annexe \($0.0) est vide.", remedy: "Remplissez-la avant la signature.")
        }
    }

    static let model = PlacementRule(
        28, "Modèle national", .agreement, .document, .info, .unsure,
        source: "circulaire n°\u{A0}2016-053 du 29/03/2016, annexe 1",
        statement:
            "La convention de l’établissement suit un modèle du ministère, présenté au conseil "
            + "d’administration\u{A0}; un "
            + "modèle plus récent est à chercher.",
        example: "Convention du modèle 2016\u{A0}: sa référence est au pied de page."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp else { return [] }
        _ = try study.known(study.facts.agreement.template, "agreement.template")
        guard study.facts.agreement.templateBoardOn == nil else { return [] }
        return [
            Observation(
                .info, "Le conseil d’administration n’a pas vu ce modèle de convention.",
                remedy: "Notez la date du conseil.")
        ]
    }

    static let oneHost = PlacementRule(
        29, "Une convention par élève, période et organisme", .agreement, .check, .block, passing: .head,
        source: "règles de l’allocation de stage (décret n°\u{A0}2023-765)",
        statement: "Deux conventions d’un élève ne partagent aucun jour.",
        example: "Du 5 au 16 janvier chez A, du 16 au 30 chez B\u{A0}: le 16 est en double, bloquant."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let days = try study.period()
        let others = try study.known(study.facts.period.others, "period.others")
        return study.each(others) { (other) throws(Unknown) in
            let start = try study.known(other.startsOn, "period.others.startsOn")
            let end = try study.known(other.endsOn, "period.others.endsOn")
            let mine = PlacementDays(startsOn: days.lowerBound, endsOn: days.upperBound, host: "")
            let theirs = PlacementDays(startsOn: start, endsOn: end, host: other.host ?? "autre organisme")
            return mine.overlaps(with: [theirs]).map { Observation(.block, $0.message, remedy: $0.remedy) }
        }
    }

    static let activities = PlacementRule(
        30, "Activités permises", .agreement, source: "L.\u{A0}124-1 et L.\u{A0}124-7 du code de l’éducation",
        statement:
            "Interdits\u{A0}: remplacer un absent, tenir un poste permanent, un emploi saisonnier ou un surcroît "
            + "d’activité.",
        example: "«\u{A0}Remplacement de la vendeuse\u{A0}»\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let text = try study.known(study.activities, "agreement.activities")
        let seen = ForbiddenActivities.phrases.filter { text.mentions($0.folded) }
        return seen.map {
            Observation(
                .warning, "Les activités parlent de «\u{A0}\($0.shown)\u{A0}».",
                remedy: "Vérifiez que l’élève n’occupe pas un poste de l’organisme, puis réécrivez l’activité.")
        }
    }

    static let teaching = PlacementRule(
        31, "Volume d’enseignement", .agreement, .check, .info, source: "D.\u{A0}124-2 du code de l’éducation",
        statement: "La formation compte au moins 200\u{A0}h d’enseignement par an en présence des élèves.",
        example: "Toujours vrai en lycée professionnel\u{A0}; à regarder pour une FCIL ou un groupe d’adultes."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        if study.facts.training.diploma != .fcil, study.facts.training.teachingHours == nil { return [] }
        let hours = try study.known(study.facts.training.teachingHours, "training.teachingHours")
        let least = try study.number(.yearlyTeachingMinimum)
        guard hours < least else { return [] }
        return [
            Observation(
                .info,
                "\(hours)\u{A0}h d’enseignement par an\u{A0}: \(least)\u{A0}h au moins pour une convention de stage.",
                remedy: "Vérifiez le volume de la formation.")
        ]
    }
}

/// Words in the activities that make one look twice (PFMP-30).
enum ForbiddenActivities {
    static let phrases: [(folded: String, shown: String)] = [
        "remplacement de", "remplacer un salarié", "remplace un salarié", "poste permanent", "emploi saisonnier",
        "saisonnier", "surcroît d’activité", "accroissement d’activité",
    ].map { (SearchKey($0).rawValue, $0) }
}

/// Which model a kind of stay uses (PFMP-23, PFMP-116, PFMP-117, PFMP-121).
public enum PaperModel: String, Codable, CaseIterable, Sendable {
    case pfmp = "PFMP"
    case stage = "STAGE"
    case observation = "SEQ_OBS"
    case visit = "VISITE"
    case miniStage = "MINI_STAGE"
    case adult = "PERIODE_FC"
    case immersion = "PMSMP"

    /// The model of a kind of stay.
    public static func of(_ kind: StayKind) -> PaperModel {
        switch kind {
        case .pfmp: .pfmp
        case .stage: .stage
        case .observation: .observation
        case .visit: .visit
        case .miniStage: .miniStage
        case .adultPeriod: .adult
        case .immersion: .immersion
        }
    }

    /// Who signs (PFMP-24, PFMP-121, PFMP-122); a minor’s representative in their place.
    public func parties(minor: Bool) -> [Party] {
        switch self {
        case .pfmp, .stage: Party.required(minor: minor)
        case .observation: [.head, .host, .learner, .guardian, .referent, .tutor]
        case .visit, .miniStage: minor ? [.head, .host, .guardian] : [.head, .host, .learner]
        case .adult, .immersion: [.head, .host] + (minor ? [.guardian] : [.learner])
        }
    }

    /// What it holds.
    public var parts: [String] {
        switch self {
        case .pfmp, .observation: ["partie pédagogique", "partie financière"]
        case .stage: ["convention", "annexe pédagogique"]
        case .visit, .miniStage: ["horaires", "transport", "assurance", "interdiction des machines"]
        case .adult, .immersion: ["document de l’organisme prescripteur"]
        }
    }
}
