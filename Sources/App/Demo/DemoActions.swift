import Domain

/// Actions, paths of learners, alumni and mobility of the demonstration.
struct DemoActions: Equatable, Sendable {
    var rooms: [Room] = []
    var actions: [Action] = []
    var classes: [ActionClass] = []
    var staff: [ActionStaff] = []
    var slots: [ActionSlot] = []
    var guests: [ActionGuest] = []
    var learners: [ActionLearner] = []
    var meetings: [ActionMeeting] = []
    var bookings: [ActionBooking] = []
    var feedback: [ActionFeedback] = []
    var effects: [ActionEffect] = []
    var wills: [ContactWill] = []
    var paths: [LearnerPath] = []
    var sessions: [PathSession] = []
    var offers: [JobOffer] = []
    var offerClasses: [OfferClass] = []
    var interests: [OfferInterest] = []
    var alumni: [Alumnus] = []
    var mentorings: [Mentoring] = []
    var official: [OfficialInsertion] = []
    var partners: [MobilityPartner] = []
    var projects: [MobilityProject] = []
    var travellers: [MobilityTraveller] = []
}

extension DemoBuilder {
    mutating func addActions() {
        begin(41)
        made.actions.rooms = ["Salle polyvalente", "CDI", "Amphithéâtre"].enumerated().map { rank, name in
            Room(id: ids.next(on: calendar.firstDay), name: name, seats: [80, 30, 160][rank])
        }
        addWills()
        for plan in DemoAction.year { addAction(plan) }
        addPastDating()
        addJobDating()
        addPaths()
        addOffers()
        addAlumni()
        addMobilityProjects()
    }

    private mutating func addWills() {
        let wanted: [ActionKind] = [.visit, .talk, .jury, .interviews, .jobDating, .mentoring, .forum]
        for contact in made.contacts where contact.leftOn == nil && random.chance(14) {
            for kind in random.some(random.between(1...3), of: wanted) {
                let day = today.adding(days: -random.between(20...300))
                made.actions.wills.append(
                    ContactWill(id: ids.next(on: day), contactId: contact.id, kind: kind, givenOn: day))
            }
        }
    }

    // MARK: Actions

    private mutating func addAction(_ plan: DemoAction) {
        guard
            let schoolClass = made.currentClasses.first(where: { $0.code == plan.classCode })
                ?? made.currentClasses.first,
            let day = schoolDay(today.adding(days: plan.days), for: [schoolClass.id])
        else { return }
        let isPast = day < today
        let state: Action.State = plan.state ?? (isPast ? .closed : .confirmed)
        let dated = state != .requested
        var action = Action(
            id: ids.next(on: min(day, today)), kind: plan.kind, schoolYear: year.start,
            title: plan.title + ", " + schoolClass.code, state: state, startsOn: dated ? day : nil,
            startMinute: dated ? plan.start : nil, endMinute: dated ? plan.start + plan.minutes : nil,
            roomId: plan.room.map { made.actions.rooms[$0].id }, place: plan.place, purpose: plan.purpose,
            requesterName: "Équipe de \(schoolClass.code)", organiser: "Bureau des entreprises",
            heldOn: state.isDone ? day : nil)
        if state == .closed { action.report = "Élèves attentifs. À refaire l’an prochain, plus tôt dans l’année." }
        action.programme = plan.programme
        made.actions.actions.append(action)
        made.actions.classes.append(ActionClass(id: ids.next(on: today), actionId: action.id, classId: schoolClass.id))
        addPeople(to: action, of: schoolClass, guests: plan.guests)
        if state.isDone { addResults(of: action) }
        if plan.kind.isBooked { addBookings(to: action, on: day) }
    }

    /// The first school day from a day on when classes are not away.
    func schoolDay(_ day: LocalDate, for classes: [ID<SchoolClass>]) -> LocalDate? {
        let step = day < today ? -1 : 1
        return (0..<60).map { day.adding(days: $0 * step) }.first { day in
            calendar.isSchoolDay(day) && day.weekday <= 5
                && !made.periods.contains {
                    classes.contains($0.classId) && $0.startsOn <= day && day <= $0.endsOn
                }
        }
    }

