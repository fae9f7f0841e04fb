import Domain
import Persistence

/// The follow-up of one placement: presence, contacts, certifying situations, papers.
enum PlacementFollowUpRoutes {
    static func add(to site: Site) {
        let access = Access.members(.recordFollowUp)
        site.get("/placements/:id/suivi", access, show)
        site.post("/placements/:id/note", access, quickNote)
        site.post("/placements/:id/absences", access, addAbsence)
        site.get("/absences/:id", access, absence)
        site.post("/absences/:id", access, editAbsence)
        site.post("/absences/:id/retrait", access, removeAbsence)
        site.get("/placements/:id/contacts", access, newFollowUp)
        site.post("/placements/:id/contacts", access, addFollowUp)
        site.get("/contacts-pfmp/:id", access, followUp)
        site.post("/contacts-pfmp/:id", access, editFollowUp)
        site.post("/contacts-pfmp/:id/retrait", access, removeFollowUp)
        site.get("/contacts-pfmp/:id/ordre-de-mission.pdf", access, missionOrder)
        site.get("/placements/:id/ccf", access, ccfForm)
        site.post("/placements/:id/ccf", access, saveCCF)
        DepartureSheetRoutes.add(to: site)
        site.get("/placements/:id/presence.pdf", access, presenceSheet)
        site.get("/pfmp/:id/presence.pdf", access, presenceSheets)
        site.get("/placements/:id/fiche-appel.pdf", access, callSheet)
    }

