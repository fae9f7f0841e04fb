import Domain
import PDF

/// The bureau of a demonstration school: what it promised, who keeps it open, how its time goes.
struct DemoOffice: Equatable, Sendable {
    var roadmaps: [Roadmap] = []
    var objectives: [RoadmapObjective] = []
    var steps: [RoadmapStep] = []
    var meetings: [SteeringMeeting] = []
    var letters: [MissionLetter] = []
    var openings: [OfficeOpening] = []
    var absences: [OfficeAbsence] = []
    var means: [OfficeMeans] = []
    var times: [OfficeTime] = []
    var keyPoints: [KeyPoint] = []
    var sessions: [TrainingSession] = []
    var parts: [TrainingPart] = []
}

extension DemoBuilder {
    /// What makes the bureau itself alive.
    mutating func addOffice() throws {
        begin(21)
        guard let head = staff(.office).first else { return }
        try addRoadmaps(of: head)
        addMeetings()
        try addLetter(of: head)
        addOpenings(of: head)
        addMeans()
        addTimes(of: head)
        addKeyPoints(by: head)
        addTraining(of: head)
    }

    // MARK: Roadmap

    private mutating func addRoadmaps(of head: StaffMember) throws {
        let former = try roadmap(
            year.previous.start, revision: 1, by: head, on: year.previous.firstDay().adding(days: 30))
        addObjectives(to: former, of: head, roots: [], targets: [88, 80, 60, 70])
        let current = try roadmap(year.start, revision: 1, by: head, on: year.firstDay().adding(days: 30))
        let roots = addObjectives(to: current, of: head, roots: [], targets: [95, 90, 75, 80])
        // A new version waits for the signature: what the head finds on the first day.
        var next = current.revised(
            id: ids.next(on: today), revision: 2, authorName: head.fullName)
        addObjectives(to: next, of: head, roots: roots, targets: [95, 92, 75, 85])
        next = try next.submitted(objectives: 7).validated(by: made.school.ddfptName ?? "", on: today.adding(days: -2))
        made.office.roadmaps += [former, current, next]
        linkActions(to: roots)
    }

    /// The actions of the year serve the objectives: people who come, and classes that go.
    private mutating func linkActions(to roots: [ID<RoadmapObjective>]) {
        guard roots.count > 6 else { return }
        let coming: Set<ActionKind> = [.talk, .conference, .interviews, .jury, .forum, .jobDating, .stageDating]
        let going: Set<ActionKind> = [.visit, .teacherPlacement]
        for index in made.actions.actions.indices {
            let kind = made.actions.actions[index].kind
            if coming.contains(kind) { made.actions.actions[index].objectiveId = roots[2] }
            if going.contains(kind) { made.actions.actions[index].objectiveId = roots[6] }
        }
    }

    private mutating func roadmap(
        _ start: Int, revision: Int, by head: StaffMember, on day: LocalDate
    ) throws -> Roadmap {
        let roadmap = Roadmap(
            id: ids.next(on: day), schoolYear: start, revision: revision, authorName: head.fullName,
            diagnosis: """
                Le bureau suit plus de quatre cents entreprises, mais une sur trois n’a pas été appelée depuis un an.
                Les places manquent en vente et en accueil ; la cuisine et la logistique en ont trop.
                Point fort : les tuteurs connaissent le bureau. Risque : les conventions partent tard.
                """,
            means:
                "Un poste à temps plein, deux parts de Pacte, une salle au rez-de-chaussée avec une entrée sur la rue.")
        let signed = try roadmap.submitted(objectives: 7).validated(by: made.school.ddfptName ?? "", on: day)
            .signed(by: made.school.headName, on: day.adding(days: 3))
        let board = day.adding(days: 20)
        guard board < today else { return signed }
        let presented = try signed.presented(on: board, reference: "\(start)-12", today: today)
        return start < year.start ? try presented.closed() : presented
    }