    private mutating func addPeople(to action: Action, of schoolClass: SchoolClass, guests: Int) {
        let done = action.state.isDone
        for learner in pupils[schoolClass.id] ?? [] {
            let state: ActionLearner.State = done ? (random.chance(92) ? .present : .absent) : .expected
            made.actions.learners.append(
                ActionLearner(
                    id: ids.next(on: today), actionId: action.id, learnerId: learner.id, state: state,
                    authorisedOn: action.authorisation && random.chance(done ? 100 : 65) ? today.adding(days: -2) : nil)
            )
        }
        if let plan = plans[schoolClass.id], let teacher = teachers(of: plan).first {
            made.actions.staff.append(ActionStaff(id: ids.next(on: today), actionId: action.id, staffId: teacher.id))
        }
        let trade = plans[schoolClass.id]?.trade
        let contacts = made.contacts.filter { contact in
            contact.email != nil && trades[contact.companyId] == trade && contact.leftOn == nil
        }
        for contact in random.some(guests, of: contacts) {
            let open: [(item: ActionGuest.State, weight: Int)] = [(.accepted, 60), (.invited, 25), (.declined, 15)]
            let state: ActionGuest.State = done ? .present : random.weighted(open)
            var guest = ActionGuest(
                id: ids.next(on: today), actionId: action.id, companyId: contact.companyId, contactId: contact.id,
                state: state, minutes: done ? 120 : nil)
            if done {
                guest.message = "Avec plaisir."
                if let held = action.heldOn, held.adding(days: 3) < today {
                    guest.thankedAt = noon(held.adding(days: 2))
                }
            }
            made.actions.guests.append(guest)
        }
    }

    private mutating func addResults(of action: Action) {
        let day = action.heldOn ?? today
        for guest in made.actions.guests where guest.actionId == action.id && random.chance(75) {
            made.actions.feedback.append(
                ActionFeedback(
                    id: ids.next(on: day), actionId: action.id, guestId: guest.id, givenBy: .company,
                    rating: random.weighted([(4, 60), (3, 30), (2, 10)]),
                    remark: random.chance(40) ? "De bonnes questions, merci aux élèves." : "", givenOn: day))
        }
        let present = made.actions.learners.filter { $0.actionId == action.id && $0.state == .present }
        for _ in present where random.chance(55) {
            made.actions.feedback.append(
                ActionFeedback(
                    id: ids.next(on: day), actionId: action.id, givenBy: .learner,
                    rating: random.weighted([(4, 35), (3, 40), (2, 18), (1, 7)]), givenOn: day))
        }
        guard let guest = made.actions.guests.first(where: { $0.actionId == action.id }) else { return }
        addEffect(of: action, .placement, random.between(1...3), guest, "Lieux proposés à la fin de la rencontre")
        if action.kind == .interviews || action.kind.hasMeetings {
            addEffect(of: action, .contract, 1, guest, "Contrat d’apprentissage signé depuis")
        }
        if action.kind == .visit || action.kind.hasMeetings {
            addEffect(of: action, .offer, 1, guest, "Offre d’emploi reçue dans la semaine")
        }
        if action.kind == .talk { addEffect(of: action, .partnership, 1, guest, "Convention de partenariat en projet") }
    }

    private mutating func addEffect(
        of action: Action, _ kind: ActionEffect.Kind, _ count: Int, _ guest: ActionGuest, _ note: String
    ) {
        let day = min(today, (action.heldOn ?? today).adding(days: 8))
        made.actions.effects.append(
            ActionEffect(
                id: ids.next(on: day), actionId: action.id, kind: kind, count: count, companyId: guest.companyId,
                note: note, notedOn: day))
    }

