import Domain
import Persistence

/// A placement with the people and the place that follow-up is about.
struct FollowedPlacement: Codable, Sendable {
    let id: ID<Placement>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let searchKey: String
    let classId: ID<SchoolClass>
    let classCode: String
    let mef: String
    let stream: String
    let periodId: ID<PFMPPeriod>
    let periodLabel: String
    let schoolYear: Int
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schedule: WeekSchedule
    let site: PostalAddress
    let companyId: ID<Company>
    let companyName: String
    let companyPhone: String?
    let address: PostalAddress
    let latitude: Double?
    let longitude: Double?
    let tutorFirstName: String?
    let tutorFamilyName: String?
    let tutorPhone: String?
    let tutorEmail: String?
    let referentId: ID<StaffMember>?
    let referentFirstName: String?
    let referentFamilyName: String?
    let agreementId: ID<Agreement>?
    let agreementState: Agreement.State?
    let agreementNumber: String?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var learnerName: String { firstName + " " + (usageName ?? familyName) }
    var tutorName: String? { FollowedPlacement.name(tutorFirstName, tutorFamilyName) }
    var referentName: String? { FollowedPlacement.name(referentFirstName, referentFamilyName) }
    /// The tutor's own number, or that of the company.
    var phone: String? { tutorPhone ?? companyPhone }
    /// Where the learner really is.
    var place: PostalAddress { site.isEmpty ? address : site }
    var dates: String { "du \(startsOn.short) au \(endsOn.long)" }

    func isRunning(on day: LocalDate) -> Bool { startsOn <= day && day <= endsOn }

    private static func name(_ first: String?, _ family: String?) -> String? {
        let parts = [first, family].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

/// What was done for a placement, counted.
struct FollowUpCounts: Codable, Sendable {
    let id: ID<Placement>
    let contacts: Int
    let visitsDone: Int
    let visitsPlanned: Int
    let lastContactOn: LocalDate?
    let nextVisitOn: LocalDate?
    /// Absences and latenesses that touch the week.
    let absences: Int
    /// Absences whose cause is still unknown.
    let unexplained: Int
    let concerns: Int
    let tutorEvaluated: Bool
    let learnerEvaluated: Bool
}

extension SchoolDatabase {
    /// Placements that stand and answer a condition, by class and name.
    func followedPlacements(where condition: SQL, limit: Int = 1000) throws -> [FollowedPlacement] {
        try rows("\(followedSelection) where \(condition) \(followedOrder) limit \(limit)")
    }

    func followedPlacement(_ id: ID<Placement>) throws -> FollowedPlacement {
        let found: FollowedPlacement? = try row("\(followedSelection) where placement.id = \(id)")
        guard let found else { throw NotFound("Ce placement") }
        return found
    }

    private var followedOrder: SQL { "order by school_class.code, learner.search_key, placement.id" }

    private var followedSelection: SQL {
        """
        select placement.id, placement.learner_id, learner.family_name, learner.usage_name, learner.first_name,
        learner.search_key, school_class.id as class_id, school_class.code as class_code, school_class.mef,
        school_class.stream, placement.period_id, pfmp_period.label as period_label, pfmp_period.school_year,
        placement.starts_on, placement.ends_on, placement.schedule, placement.site_line1, placement.site_line2,
        placement.site_postal_code, placement.site_city, placement.company_id,
        coalesce(company.trade_name, company.legal_name) as company_name, company.phone as company_phone,
        company.address_line1, company.address_line2, company.address_postal_code, company.address_city,
        company.latitude, company.longitude, tutor.first_name as tutor_first_name,
        tutor.family_name as tutor_family_name, tutor.phone as tutor_phone, tutor.email as tutor_email,
        placement.referent_id, staff_member.first_name as referent_first_name,
        staff_member.family_name as referent_family_name, agreement.id as agreement_id,
        agreement.state as agreement_state, agreement.number as agreement_number
        from \(table(.placement)) \(latestAgreement)
        join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
        join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
        join \(table(.learner)) on learner.id = placement.learner_id
        join \(table(.company)) on company.id = placement.company_id
        left join \(table(.contact, as: "tutor")) on tutor.id = placement.tutor_id
        left join \(table(.staffMember)) on staff_member.id = placement.referent_id
        """
    }

    /// The counts of the same placements.
    func followUpCounts(where condition: SQL, week today: LocalDate) throws -> [ID<Placement>: FollowUpCounts] {
        let monday = today.monday
        let counts: [FollowUpCounts] = try rows(
            """
            select placement.id,
            sum(case when follow_up.done_on is not null then 1 else 0 end) as contacts,
            sum(case when follow_up.done_on is not null and \(isVisit) then 1 else 0 end) as visits_done,
            sum(case when follow_up.id is not null and follow_up.done_on is null and \(isVisit) then 1 else 0 end)
            as visits_planned, max(follow_up.done_on) as last_contact_on,
            min(case when follow_up.done_on is null and \(isVisit) then follow_up.planned_on end) as next_visit_on,
            sum(case when follow_up.concern then 1 else 0 end) as concerns,
            (select count(*) from \(table(.absence)) where absence.placement_id = placement.id
            and absence.starts_on <= \(monday.adding(days: 6)) and absence.ends_on >= \(monday)) as absences,
            (select count(*) from \(table(.absence)) where absence.placement_id = placement.id
            and absence.kind = \(Absence.Kind.absence) and absence.cause = \(AbsenceFamily.unknown)) as unexplained,
            exists (select 1 from \(table(.evaluation)) where evaluation.placement_id = placement.id
            and evaluation.kind = \(Evaluation.Kind.tutor)) as tutor_evaluated,
            exists (select 1 from \(table(.evaluation)) where evaluation.placement_id = placement.id
            and evaluation.kind = \(Evaluation.Kind.learner)) as learner_evaluated
            from \(table(.placement)) \(latestAgreement)
            left join \(table(.followUp)) on follow_up.placement_id = placement.id
            where \(condition) group by placement.id
            """)
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.id, $0) })
    }

    private var isVisit: SQL { "follow_up.kind = \(FollowUp.Kind.visit)" }

    /// Placements under way, or over since less than the days in which papers still come.
    func recent(_ today: LocalDate) -> SQL {
        """
        placement.starts_on <= \(today) and placement.ends_on >= \(today.adding(days: -FollowUpSelection.paperDays))
        and \(stands)
        """
    }

    func isStanding(_ condition: SQL) -> SQL { "\(stands) and \(condition)" }
}
