import Domain
import Exchange

/// « Bureau » : who is there, when, with what.
enum OfficeRoutes {
    static func add(to site: Site) {
        site.get("/bureau", .members(.seeOffice), page)
        OpeningRoutes.add(to: site)
        TimeRoutes.add(to: site)
        MeansRoutes.add(to: site)
        OfficeDocumentRoutes.add(to: site)
        KeyPointRoutes.add(to: site)
        TrainingRoutes.add(to: site)
        LetterRoutes.add(to: site)
    }

    @Sendable static func page(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            OfficeView(
                school: try db.ownSchool(), openings: try db.openingLines(today: today),
                uncovered: author.may(.manageOffice) ? try db.uncoveredDays(from: today, days: 14) : [],
                team: try db.officeTeam(), documents: try db.officeDocuments(for: author), today: today, author: author)
        }
        return .page(officePage(view))
    }
}

/// The week of the bureau, absences and cover.
enum OpeningRoutes {
    static func add(to site: Site) {
        site.get("/bureau/horaires", .members(.manageOffice), show)
        site.post("/bureau/horaires", .members(.manageOffice), add)
        site.post("/bureau/horaires/:id/suppression", .members(.manageOffice), remove)
        site.post("/bureau/absences", .members(.manageOffice), addAbsence)
        site.get("/bureau/absences/:id", .members(.manageOffice), absence)
        site.post("/bureau/absences/:id", .members(.manageOffice), editAbsence)
        site.post("/bureau/absences/:id/suppression", .members(.manageOffice), removeAbsence)
    }

    private static func view(_ visit: Visit) async throws -> OpeningsView {
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            OpeningsView(
                openings: try db.openingLines(today: today), absences: try db.absenceLines(from: today),
                uncovered: try db.uncoveredDays(from: today, days: 28), staff: try db.staffChoices(),
                firstDay: try db.firstDayOfHours(today), today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return .page(openingsPage(view, FormState([("depuis", view.usualStart.description)]), FormState(), visit))
    }

    @Sendable static func add(_ visit: Visit) async throws -> Answer {
        try await visit.submit(OpeningForm.self) { form, values in
            try await visit.perform(AddOpenings(form: form), for: values) { _ in .openings }
            return .redirect(.openings, saying: "Horaire ajouté.")
        } show: { state in
            openingsPage(try await view(visit), state, FormState(), visit)
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeOpening.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveOpening(id: id), for: values) { _ in .openings }
        return .redirect(.openings, saying: "Horaire retiré. Les jours passés le gardent.")
    }

    @Sendable static func addAbsence(_ visit: Visit) async throws -> Answer {
        try await visit.submit(OfficeAbsenceForm.self) { form, values in
            try await visit.perform(SaveOfficeAbsence(id: nil, form: form), for: values) { _ in .openings }
            return .redirect(.openings, saying: "Absence notée.")
        } show: { state in
            openingsPage(try await view(visit), FormState(), state, visit)
        }
    }

    @Sendable static func absence(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeAbsence.self)
        let absence = try await visit.read { try $0.officeAbsence(id) }
        let state = FormState([
            ("personne", absence.staffId?.rawValue ?? ""), ("du", absence.startsOn.description),
            ("au", absence.endsOn.description), ("remplace", absence.coveredBy?.rawValue ?? ""),
            ("version", String(absence.version)),
        ])
        return .page(officeAbsencePage(try await view(visit), id, state, visit))
    }

    @Sendable static func editAbsence(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeAbsence.self)
        return try await visit.submit(OfficeAbsenceForm.self) { form, values in
            try await visit.perform(SaveOfficeAbsence(id: id, form: form), for: values) { _ in .openings }
            return .redirect(.openings, saying: "Absence et relais enregistrés.")
        } show: { state in
            officeAbsencePage(try await view(visit), id, state, visit)
        }
    }

    @Sendable static func removeAbsence(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeAbsence.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveOfficeAbsence(id: id), for: values) { _ in .openings }
        return .redirect(.openings, saying: "Absence retirée.")
    }
}

/// The time log of the bureau.
enum TimeRoutes {
    static func add(to site: Site) {
        site.get("/bureau/temps", .members(.logOfficeTime), show)
        site.post("/bureau/temps", .members(.logOfficeTime), add)
        site.post("/bureau/temps/:id/suppression", .members(.logOfficeTime), remove)
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let academy = try db.ownSchool().academy
            let first = SchoolYear.of(today, in: academy).firstDay(in: academy)
            return TimeView(
                month: try db.timeByAxis(from: today.adding(days: 1 - today.day), through: today),
                year: try db.timeByAxis(from: first, through: today),
                own: try author.accountId.map { try db.ownTimes($0) } ?? [], today: today, author: author)
        }
        return timePage(view, state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState([("axe", visit.query["axe"])])))
    }

    @Sendable static func add(_ visit: Visit) async throws -> Answer {
        try await visit.submit(TimeForm.self) { form, values in
            try await visit.perform(LogTime(form: form), for: values) { _ in .officeTime }
            return .redirect(
                .officeTime,
                saying: "\(HourSpan.duration(form.minutes)) sur \(form.axis.shortLabel.lowercased())\u{A0}: noté.")
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeTime.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveTime(id: id), for: values) { _ in .officeTime }
        return .redirect(.officeTime, saying: "Temps retiré.")
    }
}

