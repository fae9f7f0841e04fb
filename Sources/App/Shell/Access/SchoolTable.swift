import Persistence

/// The tables whose rows belong to one school.
enum SchoolTable: String, CaseIterable, Sendable {
    case membership
    case staffMember = "staff_member"
    case schoolClass = "school_class"
    case learner
    case enrolment
    case guardian
    case guardianship
    case teaching
    case company
    case companyWord = "company_word"
    case contact
    case interaction
    case hostPlace = "host_place"
    case pfmpPeriod = "pfmp_period"
    case placement
    case agreement
    case agreementSignature = "agreement_signature"
    case agreementDocument = "agreement_document"
    case numberSeries = "number_series"
    case importRun = "import_run"
    case importChange = "import_change"
    case importFile = "import_file"
    case columnMapping = "column_mapping"
    case journalEntry = "journal_entry"
    case readingEntry = "reading_entry"
    case teachingLoad = "teaching_load"
    case absence
    case presenceMark = "presence_mark"
    case followUp = "follow_up"
    case incident
    case incidentStep = "incident_step"
    case accidentRecord = "accident_record"
    case safetyCheck = "safety_check"
    case hostQuality = "host_quality"
    case evaluation
    case followUpLink = "follow_up_link"
    case framework
    case frameworkItem = "framework_item"
    case bookletMark = "booklet_mark"
    case ccfSituation = "ccf_situation"
    case submission
    case lead
    case placementSearch = "placement_search"
    case catchUp = "catch_up"
    case schoolEvent = "school_event"
    case boardDecision = "board_decision"
    case trainingDuration = "training_duration"
    case schoolThreshold = "school_threshold"
    case calendarFeed = "calendar_feed"
    case pathwayCampaign = "pathway_campaign"
    case pathwayChoice = "pathway_choice"
    case pathwayChange = "pathway_change"
    case certificate
    case certificateDocument = "certificate_document"
    case examCase = "exam_case"
    case allowanceFile = "allowance_file"
    case allowanceLine = "allowance_line"
    case refundScale = "refund_scale"
    case refundClaim = "refund_claim"
    case companyStay = "company_stay"
    case visitor
    case mobility
    case agreementSetting = "agreement_setting"
    case placementStep = "placement_step"
    case agreementPaper = "agreement_paper"
    case amendment
    case amendmentSignature = "amendment_signature"
    case interruption
    case agreementMessage = "agreement_message"
    case documentLink = "document_link"
    case hostSheet = "host_sheet"
    case teachingAnnex = "teaching_annex"
    case agreementTemplate = "agreement_template"
    case mergeTemplate = "merge_template"
    case printRun = "print_run"
    case printFile = "print_file"
    case writtenReason = "written_reason"
    case ruleSeverity = "rule_severity"
    case bureauPage = "bureau_page"
    case companyRequest = "company_request"
    case requestMessage = "request_message"
    case routingRule = "routing_rule"
    case answerTemplate = "answer_template"
    case partnership
    case partnershipCommitment = "partnership_commitment"
    case partnershipReview = "partnership_review"
    case skillsNeed = "skills_need"
    case offerFile = "offer_file"
    case taxCampaign = "tax_campaign"
    case taxDate = "tax_date"
    case taxGift = "tax_gift"
    case hostQualityEvent = "host_quality_event"
    case siteSheet = "site_sheet"
    case worksDeclaration = "works_declaration"
    case partnerAction = "partner_action"
    case relationChange = "relation_change"
    case companyTag = "company_tag"
    case companyDetail = "company_detail"
    case mailOptOut = "mail_opt_out"
    case savedView = "saved_view"
    case distinctPair = "distinct_pair"
    case companyMerge = "company_merge"
    case contactMerge = "contact_merge"
    case campaign
    case campaignMail = "campaign_mail"
    case appetite
    case actionReminder = "action_reminder"
    case placementProposal = "placement_proposal"
    case proposalPeriod = "proposal_period"
    case proposalLine = "proposal_line"
    case proposalChoice = "proposal_choice"
    case freeHalfDay = "free_half_day"
    case roadmap
    case roadmapObjective = "roadmap_objective"
    case roadmapStep = "roadmap_step"
    case steeringMeeting = "steering_meeting"
    case missionLetter = "mission_letter"
    case officeOpening = "office_opening"
    case officeAbsence = "office_absence"
    case officeMeans = "office_means"
    case officeTime = "office_time"
    case officeDocument = "office_document"
    case keyPoint = "key_point"
    case trainingSession = "training_session"
    case trainingPart = "training_part"
    case indicatorTally = "indicator_tally"
    case indicatorSnapshot = "indicator_snapshot"
    case room
    case action
    case actionClass = "action_class"
    case actionStaff = "action_staff"
    case actionSlot = "action_slot"
    case actionGuest = "action_guest"
    case actionLearner = "action_learner"
    case actionMeeting = "action_meeting"
    case actionBooking = "action_booking"
    case actionFeedback = "action_feedback"
    case actionEffect = "action_effect"
    case actionMail = "action_mail"
    case contactWill = "contact_will"
    case contactRefusal = "contact_refusal"
    case learnerPath = "learner_path"
    case pathSession = "path_session"
    case avenirFollowUp = "avenir_follow_up"
    case jobOffer = "job_offer"
    case offerClass = "offer_class"
    case offerInterest = "offer_interest"
    case pathLink = "path_link"
    case alumnus
    case mentoring
    case insertionAnswer = "insertion_answer"
    case officialInsertion = "official_insertion"
    case mobilityPartner = "mobility_partner"
    case mobilityProject = "mobility_project"
    case mobilityTraveller = "mobility_traveller"
    case incidentFile = "incident_file"
    case keptPaper = "kept_paper"
    case pathwayGoer = "pathway_goer"
    case schoolVacation = "school_vacation"
    case travelTime = "travel_time"
    case referentProposal = "referent_proposal"
    case referentProposalPeriod = "referent_proposal_period"
    case referentLine = "referent_line"
    case tourProposal = "tour_proposal"
    case tourStop = "tour_stop"
    case partnerSetting = "partner_setting"
    case companyReview = "company_review"
    case searchLink = "search_link"
    case companyShare = "company_share"
    case sharedPerson = "shared_person"
    case companyLink = "company_link"

