import Domain
import Persistence

/// A learner who needs a host for a period. Nothing here is sensitive: who, which class, which town.
struct ProposalGoer: Codable, Sendable, Hashable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let city: String
    let postalCode: String
    let periodId: ID<PFMPPeriod>
    let periodLabel: String
    let classCode: String
    let stream: String
    let mef: String
    let startsOn: LocalDate
    let endsOn: LocalDate

    var listName: String { (usageName ?? familyName) + " " + firstName }
    /// The learner and the period.
    var key: String { learnerId.rawValue + periodId.rawValue }
    var level: String { TrainingLevel(mef: mef)?.rawValue ?? "" }
}

/// A company that may take learners.
struct ProposalHost: Codable, Sendable {
    let id: ID<Company>
    let name: String
    let city: String
    let postalCode: String
    let siret: String?
    let headcount: Int?
    let naf: String?
    let streams: String
    let latitude: Double?
    let longitude: Double?

    /// What the quota is counted for: the legal person, or the company alone when its number is not known.
    var legalPerson: String { siret.map { String($0.prefix(9)) } ?? id.rawValue }
    var sector: String? { naf.map { String($0.prefix(2)) } }
    var position: (latitude: Double, longitude: Double)? {
        latitude.flatMap { latitude in longitude.map { (latitude, $0) } }
    }
}

/// A placement of the school that stands or stood, by what a proposal needs.
struct ProposalStay: Codable, Sendable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let companyId: ID<Company>
    let tutorId: ID<Contact>?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let stream: String
    let origin: RelationOrigin

    func meets(_ start: LocalDate, _ end: LocalDate) -> Bool { startsOn <= end && start <= endsOn }
}

/// A lead of a learner with a company of the school.
struct ProposalLead: Codable, Sendable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let companyId: ID<Company>
    let answer: LeadAnswer
    let askedOn: LocalDate
}

/// A learner who needs no host for a period.
private struct ProposalExemption: Codable, Hashable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
}

/// A tutor known at a company.
private struct ProposalTutor: Codable {
    let companyId: ID<Company>
    let number: Int
}

/// Everything a proposal is made from, read at once.
struct ProposalFacts: Sendable {
    var goers: [ProposalGoer] = []
    var hosts: [ProposalHost] = []
    var offers: [HostPlace] = []
    var stays: [ProposalStay] = []
    var leads: [ProposalLead] = []
    /// How many tutors are known at each company.
    var tutors: [ID<Company>: Int] = [:]
    /// The middle of each town and of each postal code, by the companies that stand there.
    var towns: [String: (latitude: Double, longitude: Double)] = [:]
    /// Trainees of other establishments, by company and period.
    var elsewhere: [ID<PFMPPeriod>: [ID<Company>: Int]] = [:]
    /// What travels are estimated with, by way of going.
    var estimates: [TravelMode: TravelEstimate] = [:]
    /// Travels that people typed.
    var typedTravels: [TravelPair: TravelTime] = [:]
    var parameters: LegalParameters
    /// The order of the académie on numbers, as noted.
    var order = AcademicOrder()
    var today: LocalDate
}

extension SchoolDatabase {
    /// What the proposal of some periods is made from: learners without a standing placement, places and hosts.
    func proposalFacts(for periods: [ID<PFMPPeriod>], year: Int, today: LocalDate) throws -> ProposalFacts {
        var facts = ProposalFacts(parameters: try LegalTexts.parameters(), today: today)
        facts.order = try agreementSetting(.academicOrder, usual: AcademicOrder()).value
        guard !periods.isEmpty else { return facts }
        facts.stays = try proposalStays()
        let there = Dictionary(grouping: facts.stays, by: \.learnerId)
        let exempt = Set(try exemptions(periods))
        facts.goers = try proposalGoers(periods).filter { goer in
            !exempt.contains(ProposalExemption(learnerId: goer.learnerId, periodId: goer.periodId))
                && !(there[goer.learnerId] ?? []).contains {
                    $0.periodId == goer.periodId || $0.meets(goer.startsOn, goer.endsOn)
                }
        }
        facts.hosts = try proposalHosts()
        facts.offers = try rows(
            """
            select host_place.* from \(table(.hostPlace)) where host_place.school_year = \(year)
            order by host_place.company_id, host_place.id
            """)
        facts.leads = try rows(
            """
            select lead.learner_id, lead.period_id, lead.company_id, lead.answer, lead.asked_on from \(table(.lead))
            where lead.company_id is not null and lead.period_id in (\(list: periods)) order by lead.asked_on, lead.id
            """)
        let tutors: [ProposalTutor] = try rows(
            """
            select contact.company_id, count(*) as number from \(table(.contact))
            where contact.tutor and contact.left_on is null group by contact.company_id
            """)
        facts.tutors = Dictionary(uniqueKeysWithValues: tutors.map { ($0.companyId, $0.number) })
        facts.towns = middles(of: facts.hosts)
        facts.elsewhere = try traineesElsewhere(during: facts.goers)
        let school = try thresholds()
        facts.estimates = Dictionary(
            uniqueKeysWithValues: TravelMode.allCases.map { ($0, TravelEstimate($0, of: school)) })
        facts.typedTravels = try travelTimes()
        return facts
    }

