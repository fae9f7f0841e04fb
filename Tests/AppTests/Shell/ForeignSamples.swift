import Domain
import Exchange
import Persistence
import Testing

@testable import App

/// The records that hang on a class, a placement and its agreement: one of each kind, all of the same school.
struct ForeignSamples: Sendable {
    let sample: ClassSample
    let placement: ID<Placement>
    let agreement: ID<Agreement>
    let now: Moment

    /// What addresses name the records by.
    struct Keys: Sendable {
        /// By the piece before the parameter, or by the parameter when the piece before it is one too.
        var pieces: [String: String] = [:]
        /// The first parameter of the addresses that begin so, when the record of `pieces` would not do.
        var beginnings: [String: String] = [:]
    }

    func add(to db: SchoolDatabase) throws -> Keys {
        // The sheet of the allowance needs to know the diploma.
        try db.change(.schoolClass, set: "mef = \("24731211330")", where: "id = \(sample.classId)")
        var keys = Keys()
        keys.pieces = [
            "/classe": sample.period.rawValue, "/convention": agreement.rawValue, "/eleves": sample.minor.rawValue,
            "/recherche": sample.minor.rawValue, "/semaines": sample.classId.rawValue, "/evaluation": "tuteur",
            ":rang": "1",
        ]
        keys.beginnings = ["/apprenants/:id/contrat": sample.apprentice.rawValue]
        try addPublics(to: db, &keys)
        try addFollowUp(to: db, &keys)
        try addYear(to: db, &keys)
        try addPathway(to: db, &keys)
        try addClosing(to: db, &keys)
        try addPapers(to: db, &keys)
        try addRunningAgreement(to: db, &keys)
        try addPartnerRecords(to: db, &keys)
        try addRelation(to: db, &keys)
        try addProposal(to: db, &keys)
        try addOffice(to: db, &keys)
        try addActions(to: db, &keys)
        try addPaths(to: db, &keys)
        return keys
    }

    // MARK: Partners

    private func addRelation(to db: SchoolDatabase, _ keys: inout Keys) throws {
        try db.change(.company, set: "siret = \("99988877900058")", where: "id = \(sample.company)")
        let action = PartnerAction(
            id: db.newID(), companyId: sample.company, label: "Rappeler Camille", dueOn: try day("2026-11-20"),
            createdOn: try day("2026-11-18"), createdBy: "Camille Essai")
        try db.insert(action, into: .partnerAction)
        let campaign = Campaign(
            id: db.newID(), name: "Rappeler Camille", subject: "Bonjour", body: "Bonjour", query: "", segment: "",
            perDay: 10, createdAt: now, createdBy: "Camille Essai")
        try db.insert(campaign, into: .campaign)
        let view = SavedView(
            id: db.newID(), ownerId: nil, ownerName: "Camille Essai", name: "Rappeler Camille", reason: "", query: "",
            shared: true, createdAt: now, version: 1)
        try db.insert(view, into: .savedView)
        let merge = CompanyMerge(
            id: db.newID(), keptId: sample.company, removedId: sample.company, moved: "{}", filled: "{}",
            mergedAt: now, authorName: "Camille Essai", undoneAt: now, undoneBy: "")
        try db.insert(merge, into: .companyMerge)
        let reunion = ContactMerge(
            id: db.newID(), keptId: sample.tutor, removedId: sample.tutor, moved: "{}", filled: "{}", mergedAt: now,
            authorName: "Camille Essai", undoneAt: now, undoneBy: "")
        try db.insert(reunion, into: .contactMerge)
        let school = db.schoolId
        let mail = try db.onPlatform { platform in
            try platform.send(
                to: "camille@exemple.fr", subject: "Rappeler Camille", body: "Bonjour", school: school, at: Now(now))
        }
        keys.pieces["/verifications"] = try addReview(to: db)
        keys.pieces["/partagees"] = "99988877900058"
        keys.pieces["/courriels"] = mail
        keys.pieces["/fusions-contacts"] = reunion.id.rawValue
        keys.pieces["/semblable"] = sample.tutor.rawValue
        keys.pieces["/a-faire"] = action.id.rawValue
        keys.pieces["/campagnes"] = campaign.id.rawValue
        keys.pieces["/vues"] = view.id.rawValue
        keys.pieces["/fusions"] = merge.id.rawValue
        keys.pieces["/doublon"] = sample.company.rawValue
        keys.pieces["/groupe"] = "999888779"
    }

