import Domain
import Persistence

/// A learner of terminale with what they chose.
struct PathwayLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classId: ID<SchoolClass>
    let classCode: String
    let mef: String
    let choiceId: ID<PathwayChoice>?
    let firstOption: String?
    let secondOption: String?
    let turnsOn: LocalDate?
    let chosenOn: LocalDate?
    let advice: CouncilAdvice?
    let waiting: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var path: ChosenPath? {
        firstOption.map { ChosenPath(first: $0, second: secondOption, turnsOn: turnsOn) }
    }
}

extension SchoolDatabase {
    /// The campaign of a year, when the school opened it.
    func campaign(year: Int) throws -> PathwayCampaign? {
        try row(
            "select pathway_campaign.* from \(table(.pathwayCampaign)) where pathway_campaign.school_year = \(year)")
    }

    func campaign(_ id: ID<PathwayCampaign>) throws -> PathwayCampaign {
        try find(id, in: .pathwayCampaign, "Cette campagne")
    }

    /// The learners of terminale whom a campaign concerns, with their choices (PFMP-07: not the apprentices).
    func pathwayLines(of campaign: PathwayCampaign) throws -> [PathwayLine] {
        let lines: [PathwayLine] = try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            school_class.id as class_id, school_class.code as class_code, school_class.mef,
            pathway_choice.id as choice_id, pathway_choice.first_option, pathway_choice.second_option,
            pathway_choice.turns_on, pathway_choice.chosen_on, pathway_choice.advice,
            (select count(*) from \(table(.pathwayChange)) where pathway_change.choice_id = pathway_choice.id
            and pathway_change.answer = \(PathwayChange.Answer.waiting.rawValue)) as waiting
            from \(table(.schoolClass))
            join \(table(.enrolment)) on enrolment.class_id = school_class.id and enrolment.ends_on is null
            join \(table(.learner)) on learner.id = enrolment.learner_id
            left join \(table(.pathwayChoice)) on pathway_choice.learner_id = learner.id
            and pathway_choice.campaign_id = \(campaign.id)
            where school_class.school_year = \(campaign.schoolYear) and learner.left_on is null
            and learner.learner_public = \(LearnerPublic.pupil)
            order by school_class.code, learner.search_key, learner.id
            """)
        return lines.filter { TrainingLevel(mef: $0.mef) == .terminale }
    }

    func pathwayChoice(of learner: ID<Learner>, in campaign: ID<PathwayCampaign>) throws -> PathwayChoice? {
        try row(
            """
            select pathway_choice.* from \(table(.pathwayChoice))
            where pathway_choice.learner_id = \(learner) and pathway_choice.campaign_id = \(campaign)
            """)
    }

    /// The requests of change of a choice, latest first.
    func pathwayChanges(of choice: ID<PathwayChoice>) throws -> [PathwayChange] {
        try rows(
            """
            select pathway_change.* from \(table(.pathwayChange)) where pathway_change.choice_id = \(choice)
            order by pathway_change.requested_on desc, pathway_change.id desc
            """)
    }

    func pathwayChange(_ id: ID<PathwayChange>) throws -> PathwayChange {
        try find(id, in: .pathwayChange, "Cette demande")
    }
}