    /// The name for the methods that write whole records.
    var name: SQLName {
        switch self {
        case .membership: "membership"
        case .staffMember: "staff_member"
        case .schoolClass: "school_class"
        case .learner: "learner"
        case .enrolment: "enrolment"
        case .guardian: "guardian"
        case .guardianship: "guardianship"
        case .teaching: "teaching"
        case .company: "company"
        case .companyWord: "company_word"
        case .contact: "contact"
        case .interaction: "interaction"
        case .hostPlace: "host_place"
        case .pfmpPeriod: "pfmp_period"
        case .placement: "placement"
        case .agreement: "agreement"
        case .agreementSignature: "agreement_signature"
        case .agreementDocument: "agreement_document"
        case .numberSeries: "number_series"
        case .importRun: "import_run"
        case .importChange: "import_change"
        case .importFile: "import_file"
        case .columnMapping: "column_mapping"
        case .journalEntry: "journal_entry"
        case .readingEntry: "reading_entry"
        case .teachingLoad: "teaching_load"
        case .absence: "absence"
        case .presenceMark: "presence_mark"
        case .followUp: "follow_up"
        case .incident: "incident"
        case .incidentStep: "incident_step"
        case .accidentRecord: "accident_record"
        case .safetyCheck: "safety_check"
        case .hostQuality: "host_quality"
        case .evaluation: "evaluation"
        case .followUpLink: "follow_up_link"
        case .framework: "framework"
        case .frameworkItem: "framework_item"
        case .bookletMark: "booklet_mark"
        case .ccfSituation: "ccf_situation"
        case .submission: "submission"
        case .lead: "lead"
        case .placementSearch: "placement_search"
        case .catchUp: "catch_up"
        case .schoolEvent: "school_event"
        case .boardDecision: "board_decision"
        case .trainingDuration: "training_duration"
        case .schoolThreshold: "school_threshold"
        case .calendarFeed: "calendar_feed"
        case .pathwayCampaign: "pathway_campaign"
        case .pathwayChoice: "pathway_choice"
        case .pathwayChange: "pathway_change"
        case .certificate: "certificate"
        case .certificateDocument: "certificate_document"
        case .examCase: "exam_case"
        case .allowanceFile: "allowance_file"
        case .allowanceLine: "allowance_line"
        case .refundScale: "refund_scale"
        case .refundClaim: "refund_claim"
        case .companyStay: "company_stay"
        case .visitor: "visitor"
        case .mobility: "mobility"
        case .agreementSetting: "agreement_setting"
        case .placementStep: "placement_step"
        case .agreementPaper: "agreement_paper"
        case .amendment: "amendment"
        case .amendmentSignature: "amendment_signature"
        case .interruption: "interruption"
        case .agreementMessage: "agreement_message"
        case .documentLink: "document_link"
        case .hostSheet: "host_sheet"
        case .teachingAnnex: "teaching_annex"
        case .agreementTemplate: "agreement_template"
        case .mergeTemplate: "merge_template"
        case .printRun: "print_run"
        case .printFile: "print_file"
        case .writtenReason: "written_reason"
        case .ruleSeverity: "rule_severity"
        case .bureauPage: "bureau_page"
        case .companyRequest: "company_request"
        case .requestMessage: "request_message"
        case .routingRule: "routing_rule"
        case .answerTemplate: "answer_template"
        case .partnership: "partnership"
        case .partnershipCommitment: "partnership_commitment"
        case .partnershipReview: "partnership_review"
        case .skillsNeed: "skills_need"
        case .offerFile: "offer_file"
        case .taxCampaign: "tax_campaign"
        case .taxDate: "tax_date"
        case .taxGift: "tax_gift"
        case .hostQualityEvent: "host_quality_event"
        case .siteSheet: "site_sheet"
        case .worksDeclaration: "works_declaration"
        case .partnerAction: "partner_action"
        case .relationChange: "relation_change"
        case .companyTag: "company_tag"
        case .companyDetail: "company_detail"
        case .mailOptOut: "mail_opt_out"
        case .savedView: "saved_view"
        case .distinctPair: "distinct_pair"
        case .companyMerge: "company_merge"
        case .contactMerge: "contact_merge"
        case .campaign: "campaign"
        case .campaignMail: "campaign_mail"
        case .appetite: "appetite"
        case .actionReminder: "action_reminder"
        case .placementProposal: "placement_proposal"
        case .proposalPeriod: "proposal_period"
        case .proposalLine: "proposal_line"
        case .proposalChoice: "proposal_choice"
        case .freeHalfDay: "free_half_day"
        case .roadmap: "roadmap"
        case .roadmapObjective: "roadmap_objective"
        case .roadmapStep: "roadmap_step"
        case .steeringMeeting: "steering_meeting"
        case .missionLetter: "mission_letter"
        case .officeOpening: "office_opening"
        case .officeAbsence: "office_absence"
        case .officeMeans: "office_means"
        case .officeTime: "office_time"
        case .officeDocument: "office_document"
        case .keyPoint: "key_point"
        case .trainingSession: "training_session"
        case .trainingPart: "training_part"
        case .indicatorTally: "indicator_tally"
        case .indicatorSnapshot: "indicator_snapshot"
        case .room: "room"
        case .action: "action"
        case .actionClass: "action_class"
        case .actionStaff: "action_staff"
        case .actionSlot: "action_slot"
        case .actionGuest: "action_guest"
        case .actionLearner: "action_learner"
        case .actionMeeting: "action_meeting"
        case .actionBooking: "action_booking"
        case .actionFeedback: "action_feedback"
        case .actionEffect: "action_effect"
        case .actionMail: "action_mail"
        case .contactWill: "contact_will"
        case .contactRefusal: "contact_refusal"
        case .learnerPath: "learner_path"
        case .pathSession: "path_session"
        case .avenirFollowUp: "avenir_follow_up"
        case .jobOffer: "job_offer"
        case .offerClass: "offer_class"
        case .offerInterest: "offer_interest"
        case .pathLink: "path_link"
        case .alumnus: "alumnus"
        case .mentoring: "mentoring"
        case .insertionAnswer: "insertion_answer"
        case .officialInsertion: "official_insertion"
        case .mobilityPartner: "mobility_partner"
        case .mobilityProject: "mobility_project"
        case .mobilityTraveller: "mobility_traveller"
        case .incidentFile: "incident_file"
        case .keptPaper: "kept_paper"
        case .pathwayGoer: "pathway_goer"
        case .schoolVacation: "school_vacation"
        case .travelTime: "travel_time"
        case .referentProposal: "referent_proposal"
        case .referentProposalPeriod: "referent_proposal_period"
        case .referentLine: "referent_line"
        case .tourProposal: "tour_proposal"
        case .tourStop: "tour_stop"
        case .partnerSetting: "partner_setting"
        case .companyReview: "company_review"
        case .searchLink: "search_link"
        case .companyShare: "company_share"
        case .sharedPerson: "shared_person"
        case .companyLink: "company_link"
        }
    }