    @discardableResult
    private mutating func addObjectives(
        to roadmap: Roadmap, of head: StaffMember, roots: [ID<RoadmapObjective>], targets: [Int]
    ) -> [ID<RoadmapObjective>] {
        let day = roadmap.signedOn ?? today
        let due = LocalDate(year: roadmap.schoolYear + 1, month: 6, day: 15)
        let plan: [(BureauMission, String, String?, Int?, Int?)] = [
            (.partnerships, "Garder le contact avec les partenaires qui accueillent", "I1.1", 180, 240),
            (.qualityOfRelations, "Écouter les entreprises après chaque PFMP", nil, nil, nil),
            (.talks, "Faire venir des professionnels dans chaque filière", "I2.2", 12, 30),
            (.hostSearch, "Chaque élève a un lieu le jour du départ", "I3.1", 86, targets[0]),
            (.followUp, "Les conventions sont signées avant le départ", "I3.2", 70, targets[1]),
            (.allowances, "Les attestations reviennent à temps", "I3.9", 55, targets[2]),
            (.visits, "Chaque classe passe une journée en entreprise", "I2.1", 8, 20),
        ]
        return plan.enumerated().map { index, line in
            let id: ID<RoadmapObjective> = ids.next(on: day)
            let objective = RoadmapObjective(
                id: id, roadmapId: roadmap.id, rootId: index < roots.count ? roots[index] : nil, rank: index + 1,
                mission: line.0, label: line.1, indicator: line.2, baseline: line.3, target: line.4, dueOn: due,
                ownerId: head.id)
            made.office.objectives.append(objective)
            addSteps(to: objective, index: index, day: day)
            return objective.rootId
        }
    }

    private mutating func addSteps(to objective: RoadmapObjective, index: Int, day: LocalDate) {
        let labels = [
            ["Rappeler les entreprises sans échange depuis six mois"], ["Réunir les tuteurs en fin d’année"],
            ["Interventions de professionnels en classe", "Job dating de l’alternance"],
            ["Suivre la liste des élèves sans lieu chaque lundi"], ["Envoyer les conventions cinq semaines avant"], [],
            ["Visites d’entreprises par les classes"],
        ][index]
        let kinds: [Int: [ActionKind]] = [2: [.talk, .jobDating], 6: [.visit]]
        let counts: [Int: [Int]] = [2: [4, 1], 6: [3]]
        for (rank, label) in labels.enumerated() {
            made.office.steps.append(
                RoadmapStep(
                    id: ids.next(on: day), roadmapId: objective.roadmapId, objectiveId: objective.id, rank: rank + 1,
                    label: label, actionKind: kinds[index]?[rank].rawValue ?? "",
                    plannedCount: counts[index]?[rank] ?? 1, startsOn: day,
                    endsOn: day.adding(days: 200), means: index == 2 ? "Deux parts de Pacte" : ""))
        }
    }

    private mutating func addMeetings() {
        let held: [(SteeringMeeting.Kind, Int, String, String)] = [
            (
                .weekly, -6, "DDFPT, RBDE",
                "Appeler les garages avant les vacances. Le DDFPT voit les familles des deux élèves de vente."
            ),
            (.weekly, -20, "DDFPT, RBDE", "Envoyer les conventions de terminale dès la semaine prochaine."),
            (
                .committee, -41, "Direction, DDFPT, RBDE, trois enseignants",
                "Priorité à la vente et à l’accueil. Un job dating en février."
            ),
            (.network, -58, "Réseau du département", "Partager les offres d’alternance avec les deux lycées voisins."),
        ]
        for (kind, days, people, decisions) in held {
            let day = today.adding(days: days)
            guard day >= year.firstDay() else { continue }
            made.office.meetings.append(
                SteeringMeeting(
                    id: ids.next(on: day), schoolYear: year.start, kind: kind, heldOn: day, people: people,
                    decisions: decisions))
        }
    }

    // MARK: Letter

    private mutating func addLetter(of head: StaffMember) throws {
        let start = year.firstDay()
        let end = year.lastDay()
        let draft = try MissionLetter(
            id: ids.next(on: start), staffId: head.id, personName: head.fullName, employer: .gip, startsOn: start,
            endsOn: end
        ).rewritten { letter in
            letter.noticeOn = end.adding(days: -90)
            letter.priorities =
                "Ouvrir la vente et l’accueil. Rendre les conventions plus tôt. Faire connaître le bureau aux artisans."
            letter.objectives = "Ceux de la feuille de route de l’année."
            letter.responsibilities =
                "Tient la base des partenaires, organise les événements, rend compte chaque semaine au DDFPT."
            letter.domains = "Toutes les filières du lycée, tous les publics."
            letter.autonomy = "Prend seule ses rendez-vous en entreprise. Engage une dépense après accord du DDFPT."
            letter.presence = "Du lundi au vendredi, de 8 h 30 à 17 h."
            letter.travel = "Ordre de mission permanent dans le département."
            letter.equipment = "Téléphone et ordinateur portables."
        }
        var letter = try draft.endorsed(by: made.school.ddfptName ?? "", on: start.adding(days: 2))
            .signedByHead(made.school.headName, on: start.adding(days: 4)).signedByAgent(on: start.adding(days: 5))
        letter.interviewPlannedOn = LocalDate(year: year.start + 1, month: 5, day: 18)
        made.office.letters.append(letter)
    }

