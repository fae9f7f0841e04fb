/// What the bureau organises with companies: the catalogue of actions and events.
public enum ActionKind: String, Codable, CaseIterable, Sendable {
    case talk = "intervention"
    case conference
    case visit = "visite"
    case forum
    case jobDating = "job_dating"
    case stageDating = "stage_dating"
    case interviews = "entretiens"
    case resumeWorkshop = "atelier_cv"
    case discovery = "decouverte"
    case miniStage = "mini_stage"
    case openDay = "portes_ouvertes"
    case teacherPlacement = "immersion_enseignant"
    case jury
    case mentoring = "mentorat"
    case miniCompany = "mini_entreprise"
    case masterpiece = "chef_d_oeuvre"
    case contest = "concours"
    case alumniEvening = "soiree_anciens"
    case companyWeek = "semaine_entreprise"
    case afterwork
    case other = "autre"

    /// « Job dating »
    public var label: String {
        switch self {
        case .talk: "Intervention d’un professionnel en classe"
        case .conference: "Conférence thématique"
        case .visit: "Visite d’entreprise"
        case .forum: "Forum des métiers"
        case .jobDating: "Job dating"
        case .stageDating: "Stage dating"
        case .interviews: "Simulation d’entretiens"
        case .resumeWorkshop: "Atelier CV et lettre"
        case .discovery: "Découverte des métiers (collèges)"
        case .miniStage: "Mini-stages au lycée"
        case .openDay: "Portes ouvertes"
        case .teacherPlacement: "Immersion d’enseignants en entreprise"
        case .jury: "Jury, évaluation par des professionnels"
        case .mentoring: "Mentorat de classe"
        case .miniCompany: "Mini-entreprise"
        case .masterpiece: "Chef-d’œuvre, projet pour une entreprise"
        case .contest: "Concours des métiers"
        case .alumniEvening: "Soirée des anciens"
        case .companyWeek: "Semaine école-entreprise"
        case .afterwork: "Rencontre avec les entreprises (afterwork)"
        case .other: "Autre action"
        }
    }

    /// The mission of the circulaire that it serves, as `docs/glossary.md` numbers them.
    public var mission: String {
        switch self {
        case .talk, .conference: "A2.1"
        case .visit: "A2.2"
        case .discovery, .miniStage: "A2.3"
        case .teacherPlacement: "A2.4"
        case .alumniEvening: "A2.5"
        case .jury, .miniCompany, .masterpiece, .contest, .companyWeek, .other: "A2.7"
        case .forum, .jobDating, .stageDating, .interviews, .resumeWorkshop: "A2.8"
        case .mentoring: "A2.9"
        case .openDay: "A1.7"
        case .afterwork: "A1.2"
        }
    }

    /// 1, 2 or 3.
    public var axis: Int { mission.hasPrefix("A1") ? 1 : mission.hasPrefix("A3") ? 3 : 2 }

    /// Interviews at fixed times, one learner and one company at a time.
    public var hasMeetings: Bool { self == .jobDating || self == .stageDating || self == .interviews }

    /// Collèges take slots by a public link.
    public var isBooked: Bool { self == .discovery || self == .miniStage || self == .openDay }

    /// The class leaves the school, or stays late: parents of minors are asked.
    public var asksParents: Bool { self == .visit || self == .alumniEvening || self == .contest || self == .afterwork }

    /// Things a professional may say they are willing to do.
    public var wantsProfessionals: Bool { self != .resumeWorkshop && self != .openDay }

    /// What a teacher asks for, the frequent first.
    public static let requested: [ActionKind] = [
        .visit, .talk, .interviews, .jury, .conference, .masterpiece, .miniCompany, .mentoring, .resumeWorkshop,
        .jobDating, .stageDating, .forum, .contest, .teacherPlacement, .other,
    ]
}

/// Several kinds kept in one text, as `host visite jury`.
public struct ActionKinds: Codable, Equatable, Sendable, LosslessStringConvertible {
    public var list: [ActionKind]

    public init(_ list: [ActionKind]) {
        self.list = list
    }

    /// Words that name no kind are left out.
    public init(_ description: String) {
        list = description.split(separator: " ").compactMap { ActionKind(rawValue: String($0)) }
    }

    public var description: String { list.map(\.rawValue).joined(separator: " ") }
}
