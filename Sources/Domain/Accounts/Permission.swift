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
    case seeRules
    case seeRequests
    case answerRequests
    case manageEntry
    case managePartnerships
    case recordNeeds
    case receiveNeeds
    case manageTax
    case mergeCompanies
    case sendCampaigns
    case verifyCompanies
    case sharePartners
    case proposePlacements
    case seeOffice
    case steerOffice
    case manageOffice
    case logOfficeTime
    case seeMeans
    case writeRoadmap
    case validateRoadmap
    case signRoadmap
    case seeMissionLetters
    case handOver
    case seeActions
    case requestActions
    case organiseActions
    case followPaths
    case manageAlumni
    case shareCompanySpaces

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
        case .proposePlacements: "Proposer le placement d’une classe ou du lycée, et la répartition des référents"
        case .seeAlerts: "Voir les alertes (violence, harcèlement) et les suites d’un accident"
        case .seeRules: "Voir les règles des conventions et la sévérité que l’établissement leur donne"
        case .seeRequests: "Voir toutes les demandes des entreprises"
        case .answerRequests: "Répondre aux demandes d’entreprises qu’on voit ou qu’on suit"
        case .manageEntry: "Régler la page publique du bureau, les aiguillages et les réponses types"
        case .managePartnerships: "Préparer les conventions de partenariat et suivre les engagements"
        case .recordNeeds: "Noter les besoins des entreprises et les transmettre"
        case .receiveNeeds: "Accuser réception d’un besoin transmis et y répondre"
        case .manageTax: "Suivre la campagne de taxe d’apprentissage"
        case .mergeCompanies: "Fusionner deux fiches d’une même entreprise"
        case .sendCampaigns: "Écrire à un ensemble d’entreprises"
        case .verifyCompanies: "Vérifier les entreprises proposées par d’autres que le bureau"
        case .sharePartners: "Partager des partenaires avec les autres bureaux, et voir les leurs"
        case .seeOffice: "Voir les horaires du bureau, son équipe et les documents partagés"
        case .steerOffice: "Voir la feuille de route, les indicateurs et le bilan"
        case .manageOffice: "Tenir les horaires, les documents, les formations et les points clés du bureau"
        case .logOfficeTime: "Noter le temps du bureau par axe"
        case .seeMeans: "Voir les moyens des enseignants (HSA, HSE, IMP, Pacte)"
        case .writeRoadmap: "Écrire la feuille de route et le bilan"
        case .validateRoadmap: "Valider la feuille de route, viser la lettre de mission"
        case .signRoadmap: "Signer la feuille de route et la lettre de mission"
        case .seeMissionLetters: "Voir les lettres de mission"
        case .handOver: "Préparer le dossier de passation et réattribuer ce qui est en cours"
        case .seeActions: "Voir les actions et les événements"
        case .requestActions: "Demander une action pour ses classes et y noter la présence"
        case .organiseActions: "Organiser les actions, les invitations et les mobilités"
        case .followPaths: "Noter le parcours d’un apprenant : CV, ateliers, offres, mentorat"
        case .manageAlumni: "Tenir l’annuaire des anciens élèves et les enquêtes d’insertion"
        case .shareCompanySpaces: "Ouvrir son espace à une entreprise, voir qui y va, le fermer"
        }
    }
}

extension Role {
    /// Everything the role may do in its establishment.
    public var permissions: Set<Permission> {
        switch self {
        case .rbde:
            Role.office.union([.manageAccounts, .manageSchool, .seeJournal, .seeIncidents])
                .union([.manageEntry, .seeRules])
                .union([.writeRoadmap, .seeMissionLetters, .handOver])
        case .ddfpt:
            Role.office.union([
                .planPeriods, .manageAccounts, .manageSchool, .seeJournal, .seeIncidents, .seeAlerts,
            ]).union([.manageEntry, .receiveNeeds, .seeRules])
                .union([.writeRoadmap, .validateRoadmap, .seeMissionLetters, .handOver, .seeMeans])
        case .ddfptAssistant:
            Role.office
        case .proviseur:
            Role.office.union([
                .planPeriods, .signAsHead, .manageAccounts, .manageSchool, .seeJournal, .seeBankData,
                .decideRefunds, .seeIncidents, .seeAlerts,
            ]).union([.manageEntry, .seeRules])
                .union([.signRoadmap, .seeMissionLetters, .handOver, .seeMeans])
        case .adjoint:
            Role.office.union([
                .planPeriods, .signAsHead, .seeJournal, .decideRefunds, .seeIncidents, .seeAlerts, .seeRules,
            ])
        case .cpe:
            [
                .seeCompanies, .seeAllLearners, .seeLearnerContacts, .seeGuardians, .seeStaff, .seePlacements,
                .recordLeads, .recordFollowUp, .seeIncidents, .seeAlerts,
                .answerRequests,
                .seeOffice,
                .seeActions, .requestActions, .followPaths,
            ]
        case .principalTeacher:
            Role.teaching.union([.seeLearnerContacts, .seeGuardians])
        case .referentTeacher:
            Role.teaching.union([.seeLearnerContacts])
        case .teacher:
            Set<Permission>([.seeCompanies, .seeOwnLearners, .seeStaff, .seePlacements, .recordLeads, .recordFollowUp])
                .union([.answerRequests, .recordNeeds])
                .union([.seeOffice])
                .union([.seeActions, .requestActions, .followPaths])
        case .intendance:
            Set<Permission>([
                .seeAllLearners, .seePlacements, .seeBankData, .seeStaff, .manageAllowances, .decideRefunds,
            ]).union([.manageTax])
                .union([.seeOffice])
        case .cfp:
            Set<Permission>([.seeCompanies, .editCompanies, .seeStaff, .exportData])
                .union([.seeRequests, .answerRequests, .recordNeeds, .receiveNeeds])
                .union([.seeOffice])
                .union([.seeActions])
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
        .seeRequests, .answerRequests, .managePartnerships, .recordNeeds, .manageTax,
        .mergeCompanies, .sendCampaigns,
        .verifyCompanies, .sharePartners, .shareCompanySpaces,
        .proposePlacements,
        .seeOffice, .steerOffice, .manageOffice, .logOfficeTime,
        .seeActions, .requestActions, .organiseActions, .followPaths, .manageAlumni,
    ]

    private static let teaching: Set<Permission> = [
        .seeCompanies, .editCompanies, .seeOwnLearners, .seeStaff, .seePlacements, .placeLearners, .prepareAgreements,
        .recordSignatures, .recordLeads, .recordFollowUp,
        .answerRequests, .recordNeeds,
        .seeOffice,
        .seeActions, .requestActions, .followPaths,
    ]
}