    // MARK: The page

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let page = try await page(of: id, FormState([("du", visit.now.day.description)]), visit)
        try await visit.perform(NoteReading(subject: Subject("placement", id)))
        return .page(try await visit.withGivenOut(page, [PaperSubject(.learnerSheet, id)]))
    }

    private static func page(of id: ID<Placement>, _ state: FormState, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let now = visit.now
        let view = try await visit.read { try $0.placementFollowUp(id, for: author, at: now) }
        return placementFollowUpPage(view, state, visit)
    }

    /// One tap: what happened today, and nothing to type.
    @Sendable static func quickNote(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let values = try await visit.formValues()
        let back = visit.cameFrom == .home ? Link.followUp(of: id) : visit.cameFrom
        switch values["geste"] {
        case "appel", "visite":
            let kind: FollowUp.Kind = values["geste"] == "appel" ? .call : .visit
            let staff = try visit.author.staffId?.rawValue ?? ""
            var reader = FormReader(
                FormValues([("moyen", kind.rawValue), ("qui", staff), ("fait_le", visit.now.day.description)]))
            let form = FollowUpForm(reading: &reader)
            try await visit.perform(RecordFollowUp(placement: id, form: form), for: values) { _ in back }
            return .redirect(back, saying: "\(kind.label) : noté aujourd’hui. Complétez quand vous voulez.")
        case "present", "absent":
            let answer: PresenceAnswer = values["geste"] == "present" ? .present : .absent
            try await visit.perform(AnswerPresence(placement: id, answer: answer), for: values) { _ in back }
            return .redirect(
                back,
                saying: answer == .present
                    ? "Présent aujourd’hui\u{A0}: noté."
                    : "Absent aujourd’hui\u{A0}: noté. Précisez la cause quand vous la saurez.")
        default: throw BadRequest(message: "Choisissez ce qu’il faut noter.")
        }
    }

    // MARK: Absences

    @Sendable static func addAbsence(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(AbsenceForm.self) { form, values in
            try await visit.perform(RecordAbsence(placement: id, form: form), for: values) { _ in .followUp(of: id) }
            return .redirect(.followUp(of: id), saying: "\(form.kind.label) : noté.")
        } show: { state in
            try await page(of: id, state, visit)
        }
    }

    @Sendable static func absence(_ visit: Visit) async throws -> Answer {
        let (absence, placement) = try await foundAbsence(visit)
        return .page(absencePage(absence, placement, FormState(absence), visit))
    }

    private static func foundAbsence(_ visit: Visit) async throws -> (Absence, FollowedPlacement) {
        let id = try visit.id(Absence.self)
        return try await visit.read { db in
            let absence: Absence = try db.find(id, in: .absence, "Cette absence")
            return (absence, try db.followedPlacement(absence.placementId))
        }
    }

    @Sendable static func editAbsence(_ visit: Visit) async throws -> Answer {
        let (absence, placement) = try await foundAbsence(visit)
        return try await visit.submit(AbsenceForm.self) { form, values in
            try await visit.perform(EditAbsence(id: absence.id, form: form), for: values) { .followUp(of: $0) }
            return .redirect(.followUp(of: placement.id), saying: "\(form.kind.label) : enregistré.")
        } show: { state in
            absencePage(absence, placement, state, visit)
        }
    }

    @Sendable static func removeAbsence(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Absence.self)
        let values = try await visit.formValues()
        let placement = try await visit.read { db in
            let absence: Absence = try db.find(id, in: .absence, "Cette absence")
            return absence.placementId
        }
        try await visit.perform(RemoveAbsence(id: id), for: values) { .followUp(of: $0) }
        return .redirect(.followUp(of: placement), saying: "Retiré.")
    }

    // MARK: Contacts

    @Sendable static func newFollowUp(_ visit: Visit) async throws -> Answer {
        let staff = try visit.author.staffId?.rawValue ?? ""
        let state = FormState([("moyen", "visite"), ("fait_le", visit.now.day.description), ("qui", staff)])
        return .page(try await followUpPage(visit, try visit.id(Placement.self), nil, state))
    }

    private static func followUpPage(
        _ visit: Visit, _ id: ID<Placement>, _ editing: FollowUp?, _ state: FormState
    ) async throws -> Page {
        let today = visit.now.day
        let view = try await visit.read { db in
            let placement = try db.followedPlacement(id)
            return FollowUpFormView(
                placement: placement, visitors: try db.visitors(of: placement), editing: editing, today: today)
        }
        return followUpFormPage(view, state, visit)
    }

    @Sendable static func addFollowUp(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(FollowUpForm.self) { form, values in
            try await visit.perform(RecordFollowUp(placement: id, form: form), for: values) { _ in .followUp(of: id) }
            return .redirect(
                .followUp(of: id),
                saying: form.doneOn == nil
                    ? "\(form.kind.label) : prévu." : "\(form.kind.label) : compte rendu enregistré.")
        } show: { state in
            try await followUpPage(visit, id, nil, state)
        }
    }

    @Sendable static func followUp(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(FollowUp.self)
        let followUp = try await visit.read { try $0.followUp(id) }
        let page = try await followUpPage(visit, followUp.placementId, followUp, FormState(followUp))
        return .page(try await visit.withGivenOut(page, [PaperSubject(.missionOrder, id)]))
    }

    @Sendable static func editFollowUp(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(FollowUp.self)
        let followUp = try await visit.read { try $0.followUp(id) }
        return try await visit.submit(FollowUpForm.self) { form, values in
            try await visit.perform(EditFollowUp(id: id, form: form), for: values) { .followUp(of: $0) }
            return .redirect(.followUp(of: followUp.placementId), saying: "Compte rendu enregistré.")
        } show: { state in
            try await followUpPage(visit, followUp.placementId, followUp, state)
        }
    }

    @Sendable static func removeFollowUp(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(FollowUp.self)
        let values = try await visit.formValues()
        let followUp = try await visit.read { try $0.followUp(id) }
        try await visit.perform(RemoveFollowUp(id: id), for: values) { .followUp(of: $0) }
        return .redirect(.followUp(of: followUp.placementId), saying: "Annulé.")
    }

    // MARK: Certifying situations

    @Sendable static func ccfForm(_ visit: Visit) async throws -> Answer {
        let asked = visit.query["situation"]
        let (placement, situation) = try await ccfSources(visit, asked.isEmpty ? nil : ID(asked))
        return .page(ccfFormPage(placement, situation, situation.map { FormState($0) } ?? FormState(), visit))
    }

    private static func ccfSources(_ visit: Visit, _ asked: ID<CCFSituation>?) async throws -> (
        FollowedPlacement, CCFSituation?
    ) {
        let id = try visit.id(Placement.self)
        return try await visit.read { db in (try db.followedPlacement(id), try asked.map { try db.situation($0) }) }
    }

    @Sendable static func saveCCF(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(CCFForm.self) { form, values in
            let situation: ID<CCFSituation>? = values["fiche"].isEmpty ? nil : ID(values["fiche"])
            try await visit.perform(SaveCCF(placement: id, id: situation, form: form), for: values) {
                .followUp(of: $0)
            }
            return .redirect(.followUp(of: id), saying: "Situation enregistrée.")
        } show: { state in
            let (placement, situation) = try await ccfSources(visit, state["fiche"].isEmpty ? nil : ID(state["fiche"]))
            return ccfFormPage(placement, situation, state, visit)
        }
    }

    // MARK: Paper

    @Sendable static func presenceSheet(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let (placement, school) = try await visit.read { db in (try db.followedPlacement(id), try db.ownSchool()) }
        return .file(
            try FollowUpPaper.file(
                [FollowUpPaper.presence(placement, school)], title: "Feuille de présence", name: "presence.pdf",
                school: school, at: visit.now.moment))
    }

    /// The sheets of a whole class.
    @Sendable static func presenceSheets(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let (placements, school) = try await visit.read { db in
            _ = try db.period(id)
            return (
                try db.followedPlacements(where: db.isStanding("placement.period_id = \(id)")), try db.ownSchool()
            )
        }
        guard !placements.isEmpty else { throw NothingToPrint() }
        return .file(
            try FollowUpPaper.file(
                placements.map { FollowUpPaper.presence($0, school) }, title: "Feuilles de présence",
                name: "presence-\(placements[0].classCode).pdf", school: school, at: visit.now.moment))
    }

    @Sendable static func callSheet(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let (placement, school, past) = try await visit.read { db in
            (try db.followedPlacement(id), try db.ownSchool(), try db.followUps(of: id))
        }
        return .file(
            try FollowUpPaper.file(
                [FollowUpPaper.callSheet(placement, school, past)], title: "Fiche d’appel", name: "fiche-appel.pdf",
                school: school, at: visit.now.moment))
    }

    @Sendable static func missionOrder(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(FollowUp.self)
        let section: (PDFMission, School) = try await visit.read { db in
            let followUp = try db.followUp(id)
            let visitor: StaffMember? = try followUp.staffId.map { try db.find($0, in: .staffMember, "Cette personne") }
            return (
                PDFMission(
                    followUp: followUp, visitor: visitor, placement: try db.followedPlacement(followUp.placementId)),
                try db.ownSchool()
            )
        }
        let (mission, school) = section
        return try await visit.givesOut(
            PaperSubject(.missionOrder, mission.followUp.id, learner: mission.placement.learnerId),
            [FollowUpPaper.missionOrder(mission.followUp, mission.visitor, mission.placement, school)],
            title: "Ordre de mission", file: "ordre-de-mission", school: school.name)
    }
}

/// What a mission order is made from.
private struct PDFMission: Sendable {
    let followUp: FollowUp
    let visitor: StaffMember?
    let placement: FollowedPlacement
}

/// Nobody is placed yet.
struct NothingToPrint: Refusal, Equatable {
    var message: String { "Personne n’est encore placé pour cette période\u{A0}: il n’y a rien à imprimer." }
}
