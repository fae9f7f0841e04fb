/// One thing that a role may or may not do. The table below is the whole law of the program; `docs/permissions.md` is
/// written from it and a test compares the two.
public enum Permission: String, Codable, CaseIterable, Sendable {
    case seeCompanies
    case editCompanies
    case seeAllLearners
    case seeOwnLearners
    case editLearners
    case seeLearnerContacts
    case seeGuardians
    case seeStaff
    case seePlacements
    case planPeriods
    case placeLearners
    case prepareAgreements
    case recordSignatures
    case signAsHead
    case importFiles
    case exportData
    case manageAccounts
    case manageSchool
    case seeJournal
    case seeHealthData
    case seeBankData
    case recordLeads
    case manageAllowances
    case decideRefunds
    case welcomeVisitors
    case recordFollowUp
    case seeIncidents
    case seeAlerts
    case seeActions
    case requestActions
    case organiseActions
    case followPaths
    case manageAlumni

    /// What the permission lets people do, in French, for the table of rights.
    public var label: String {
        switch self {
        case .seeCompanies: "Voir les entreprises et leurs contacts"
        case .editCompanies: "Créer et modifier les entreprises"
        case .seeAllLearners: "Voir tous les apprenants de l’établissement"
        case .seeOwnLearners: "Voir les apprenants de ses classes ou dont on est référent"
        case .editLearners: "Modifier la fiche d’un apprenant"
        case .seeLearnerContacts: "Voir l’adresse et le téléphone d’un apprenant"
        case .seeGuardians: "Voir les responsables légaux"
        case .seeStaff: "Voir l’équipe de l’établissement"
        case .seePlacements: "Voir les PFMP et les placements"
        case .planPeriods: "Fixer les dates des PFMP"
        case .placeLearners: "Placer un apprenant chez un hôte"
        case .prepareAgreements: "Préparer et imprimer les conventions"
        case .recordSignatures: "Noter les signatures reçues"
        case .signAsHead: "Signer pour l’établissement"
        case .importFiles: "Importer des fichiers et annuler un import"
        case .exportData: "Exporter des listes"
        case .manageAccounts: "Inviter des personnes et donner des rôles"
        case .manageSchool: "Modifier la fiche de l’établissement"
        case .seeJournal: "Lire le journal des actions"
        case .seeHealthData: "Voir les données de santé"
        case .seeBankData: "Voir les données bancaires"
        case .recordLeads: "Noter les pistes et la suite d’une recherche de lieu"
        case .manageAllowances: "Préparer l’allocation et les demandes de remboursement"
        case .decideRefunds: "Décider des remboursements de frais"
        case .welcomeVisitors: "Accueillir des collégiens (observation, mini-stage)"
        case .recordFollowUp: "Noter le suivi en entreprise : présence, contacts, évaluations"
        case .seeIncidents: "Voir les incidents et les accidents, sans les données de santé"
        case .seeAlerts: "Voir les alertes (violence, harcèlement) et les suites d’un accident"
        case .seeActions: "Voir les actions et les événements"
        case .requestActions: "Demander une action pour ses classes et y noter la présence"
        case .organiseActions: "Organiser les actions, les invitations et les mobilités"
        case .followPaths: "Noter le parcours d’un apprenant : CV, ateliers, offres, mentorat"
        case .manageAlumni: "Tenir l’annuaire des anciens élèves et les enquêtes d’insertion"
        }
    }
}

extension Role {
    /// Everything the role may do in its establishment.
    public var permissions: Set<Permission> {
        switch self {
        case .rbde:
            Role.office.union([.manageAccounts, .manageSchool, .seeJournal, .seeIncidents])
        case .ddfpt:
            Role.office.union([
                .planPeriods, .manageAccounts, .manageSchool, .seeJournal, .seeIncidents, .seeAlerts,
            ])
        case .ddfptAssistant:
            Role.office
        case .proviseur:
            Role.office.union([
                .planPeriods, .signAsHead, .manageAccounts, .manageSchool, .seeJournal, .seeBankData,
                .decideRefunds, .seeIncidents, .seeAlerts,
            ])
        case .adjoint:
            Role.office.union([.planPeriods, .signAsHead, .seeJournal, .decideRefunds, .seeIncidents, .seeAlerts])
        case .cpe:
            [
                .seeCompanies, .seeAllLearners, .seeLearnerContacts, .seeGuardians, .seeStaff, .seePlacements,
                .recordLeads, .recordFollowUp, .seeIncidents, .seeAlerts,
                .seeActions, .requestActions, .followPaths,
            ]
        case .principalTeacher:
            Role.teaching.union([.seeLearnerContacts, .seeGuardians])
        case .referentTeacher:
            Role.teaching.union([.seeLearnerContacts])
        case .teacher:
            [
                .seeCompanies, .seeOwnLearners, .seeStaff, .seePlacements, .recordLeads, .recordFollowUp,
                .seeActions, .requestActions, .followPaths,
            ]
        case .intendance:
            [.seeAllLearners, .seePlacements, .seeBankData, .seeStaff, .manageAllowances, .decideRefunds]
        case .cfp:
            [.seeCompanies, .editCompanies, .seeStaff, .exportData, .seeActions]
        case .departmentSupervisor, .academieCorrespondent, .national, .company, .tutor, .learner, .guardian:
            []
        }
    }

    public func may(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }

    private static let office: Set<Permission> = [
        .seeCompanies, .editCompanies, .seeAllLearners, .editLearners, .seeLearnerContacts, .seeGuardians, .seeStaff,
        .seePlacements, .planPeriods, .placeLearners, .prepareAgreements, .recordSignatures, .importFiles, .exportData,
        .recordLeads,
        .manageAllowances, .welcomeVisitors,
        .recordFollowUp,
        .seeActions, .requestActions, .organiseActions, .followPaths, .manageAlumni,
    ]

    private static let teaching: Set<Permission> = [
        .seeCompanies, .editCompanies, .seeOwnLearners, .seeStaff, .seePlacements, .placeLearners, .prepareAgreements,
        .recordSignatures, .recordLeads, .recordFollowUp,
        .seeActions, .requestActions, .followPaths,
    ]
}