    private func proposalGoers(_ periods: [ID<PFMPPeriod>]) throws -> [ProposalGoer] {
        try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            learner.address_city as city, learner.address_postal_code as postal_code, pfmp_period.id as period_id,
            pfmp_period.label as period_label, school_class.code as class_code, school_class.stream, school_class.mef,
            pfmp_period.starts_on, pfmp_period.ends_on
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.enrolment)) on enrolment.class_id = pfmp_period.class_id and enrolment.ends_on is null
            join \(table(.learner)) on learner.id = enrolment.learner_id
            where pfmp_period.id in (\(list: periods)) and learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))
            and \(isConcerned)
            order by learner.search_key, learner.id, pfmp_period.starts_on, pfmp_period.id
            """)
    }

    private func exemptions(_ periods: [ID<PFMPPeriod>]) throws -> [ProposalExemption] {
        try rows(
            """
            select placement_search.learner_id, placement_search.period_id from \(table(.placementSearch))
            where placement_search.period_id in (\(list: periods)) and placement_search.exemption is not null
            """)
    }

    private func proposalHosts() throws -> [ProposalHost] {
        let closed = HostQuality.State.allCases.filter { !$0.takesLearners }.map { "\($0)" as SQL }
        return try rows(
            """
            select company.id, coalesce(company.trade_name, company.legal_name) as name, company.address_city as city,
            company.address_postal_code as postal_code, company.siret, company.headcount, company.naf, company.streams,
            company.latitude, company.longitude from \(table(.company))
            where company.archived_on is null and company.relation <> \(RelationStatus.leaveAlone)
            and not exists (select 1 from \(table(.hostQuality)) where host_quality.company_id = company.id
            and host_quality.state in (\(SQL.joined(closed, by: ", "))))
            order by company.sort_key, company.id
            """)
    }

    private func proposalStays() throws -> [ProposalStay] {
        try rows(
            """
            select placement.learner_id, placement.period_id, placement.company_id, placement.tutor_id, placement.starts_on,
            placement.ends_on, school_class.stream, placement.origin from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where \(stands) order by placement.starts_on, placement.id
            """)
    }

    private func traineesElsewhere(during goers: [ProposalGoer]) throws -> [ID<PFMPPeriod>: [ID<Company>: Int]] {
        var known: [ID<PFMPPeriod>: [ID<Company>: Int]] = [:]
        for goer in goers where known[goer.periodId] == nil {
            let found = try onPlatform {
                try $0.traineesElsewhere(than: schoolId, from: goer.startsOn, through: goer.endsOn)
            }
            known[goer.periodId] = Dictionary(
                found.map { ($0.companyId, $0.trainees) }, uniquingKeysWith: { first, _ in first })
        }
        return known
    }

    /// Learners live somewhere in their town: its middle is that of the companies that stand there.
    private func middles(of hosts: [ProposalHost]) -> [String: (latitude: Double, longitude: Double)] {
        var sums: [String: (latitude: Double, longitude: Double, count: Double)] = [:]
        for host in hosts {
            guard let position = host.position else { continue }
            for key in [SearchKey(host.city).rawValue, host.postalCode] where !key.isEmpty {
                let sum = sums[key] ?? (0, 0, 0)
                sums[key] = (sum.latitude + position.latitude, sum.longitude + position.longitude, sum.count + 1)
            }
        }
        return sums.mapValues { ($0.latitude / $0.count, $0.longitude / $0.count) }
    }
}