    // MARK: The week

    private mutating func addOpenings(of head: StaffMember) {
        let assistant = staff(.trainingAssistant).first ?? staff(.trainingDirector).first
        for weekday in 1...5 {
            addOpening(weekday, 510, 720, .onSite, head)
            // On Wednesday afternoon the head of the bureau visits companies.
            if weekday == 3, let assistant { addOpening(weekday, 810, 1020, .phone, assistant) }
            if weekday != 3 { addOpening(weekday, 810, 1020, .onSite, head) }
        }
        let monday = today.monday.adding(days: 7)
        made.office.absences.append(
            OfficeAbsence(
                id: ids.next(on: today), staffId: head.id, startsOn: monday.adding(days: 3),
                endsOn: monday.adding(days: 3),
                note: "Réunion du réseau académique"))
        if let assistant {
            made.office.absences.append(
                OfficeAbsence(
                    id: ids.next(on: today), staffId: head.id, startsOn: monday.adding(days: 1),
                    endsOn: monday.adding(days: 1), coveredBy: assistant.id, note: "Salon des métiers"))
        }
    }

    private mutating func addOpening(
        _ weekday: Int, _ starts: Int, _ ends: Int, _ channel: OfficeOpening.Channel, _ person: StaffMember
    ) {
        made.office.openings.append(
            OfficeOpening(
                id: ids.next(on: year.firstDay()), weekday: weekday, startsMinute: starts, endsMinute: ends,
                channel: channel, staffId: person.id, validFrom: year.previous.firstDay()))
    }

    private mutating func addMeans() {
        let teachers = made.staff.filter { $0.function == DemoFunction.teacher.rawValue }.prefix(5)
        let kinds: [(OfficeMeans.Kind, String, Int, Int)] = [
            (.pacte, "Faire vivre le lien établissement-entreprise", 10, 5),
            (.pacte, "Préparer le job dating", 10, 0), (.actualHours, "Visites d’entreprises avec la classe", 120, 60),
            (.mission, "Référent des anciens élèves", 10, 10), (.yearlyHours, "Ateliers CV", 20, 10),
        ]
        for (teacher, line) in zip(teachers, kinds) {
            made.office.means.append(
                OfficeMeans(
                    id: ids.next(on: year.firstDay()), schoolYear: year.start, staffId: teacher.id, kind: line.0,
                    label: line.1, plannedTenths: line.2, doneTenths: line.3))
        }
    }

    private mutating func addTimes(of head: StaffMember) {
        let account = made.accounts.first { $0.email.hasPrefix("rbde") }?.id
        for days in stride(from: 1, through: 80, by: 1) {
            let day = today.adding(days: -days)
            guard day.weekday <= 5, day >= year.firstDay() else { continue }
            for _ in 0..<2 {
                made.office.times.append(
                    OfficeTime(
                        id: ids.next(on: day), accountId: account, authorName: head.fullName, workedOn: day,
                        axis: random.weighted([(.partners, 30), (.pathways, 18), (.placements, 32), (.office, 20)]),
                        minutes: random.pick([60, 90, 120, 180])))
            }
        }
    }

    // MARK: Key points and training

    private mutating func addKeyPoints(by head: StaffMember) {
        let levels: [(Int, KeyPoint.Level, String)] = [
            (1, .acquired, "Salle 012, plaque sur la rue, plan d’accès envoyé aux partenaires."),
            (2, .acquired, "Une adresse et un numéro uniques, affichés et repris par le standard."),
            (3, .begun, "Huit enseignants ont demandé une aide depuis la rentrée."),
            (5, .acquired, "Visites notées pour chaque PFMP, bilan de l’élève recueilli."),
            (7, .absent, ""),
        ]
        for (point, level, evidence) in levels {
            let day = year.firstDay().adding(days: 40)
            made.office.keyPoints.append(
                KeyPoint(
                    id: ids.next(on: day), schoolYear: year.start, point: point, level: level, evidence: evidence,
                    nextStep: level == .absent ? "Écrire aux sortants de l’an passé." : "", assessedOn: day,
                    assessedBy: head.fullName))
        }
    }