    /// A company that a teacher proposed.
    private func addReview(to db: SchoolDatabase) throws -> String {
        let company = Company(id: db.newID(), legalName: "Rappeler Camille")
        try db.insert(company, into: .company)
        let review = CompanyReview(
            id: db.newID(), companyId: company.id, source: .form, proposedAt: now, accountId: nil,
            authorName: "Camille Essai", typed: "{}")
        try db.insert(review, into: .companyReview)
        return review.id.rawValue
    }

    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    // MARK: The office

    private func addOffice(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let day = try day("2026-11-20")
        let roadmap = Roadmap(
            id: db.newID(), schoolYear: 2026, authorName: "Camille Essai", diagnosis: "Rappeler Camille")
        try db.insert(roadmap, into: .roadmap)
        let objective = RoadmapObjective(
            id: db.newID(), roadmapId: roadmap.id, rank: 1, mission: .hostSearch, label: "Rappeler Camille")
        try db.insert(objective, into: .roadmapObjective)
        let step = RoadmapStep(
            id: db.newID(), roadmapId: roadmap.id, objectiveId: objective.id, rank: 1, label: "Rappeler Camille")
        try db.insert(step, into: .roadmapStep)
        let meeting = SteeringMeeting(
            id: db.newID(), schoolYear: 2026, kind: .weekly, heldOn: day, decisions: "Rappeler Camille")
        try db.insert(meeting, into: .steeringMeeting)
        let letter = MissionLetter(id: db.newID(), personName: "Nadia SANTINI", startsOn: day, endsOn: day)
        try db.insert(letter, into: .missionLetter)
        let opening = OfficeOpening(
            id: db.newID(), weekday: 1, startsMinute: 480, endsMinute: 720, staffId: sample.teacher)
        try db.insert(opening, into: .officeOpening)
        let absence = OfficeAbsence(
            id: db.newID(), staffId: sample.teacher, startsOn: try self.day("2026-12-01"),
            endsOn: try self.day("2026-12-01"))
        try db.insert(absence, into: .officeAbsence)
        let means = OfficeMeans(
            id: db.newID(), schoolYear: 2026, staffId: sample.teacher, kind: .pacte, plannedTenths: 10)
        try db.insert(means, into: .officeMeans)
        let time = OfficeTime(
            id: db.newID(), accountId: nil, authorName: "Camille Essai", workedOn: day, axis: .partners, minutes: 60)
        try db.insert(time, into: .officeTime)
        let document = OfficeDocumentRow(
            id: db.newID(), kind: .guide, title: "Rappeler Camille", audience: .team, stream: "", validUntil: nil,
            name: "guide.pdf", mediaType: "application/pdf", sha256: "essai", size: 4, content: Array("%PDF".utf8),
            addedAt: now, addedBy: "Camille Essai", withdrawnOn: nil, version: 1)
        try db.insert(document, into: .officeDocument)
        let session = TrainingSession(
            id: db.newID(), schoolYear: 2026, title: "Rappeler Camille", kind: .webinar, heldOn: day, webinar: 3)
        try db.insert(session, into: .trainingSession)
        let part = TrainingPart(
            id: db.newID(), sessionId: session.id, staffId: sample.teacher, attendance: .present,
            certificateName: "attestation.pdf", certificateType: "application/pdf", certificate: Array("%PDF".utf8))
        try db.insert(part, into: .trainingPart)
        keys.pieces["/feuille-de-route"] = roadmap.id.rawValue
        keys.pieces["/objectifs"] = objective.id.rawValue
        keys.pieces["/actions-prevues"] = step.id.rawValue
        keys.pieces["/reunions"] = meeting.id.rawValue
        keys.pieces["/lettres-de-mission"] = letter.id.rawValue
        keys.pieces["/horaires"] = opening.id.rawValue
        keys.pieces["/temps"] = time.id.rawValue
        keys.pieces["/moyens"] = means.id.rawValue
        keys.pieces["/formation"] = session.id.rawValue
        keys.pieces["/attestations"] = sample.teacher.rawValue
        keys.beginnings["/bureau/absences/:id"] = absence.id.rawValue
        keys.beginnings["/bureau/documents/:id"] = document.id.rawValue
    }

