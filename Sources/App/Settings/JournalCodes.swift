import Domain

/// The words that stand for the codes of states and kinds: the journal shows words.
struct JournalCodes: Sendable {
    /// The words of a code by the type that knows it.
    private var words: [String: [(owner: String, label: String)]] = [:]

    static let known: JournalCodes = {
        var codes = JournalCodes()
        codes.addActionsAndAgreements()
        codes.addFollowUpAndLeads()
        codes.addNeedsAndPartners()
        codes.addPathsAndSchool()
        return codes
    }()

    private init() {}

    /// What a code means in a record of some kind; `nil` for a text that is no code.
    func label(of code: String, in kind: String, field: String) -> String? {
        guard let found = words[code], let first = found.first else { return nil }
        guard Set(found.map(\.label)).count > 1 else { return first.label }
        let wanted = [kind, field].map { $0.filter(\.isLetter).lowercased() }
        return found.first { entry in wanted.allSatisfy { JournalCodes.key(entry.owner).contains($0) } }?.label
            ?? found.first { JournalCodes.key($0.owner).hasPrefix(wanted[0]) }?.label
            ?? found.first { JournalCodes.key($0.owner).hasSuffix(wanted[1]) }?.label ?? first.label
    }

    private static func key(_ owner: String) -> String { owner.filter(\.isLetter).lowercased() }

    private mutating func add<Code: CaseIterable & RawRepresentable<String>>(
        _: Code.Type, _ owner: String, _ label: KeyPath<Code, String>
    ) {
        for code in Code.allCases {
            words[code.rawValue, default: []].append((owner, code[keyPath: label]))
        }
    }
}

extension JournalCodes {
    private mutating func addActionsAndAgreements() {
        add(Role.self, "Role", \.label)
        add(Action.State.self, "Action.State", \.label)
        add(ActionKind.self, "ActionKind", \.label)
        add(ActionLearner.State.self, "ActionLearner.State", \.label)
        add(ActionMeeting.Outcome.self, "ActionMeeting.Outcome", \.label)
        add(ActionFeedback.Giver.self, "ActionFeedback.Giver", \.label)
        add(ActionEffect.Kind.self, "ActionEffect.Kind", \.label)
        add(ActionMailKind.self, "ActionMailKind", \.label)
        add(ActionGuest.State.self, "ActionGuest.State", \.label)
        add(Agreement.State.self, "Agreement.State", \.label)
        add(Amendment.Kind.self, "Amendment.Kind", \.label)
        add(Amendment.State.self, "Amendment.State", \.label)
        add(Interruption.Kind.self, "Interruption.Kind", \.label)
        add(Interruption.Side.self, "Interruption.Side", \.label)
        add(Interruption.Cause.self, "Interruption.Cause", \.label)
        add(Interruption.Outcome.self, "Interruption.Outcome", \.label)
        add(Party.self, "Party", \.label)
        add(SignatureMethod.self, "SignatureMethod", \.label)
        add(StepState.self, "StepState", \.label)
        add(AccountOwner.self, "AccountOwner", \.label)
        add(DecisionState.self, "DecisionState", \.label)
        add(AllowanceLine.State.self, "AllowanceLine.State", \.label)
        add(ExpenseKind.self, "ExpenseKind", \.label)
        add(ClaimState.self, "ClaimState", \.label)
        add(Territory.self, "Territory", \.label)
        add(StayOutcome.self, "StayOutcome", \.label)
        add(Derogation.self, "Derogation", \.label)
        add(Absence.Kind.self, "Absence.Kind", \.label)
        add(DayPart.self, "DayPart", \.label)
        add(PresenceAnswer.self, "PresenceAnswer", \.label)
        add(AccidentSheet.Declarant.self, "AccidentSheet.Declarant", \.label)
    }

    private mutating func addFollowUpAndLeads() {
        add(BookletMark.Writer.self, "BookletMark.Writer", \.label)
        add(Evaluation.Kind.self, "Evaluation.Kind", \.label)
        add(Evaluation.Channel.self, "Evaluation.Channel", \.label)
        add(FollowUp.Kind.self, "FollowUp.Kind", \.label)
        add(HostQuality.State.self, "HostQuality.State", \.label)
        add(SafetyCheck.Outcome.self, "SafetyCheck.Outcome", \.label)
        add(SafetyAnswers.Answer.self, "SafetyAnswers.Answer", \.label)
        add(Incident.Kind.self, "Incident.Kind", \.label)
        add(Incident.Severity.self, "Incident.Severity", \.label)
        add(Incident.State.self, "Incident.State", \.label)
        add(IncidentStep.Kind.self, "IncidentStep.Kind", \.label)
        add(HeadcountBand.self, "HeadcountBand", \.label)
        add(LeadMeans.self, "LeadMeans", \.label)
        add(LeadAnswer.self, "LeadAnswer", \.label)
        add(RefusalReason.self, "RefusalReason", \.label)
        add(SearchExemption.self, "SearchExemption", \.label)
        add(MobilityPartner.Role.self, "MobilityPartner.Role", \.label)
        add(MobilityProject.State.self, "MobilityProject.State", \.label)
        add(MobilityProject.Programme.self, "MobilityProject.Programme", \.label)
        add(MobilityProject.Document.self, "MobilityProject.Document", \.label)
        add(MobilityTraveller.State.self, "MobilityTraveller.State", \.label)
        add(SkillsNeed.Audience.self, "SkillsNeed.Audience", \.label)
        add(SkillsNeed.Horizon.self, "SkillsNeed.Horizon", \.label)
        add(SkillsNeed.Source.self, "SkillsNeed.Source", \.label)
        add(SkillsNeed.Confidence.self, "SkillsNeed.Confidence", \.label)
        add(SkillsNeed.Outcome.self, "SkillsNeed.Outcome", \.label)
        add(SkillsNeed.Stage.self, "SkillsNeed.Stage", \.label)
        add(OrionMotive.self, "OrionMotive", \.label)
        add(OfferFile.Kind.self, "OfferFile.Kind", \.label)
        add(OfficeOpening.Channel.self, "OfficeOpening.Channel", \.label)
    }

