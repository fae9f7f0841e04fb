import Domain
import Persistence

/// A teacher with their weekly time in a class.
struct TeachingLoad: Codable, Equatable, Sendable {
    let id: ID<TeachingLoad>
    let classId: ID<SchoolClass>
    let staffId: ID<StaffMember>
    let weeklyMinutes: Int
}

/// A placement of a period, as the distribution sees it.
struct DistributedStay: Codable, Sendable {
    let id: ID<Placement>
    let familyName: String
    let usageName: String?
    let firstName: String
    let companyId: ID<Company>
    let companyName: String
    let companyCity: String
    let latitude: Double?
    let longitude: Double?
    let referentId: ID<StaffMember>?
    let agreementState: Agreement.State?
    let formerReferentId: ID<StaffMember>?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var isFixed: Bool { agreementState.map { $0 != .draft } ?? false }

    var stay: FollowedStay {
        let place = latitude.flatMap { latitude in longitude.map { GeoPoint(latitude: latitude, longitude: $0) } }
        return FollowedStay(
            id: id, referent: referentId, isFixed: isFixed, former: formerReferentId, company: companyId, place: place)
    }
}

/// A teacher of the class in the distribution.
struct DistributionTeacher: Sendable {
    let id: ID<StaffMember>
    let name: String
    let weeklyMinutes: Int
    /// Learners of this period followed today.
    let followedHere: Int
    /// Learners of other classes followed during the same days.
    let followedElsewhere: Int

    var candidate: ReferentCandidate {
        ReferentCandidate(id: id, weeklyMinutes: weeklyMinutes, followedElsewhere: followedElsewhere)
    }
}

extension SchoolDatabase {
    /// The placements of a period that stand, by name, with who followed each learner last time.
    func distributedStays(of period: PFMPPeriod) throws -> [DistributedStay] {
        try rows(
            """
            select placement.id, learner.family_name, learner.usage_name, learner.first_name, placement.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as company_city,
            company.latitude, company.longitude, placement.referent_id, agreement.state as agreement_state,
            (select past.referent_id from \(table(.placement, as: "past")) where past.learner_id = placement.learner_id
            and past.starts_on < placement.starts_on and past.referent_id is not null
            order by past.starts_on desc, past.id desc limit 1) as former_referent_id
            from \(table(.placement)) \(latestAgreement)
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where placement.period_id = \(period.id) and \(stands)
            order by learner.search_key, placement.id
            """)
    }

    /// The teachers of the class, with the hours the school gave, or one equal hour each while it gave none.
    func distributionTeachers(for period: PFMPPeriod, stays: [DistributedStay]) throws -> [DistributionTeacher] {
        let loads: [TeachingLoad] = try rows(
            "select teaching_load.* from \(table(.teachingLoad)) where teaching_load.class_id = \(period.classId)")
        let minutes = Dictionary(uniqueKeysWithValues: loads.map { ($0.staffId, $0.weeklyMinutes) })
        let here = Dictionary(grouping: stays.compactMap(\.referentId), by: \.self).mapValues(\.count)
        return try referentChoices(for: period).filter { $0.teachesClass || here[$0.id] != nil }.map { choice in
            let mine = here[choice.id, default: 0]
            return DistributionTeacher(
                id: choice.id, name: choice.familyName + " " + choice.firstName,
                weeklyMinutes: loads.isEmpty ? (choice.teachesClass ? 60 : 0) : minutes[choice.id, default: 0],
                followedHere: mine, followedElsewhere: max(0, choice.followed - mine))
        }
    }

    func knowsHours(of schoolClass: ID<SchoolClass>) throws -> Bool {
        try count(
            "select count(*) from \(table(.teachingLoad)) where teaching_load.class_id = \(schoolClass)") > 0
    }

    func keepHours(_ hours: [ID<StaffMember>: Int], of schoolClass: ID<SchoolClass>, by author: Author, at now: Now)
        throws
    {
        let former: [TeachingLoad] = try rows(
            "select teaching_load.* from \(table(.teachingLoad)) where teaching_load.class_id = \(schoolClass)")
        let known = Dictionary(uniqueKeysWithValues: former.map { ($0.staffId, $0.weeklyMinutes) })
        guard !hours.isEmpty, hours.contains(where: { known[$0.key] != $0.value }) else { return }
        try delete(
            from: .teachingLoad,
            where: "class_id = \(schoolClass) and staff_id in (\(list: hours.keys.sorted().map(\.rawValue)))")
        try insertMany(
            hours.sorted { $0.key < $1.key }.map {
                TeachingLoad(id: newID(), classId: schoolClass, staffId: $0.key, weeklyMinutes: $0.value)
            }, into: .teachingLoad)
        try journal("Heures des enseignants de la classe", Subject("class", schoolClass), by: author, at: now)
    }
}