    // MARK: People

    private func addPublics(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let visitor = Visitor(
            id: db.newID(), kind: .observation, familyName: "FICTIF", firstName: "Camille",
            birthDate: try day("2012-03-01"), originName: "Collège", companyId: sample.company,
            startsOn: try day("2026-12-14"), endsOn: try day("2026-12-18"))
        try db.insert(visitor, into: .visitor)
        let stay = CompanyStay(
            id: db.newID(), learnerId: sample.apprentice, kind: .apprenticeship, companyId: sample.company,
            tutorId: sample.tutor, referentId: sample.teacher, startsOn: try day("2026-09-01"),
            endsOn: try day("2028-08-31"))
        try db.insert(stay, into: .companyStay)
        let mobility = Mobility(id: db.newID(), placementId: placement, country: "Espagne")
        try db.insert(mobility, into: .mobility)
        keys.pieces["/accueils"] = visitor.id.rawValue
        keys.pieces["/contrats"] = stay.id.rawValue
    }

    // MARK: Follow-up

    private func addFollowUp(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let visit = FollowUp(
            id: db.newID(), placementId: placement, kind: .visit, staffId: sample.teacher,
            plannedOn: try day("2026-12-10"), authorName: "Camille Essai")
        try db.insert(visit, into: .followUp)
        let absence = Absence(
            id: db.newID(), placementId: placement, startsOn: try day("2026-12-08"), endsOn: try day("2026-12-08"),
            reportedBy: "Camille Essai", reportedAt: now)
        try db.insert(absence, into: .absence)
        let incident = Incident(
            id: db.newID(), placementId: placement, kind: .accident, severity: .minor,
            happenedOn: try day("2026-11-20"), facts: "Rappeler Camille", reportedBy: "Camille Essai", reportedAt: now)
        try db.insert(incident, into: .incident)
        let framework = Framework(
            id: db.newID(), code: "ESSAI", title: "Essai", stream: "Essai", loadedOn: try day("2026-11-20"))
        try db.insert(framework, into: .framework)
        keys.pieces["/contacts-pfmp"] = visit.id.rawValue
        keys.pieces["/absences"] = absence.id.rawValue
        keys.pieces["/incidents"] = incident.id.rawValue
        let photo = IncidentFile(
            id: db.newID(), placementId: placement, incidentId: incident.id, kind: .photo, name: "photo.pdf",
            mediaType: "application/pdf", sha256: "essai", size: 4, content: Array("%PDF".utf8), addedAt: now,
            addedBy: "Camille Essai", withdrawnAt: nil, withdrawnBy: nil)
        try db.insert(photo, into: .incidentFile)
        keys.pieces["/fichiers"] = photo.id.rawValue
        keys.pieces["/referentiels"] = framework.id.rawValue
    }

    // MARK: The year

    private func addYear(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let event = SchoolEvent(
            id: db.newID(), schoolYear: 2026, kind: .event, label: "Réunion TMRC", startsOn: try day("2026-12-01"),
            endsOn: try day("2026-12-01"), classId: sample.classId)
        try db.insert(event, into: .schoolEvent)
        let feed = CalendarFeed(
            id: db.newID(), tokenHash: Secret.hash("essai-\(sample.classId)"), classId: sample.classId, staffId: nil,
            learnerId: nil, createdAt: now, createdBy: "Camille Essai", revokedAt: nil)
        try db.insert(feed, into: .calendarFeed)
        let lead = Lead(
            id: db.newID(), learnerId: sample.minor, periodId: sample.period, structure: "Garage des Quatre-Vents",
            askedOn: try day("2026-11-20"), authorName: "Camille Essai")
        try db.insert(lead, into: .lead)
        keys.pieces["/dates"] = event.id.rawValue
        keys.pieces["/liens"] = feed.id.rawValue
        keys.pieces["/pistes"] = lead.id.rawValue
    }