    func noon(_ day: LocalDate) -> Moment {
        Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 43_200_000)
    }

    private mutating func addBookings(to action: Action, on day: LocalDate) {
        let workshops = ["Cuisine", "Maintenance automobile", "Menuiserie", "Relation client"]
        for (rank, workshop) in workshops.enumerated() {
            let slot = ActionSlot(
                id: ids.next(on: today), actionId: action.id, rank: rank + 1, heldOn: day, startMinute: 540 + rank * 60,
                endMinute: 590 + rank * 60, label: workshop, capacity: 24)
            made.actions.slots.append(slot)
            guard rank < 2 else { continue }
            made.actions.bookings.append(
                ActionBooking(
                    id: ids.next(on: today), actionId: action.id, slotId: slot.id,
                    college: ["Collège des Essais", "Collège Jeanne-Fictive"][rank],
                    person: "Référent découverte des métiers",
                    email: "decouverte-\(rank)@college.example", level: "4e", pupils: 22 + rank,
                    authorisations: rank == 0, tokenHash: "demo-\(slot.id.rawValue)",
                    bookedAt: Moment(millisecondsSince1970: Int64(today.dayNumber) * 86_400_000)))
        }
    }

    /// Twelve companies and two classes of terminale, shared out.
    private mutating func addJobDating() {
        let classes = made.currentClasses.filter { plans[$0.id]?.level == .terminale }.prefix(2)
        guard let day = schoolDay(today.adding(days: 16), for: classes.map(\.id)), !classes.isEmpty else { return }
        addDating(
            DemoDating(
                kind: .jobDating, title: "Job dating de l’alternance", day: day, start: 540, end: 720,
                purpose: "Des entretiens d’un quart d’heure pour trouver une alternance à la rentrée.", companies: 12,
                learners: 60), Array(classes))
    }

    /// One that took place, with what became of each interview.
    private mutating func addPastDating() {
        guard let first = made.currentClasses.first(where: { plans[$0.id]?.level == .premiere }),
            let day = schoolDay(max(calendar.firstDay.adding(days: 10), today.adding(days: -27)), for: [first.id]),
            day < today.adding(days: -3)
        else { return }
        addDating(
            DemoDating(
                kind: .stageDating, title: "Stage dating des premières", day: day, start: 810, end: 960,
                purpose: "Trouver son lieu de la prochaine PFMP en un après-midi.", companies: 6, learners: 20,
                isOver: true), [first])
    }

    private mutating func addDating(_ plan: DemoDating, _ classes: [SchoolClass]) {
        var action = Action(
            id: ids.next(on: min(plan.day, today)), kind: plan.kind, schoolYear: year.start, title: plan.title,
            state: plan.isOver ? .closed : .confirmed, startsOn: plan.day, startMinute: plan.start,
            endMinute: plan.end, roomId: made.actions.rooms[0].id, purpose: plan.purpose,
            requesterName: "Bureau des entreprises", organiser: "Bureau des entreprises",
            heldOn: plan.isOver ? plan.day : nil)
        if plan.isOver { action.report = "Deux entreprises reviennent l’an prochain. Prévoir une salle d’attente." }
        made.actions.actions.append(action)
        let pupils = classes.flatMap { self.pupils[$0.id] ?? [] }.filter { $0.learnerPublic == .pupil }
            .prefix(plan.learners)
        for schoolClass in classes {
            made.actions.classes.append(
                ActionClass(id: ids.next(on: today), actionId: action.id, classId: schoolClass.id))
        }
        let guests = datingGuests(plan, of: action)
        let slots = SlotTimes.starts(from: plan.start, to: plan.end, length: 15, pause: 0).enumerated().map {
            rank, start in
            ActionSlot(
                id: ids.next(on: today), actionId: action.id, rank: rank + 1, heldOn: plan.day, startMinute: start,
                endMinute: start + 15)
        }
        made.actions.slots += slots
        let wishes = pupils.map { _ in random.some(2, of: Array(guests.indices)) }
        let lines = zip(pupils, wishes).map { learner, wishes in
            ActionLearner(
                id: ids.next(on: today), actionId: action.id, learnerId: learner.id,
                state: plan.isOver ? .present : .expected,
                wishes: wishes.map { guests[$0].id.rawValue }.joined(separator: " "))
        }
        made.actions.learners += lines
        let meetings = MeetingPlan(wishes: wishes, companies: guests.count, slots: slots.count, most: 3).meetings
        made.actions.meetings += meetings.map { meeting in
            let outcome: ActionMeeting.Outcome =
                plan.isOver
                ? random.weighted([(.met, 45), (.interested, 25), (.placement, 18), (.contract, 4), (.missed, 8)])
                : .planned
            return ActionMeeting(
                id: ids.next(on: today), actionId: action.id, learnerId: lines[meeting.learner].learnerId,
                guestId: guests[meeting.company].id, slotId: slots[meeting.slot].id, outcome: outcome)
        }
        if plan.isOver { addResults(of: action) }
    }

    private mutating func datingGuests(_ plan: DemoDating, of action: Action) -> [ActionGuest] {
        let contacts = made.contacts.filter { $0.email != nil && $0.leftOn == nil }
        var seen: Set<ID<Company>> = []
        let chosen = random.shuffled(contacts).filter { seen.insert($0.companyId).inserted }.prefix(plan.companies)
        let guests = chosen.map { contact in
            var guest = ActionGuest(
                id: ids.next(on: today), actionId: action.id, companyId: contact.companyId, contactId: contact.id,
                state: plan.isOver ? .present : .accepted, minutes: plan.isOver ? plan.end - plan.start : nil)
            if plan.isOver { guest.thankedAt = noon(plan.day.adding(days: 2)) }
            return guest
        }
        made.actions.guests += guests
        return guests
    }
}

/// A meeting of companies and learners at fixed times.
private struct DemoDating {
    let kind: ActionKind
    let title: String
    let day: LocalDate
    let start: Int
    let end: Int
    let purpose: String
    let companies: Int
    let learners: Int
    var isOver = false
}

/// One action of the year of the demonstration.
struct DemoAction: Sendable {
    let kind: ActionKind
    let title: String
    let classCode: String
    /// From the day of the demonstration.
    let days: Int
    let start: Int
    let minutes: Int
    var room: Int?
    var place = ""
    var guests = 1
    var purpose = ""
    var programme = ""
    var state: Action.State?

