import Domain
import Persistence

/// One moment of a learner with the professional world.
struct PathMoment: Sendable {
    let day: LocalDate
    let icon: String
    let title: String
    let detail: String
    var link: Link?
}

private struct AttendedAction: Codable {
    let id: ID<Action>
    let title: String
    let kind: ActionKind
    let startsOn: LocalDate?
    let state: ActionLearner.State
}

private struct PathStay: Codable {
    let id: ID<Placement>
    let companyName: String
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
}

private struct PathVisit: Codable {
    let doneOn: LocalDate
    let kind: FollowUp.Kind
    let companyName: String
    let placementId: ID<Placement>
}

private struct PathOffer: Codable {
    let id: ID<JobOffer>
    let title: String
    let state: OfferInterest.State
    let notedOn: LocalDate
    let companyName: String
}

private struct PathMeeting: Codable {
    let companyName: String
    let title: String
    let actionId: ID<Action>
    let heldOn: LocalDate
    let outcome: ActionMeeting.Outcome
}

extension SchoolDatabase {
    func learnerPath(of learner: ID<Learner>) throws -> LearnerPath? {
        try row("select learner_path.* from \(table(.learnerPath)) where learner_path.learner_id = \(learner)")
    }

    func pathSessions(of learner: ID<Learner>) throws -> [PathSession] {
        try rows(
            """
            select path_session.* from \(table(.pathSession)) where path_session.learner_id = \(learner)
            order by path_session.held_on desc, path_session.id desc
            """)
    }

    /// Every contact of a learner with the professional world, latest first.
    func pathMoments(of learner: Learner) throws -> [PathMoment] {
        var moments = try actionMoments(learner.id) + stayMoments(learner.id) + visitMoments(learner.id)
        moments += try meetingMoments(learner.id) + offerMoments(learner.id) + mentoringMoments(learner.id)
        moments += try pathSessions(of: learner.id).filter(\.present).map { session in
            PathMoment(
                day: session.heldOn, icon: "note", title: session.kind.label,
                detail: [session.partner, session.note].filter { !$0.isEmpty }.joined(separator: ", "))
        }
        moments += try pathwayMoments(learner.id) + mobilityMoments(learner.id)
        if let day = learner.enteredOn {
            moments.append(PathMoment(day: day, icon: "class", title: "Entrée au lycée", detail: ""))
        }
        if let day = learner.leftOn {
            moments.append(PathMoment(day: day, icon: "logout", title: "Sortie du lycée", detail: ""))
        }
        return moments.sorted { ($0.day, $0.title) > ($1.day, $1.title) }
    }