    private func addPathway(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let campaign = PathwayCampaign(
            id: db.newID(), schoolYear: 2026, name: "Parcours", startsOn: try day("2027-03-08"),
            endsOn: try day("2027-03-19"),
            options: PathwayOptions([
                PathwayOption(key: "insertion", label: "Deux semaines de PFMP", goesToHost: true),
                PathwayOption(key: "poursuite", label: "Préparation aux études", goesToHost: false),
            ]))
        try db.insert(campaign, into: .pathwayCampaign)
        let choice = PathwayChoice(
            id: db.newID(), campaignId: campaign.id, learnerId: sample.minor, path: ChosenPath(first: "insertion"),
            chosenOn: try day("2026-11-18"))
        try db.insert(choice, into: .pathwayChoice)
        let change = PathwayChange(
            id: db.newID(), choice: choice, requestedOn: try day("2026-11-20"), former: "Deux semaines de PFMP",
            path: ChosenPath(first: "poursuite"), motive: "Rappeler Camille")
        try db.insert(change, into: .pathwayChange)
        keys.pieces["/changements"] = change.id.rawValue
    }

    // MARK: Actions and paths

    private func addActions(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let room = Room(id: db.newID(), name: "Salle")
        try db.insert(room, into: .room)
        let action = Action(
            id: db.newID(), kind: .jobDating, schoolYear: 2026, title: "Rappeler Camille", state: .confirmed,
            startsOn: try day("2026-12-01"), roomId: room.id)
        try db.insert(action, into: .action)
        try db.insert(ActionClass(id: db.newID(), actionId: action.id, classId: sample.classId), into: .actionClass)
        try db.followClasses(of: action)
        let slot = ActionSlot(
            id: db.newID(), actionId: action.id, rank: 1, heldOn: try day("2026-12-01"), startMinute: 540,
            endMinute: 560)
        try db.insert(slot, into: .actionSlot)
        let guest = ActionGuest(
            id: db.newID(), actionId: action.id, companyId: sample.company, contactId: sample.tutor, state: .accepted)
        try db.insert(guest, into: .actionGuest)
        try db.insert(
            ActionMeeting(
                id: db.newID(), actionId: action.id, learnerId: sample.adult, guestId: guest.id, slotId: slot.id),
            into: .actionMeeting)
        let effect = ActionEffect(
            id: db.newID(), actionId: action.id, kind: .placement, count: 1, notedOn: try day("2026-12-01"))
        try db.insert(effect, into: .actionEffect)
        keys.pieces["/salles"] = room.id.rawValue
        keys.pieces["/actions"] = action.id.rawValue
        keys.pieces["/souhaits"] = try db.actionLearners(of: action.id).first?.id.rawValue
        keys.pieces["/effets"] = effect.id.rawValue
    }

    private func addPaths(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let offer = JobOffer(
            id: db.newID(), companyId: sample.company, kind: .job, title: "Rappeler Camille",
            publishedOn: try day("2026-11-20"), expiresOn: try day("2026-12-20"))
        try db.insert(offer, into: .jobOffer)
        let alumnus = Alumnus(
            id: db.newID(), formerId: nil, familyName: "FICTIF", firstName: "Sacha", email: "sacha@exemple.fr",
            leftYear: 2026, consentOn: try day("2026-11-20"), consentMeans: "formulaire signé")
        try db.insert(alumnus, into: .alumnus)
        let mentoring = Mentoring(
            id: db.newID(), learnerId: sample.minor, mentorName: "DELORME", startsOn: try day("2026-11-20"))
        try db.insert(mentoring, into: .mentoring)
        let partner = MobilityPartner(id: db.newID(), name: "Rappeler Camille", country: "Espagne")
        try db.insert(partner, into: .mobilityPartner)
        let project = MobilityProject(
            id: db.newID(), schoolYear: 2026, title: "Rappeler Camille", country: "Espagne", places: 2)
        try db.insert(project, into: .mobilityProject)
        keys.pieces["/offres"] = offer.id.rawValue
        keys.pieces["/anciens"] = alumnus.id.rawValue
        keys.pieces["/mentorats"] = mentoring.id.rawValue
        keys.pieces["/organismes"] = partner.id.rawValue
        keys.pieces["/mobilites"] = project.id.rawValue
    }