    static let year = [
        DemoAction(
            kind: .talk, title: "Une gérante raconte son métier", classCode: "2MRC1", days: -34, start: 540,
            minutes: 120,
            room: 1, purpose: "Comprendre le métier de vendeur conseil."),
        DemoAction(
            kind: .visit, title: "Visite d’un atelier", classCode: "1MEN", days: -20, start: 510, minutes: 210,
            place: "Zone artisanale", purpose: "Voir une commande de la coupe à la pose."),
        DemoAction(
            kind: .interviews, title: "Simulation d’entretiens", classCode: "TMCV", days: -9, start: 540, minutes: 180,
            room: 2, guests: 4, purpose: "Un entretien de dix minutes devant un professionnel.", state: .held),
        DemoAction(
            kind: .conference, title: "La sécurité en entreprise", classCode: "1CUI", days: 6, start: 600, minutes: 90,
            room: 2, purpose: "Avant la première PFMP.",
            programme: "10 h 00 Accueil\n10 h 10 Témoignage\n11 h 00 Questions"),
        DemoAction(
            kind: .visit, title: "Visite d’une cuisine centrale", classCode: "2CUI", days: 12, start: 510, minutes: 180,
            place: "Cuisine centrale de la ville", purpose: "Produire mille repas par jour."),
        DemoAction(
            kind: .discovery, title: "Découverte des métiers pour les collèges", classCode: "2MRC1", days: 24,
            start: 540,
            minutes: 240, room: 0, guests: 0, purpose: "Quatre ateliers d’une heure, tenus par nos élèves."),
        DemoAction(
            kind: .forum, title: "Forum des métiers", classCode: "2MRC1", days: 52, start: 540, minutes: 420, room: 0,
            guests: 8, purpose: "Vingt entreprises reçoivent nos élèves.", state: .preparing),
        DemoAction(
            kind: .visit, title: "Visite d’entreprise", classCode: "1MCV", days: 40, start: 540, minutes: 180,
            guests: 0,
            purpose: "Un commerce qui vend aussi en ligne, si possible.", state: .requested),
        DemoAction(
            kind: .talk, title: "Le métier de cuisinier en collectivité", classCode: "1CUI", days: -48, start: 600,
            minutes: 90, room: 1, purpose: "Des horaires de jour, une brigade, des normes."),
        DemoAction(
            kind: .visit, title: "Visite d’un chantier", classCode: "1MEN", days: 9, start: 510,
            minutes: 180, place: "Chantier de la mairie", purpose: "Voir poser une charpente.", state: .preparing),
        DemoAction(
            kind: .teacherPlacement, title: "Deux jours chez un commerçant", classCode: "1MCV", days: -15, start: 540,
            minutes: 420, place: "Chez l’entreprise", purpose: "Voir la vente en ligne de l’intérieur."),
        DemoAction(
            kind: .jury, title: "Jury de chef-d’œuvre", classCode: "TMCV", days: 80, start: 540, minutes: 240, room: 1,
            guests: 2, state: .preparing),
    ]
}

extension SchoolDatabase {
    func insertActions(_ actions: DemoActions) throws {
        try insertMany(actions.rooms, into: .room)
        try insertMany(actions.actions, into: .action)
        try insertMany(actions.classes, into: .actionClass)
        try insertMany(actions.staff, into: .actionStaff)
        try insertMany(actions.slots, into: .actionSlot)
        try insertMany(actions.guests, into: .actionGuest)
        try insertMany(actions.learners, into: .actionLearner)
        try insertMany(actions.meetings, into: .actionMeeting)
        try insertMany(actions.bookings, into: .actionBooking)
        try insertMany(actions.feedback, into: .actionFeedback)
        try insertMany(actions.effects, into: .actionEffect)
        try insertMany(actions.wills, into: .contactWill)
        try insertPaths(actions)
    }

    /// Pairs of learners who left, once the contacts and the former learners are there.
    func insertPastMentorings(_ leavers: DemoLeavers) throws { try insertMany(leavers.mentorings, into: .mentoring) }

    private func insertPaths(_ actions: DemoActions) throws {
        try insertMany(actions.paths, into: .learnerPath)
        try insertMany(actions.sessions, into: .pathSession)
        try insertMany(actions.offers, into: .jobOffer)
        try insertMany(actions.offerClasses, into: .offerClass)
        try insertMany(actions.interests, into: .offerInterest)
        try insertMany(actions.alumni, into: .alumnus)
        try insertMany(actions.mentorings, into: .mentoring)
        try insertMany(actions.official, into: .officialInsertion)
        try insertMany(actions.partners, into: .mobilityPartner)
        try insertMany(actions.projects, into: .mobilityProject)
        try insertMany(actions.travellers, into: .mobilityTraveller)
    }
}
