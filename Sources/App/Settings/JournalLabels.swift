import Foundation

/// The French names of the fields of records, as the journal shows them.
struct JournalFields: Decodable, Sendable {
    /// Fields that only the program needs.
    let silent: Set<String>
    /// By the name of the property, those of parts as `address.city`.
    let labels: [String: String]

    /// Those of `Resources/journal/fields.json`; none when the file that comes with the program is damaged.
    static let known: JournalFields = {
        let file = Assets.resources.appendingPathComponent("journal").appendingPathComponent("fields.json")
        guard let data = try? Data(contentsOf: file), let fields = try? JSONDecoder().decode(Self.self, from: data)
        else { return JournalFields(silent: [], labels: [:]) }
        return fields
    }()

    private init(silent: Set<String>, labels: [String: String]) {
        self.silent = silent
        self.labels = labels
    }

    private enum CodingKeys: String, CodingKey { case silent, labels }

    /// What a field is called; the whole of which it is a part when it has no name of its own.
    func label(of name: String) -> String {
        if let label = labels[name] { return label }
        let parts = name.split(separator: ".").map(String.init)
        let last = parts.last.flatMap { Int($0) == nil ? labels[$0] : nil }
        guard let whole = parts.first.flatMap({ labels[$0] }), parts.count > 1 else {
            return last ?? JournalFields.other
        }
        return last.map { "\(whole) (\($0.lowercased()))" } ?? whole
    }

    func isSilent(_ name: String) -> Bool {
        silent.contains(name) || silent.contains(name.split(separator: ".").last.map(String.init) ?? "")
    }

    /// A field without a name yet.
    static let other = "Autre information"
}

/// What the kinds of records are called, by the word of the journal or the name of the table.
enum JournalKinds {
    static func label(_ kind: String) -> String { labels[kind] ?? "Fiche" }