    // MARK: After the stay

    private func addClosing(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let claim = RefundClaim(
            id: db.newID(), learnerId: sample.adult, placementId: placement, kind: .meals, quantity: 2,
            spentCents: 1200, receipts: true, note: "", state: .asked, grantedCents: nil, decision: "",
            askedOn: try day("2026-11-20"), decidedOn: nil, decidedBy: "", version: 1)
        try db.insert(claim, into: .refundClaim)
        let document = CertificateDocumentRow(
            id: db.newID(), placementId: placement, revision: 1, sha256: "essai", factsSha256: "essai",
            content: Array("%PDF".utf8), pages: 1, createdAt: now, createdBy: "Camille Essai")
        try db.insert(document, into: .certificateDocument)
        keys.pieces["/frais"] = claim.id.rawValue
        let paper = KeptPaper(
            id: db.newID(), kind: .gratification, subjectId: placement.rawValue, learnerId: sample.adult, revision: 1,
            name: "gratification.pdf", mediaType: "application/pdf", sha256: "essai", factsSha256: "essai", size: 4,
            content: Array("%PDF".utf8), createdAt: now, createdBy: "Camille Essai")
        try db.insert(paper, into: .keptPaper)
        keys.pieces["/papiers-remis"] = paper.id.rawValue
    }

    // MARK: Agreements

    private func addPapers(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let bytes = Array("%PDF".utf8)
        let paper = PaperRow(
            id: db.newID(), agreementId: agreement, kind: .signed, name: "convention.pdf",
            mediaType: "application/pdf", sha256: "essai", size: bytes.count, content: bytes, addedAt: now,
            addedBy: "Camille Essai", replacedBy: nil)
        try db.insert(paper, into: .agreementPaper)
        let merged = MergeTemplateRow(
            id: db.newID(), name: "Lettre", format: .docx, marks: "eleve", sha256: "essai", content: bytes,
            addedAt: now, addedBy: "Camille Essai", withdrawnAt: nil)
        try db.insert(merged, into: .mergeTemplate)
        let template = AgreementTemplateRow(
            id: db.newID(), rank: 1, state: .draft, content: AgreementUsualText.source, logoType: "", logo: nil,
            createdAt: now, createdBy: "Camille Essai", usedFrom: nil, version: 1)
        try db.insert(template, into: .agreementTemplate)
        let run = PrintRun(
            id: db.newID(), kind: .year, label: "2026-2027", state: .finished, total: 1, done: 1, leftOut: "",
            startedAt: now, endedAt: now, authorName: "Camille Essai")
        try db.insert(run, into: .printRun)
        let file = PrintFile(id: db.newID(), runId: run.id, rank: 1, name: "conventions-TMRC.pdf", content: bytes)
        try db.insert(file, into: .printFile)
        let reason = ReasonRow(
            WrittenReason(
                rule: "PFMP-62", finding: "Rappeler Camille", text: "Accord écrit", author: "Camille Essai",
                byHead: false, on: try day("2026-11-20")),
            id: db.newID(), of: agreement, at: Now(now))
        try db.insert(reason, into: .writtenReason)
        keys.pieces["/raisons"] = reason.id.rawValue
        keys.pieces["/papiers"] = paper.id.rawValue
        keys.pieces["/fusion"] = merged.id.rawValue
        keys.pieces["/modeles"] = template.id.rawValue
        keys.pieces["/lots"] = run.id.rawValue
        // Everywhere else `documents` is followed by a number of revision.
        keys.beginnings["/reglages/conventions/documents/:id"] = merged.id.rawValue
    }