/// Paid means of teachers, for the head and the DDFPT.
enum MeansRoutes {
    static func add(to site: Site) {
        site.get("/bureau/moyens", .members(.seeMeans), list)
        site.get("/bureau/moyens/nouveau", .members(.seeMeans), newForm)
        site.post("/bureau/moyens/nouveau", .members(.seeMeans), create)
        site.get("/bureau/moyens/:id", .members(.seeMeans), form)
        site.post("/bureau/moyens/:id", .members(.seeMeans), edit)
        site.post("/bureau/moyens/:id/suppression", .members(.seeMeans), remove)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (lines, referents) = try await visit.read { db in
            (try db.meansLines(year: author.currentYear), try db.referents(year: author.currentYear))
        }
        return .page(meansPage(lines, referents, for: author))
    }

    private static func formPage(_ id: ID<OfficeMeans>?, _ state: FormState, _ visit: Visit) async throws -> Page {
        meansFormPage(id, try await visit.read { try $0.staffChoices() }, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(try await formPage(nil, FormState([("nature", OfficeMeans.Kind.pacte.rawValue)]), visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer { try await save(nil, visit) }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeMeans.self)
        let means = try await visit.read { try $0.means(id) }
        try await visit.perform(NoteReading(subject: Subject("means", id)))
        return .page(try await formPage(id, FormState(means), visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        try await save(try visit.id(OfficeMeans.self), visit)
    }

    private static func save(_ id: ID<OfficeMeans>?, _ visit: Visit) async throws -> Answer {
        try await visit.submit(MeansForm.self) { form, values in
            try await visit.perform(SaveMeans(id: id, form: form), for: values) { _ in .officeMeans }
            return .redirect(.officeMeans, saying: "Moyen enregistré.")
        } show: { state in
            try await formPage(id, state, visit)
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeMeans.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveMeans(id: id), for: values) { _ in .officeMeans }
        return .redirect(.officeMeans, saying: "Moyen retiré.")
    }
}

/// The library of the bureau.
enum OfficeDocumentRoutes {
    static func add(to site: Site) {
        site.get("/bureau/documents", .members(.seeOffice), list)
        site.post("/bureau/documents", .members(.manageOffice), add)
        site.get("/bureau/documents/:id", .members(.seeOffice), file)
        site.post("/bureau/documents/:id/retrait", .members(.manageOffice), withdraw)
        site.post("/bureau/documents/:id/retour", .members(.manageOffice), bringBack)
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let author = try visit.author
        let (query, today) = (visit.query, visit.now.day)
        let view = try await visit.read { db in
            DocumentsView(
                lines: try db.officeDocuments(for: author, words: SearchKey(query["q"]).words), query: query,
                streams: try db.streams(year: author.currentYear), today: today, author: author,
                withdrawn: query["retire"].isEmpty ? nil : ID(query["retire"]))
        }
        return documentsPage(view, state, visit)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer { .page(try await page(visit, FormState())) }

    @Sendable static func add(_ visit: Visit) async throws -> Answer {
        try await visit.submit(OfficeDocumentForm.self) { form, values in
            let file: PaperFile
            do throws(PaperRefusal) {
                file = try PaperFile(values.files.first { $0.field == "fichier" }?.file)
            } catch {
                throw FieldRefusal("fichier", error.message)
            }
            try await visit.perform(AddOfficeDocument(form: form, file: file), for: values) { _ in .officeDocuments }
            return .redirect(.officeDocuments, saying: "Document ajouté.")
        } show: { state in
            try await page(visit, state)
        }
    }

    /// Always saved, never shown by the browser within the site.
    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeDocumentRow.self)
        let author = try visit.author
        let row = try await visit.read { try $0.officeDocument(id, for: author) }
        let suffix = PaperFile.Media(rawValue: row.mediaType)?.fileExtension ?? "bin"
        return .file(
            FileAnswer(
                name: "\(SearchKeyText.dashed(row.title)).\(suffix)", type: row.mediaType, bytes: row.content))
    }

    @Sendable static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeDocumentRow.self)
        let values = try await visit.formValues()
        let back = Link.officeDocuments.with([("retire", id.rawValue)])
        try await visit.perform(WithdrawOfficeDocument(id: id, comesBack: false), for: values) { _ in back }
        return .redirect(back)
    }

    @Sendable static func bringBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(OfficeDocumentRow.self)
        let values = try await visit.formValues()
        try await visit.perform(WithdrawOfficeDocument(id: id, comesBack: true), for: values) { _ in .officeDocuments }
        return .redirect(.officeDocuments, saying: "Document rétabli.")
    }
}

