/// The text of an agreement as a school may adapt it: articles, then two annexes, with `{variables}` and conditions.
///
/// A line that begins with `#` opens an article, `[mentions 9]` under it says what it states, a blank line ends a
/// paragraph, `**` makes bold, and `[si mineur]`, `[sinon]`, `[fin]` stand alone on their lines.
public struct TemplateText: Equatable, Sendable {
    /// A piece of a paragraph.
    public enum Token: Equatable, Sendable {
        case text(String)
        case variable(TemplateVariable)
        /// What follows is bold, or no longer.
        case bold
    }

    /// What an article or an annex is made of, in order.
    public indirect enum Node: Equatable, Sendable {
        case paragraph([Token])
        /// A title within an annex.
        case heading(String)
        /// A list or a table that the program fills in.
        case block(TemplateBlock)
        case choice(TemplateCondition, then: [Node], otherwise: [Node])
    }

    /// A numbered article.
    public struct Article: Equatable, Sendable {
        public let title: String
        /// The mentions that it says it states.
        public let mentions: Set<Mention>
        public let nodes: [Node]
    }

    public let articles: [Article]
    public let teachingAnnex: [Node]
    public let costsAnnex: [Node]

    /// A text by its parts.
    public init(articles: [Article], teachingAnnex: [Node], costsAnnex: [Node]) {
        self.articles = articles
        self.teachingAnnex = teachingAnnex
        self.costsAnnex = costsAnnex
    }
}

/// What a text may name, replaced by what the records say.
public enum TemplateVariable: String, CaseIterable, Sendable {
    case learner = "eleve"
    case host = "entreprise"
    case school = "etablissement"
    case training = "formation"
    case teachingVolume = "volume_enseignement"
    case schoolClass = "classe"
    case number = "numero"
    case schoolYear = "annee"
    case start = "debut"
    case end = "fin"
    case duration = "duree"
    case holidays = "jours_feries"
    case week = "semaine"
    case unusualHours = "presences_particulieres"
    case tutor = "tuteur"
    case referent
    case head = "chef"
    case accidentDelay = "delai_accident"
    case gratificationRule = "regle_gratification"
    case keeping = "conservation"
    case theLearner = "l_eleve"
    case capitalLearner = "L_eleve"
    case theStay = "la_periode"
    case capitalStay = "La_periode"
    case ofStay = "de_la_periode"
    case longStay = "longue_periode"
    case pronoun = "Elle"
    case ending = "e"
    case statusWords = "statut"

    /// What it is replaced by, in French.
    public var meaning: String {
        switch self {
        case .learner: "prénom et nom de l’élève"
        case .host: "nom de l’entreprise"
        case .school: "nom de l’établissement"
        case .training: "intitulé de la formation"
        case .teachingVolume: "phrase sur le volume annuel d’enseignement"
        case .schoolClass: "classe"
        case .number: "numéro de la convention"
        case .schoolYear: "année scolaire"
        case .start: "premier jour"
        case .end: "dernier jour"
        case .duration: "durée de présence effective"
        case .holidays: "phrase sur les jours fériés déduits"
        case .week: "durée de la semaine"
        case .unusualHours: "phrase sur la nuit, le dimanche et les jours fériés"
        case .tutor: "nom du tuteur"
        case .referent: "nom de l’enseignant référent"
        case .head: "nom du chef d’établissement"
        case .accidentDelay: "délai pour déclarer un accident"
        case .gratificationRule: "phrase sur la gratification"
        case .keeping: "phrase sur la durée de conservation"
        case .theLearner: "« l’élève » ou « l’étudiant »"
        case .capitalLearner: "« L’élève » ou « L’étudiant »"
        case .theStay: "« la période » ou « le stage »"
        case .capitalStay: "« La période » ou « Le stage »"
        case .ofStay: "« de la période » ou « du stage »"
        case .longStay: "« la période de formation en milieu professionnel » ou « le stage… »"
        case .pronoun: "« Elle » ou « Il »"
        case .ending: "« e » ou rien, pour l’accord"
        case .statusWords: "« sous statut scolaire » ou « sous statut d’étudiant »"
        }
    }
}

/// A part that the program lays out by itself, alone on its line: `{bloc competences}`.
public enum TemplateBlock: String, CaseIterable, Sendable {
    case skills = "competences"
    case activities = "activites"
    case followUp = "suivi"
    case schedule = "horaires"
    case regulatedWork = "travaux"
    case costs = "couts"

    /// What it shows, in French.
    public var meaning: String {
        switch self {
        case .skills: "liste des compétences"
        case .activities: "liste des activités"
        case .followUp: "modalités du suivi"
        case .schedule: "emploi du temps et présence effective"
        case .regulatedWork: "travaux réglementés"
        case .costs: "tableau de ce qui est convenu, gratification et assurances comprises"
        }
    }
}

/// What a passage may depend on.
public enum TemplateCondition: String, CaseIterable, Sendable {
    case minor = "mineur"
    case student = "etudiant"
    case regulatedWork = "travaux_reglementes"

    /// « l’élève est mineur »
    public var meaning: String {
        switch self {
        case .minor: "l’élève est mineur"
        case .student: "le public est étudiant"
        case .regulatedWork: "des travaux réglementés sont prévus"
        }
    }
}

extension TemplateText {
    /// The nodes that stay once the conditions are known.
    public static func chosen(_ nodes: [Node], holds: (TemplateCondition) -> Bool) -> [Node] {
        nodes.flatMap { node -> [Node] in
            guard case .choice(let condition, let then, let otherwise) = node else { return [node] }
            return chosen(holds(condition) ? then : otherwise, holds: holds)
        }
    }
}