    private func addProposal(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let proposal = PlacementProposal(
            id: db.newID(), schoolYear: 2026, name: "TMRC", settings: ProposalSettings(), createdAt: now,
            createdBy: "Camille Essai")
        try db.insert(proposal, into: .placementProposal)
        let line = ProposalLine(
            id: db.newID(), proposalId: proposal.id, learnerId: sample.minor, periodId: sample.period,
            companyId: sample.company, minutes: 5, reason: "5 min")
        try db.insert(line, into: .proposalLine)
        keys.pieces["/propositions"] = proposal.id.rawValue
        keys.pieces["/lignes"] = line.id.rawValue
        keys.pieces["/tournees"] = sample.teacher.rawValue
        keys.pieces["/lieux"] = sample.company.rawValue
        try addKeptProposals(to: db, &keys)
    }

    private func addKeptProposals(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let referents = ReferentProposal(
            id: db.newID(), schoolYear: 2026, name: "TMRC", settings: ReferentSettings(), createdAt: now,
            createdBy: "Camille Essai")
        try db.insert(referents, into: .referentProposal)
        let line = ReferentLine(
            id: db.newID(), proposalId: referents.id, placementId: placement, staffId: sample.teacher, reason: "1 h")
        try db.insert(line, into: .referentLine)
        let tours = TourProposal(
            id: db.newID(), staffId: sample.teacher, createdAt: now, createdBy: "Camille Essai", proven: true)
        try db.insert(tours, into: .tourProposal)
        keys.pieces["/repartitions"] = referents.id.rawValue
        keys.pieces["/suivis"] = line.id.rawValue
        keys.pieces["/gardees"] = tours.id.rawValue
    }

    /// A signed agreement in another period, since only a signed one is amended or interrupted.
    private func addRunningAgreement(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let period = PFMPPeriod(
            id: db.newID(), classId: sample.classId, schoolYear: 2026, rank: 2, label: "PFMP n° 2",
            startsOn: try day("2026-11-16"), endsOn: try day("2026-12-04"))
        try db.insert(period, into: .pfmpPeriod)
        let stay = Placement(
            id: db.newID(), learnerId: sample.adult, periodId: period.id, companyId: sample.company,
            startsOn: period.startsOn, endsOn: period.endsOn, tutorId: sample.tutor, signatoryId: sample.signatory,
            referentId: sample.teacher, schedule: try #require(WeekSchedule(ClassSample.fiveDays)),
            activities: "Vendre", skills: "Communiquer", followUp: "Une visite")
        try db.insert(stay, into: .placement)
        let running = RunningAgreement(id: db.newID(), placementId: stay.id)
        try db.insert(running, into: .agreement)
        let amendment = Amendment(
            id: db.newID(), agreementId: running.id, rank: 1, kind: .terms, effectiveOn: try day("2026-11-30"),
            reason: "Essai")
        let terms = AmendedTerms(
            before: stay, after: stay, changes: [TermChange(label: "Repas", before: "", after: "Cantine")])
        try db.insert(
            amendment, into: .amendment,
            also: [
                "changes": try JournalEntry.json(terms.changes).sqlValue,
                "terms_before": try JournalEntry.json(terms.before).sqlValue,
                "terms_after": try JournalEntry.json(terms.after).sqlValue,
                "created_at": now.sqlValue, "created_by": "Camille Essai".sqlValue,
            ])
        let interruption = Interruption(
            id: db.newID(), agreementId: running.id, kind: .interruption, side: .family, cause: .other,
            startsOn: try day("2026-11-19"))
        try db.insert(
            interruption, into: .interruption,
            also: ["noted_at": now.sqlValue, "noted_by": "Camille Essai".sqlValue])
        keys.pieces["/avenants"] = amendment.id.rawValue
        keys.pieces["/arrets"] = interruption.id.rawValue
        keys.beginnings["/conventions/:id/avenants"] = running.id.rawValue
        keys.beginnings["/conventions/:id/arrets"] = running.id.rawValue
    }
}