/// The eight key points.
enum KeyPointRoutes {
    static func add(to site: Site) {
        site.get("/bureau/points-cles", .members(.manageOffice), show)
        site.post("/bureau/points-cles", .members(.manageOffice), assess)
    }

    private static func page(_ visit: Visit, editing: Int?, _ typed: FormState?) async throws -> Page {
        let author = try visit.author
        let (points, former) = try await visit.read { db in
            (try db.keyPoints(year: author.currentYear), try db.keyPoints(year: author.currentYear - 1))
        }
        let known = points.first { $0.point == editing }
        let state =
            typed
            ?? FormState([
                ("enonce", known?.wording ?? ""), ("niveau", known?.level.rawValue ?? KeyPoint.Level.begun.rawValue),
                ("preuve", known?.evidence ?? ""), ("suite", known?.nextStep ?? ""),
                ("version", String(known?.version ?? 0)),
            ])
        return keyPointsPage(
            KeyPointsView(points: points, former: former, editing: editing, author: author), state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, editing: Int(visit.query["point"]), nil))
    }

    @Sendable static func assess(_ visit: Visit) async throws -> Answer {
        try await visit.submit(KeyPointForm.self) { form, values in
            try await visit.perform(AssessKeyPoint(form: form), for: values) { _ in .keyPoints }
            return .redirect(.keyPoints, saying: "Point \(form.point) évalué.")
        } show: { state in
            try await page(visit, editing: Int(state["point"]), state)
        }
    }
}

/// Training of the people of the bureau.
enum TrainingRoutes {
    static func add(to site: Site) {
        site.get("/bureau/formation", .members(.manageOffice), list)
        site.get("/bureau/formation/nouvelle", .members(.manageOffice), newForm)
        site.post("/bureau/formation/nouvelle", .members(.manageOffice), create)
        site.get("/bureau/formation/:id", .members(.manageOffice), show)
        site.get("/bureau/formation/:id/modifier", .members(.manageOffice), editForm)
        site.post("/bureau/formation/:id/modifier", .members(.manageOffice), edit)
        site.post("/bureau/formation/:id/participants", .members(.manageOffice), record)
        site.get("/bureau/formation/:id/attestations/:personne", .members(.manageOffice), certificate)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            TrainingView(
                lines: try db.trainingLines(), followed: try db.followedWebinars(), today: today, author: author)
        }
        return .page(trainingPage(view))
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(
            trainingFormPage(
                nil, FormState([("nature", "webinaire"), ("mode", "distanciel"), ("niveau", "national")]), visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer { try await save(nil, visit) }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TrainingSession.self)
        return .page(trainingFormPage(id, FormState(try await visit.read { try $0.training(id) }), visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        try await save(try visit.id(TrainingSession.self), visit)
    }

    private static func save(_ id: ID<TrainingSession>?, _ visit: Visit) async throws -> Answer {
        try await visit.submit(TrainingForm.self) { form, values in
            let saved = try await visit.perform(SaveTraining(id: id, form: form), for: values) { .training($0) }
            return .redirect(.training(saved), saying: "Formation enregistrée.")
        } show: { state in
            trainingFormPage(id, state, visit)
        }
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(TrainingSession.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            TrainingSessionView(
                session: try db.training(id), parts: try db.trainingParts(of: id), staff: try db.staffChoices(),
                today: today, author: author)
        }
        return trainingSessionPage(view, state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let state = FormState([
            ("personne", try visit.author.staffId?.rawValue ?? ""),
            ("presence", TrainingPart.Attendance.present.rawValue),
        ])
        return .page(try await page(visit, state))
    }

    @Sendable static func record(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TrainingSession.self)
        return try await visit.submit(TrainingPartForm.self) { form, values in
            let sent = values.files.first { $0.field == "fichier" }?.file
            let file: PaperFile?
            do throws(PaperRefusal) {
                file = sent == nil || sent?.bytes.isEmpty == true ? nil : try PaperFile(sent)
            } catch {
                throw FieldRefusal("fichier", error.message)
            }
            try await visit.perform(RecordTrainingPart(session: id, form: form, certificate: file), for: values) { _ in
                .training(id)
            }
            return .redirect(.training(id), saying: "Participation enregistrée.")
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func certificate(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(TrainingSession.self)
        let staff = try visit.id(StaffMember.self, "personne")
        let part = try await visit.read { try $0.trainingPart(staff, at: id) }
        guard let part, let bytes = part.certificate else { throw NotFound("Cette attestation") }
        let suffix = PaperFile.Media(rawValue: part.certificateType)?.fileExtension ?? "bin"
        return .file(FileAnswer(name: "attestation.\(suffix)", type: part.certificateType, bytes: bytes))
    }
}