    private mutating func addTraining(of head: StaffMember) {
        let titles = [
            "Les acteurs de la voie professionnelle", "Le parcours de l’élève de lycée professionnel",
            "Les métiers en tension du territoire", "L’apprentissage en établissement public", "Le droit des PFMP",
            "Prospecter et fidéliser", "L’orientation vers l’alternance",
        ]
        for (index, title) in titles.enumerated() {
            let day = today.adding(days: 12 - index * 21)
            let session = TrainingSession(
                id: ids.next(on: day), schoolYear: SchoolYear.of(day, in: calendar.academie).start, title: title,
                kind: .webinar, theme: index == 4 ? "Droit des PFMP" : index == 5 ? "Prospection" : "",
                organiser: "DGESCO", heldOn: day, minutes: 90, mode: .remote, level: .national,
                pathway: index < 4 ? "Découvrir" : "Approfondir", webinar: index + 1)
            made.office.sessions.append(session)
            made.office.parts.append(
                TrainingPart(
                    id: ids.next(on: day), sessionId: session.id, staffId: head.id,
                    attendance: day > today ? .enrolled : index == 3 ? .excused : .present,
                    selfRating: day > today ? nil : 3, toApply: index == 5 ? "Un plan d’appels par filière" : ""))
        }
    }
}

extension DemoSchool {
    /// The last day of the school year before the one in use.
    var formerYearEnd: LocalDate {
        SchoolYear(start: school.currentYear - 1)?.lastDay(in: school.academy) ?? LocalDate(dayNumber: 0)
    }
}

extension SchoolDatabase {
    func insertOffice(_ office: DemoOffice, of school: School, until last: LocalDate) throws {
        try insertMany(office.roadmaps, into: .roadmap)
        try insertMany(office.objectives, into: .roadmapObjective)
        try insertMany(office.steps, into: .roadmapStep)
        try insertMany(office.meetings, into: .steeringMeeting)
        try insertMany(office.letters, into: .missionLetter)
        try insertMany(office.openings, into: .officeOpening)
        try insertMany(office.absences, into: .officeAbsence)
        try insertMany(office.means, into: .officeMeans)
        try insertMany(office.times, into: .officeTime)
        try insertMany(office.keyPoints, into: .keyPoint)
        try insertMany(office.sessions, into: .trainingSession)
        try insertMany(office.parts, into: .trainingPart)
        try insertDocuments(of: school, on: last)
        // Last year as its rows tell it: what this year is compared with.
        let former = school.currentYear - 1
        let values = try countIndicators(year: former, today: last)
        try insert(
            IndicatorSnapshot(
                id: newID(), schoolYear: former, content: try IndicatorContent.text(values), frozenOn: last,
                frozenBy: school.bureauName ?? "Bureau des entreprises",
                comment:
                    "Les conventions sont parties plus tôt que l’année d’avant. La vente manque toujours de places.",
                proposals: "Un job dating en février, et un plan d’appels par filière.", boardOn: nil, version: 1),
            into: .indicatorSnapshot)
    }

    /// What the team finds in the library of the bureau.
    private func insertDocuments(of school: School, on day: LocalDate) throws {
        let moment = Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 36_000_000)
        let papers: [(OfficeDocumentKind, String, [String])] = [
            (
                .hostKit, "Livret du tuteur",
                [
                    "Avant l’arrivée\u{A0}: prévoir un poste, prévenir l’équipe, lire l’annexe pédagogique.",
                    "Le premier jour\u{A0}: faire le tour des lieux, donner les consignes de sécurité, nommer qui répond.",
                    "À la fin\u{A0}: remplir l’attestation et la grille avec l’élève, puis les rendre au lycée.",
                ]
            ),
            (
                .template, "Lettre de remerciement à une entreprise",
                ["Merci d’avoir reçu notre élève. Ce que vous lui avez montré compte pour son diplôme."]
            ),
            (
                .event, "Préparer un job dating en huit semaines",
                [
                    "Huit semaines avant\u{A0}: la date, la salle, les classes. Six\u{A0}: les invitations.",
                    "Deux semaines avant\u{A0}: les souhaits des élèves et la grille. Après\u{A0}: les suites et les mercis.",
                ]
            ),
        ]
        for (kind, title, texts) in papers {
            let section = PDFSection(
                title: title, header: school.name, footer: title,
                blocks: [.heading(level: 1, title)] + texts.map { PDFBlock.paragraph(PDFText($0), align: .left) })
            let bytes = try Paper.print([section], title: title, author: school.name, at: moment).bytes
            try insert(
                OfficeDocumentRow(
                    id: newID(), kind: kind, title: title, audience: .team, stream: "", validUntil: nil,
                    name: "\(SearchKeyText.dashed(title)).pdf", mediaType: PaperFile.Media.pdf.rawValue,
                    sha256: SchoolArchive.sha256(bytes), size: bytes.count, content: bytes, addedAt: moment,
                    addedBy: "Bureau des entreprises", withdrawnOn: nil, version: 1), into: .officeDocument)
        }
    }
}