extension ForeignSamples {
    /// What the company asks, signs and needs.
    fileprivate func addPartnerRecords(to db: SchoolDatabase, _ keys: inout Keys) throws {
        let today = try #require(LocalDate("2026-11-20"))
        let request = CompanyRequest(
            id: db.newID(), number: "D2026-0001", kind: .other, source: .form, companyName: "Garage des Quatre-Vents",
            contactName: "Paul DELORME", email: "paul@exemple.fr", message: "Rappeler Camille", receivedAt: now,
            receivedOn: today)
        try db.insert(request, into: .companyRequest)
        let rule = RoutingRule(id: db.newID(), kind: nil, stream: "TMRC", place: "", assigneeId: db.newID())
        try db.insert(rule, into: .routingRule)
        let answer = AnswerTemplate(id: db.newID(), title: "TMRC", kind: "", body: "Rappeler Camille", version: 1)
        try db.insert(answer, into: .answerTemplate)
        let partnership = Partnership(
            id: db.newID(), companyId: sample.company, title: "Rappeler Camille", startsOn: today,
            endsOn: today.adding(days: 400))
        try db.insert(partnership, into: .partnership)
        let commitment = PartnershipCommitment(
            id: db.newID(), partnershipId: partnership.id, side: .company, kind: .hosting, schoolYear: 2026, planned: 2)
        try db.insert(commitment, into: .partnershipCommitment)
        let need = SkillsNeed(
            id: db.newID(), companyId: sample.company, teller: "Garage des Quatre-Vents", audience: .hiring,
            description: "Rappeler Camille", recordedOn: today, recordedBy: "Camille Essai")
        try db.insert(need, into: .skillsNeed)
        let file = OfferFile(id: db.newID(), stream: "TMRC", requestKind: .opening, schoolYear: 2027)
        try db.insert(file, into: .offerFile)
        let campaign = TaxCampaign(id: db.newID(), year: 2026, notes: "Rappeler Camille")
        try db.insert(campaign, into: .taxCampaign)
        let date = TaxDate(id: db.newID(), campaignId: campaign.id, label: "TMRC", fallsOn: today)
        try db.insert(date, into: .taxDate)
        let gift = TaxGift(
            id: db.newID(), campaignId: campaign.id, donorName: "Garage des Quatre-Vents", receivedCents: 1000,
            receivedOn: today)
        try db.insert(gift, into: .taxGift)
        let declaration = HostDeclaration(
            id: db.newID(), companyId: sample.company, trade: "TMRC", works: "Rappeler Camille", declaredOn: today,
            expiresOn: today.adding(days: 30), reference: "", recordedBy: "Camille Essai")
        try db.insert(declaration, into: .worksDeclaration)
        keys.pieces["/besoins"] = need.id.rawValue
        keys.beginnings["/besoins/dossiers/:id"] = file.id.rawValue
        keys.pieces["/taxe"] = campaign.id.rawValue
        keys.beginnings["/taxe/dates/:id"] = date.id.rawValue
        keys.beginnings["/taxe/versements/:id"] = gift.id.rawValue
        keys.pieces["/declarations"] = declaration.id.rawValue
        keys.pieces["/demandes"] = request.id.rawValue
        keys.pieces["/aiguillage"] = rule.id.rawValue
        keys.beginnings["/demandes/modeles/:id"] = answer.id.rawValue
        keys.pieces["/partenariats"] = partnership.id.rawValue
        keys.pieces["/engagements"] = commitment.id.rawValue
    }
}

/// An agreement that everybody signed, as it is stored.
private struct RunningAgreement: Codable {
    let id: ID<Agreement>
    let placementId: ID<Placement>
    var number = "2026-90001"
    var state = Agreement.State.running
    var template = AgreementDocument.template
    var version = 1
}