    private func actionMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let attended: [AttendedAction] = try rows(
            """
            select action.id, action.title, action.kind, action.starts_on, action_learner.state
            from \(table(.actionLearner)) join \(table(.action)) on action.id = action_learner.action_id
            where action_learner.learner_id = \(learner) and action_learner.state = 'present'
            and action.starts_on is not null order by action.starts_on, action.id
            """)
        return attended.compactMap { line in
            line.startsOn.map {
                PathMoment(
                    day: $0, icon: "star", title: line.title, detail: line.kind.label, link: .action(line.id))
            }
        }
    }

    private func stayMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let stays: [PathStay] = try rows(
            """
            select placement.id, coalesce(company.trade_name, company.legal_name) as company_name,
            pfmp_period.label, placement.starts_on, placement.ends_on
            from \(table(.placement)) \(latestAgreement)
            join \(table(.company)) on company.id = placement.company_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where placement.learner_id = \(learner) and \(stands) order by placement.starts_on, placement.id
            """)
        return stays.map {
            PathMoment(
                day: $0.startsOn, icon: "pfmp", title: "\($0.label), \($0.companyName)",
                detail: "du \($0.startsOn.short) au \($0.endsOn.long)", link: .followUp(of: $0.id))
        }
    }

    private func visitMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let visits: [PathVisit] = try rows(
            """
            select follow_up.done_on, follow_up.kind, follow_up.placement_id,
            coalesce(company.trade_name, company.legal_name) as company_name
            from \(table(.followUp)) join \(table(.placement)) on placement.id = follow_up.placement_id
            join \(table(.company)) on company.id = placement.company_id
            where placement.learner_id = \(learner) and follow_up.done_on is not null
            order by follow_up.done_on, follow_up.id
            """)
        return visits.map {
            PathMoment(
                day: $0.doneOn, icon: $0.kind == .visit ? "pin" : "phone",
                title: "Suivi : \($0.kind.label.lowercasedFirst)",
                detail: $0.companyName, link: .followUp(of: $0.placementId))
        }
    }

    private func meetingMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let meetings: [PathMeeting] = try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as company_name, action.title,
            action.id as action_id, action_slot.held_on, action_meeting.outcome
            from \(table(.actionMeeting)) join \(table(.action)) on action.id = action_meeting.action_id
            join \(table(.actionSlot)) on action_slot.id = action_meeting.slot_id
            join \(table(.actionGuest)) on action_guest.id = action_meeting.guest_id
            join \(table(.company)) on company.id = action_guest.company_id
            where action_meeting.learner_id = \(learner) and action_meeting.outcome not in ('prevue', 'manquee')
            order by action_slot.held_on, action_meeting.id
            """)
        return meetings.map {
            PathMoment(
                day: $0.heldOn, icon: "people", title: "Entretien avec \($0.companyName)",
                detail: "\($0.title), \($0.outcome.label.lowercasedFirst)", link: .action($0.actionId))
        }
    }

    private func offerMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let offers: [PathOffer] = try rows(
            """
            select job_offer.id, job_offer.title, offer_interest.state, offer_interest.noted_on,
            coalesce(company.trade_name, company.legal_name) as company_name
            from \(table(.offerInterest)) join \(table(.jobOffer)) on job_offer.id = offer_interest.offer_id
            join \(table(.company)) on company.id = job_offer.company_id
            where offer_interest.learner_id = \(learner) order by offer_interest.noted_on, offer_interest.id
            """)
        return offers.map {
            PathMoment(
                day: $0.notedOn, icon: "document", title: "Offre : \($0.title)",
                detail: "\($0.companyName), \($0.state.label.lowercasedFirst)", link: .offer($0.id))
        }
    }

    private func mentoringMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let all: [Mentoring] = try rows(
            """
            select mentoring.* from \(table(.mentoring)) where mentoring.learner_id = \(learner)
            order by mentoring.starts_on, mentoring.id
            """)
        return all.filter { $0.state != .proposed }.map {
            PathMoment(
                day: $0.startsOn, icon: "tutor", title: "Mentorat avec \($0.mentorName)", detail: $0.state.label)
        }
    }

    /// The choice of terminale, as the campaign keeps it.
    private func pathwayMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let choices: [PathwayChoice] = try rows(
            """
            select pathway_choice.* from \(table(.pathwayChoice)) where pathway_choice.learner_id = \(learner)
            order by pathway_choice.chosen_on, pathway_choice.id
            """)
        let campaigns: [PathwayCampaign] = try rows("select pathway_campaign.* from \(table(.pathwayCampaign))")
        return choices.compactMap { choice in
            campaigns.first { $0.id == choice.campaignId }.map {
                PathMoment(
                    day: choice.chosenOn, icon: "swap", title: $0.name, detail: choice.path.label(in: $0),
                    link: .pathway(of: learner))
            }
        }
    }

    private func mobilityMoments(_ learner: ID<Learner>) throws -> [PathMoment] {
        let travels: [MobilityTraveller] = try rows(
            """
            select mobility_traveller.* from \(table(.mobilityTraveller))
            where mobility_traveller.learner_id = \(learner) and mobility_traveller.state in ('parti', 'revenu')
            """)
        return try travels.compactMap { travel in
            let project: MobilityProject = try find(travel.projectId, in: .mobilityProject, "Ce projet")
            return project.startsOn.map {
                PathMoment(day: $0, icon: "pin", title: "Mobilité : \(project.country)", detail: project.title)
            }
        }
    }
}

/// A learner in the table of sessions of a class.
struct PathLine: Codable, Sendable {
    let id: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let cv: LearnerPath.CV?
    let seeks: LearnerPath.Search?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    func pathLines(of schoolClass: ID<SchoolClass>, year: Int) throws -> [PathLine] {
        try rows(
            """
            select learner.id, learner.family_name, learner.usage_name, learner.first_name, learner_path.cv,
            learner_path.seeks from \(table(.learner))
            join \(table(.enrolment)) on enrolment.learner_id = learner.id
            left join \(table(.learnerPath)) on learner_path.learner_id = learner.id
            where enrolment.class_id = \(schoolClass) and \(enrolled(in: year)) and learner.left_on is null
            order by learner.search_key, learner.id
            """)
    }

    /// Sessions of the learners of a class.
    func pathSessions(ofClass schoolClass: ID<SchoolClass>) throws -> [PathSession] {
        try rows(
            """
            select path_session.* from \(table(.pathSession))
            join \(table(.enrolment)) on enrolment.learner_id = path_session.learner_id
            where enrolment.class_id = \(schoolClass) order by path_session.held_on, path_session.id
            """)
    }

    /// Those of AvenirPro+ who are followed, or were this year.
    func avenirFollowUps() throws -> [(AvenirFollowUp, Learner)] {
        let all: [AvenirFollowUp] = try rows(
            """
            select avenir_follow_up.* from \(table(.avenirFollowUp))
            order by avenir_follow_up.entered_on desc, avenir_follow_up.id limit 200
            """)
        let learners: [Learner] = try rows(
            """
            select learner.* from \(table(.learner)) where learner.id in (
            select avenir_follow_up.learner_id from \(table(.avenirFollowUp)))
            """)
        return all.compactMap { line in learners.first { $0.id == line.learnerId }.map { (line, $0) } }
    }
}
