import Domain
import Persistence

/// A contract or period as lists show it.
struct CompanyStayLine: Codable, Sendable {
    let id: ID<CompanyStay>
    let kind: CompanyStay.Kind
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let companyName: String
    let tutorName: String?
    let startsOn: LocalDate
    let endsOn: LocalDate

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

/// An apprentice or adult trainee whose papers are not here yet.
struct WithoutContractLine: Codable, Sendable {
    let id: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let learnerPublic: LearnerPublic
    let classCode: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    func companyStay(_ id: ID<CompanyStay>) throws -> CompanyStay {
        try find(id, in: .companyStay, "Ce contrat")
    }

    /// Contracts and periods that run on a day, or begin later.
    func companyStays(on day: LocalDate) throws -> [CompanyStayLine] {
        try companyStays(where: "company_stay.ends_on >= \(day)")
    }

    func companyStays(of learner: ID<Learner>) throws -> [CompanyStayLine] {
        try companyStays(where: "company_stay.learner_id = \(learner)")
    }

    private func companyStays(where condition: SQL) throws -> [CompanyStayLine] {
        try rows(
            """
            select company_stay.id, company_stay.kind, company_stay.learner_id, learner.family_name,
            learner.usage_name, learner.first_name, coalesce(company.trade_name, company.legal_name) as company_name,
            tutor.family_name as tutor_name, company_stay.starts_on, company_stay.ends_on
            from \(table(.companyStay)) join \(table(.learner)) on learner.id = company_stay.learner_id
            join \(table(.company)) on company.id = company_stay.company_id
            left join \(table(.contact, as: "tutor")) on tutor.id = company_stay.tutor_id
            where \(condition) order by learner.search_key, company_stay.starts_on, company_stay.id
            """)
    }

    /// Apprentices and adult trainees of a year with no contract or period on a day.
    func withoutContract(year: Int, on day: LocalDate) throws -> [WithoutContractLine] {
        try rows(
            """
            select learner.id, learner.family_name, learner.usage_name, learner.first_name, learner.learner_public,
            school_class.code as class_code
            from \(table(.learner)) join \(table(.enrolment)) on enrolment.learner_id = learner.id
            and enrolment.school_year = \(year) and enrolment.ends_on is null
            join \(table(.schoolClass)) on school_class.id = enrolment.class_id
            where learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.apprentice), \(LearnerPublic.adultTrainee))
            and not exists (select 1 from \(table(.companyStay)) where company_stay.learner_id = learner.id
            and company_stay.ends_on >= \(day))
            order by school_class.code, learner.search_key, learner.id
            """)
    }
}

/// A contract with the people it names, for its page and its papers.
struct CompanyStayDossier: Sendable {
    let stay: CompanyStay
    let learner: Learner
    let schoolClass: SchoolClass?
    let school: School
    let company: Company
    let tutor: Contact?
    let referent: StaffMember?
    let guardians: [GuardianLine]
    let periods: [PFMPPeriod]
    let today: LocalDate
}

extension SchoolDatabase {
    func companyStayDossier(_ id: ID<CompanyStay>, year: Int, today: LocalDate) throws -> CompanyStayDossier {
        let stay = try companyStay(id)
        let schoolClass = try classOf(stay.learnerId, year: year)
        return CompanyStayDossier(
            stay: stay, learner: try learner(stay.learnerId), schoolClass: schoolClass, school: try ownSchool(),
            company: try find(stay.companyId, in: .company, "Cette entreprise"),
            tutor: try stay.tutorId.map { try find($0, in: .contact, "Ce contact") },
            referent: try stay.referentId.map { try find($0, in: .staffMember, "Cet enseignant") },
            guardians: try guardians(of: stay.learnerId).filter { $0.legalRank > 0 },
            periods: try schoolClass.map { try periods(of: $0.id) } ?? [], today: today)
    }
}
