import Domain
import Persistence

/// A learner of the class during a period, with their placement when there is one.
struct BoardLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let learnerPublic: LearnerPublic
    /// The learner is in the class today; `nil` for one who left it since.
    let enrolmentId: ID<Enrolment>?
    let placementId: ID<Placement>?
    let companyId: ID<Company>?
    let companyName: String?
    let companyCity: String?
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let tutorName: String?
    let signatoryId: ID<Contact>?
    let referentId: ID<StaffMember>?
    let referentName: String?
    let schedule: WeekSchedule?
    let activities: String?
    let skills: String?
    let agreementId: ID<Agreement>?
    let agreementState: Agreement.State?
    let agreementNumber: String?
    let signatureCount: Int
    /// Why the learner needs no host.
    let exemption: SearchExemption?
    let leadCount: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var isPlaced: Bool { placementId != nil }

    /// What the office still has to fill in, in a few words each.
    var missing: [String] {
        guard isPlaced else { return [] }
        var list: [String] = []
        if tutorName == nil { list.append("tuteur") }
        if signatoryId == nil { list.append("signataire") }
        if referentId == nil { list.append("référent") }
        if schedule?.isEmpty ?? true { list.append("horaires") }
        if activities?.isEmpty ?? true { list.append("activités") }
        if skills?.isEmpty ?? true { list.append("compétences") }
        return list
    }
}

extension SchoolDatabase {
    /// Every learner of the class of a period, placed or not (F46), and those placed in it who left the class since.
    func board(of period: PFMPPeriod) throws -> [BoardLine] {
        try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            learner.birth_date, learner.learner_public, enrolment.id as enrolment_id, stay.id as placement_id, stay.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as company_city,
            stay.starts_on, stay.ends_on, tutor.family_name as tutor_name, stay.signatory_id, stay.referent_id,
            staff_member.family_name as referent_name, stay.schedule, stay.activities, stay.skills, stay.agreement_id,
            stay.agreement_state, stay.agreement_number, (select count(*) from \(table(.agreementSignature))
            where agreement_signature.agreement_id = stay.agreement_id) as signature_count,
            placement_search.exemption, coalesce(asked.lead_count, 0) as lead_count
            from (\(members(of: period))) as member join \(table(.learner)) on learner.id = member.learner_id
            left join \(table(.enrolment)) on enrolment.learner_id = learner.id
            and enrolment.class_id = \(period.classId) and enrolment.ends_on is null and learner.left_on is null
            left join (\(stays(of: period.id))) as stay on stay.learner_id = learner.id
            left join \(table(.placementSearch)) on placement_search.learner_id = learner.id
            and placement_search.period_id = \(period.id)
            left join (select lead.learner_id, count(*) as lead_count from \(table(.lead))
            where lead.period_id = \(period.id) group by lead.learner_id) as asked on asked.learner_id = learner.id
            left join \(table(.company)) on company.id = stay.company_id
            left join \(table(.contact, as: "tutor")) on tutor.id = stay.tutor_id
            left join \(table(.staffMember)) on staff_member.id = stay.referent_id
            where (enrolment.id is not null and \(isConcerned(by: period))) or stay.id is not null
            order by learner.search_key, learner.id, stay.starts_on
            """)
    }

    /// Who may stand on the board of a period: found by their keys, so that nobody else of the school is read.
    func members(of period: PFMPPeriod) -> SQL {
        """
        select enrolment.learner_id from \(table(.enrolment)) where enrolment.class_id = \(period.classId)
        union
        select placement.learner_id from \(table(.placement)) where placement.period_id = \(period.id)
        """
    }

    /// Whether a period known beforehand concerns the learner of the statement.
    func isConcerned(by period: PFMPPeriod) -> SQL {
        if period.pathway {
            return """
                learner.id in (select pathway_goer.learner_id from \(table(.pathwayGoer))
                where pathway_goer.period_id = \(period.id))
                """
        }
        guard period.kind == .catchUp else { return "true" }
        return """
            learner.id in (select catch_up.learner_id from \(table(.catchUp)) where catch_up.period_id = \(period.id))
            """
    }

    private func stays(of period: ID<PFMPPeriod>) -> SQL {
        """
        select placement.*, agreement.id as agreement_id, agreement.state as agreement_state,
        agreement.number as agreement_number from \(table(.placement)) \(latestAgreement)
        where placement.period_id = \(period) and \(stands)
        """
    }
}