    static let labels: [String: String] = [
        // Words of the journal.
        "account": "Compte", "contract": "Contrat", "class": "Classe", "decision": "Décision du conseil",
        "document": "Document", "event": "Date du calendrier", "feed": "Lien d’agenda", "handover": "Passation",
        "import": "Import", "letter": "Lettre de mission", "mail": "Courriel",
        "means": "Moyens du bureau", "meeting": "Réunion",
        "need": "Besoin en compétences", "opening": "Ouverture du bureau", "period": "Période de PFMP",
        "proposal": "Proposition de placement", "refund": "Remboursement", "report": "Compte rendu",
        "request": "Demande d’entreprise", "rule": "Règle", "school": "Établissement", "staff": "Membre de l’équipe",
        "time": "Temps passé", "training": "Formation de l’équipe", "travel": "Temps de trajet",
        // Tables.
        "membership": "Compte", "staff_member": "Membre de l’équipe", "school_class": "Classe",
        "learner": "Apprenant", "enrolment": "Inscription dans une classe", "guardian": "Responsable légal",
        "guardianship": "Lien avec un responsable", "teaching": "Enseignement", "company": "Entreprise",
        "company_word": "Mot d’une entreprise", "contact": "Contact", "interaction": "Échange",
        "partner_setting": "Réglage des partenaires", "company_review": "Vérification d’une entreprise",
        "search_link": "Lien de recherche de lieu", "company_share": "Partage d’une entreprise",
        "shared_person": "Contact partagé", "shared_company": "Entreprise d’un autre bureau",
        "host_place": "Place d’accueil", "pfmp_period": "Période de PFMP", "placement": "Placement",
        "agreement": "Convention", "agreement_signature": "Signature", "agreement_document": "Document de convention",
        "number_series": "Numérotation", "import_run": "Import", "import_change": "Ligne d’import",
        "import_file": "Fichier d’import", "column_mapping": "Colonnes d’une liste", "journal_entry": "Journal",
        "reading_entry": "Lecture d’une fiche", "teaching_load": "Heures d’enseignement", "absence": "Absence",
        "presence_mark": "Présence", "follow_up": "Visite ou contact de suivi", "incident": "Incident",
        "incident_step": "Suite d’un incident", "accident_record": "Accident", "safety_check": "Vérification du poste",
        "host_quality": "Qualité de l’accueil", "evaluation": "Évaluation", "follow_up_link": "Lien de suivi",
        "framework": "Référentiel", "framework_item": "Compétence du référentiel", "booklet_mark": "Note du livret",
        "ccf_situation": "Situation de CCF", "submission": "Formulaire envoyé", "lead": "Piste d’un élève",
        "placement_search": "Recherche de lieu", "catch_up": "Rattrapage", "school_event": "Date du calendrier",
        "board_decision": "Décision du conseil", "training_duration": "Durée de formation",
        "school_threshold": "Seuil", "calendar_feed": "Lien d’agenda", "pathway_campaign": "Campagne de parcours",
        "pathway_choice": "Choix de parcours", "pathway_change": "Changement de parcours",
        "certificate": "Attestation", "certificate_document": "Document d’attestation", "exam_case": "Dossier d’examen",
        "allowance_file": "Dossier d’allocation", "allowance_line": "Ligne d’allocation",
        "refund_scale": "Barème de remboursement", "refund_claim": "Remboursement",
        "company_stay": "Séjour en entreprise", "visitor": "Visiteur", "mobility": "Mobilité",
        "agreement_setting": "Réglage des conventions", "placement_step": "Étape d’un placement",
        "agreement_paper": "Document signé", "amendment": "Avenant", "amendment_signature": "Signature d’avenant",
        "interruption": "Interruption", "agreement_message": "Message de convention",
        "document_link": "Lien vers un document", "host_sheet": "Fiche d’accueil",
        "teaching_annex": "Annexe pédagogique", "agreement_template": "Modèle de convention",
        "merge_template": "Modèle de publipostage", "print_run": "Impression", "print_file": "Fichier imprimé",
        "written_reason": "Motif écrit", "rule_severity": "Sévérité d’une règle", "bureau_page": "Page du bureau",
        "company_request": "Demande d’entreprise", "request_message": "Message d’une demande",
        "routing_rule": "Règle d’orientation", "answer_template": "Modèle de réponse", "partnership": "Partenariat",
        "partnership_commitment": "Engagement", "partnership_review": "Bilan de partenariat",
        "skills_need": "Besoin en compétences", "offer_file": "Dossier de carte des formations",
        "tax_campaign": "Campagne de taxe", "tax_date": "Date de la taxe", "tax_gift": "Versement de taxe",
        "host_quality_event": "Avis sur l’accueil", "site_sheet": "Fiche du site",
        "works_declaration": "Déclaration de travaux", "partner_action": "Action avec une entreprise",
        "relation_change": "Changement de relation", "company_tag": "Étiquette",
        "company_detail": "Détail d’entreprise",
        "mail_opt_out": "Désinscription", "saved_view": "Vue enregistrée", "distinct_pair": "Entreprises distinctes",
        "company_merge": "Fusion d’entreprises", "contact_merge": "Contacts réunis",
        "campaign": "Campagne de courriels",
        "campaign_mail": "Courriel de campagne", "appetite": "Intention d’accueil",
        "action_reminder": "Rappel d’action",
        "placement_proposal": "Proposition de placement", "proposal_period": "Période d’une proposition",
        "proposal_line": "Ligne d’une proposition", "proposal_choice": "Choix dans une proposition",
        "free_half_day": "Demi-journée libre", "roadmap": "Feuille de route", "roadmap_objective": "Objectif",
        "roadmap_step": "Étape d’objectif", "steering_meeting": "Réunion de pilotage",
        "mission_letter": "Lettre de mission", "office_opening": "Ouverture du bureau",
        "office_absence": "Absence au bureau", "office_means": "Moyens du bureau", "office_time": "Temps passé",
        "office_document": "Document du bureau", "key_point": "Point clé", "training_session": "Formation de l’équipe",
        "training_part": "Participation à une formation", "indicator_tally": "Comptage d’indicateur",
        "indicator_snapshot": "Indicateurs figés", "room": "Salle", "action": "Action",
        "action_class": "Classe d’une action", "action_staff": "Équipe d’une action", "action_slot": "Créneau",
        "action_guest": "Invité", "action_learner": "Participant", "action_meeting": "Rendez-vous",
        "action_booking": "Réservation", "action_feedback": "Avis sur une action",
        "action_effect": "Effet d’une action",
        "action_mail": "Courriel automatique d’une action",
        "contact_will": "Accord d’un contact", "contact_refusal": "Refus d’un contact",
        "learner_path": "Parcours d’un élève", "path_session": "Séance de parcours",
        "avenir_follow_up": "Suivi Avenir pro", "job_offer": "Offre d’emploi", "offer_class": "Classe d’une offre",
        "offer_interest": "Candidature", "path_link": "Lien de parcours", "alumnus": "Ancien élève",
        "mentoring": "Mentorat", "insertion_answer": "Réponse d’insertion",
        "official_insertion": "Insertion officielle",
        "mobility_partner": "Partenaire de mobilité", "mobility_project": "Projet de mobilité",
        "mobility_traveller": "Participant à une mobilité", "school_vacation": "Vacances scolaires",
        "travel_time": "Temps de trajet", "referent_proposal": "Répartition de référents",
        "referent_proposal_period": "Période d’une répartition", "referent_line": "Ligne d’une répartition",
        "company_link": "Accès à l’espace entreprise",
        "tour_proposal": "Tournées proposées", "tour_stop": "Visite d’une tournée",
        "incident_file": "Pièce d’un incident", "kept_paper": "Document remis",
        "pathway_goer": "Élève d’un parcours", "paper": "Document remis",
    ]
}