    /// How a row is tied to a learner, so that a teacher's handle shows only theirs; `nil` when it is not.
    var learnerLink: LearnerLink? {
        switch self {
        case .learner: .column("id")
        case .enrolment, .guardianship, .placement: .column("learner_id")
        case .guardian: .through("id", table: "guardianship", key: "guardian_id", column: "learner_id")
        case .agreement: .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .agreementSignature, .agreementDocument: .throughAgreement
        case .writtenReason: .throughAgreement
        case .lead, .placementSearch, .catchUp, .pathwayChoice, .pathwayChange: .column("learner_id")
        case .proposalLine, .proposalChoice, .travelTime: .column("learner_id")
        case .referentLine, .tourStop:
            .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .certificate, .certificateDocument, .mobility:
            .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .examCase, .allowanceFile, .allowanceLine, .refundClaim, .companyStay: .column("learner_id")
        case .absence, .presenceMark, .followUp, .incident, .incidentStep, .accidentRecord, .evaluation,
            .followUpLink, .bookletMark, .ccfSituation:
            .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .placementStep, .hostSheet:
            .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .agreementPaper, .amendment, .amendmentSignature, .interruption, .agreementMessage, .documentLink:
            .throughAgreement
        case .actionLearner, .actionMeeting, .learnerPath, .pathSession, .avenirFollowUp: .column("learner_id")
        case .incidentFile: .through("placement_id", table: "placement", key: "id", column: "learner_id")
        case .keptPaper, .pathwayGoer: .column("learner_id")
        case .offerInterest, .pathLink, .mentoring, .insertionAnswer, .mobilityTraveller: .column("learner_id")
        case .searchLink: .column("learner_id")
        default: nil
        }
    }

    enum LearnerLink: Sendable {
        case column(String)
        case through(String, table: String, key: String, column: String)
        /// By the agreement it belongs to.
        case throughAgreement
    }
}
