/// What a person is in one establishment. One person may hold several, in several establishments.
public enum Role: String, Codable, CaseIterable, Sendable {
    case rbde = "RBDE"
    case ddfpt = "DDFPT"
    case ddfptAssistant = "AT_DDFPT"
    case proviseur
    case adjoint
    case cpe = "CPE"
    case principalTeacher = "professeur_principal"
    case referentTeacher = "professeur_referent"
    case teacher = "enseignant"
    case intendance
    case cfp = "CFP"
    case departmentSupervisor = "superviseur_departemental"
    case academieCorrespondent = "correspondant_academique"
    case national
    case company = "entreprise"
    case tutor = "tuteur"
    case learner = "eleve"
    case guardian = "responsable_legal"

    /// The name of the role as people say it.
    public var label: String {
        switch self {
        case .rbde: "Responsable du bureau des entreprises"
        case .ddfpt: "Directeur délégué aux formations (DDFPT)"
        case .ddfptAssistant: "Assistant technique du DDFPT"
        case .proviseur: "Proviseur"
        case .adjoint: "Proviseur adjoint"
        case .cpe: "Conseiller principal d’éducation (CPE)"
        case .principalTeacher: "Professeur principal"
        case .referentTeacher: "Professeur référent"
        case .teacher: "Enseignant"
        case .intendance: "Intendance"
        case .cfp: "Conseiller en formation professionnelle (CFP)"
        case .departmentSupervisor: "Superviseur départemental"
        case .academieCorrespondent: "Correspondant académique"
        case .national: "Pilotage national"
        case .company: "Entreprise"
        case .tutor: "Tuteur en entreprise"
        case .learner: "Élève"
        case .guardian: "Responsable légal"
        }
    }

    /// A few letters for narrow places.
    public var shortLabel: String {
        switch self {
        case .rbde: "RBDE"
        case .ddfpt: "DDFPT"
        case .ddfptAssistant: "AT-DDFPT"
        case .cpe: "CPE"
        case .cfp: "CFP"
        default: label
        }
    }

    /// Roles that an establishment gives to its own people by invitation.
    public static let invitable: [Role] = [
        .rbde, .ddfpt, .ddfptAssistant, .proviseur, .adjoint, .cpe, .principalTeacher, .referentTeacher, .teacher,
        .intendance, .cfp,
    ]
}
