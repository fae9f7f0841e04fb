import Domain

/// What the rules on hours, overlaps and numbers say of one placement.
struct PlacementCheck: Sendable {
    let sources: AgreementSources
    /// The placements that share a day with this one, its own former self included.
    let standing: [StandingPlacement]
    let parameters: LegalParameters

    var findings: [Finding] { overlaps + hours + numbers }

    private var placement: Placement { sources.placement }
    private var others: [StandingPlacement] { standing.filter { $0.id != placement.id } }

    /// PFMP-29. The only findings that stop a placement from being saved.
    var overlaps: [Finding] {
        let days = PlacementDays(startsOn: placement.startsOn, endsOn: placement.endsOn, host: "")
        return days.overlaps(
            with: others.filter { $0.learnerId == placement.learnerId }
                .map { PlacementDays(startsOn: $0.startsOn, endsOn: $0.endsOn, host: $0.companyName) })
    }

    private var hours: [Finding] {
        guard !placement.schedule.isEmpty else { return [] }
        let facts = ScheduleFacts(
            birthDate: sources.learner.birthDate, learnerPublic: sources.learner.learnerPublic,
            startsOn: placement.startsOn, endsOn: placement.endsOn, schedule: placement.schedule,
            territory: Territory(rawValue: sources.school.territory) ?? .metropole)
        return ScheduleRules.findings(facts, parameters: parameters)
    }

    private var numbers: [Finding] {
        let day = placement.startsOn
        let host = others.filter { $0.companyId == placement.companyId }.count + 1
        var found = CapacityRules.host(
            trainees: host, headcount: sources.company.headcount, on: day, parameters: parameters)
        if let tutor = placement.tutorId {
            let trainees = others.filter { $0.tutorId == tutor }.count + 1
            found += CapacityRules.tutor(trainees: trainees, on: day, parameters: parameters)
        }
        if let referent = placement.referentId {
            let learners = others.filter { $0.referentId == referent }.count + 1
            found += CapacityRules.referent(
                learners: learners, learnerPublic: sources.learner.learnerPublic, on: day, parameters: parameters)
        }
        return found
    }
}
