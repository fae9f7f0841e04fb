/// How the fifteen mandatory mentions stand in one agreement (PFMP-26).
public enum Mentions {
    /// Each mention with its state, in the order of the article.
    public static func states(_ facts: MentionFacts) -> [(mention: Mention, state: MentionState)] {
        Mention.allCases.map { ($0, state(of: $0, facts)) }
    }

    /// What is missing, by mention.
    public static func gaps(_ facts: MentionFacts) -> [Mention: MentionGap] {
        states(facts).reduce(into: [:]) { gaps, entry in
            if case .missing(let gap) = entry.state { gaps[entry.mention] = gap }
        }
    }

    private static func state(of mention: Mention, _ facts: MentionFacts) -> MentionState {
        switch mention {
        case .training: training(facts)
        case .people: people(facts)
        case .skills:
            filled(facts.skills, or: "les compétences à acquérir manquent", "Décrivez-les dans le placement.")
        case .activities:
            filled(facts.activities, or: "les activités confiées manquent", "Décrivez-les dans le placement.")
        case .dates: dates(facts)
        case .presence: presence(facts)
        case .followUp:
            filled(facts.followUp, or: "les modalités du suivi manquent", "Décrivez-les dans le placement.")
        case .gratification: gratification(facts)
        case .protection: protection(facts)
        case .advantages: advantages(facts)
        case .absences, .termination, .interruption, .houseRules, .certificate: stated(mention, facts)
        }
    }

    private static func training(_ facts: MentionFacts) -> MentionState {
        guard !isBlank(facts.trainingTitle) else {
            return missing("l’intitulé de la formation manque", "Indiquez la formation de la classe.")
        }
        return facts.teachingVolumeStated
            ? .filled
            : missing("le volume annuel d’enseignement manque", "Utilisez un modèle de convention qui l’indique.")
    }

    private static func people(_ facts: MentionFacts) -> MentionState {
        switch (isBlank(facts.referentName), isBlank(facts.tutorName)) {
        case (false, false): .filled
        case (true, false): missing("l’enseignant référent manque", "Choisissez-le dans le placement.")
        case (false, true): missing("le tuteur manque", "Demandez son nom à l’organisme d’accueil.")
        case (true, true):
            missing("l’enseignant référent et le tuteur manquent", "Choisissez-les dans le placement.")
        }
    }

    private static func dates(_ facts: MentionFacts) -> MentionState {
        guard facts.startsOn <= facts.endsOn else {
            return missing("la date de fin précède la date de début", "Corrigez les dates du placement.")
        }
        return facts.presence.days > 0
            ? .filled
            : missing("aucun jour de présence effective n’est prévu", "Vérifiez les dates et les horaires.")
    }

    private static func presence(_ facts: MentionFacts) -> MentionState {
        facts.schedule.isEmpty
            ? missing("les horaires de la semaine manquent", "Remplissez l’emploi du temps du placement.") : .filled
    }

    private static func gratification(_ facts: MentionFacts) -> MentionState {
        guard isBlank(facts.gratification) else {
            return isWithoutObject(facts.gratification) && facts.gratificationDue != true ? .notApplicable : .filled
        }
        return facts.gratificationDue == false
            ? .notApplicable
            : missing(
                "la gratification n’est pas indiquée", "Indiquez le montant et le versement, ou «\u{A0}néant\u{A0}».")
    }

    private static func protection(_ facts: MentionFacts) -> MentionState {
        guard !isBlank(facts.schoolInsurer) else {
            return missing(
                "l’assureur de l’établissement manque", "Complétez la fiche de l’établissement (responsabilité civile)."
            )
        }
        return stated(.protection, facts)
    }

    private static func advantages(_ facts: MentionFacts) -> MentionState {
        let texts: [String] = [facts.meals, facts.transport, facts.lodging].filter { !isBlank($0) }
        guard !texts.isEmpty else {
            return missing(
                "la restauration, le transport et l’hébergement ne sont pas indiqués",
                "Indiquez-les dans le placement, ou écrivez «\u{A0}sans objet\u{A0}».")
        }
        return texts.allSatisfy(isWithoutObject) ? .notApplicable : .filled
    }

    private static func stated(_ mention: Mention, _ facts: MentionFacts) -> MentionState {
        facts.template.contains(mention)
            ? .filled
            : missing("le modèle de convention n’en dit rien", "Utilisez un modèle complet.")
    }

    private static func filled(_ text: String, or what: String, _ remedy: String) -> MentionState {
        isBlank(text) ? missing(what, remedy) : .filled
    }

    private static func missing(_ what: String, _ remedy: String) -> MentionState {
        .missing(MentionGap(what: what, remedy: remedy))
    }

    private static func isBlank(_ text: String?) -> Bool {
        text?.allSatisfy(\.isWhitespace) ?? true
    }

    /// « sans objet », « néant »: stated, and nothing to state.
    static func isWithoutObject(_ text: String) -> Bool {
        ["sans objet", "neant", "aucun", "aucune", "non"].contains(SearchKey(text).rawValue)
    }
}
