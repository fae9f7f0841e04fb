import Domain
import Persistence

/// Everything about the search of a host for one learner and one period.
struct HostSearchView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass
    let period: PFMPPeriod
    let leads: [Lead]
    let search: PlacementSearch?
    let ownerName: String?
    /// The link of the learner and the family, while it serves.
    let familyLink: SearchLink?
    let proposals: [HostProposal]
    /// How much the companies of the leads are asked.
    let sayings: [ID<Company>: [PressureSaying]]
    let team: [TeamChoice]
    let thresholds: SchoolThresholds
    let isPlaced: Bool
    let today: LocalDate
    let author: Author

    var link: Link { .hostSearch(learner.id, in: period.id) }
    var mayRecord: Bool { author.may(.recordLeads) && !isPlaced && leads.count < thresholds[.leadsPerPeriod] }
    var urgency: SearchUrgency { SearchUrgency(period.startsOn, today: today, thresholds: thresholds) }
    var toRemind: [Lead] { leads.filter { $0.isToRemind(on: today, after: thresholds[.leadReminderDays]) } }
}

extension SchoolDatabase {
    func hostSearch(
        _ learnerId: ID<Learner>, in periodId: ID<PFMPPeriod>, author: Author, today: LocalDate
    ) throws -> HostSearchView {
        let learner = try learner(learnerId)
        let period = try period(periodId)
        let schoolClass = try schoolClass(period.classId)
        let leads = try leads(of: learner.id, in: period.id)
        let search = try placementSearch(of: learner.id, in: period.id)
        let isPlaced = try isPlaced(learner.id, in: period.id)
        let pressures = try pressures(during: period, of: schoolClass, today: today)
        let town = author.may(.seeLearnerContacts) ? learner.address.city : ""
        let proposals =
            isPlaced || search?.exemption != nil
            ? []
            : try hostCandidates(for: period, of: schoolClass, today: today).best(near: town.isEmpty ? nil : town)
        return HostSearchView(
            learner: learner, schoolClass: schoolClass, period: period, leads: leads, search: search,
            ownerName: try search?.ownerId.map { try staffMember($0).fullName },
            familyLink: author.may(.recordLeads)
                ? try searchLink(of: learner.id, in: period.id, today: today) : nil, proposals: proposals,
            sayings: try sayings(of: leads.compactMap(\.companyId), pressures),
            team: try teamChoices(for: schoolClass.id), thresholds: pressures.thresholds, isPlaced: isPlaced,
            today: today, author: author)
    }

    /// What must be known of some companies, with their headcounts.
    func sayings(of companies: [ID<Company>], _ pressures: HostPressures) throws -> [ID<Company>: [PressureSaying]] {
        guard !companies.isEmpty else { return [:] }
        let known: [CompanyHeadcount] = try rows(
            "select company.id, company.headcount from \(table(.company)) where company.id in (\(list: companies))")
        return known.reduce(into: [:]) { sayings, company in
            sayings[company.id] = pressures.sayings(of: company.id, headcount: company.headcount)
        }
    }
}

private struct CompanyHeadcount: Codable {
    let id: ID<Company>
    let headcount: Int?
}
