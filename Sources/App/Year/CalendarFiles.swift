import Domain
import Exchange
import Persistence

/// A stay of a followed learner, by the little that a calendar needs.
private struct FollowedStay: Codable {
    let id: ID<Placement>
    let firstName: String
    let familyName: String
    let companyName: String
    let companyCity: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let version: Int

    /// « Noémie F. »: enough for those who know her.
    var shortName: String { firstName + " " + familyName.prefix(1) + "." }
}

/// A situation of evaluation at the host's (CCF), by the little that a calendar needs.
private struct EvaluationDay: Codable {
    let id: ID<CCFSituation>
    let title: String
    let day: LocalDate
    let firstName: String
    let familyName: String
    let companyName: String
    let companyCity: String
    let version: Int
}

extension SchoolDatabase {
    /// The periods and dates of a class.
    func calendar(ofClass id: ID<SchoolClass>, year: Int) throws -> ICSCalendar {
        let schoolClass = try schoolClass(id)
        return ICSCalendar(
            name: "PFMP \(schoolClass.code)", events: try events(of: schoolClass, year: schoolClass.schoolYear),
            zone: try zone())
    }

    /// The classes of a teacher, and the learners followed in companies.
    func calendar(ofStaff id: ID<StaffMember>, year: Int) throws -> ICSCalendar {
        let member = try staffMember(id)
        var events: [ICSEvent] = []
        var seen: Set<String> = []
        for taught in try classesTaught(by: id, year: year) {
            for event in try self.events(of: try schoolClass(taught.id), year: year)
            where seen.insert(event.uid).inserted {
                events.append(event)
            }
        }
        events += try actionEvents(of: id, year: year).filter { seen.insert($0.uid).inserted }
        let stays = try stays("placement.referent_id = \(id) and pfmp_period.school_year = \(year)")
        events += stays.map { stay in
            ICSEvent(
                uid: "suivi-\(stay.id)@bureau", summary: "Suivi de \(stay.shortName), \(stay.companyName)",
                location: stay.companyCity, startsOn: stay.startsOn, endsOn: stay.endsOn, revision: stay.version)
        }
        events += try evaluations("placement.referent_id = \(id) and pfmp_period.school_year = \(year)", naming: true)
        return ICSCalendar(
            name: "PFMP de \(member.fullName)", events: events.sorted { $0.startsOn < $1.startsOn }, zone: try zone())
    }

    /// The periods of a learner's class, with the host once there is one.
    func calendar(ofLearner id: ID<Learner>, year: Int) throws -> ICSCalendar {
        let learner = try learner(id)
        var events = try classOf(id, year: year).map { try self.events(of: $0, year: year) } ?? []
        let stays = try stays("placement.learner_id = \(id) and pfmp_period.school_year = \(year)")
        events += stays.map { stay in
            ICSEvent(
                uid: "placement-\(stay.id)@bureau", summary: "En entreprise : \(stay.companyName)",
                location: stay.companyCity, startsOn: stay.startsOn, endsOn: stay.endsOn, revision: stay.version)
        }
        events += try evaluations("placement.learner_id = \(id) and pfmp_period.school_year = \(year)", naming: false)
        return ICSCalendar(
            name: "PFMP \(French.of(learner.firstName))", events: events.sorted { $0.startsOn < $1.startsOn },
            zone: try zone())
    }

    private func events(of schoolClass: SchoolClass, year: Int) throws -> [ICSEvent] {
        let adopted = try boardDecision(year: year) != nil
        let periods = try periods(of: schoolClass.id).filter { $0.kind == .wholeClass }.map { period in
            let isProject = !adopted || period.boardOn == nil
            return ICSEvent(
                uid: "pfmp-\(period.id)@bureau",
                summary: "\(schoolClass.code)\u{A0}: \(period.label)\(isProject ? " (projet)" : "")",
                description: schoolClass.label, startsOn: period.startsOn, endsOn: period.endsOn,
                revision: period.version)
        }
        let dates = try schoolEvents(year: year)
            .filter { $0.concerns(classId: schoolClass.id, stream: schoolClass.stream) }
            .map { event in
                ICSEvent(
                    uid: "date-\(event.id)@bureau", summary: event.label, description: event.kind.label,
                    startsOn: event.startsOn, endsOn: event.endsOn, revision: event.version)
            }
        let actions = try actionEvents(of: schoolClass)
        return (periods + dates + actions).sorted { $0.startsOn < $1.startsOn }
    }

    /// The dates of evaluation in company; a learner's own calendar names nobody.
    private func evaluations(_ condition: SQL, naming: Bool) throws -> [ICSEvent] {
        let days: [EvaluationDay] = try rows(
            """
            select ccf_situation.id, ccf_situation.title, coalesce(ccf_situation.done_on, ccf_situation.planned_on) as day,
            learner.first_name, learner.family_name, coalesce(company.trade_name, company.legal_name) as company_name,
            company.address_city as company_city, ccf_situation.version
            from \(table(.ccfSituation)) join \(table(.placement)) on placement.id = ccf_situation.placement_id
            \(latestAgreement) join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where \(condition) and \(stands) and coalesce(ccf_situation.done_on, ccf_situation.planned_on) is not null
            order by day, ccf_situation.id
            """)
        return days.map { day in
            let who = naming ? ", \(day.firstName) \(day.familyName.prefix(1))." : ""
            return ICSEvent(
                uid: "ccf-\(day.id)@bureau", summary: "CCF\u{A0}: \(day.title)\(who), \(day.companyName)",
                location: day.companyCity, startsOn: day.day, endsOn: day.day, revision: day.version)
        }
    }

    private func stays(_ condition: SQL) throws -> [FollowedStay] {
        try rows(
            """
            select placement.id, learner.first_name, learner.family_name,
            coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as company_city,
            placement.starts_on, placement.ends_on, placement.version
            from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where \(condition) and \(stands) order by placement.starts_on, placement.id
            """)
    }
}