    private mutating func addNeedsAndPartners() {
        add(OfficeMeans.Kind.self, "OfficeMeans.Kind", \.label)
        add(TrainingSession.Kind.self, "TrainingSession.Kind", \.label)
        add(TrainingSession.Mode.self, "TrainingSession.Mode", \.label)
        add(TrainingSession.Level.self, "TrainingSession.Level", \.label)
        add(TrainingPart.Attendance.self, "TrainingPart.Attendance", \.label)
        add(NoSiretReason.self, "NoSiretReason", \.label)
        add(OrganisationKind.self, "OrganisationKind", \.label)
        add(CompanyReview.State.self, "CompanyReview.State", \.label)
        add(CompanyReview.Source.self, "CompanyReview.Source", \.label)
        add(CompanyReview.Motive.self, "CompanyReview.Motive", \.label)
        add(ReviewPolicy.self, "PartnerSettings.ReviewPolicy", \.label)
        add(SharingLevel.self, "CompanyShare.Level", \.label)
        add(RelationStatus.self, "RelationStatus", \.label)
        add(RelationOrigin.self, "RelationOrigin", \.label)
        add(ContactRole.self, "ContactRole", \.label)
        add(InteractionKind.self, "InteractionKind", \.label)
        add(InteractionPurpose.self, "InteractionPurpose", \.label)
        add(InteractionOutcome.self, "InteractionOutcome", \.label)
        add(TrainingLevel.self, "TrainingLevel", \.label)
        add(Partnership.State.self, "Partnership.State", \.label)
        add(Partnership.ParentLevel.self, "Partnership.ParentLevel", \.label)
        add(PartnershipCommitment.Side.self, "PartnershipCommitment.Side", \.label)
        add(PartnershipCommitment.Kind.self, "PartnershipCommitment.Kind", \.label)
        add(Situation.self, "Situation", \.label)
        add(Alumnus.Offer.self, "Alumnus.Offer", \.label)
        add(Mentoring.State.self, "Mentoring.State", \.label)
        add(JobOffer.Kind.self, "JobOffer.Kind", \.label)
        add(JobOffer.State.self, "JobOffer.State", \.label)
        add(OfferInterest.State.self, "OfferInterest.State", \.label)
        add(LearnerPath.CV.self, "LearnerPath.CV", \.label)
        add(LearnerPath.Search.self, "LearnerPath.Search", \.label)
        add(PathSession.Kind.self, "PathSession.Kind", \.label)
        add(AvenirFollowUp.Outcome.self, "AvenirFollowUp.Outcome", \.label)
        add(CouncilAdvice.self, "CouncilAdvice", \.label)
        add(PathwayChange.Answer.self, "PathwayChange.Answer", \.label)
    }

    private mutating func addPathsAndSchool() {
        add(FreeHalfDay.Half.self, "FreeHalfDay.Half", \.label)
        add(CompanyStay.Kind.self, "CompanyStay.Kind", \.label)
        add(Visitor.Kind.self, "Visitor.Kind", \.label)
        add(Appetite.Answer.self, "Appetite.Answer", \.label)
        add(Campaign.State.self, "Campaign.State", \.label)
        add(CompanyTag.Kind.self, "CompanyTag.Kind", \.label)
        add(CompanyRequest.Kind.self, "CompanyRequest.Kind", \.label)
        add(CompanyRequest.State.self, "CompanyRequest.State", \.label)
        add(CompanyRequest.Source.self, "CompanyRequest.Source", \.label)
        add(BureauMission.self, "BureauMission", \.label)
        add(MissionLetter.State.self, "MissionLetter.State", \.label)
        add(MissionLetter.Employer.self, "MissionLetter.Employer", \.label)
        add(Roadmap.State.self, "Roadmap.State", \.label)
        add(RoadmapStep.Decision.self, "RoadmapStep.Decision", \.label)
        add(SteeringMeeting.Kind.self, "SteeringMeeting.Kind", \.label)
        add(Kinship.self, "Kinship", \.label)
        add(LearnerPublic.self, "LearnerPublic", \.label)
        add(CatchUpCause.self, "CatchUpCause", \.label)
        add(SchoolEventKind.self, "SchoolEventKind", \.label)
    }
}
