import Domain
import Exchange
import PDF
import Persistence

/// The tours of visits of each teacher: proposed, planned, printed, put in a diary.
enum TourRoutes {
    static func add(to site: Site) {
        let access = Access.members(.recordFollowUp)
        site.get("/tournees", access, list)
        site.get("/tournees/:id", access, show)
        site.post("/tournees/:id/demi-journees", access, keepHalfDays)
        site.post("/tournees/:id/planification", access, plan)
        site.get("/tournees/:id/gardees/:tournees", access, kept)
        site.post("/tournees/:id/gardees/:tournees/planification", access, planKept)
        site.post("/tournees/:id/gardees/:tournees/annulation", access, undoKept)
        site.post("/tournees/:id/gardees/:tournees/suppression", access, removeKept)
        site.get("/tournees/:id/feuille-de-route.pdf", access, sheet)
        site.get("/tournees/:id/tournees.ics", access, calendar)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today) = (try visit.author, visit.now.day)
        let teachers = try await visit.read { db -> [TourTeacher] in
            if author.may(.proposePlacements) { return try db.tourTeachers(only: nil, today: today) }
            guard let staff = author.staffId else { return [] }
            return try db.tourTeachers(only: staff, today: today)
        }
        return .page(tourTeachersPage(teachers))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(FormState(), visit))
    }

    private static func page(_ state: FormState, _ visit: Visit) async throws -> Page {
        tourPage(try await view(visit), state, visit)
    }

    private static func view(_ visit: Visit) async throws -> TourView {
        let id = try visit.id(StaffMember.self)
        let (author, today) = (try visit.author, visit.now.day)
        return try await visit.read { db in
            let staff = try db.tourStaff(id, for: author)
            return TourView(
                staff: staff,
                free: Set(try db.freeHalfDays(of: id).map { NamedHalfDay(weekday: $0.weekday, half: $0.half) }),
                tours: try db.tours(of: id, today: today), planned: try db.plannedTours(of: id, today: today),
                kept: try db.keptTours(of: id), estimate: try db.travelEstimate(.car),
                today: today)
        }
    }

    @Sendable static func keepHalfDays(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        return try await visit.submit(HalfDaysForm.self) { form, values in
            try await visit.perform(KeepHalfDays(staff: id, form: form), for: values) { _ in .tours(of: id) }
            return .redirect(.tours(of: id), saying: "Demi-journées notées, tournées proposées de nouveau.")
        } show: { state in
            try await page(state, visit)
        }
    }

    @Sendable static func plan(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(StaffMember.self)
        let values = try await visit.formValues()
        if values["geste"] == "garder" {
            let kept = try await visit.perform(KeepTours(staff: id), for: values) { keptLink(id, $0) }
            return .redirect(keptLink(id, kept), saying: "Tournées gardées. Rien n’est planifié.")
        }
        let done = try await visit.perform(
            PlanTours(staff: id, halfDays: values.all("tournee").filter { !$0.isEmpty }), for: values
        ) { _ in .tours(of: id) }
        return .redirect(.tours(of: id), saying: planned(done))
    }

    private static func planned(_ done: AcceptedLines) -> String {
        let refused =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "n’a pas pu l’être, la raison est sur sa ligne", "n’ont pas pu l’être, la raison est sur leur ligne"))."
        return FrenchNumber.counted(done.done, "visite planifiée.", "visites planifiées.") + refused
    }

    // MARK: Kept tours

    private static func keptLink(_ staff: ID<StaffMember>, _ tours: ID<TourProposal>) -> Link {
        Link.tours(of: staff).appending("gardees").appending(tours.rawValue)
    }

    private static func keys(_ visit: Visit) throws -> (ID<StaffMember>, ID<TourProposal>, Link) {
        let (staff, tours) = (try visit.id(StaffMember.self), try visit.id(TourProposal.self, "tournees"))
        return (staff, tours, keptLink(staff, tours))
    }

    @Sendable static func kept(_ visit: Visit) async throws -> Answer {
        let (staff, tours, _) = try keys(visit)
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { db in
            let member = try db.tourStaff(staff, for: author)
            return KeptToursView(
                staff: member, tours: try db.tourProposal(tours, of: staff),
                halfDays: try db.keptHalfDays(of: tours), estimate: try db.travelEstimate(.car), today: today)
        }
        return .page(keptToursPage(view, FormState(), visit))
    }

    @Sendable static func planKept(_ visit: Visit) async throws -> Answer {
        let (staff, tours, link) = try keys(visit)
        let values = try await visit.formValues()
        let halfDays = values["geste"] == "tout" ? [] : values.all("tournee").filter { !$0.isEmpty }
        guard values["geste"] == "tout" || !halfDays.isEmpty else {
            return .redirect(link, saying: "Cochez d’abord les demi-journées à planifier.")
        }
        let done = try await visit.perform(
            PlanKeptTours(staff: staff, tours: tours, halfDays: halfDays), for: values
        ) { _ in link }
        return .redirect(link, saying: planned(done))
    }

    @Sendable static func undoKept(_ visit: Visit) async throws -> Answer {
        let (staff, tours, link) = try keys(visit)
        let values = try await visit.formValues()
        let done = try await visit.perform(UndoTours(staff: staff, tours: tours), for: values) { _ in link }
        let kept =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "reste, faite ou modifiée depuis", "restent, faites ou modifiées depuis"))."
        return .redirect(
            link,
            saying: FrenchNumber.counted(done.done, "visite n’est plus planifiée.", "visites ne sont plus planifiées.")
                + kept)
    }

    @Sendable static func removeKept(_ visit: Visit) async throws -> Answer {
        let (staff, tours, _) = try keys(visit)
        let values = try await visit.formValues()
        try await visit.perform(RemoveTours(staff: staff, tours: tours), for: values) { _ in .tours(of: staff) }
        return .redirect(.tours(of: staff), saying: "Tournées supprimées. Les visites planifiées restent.")
    }

    // MARK: Paper and diary

    @Sendable static func sheet(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        guard !view.planned.isEmpty else { throw NothingToPrint() }
        let school = try await visit.read { try $0.ownSchool() }
        return .file(
            try FollowUpPaper.file(
                TourPaper.sections(view, school), title: "Feuille de route", name: "feuille-de-route.pdf",
                school: school, at: visit.now.moment))
    }

    @Sendable static func calendar(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let events = view.planned.map { visit, placement in
            ICSEvent(
                uid: "visite-\(visit.id.rawValue)@bureau", summary: "Visite PFMP\u{A0}: \(placement.companyName)",
                description: [
                    placement.learnerName + ", " + placement.classCode,
                    placement.tutorName.map { "Tuteur\u{A0}: \($0)" } ?? "",
                    placement.phone.map { PhoneNumber(rawValue: $0)?.display ?? $0 } ?? "",
                ].filter { !$0.isEmpty }.joined(separator: "\n"),
                location: placement.place.lines.joined(separator: ", "), startsOn: visit.plannedOn,
                endsOn: visit.plannedOn, revision: visit.version,
                hours: visit.plannedMinute.map { $0...($0 + TourHours.visitMinutes) })
        }
        return .file(
            FileAnswer(
                name: "tournees.ics", type: "text/calendar; charset=utf-8",
                bytes: ICSWriter.bytes(
                    ICSCalendar(name: "Visites de PFMP", events: events, zone: try visit.author.zone),
                    at: visit.app.clock())))
    }
}

extension SchoolDatabase {
    /// The visits planned, with where they are.
    func plannedTours(
        of staff: ID<StaffMember>, today: LocalDate
    ) throws -> [(visit: PlannedVisit, placement: FollowedPlacement)] {
        let visits = try plannedVisits(by: staff, today: today)
        guard !visits.isEmpty else { return [] }
        let found = try followedPlacements(where: "placement.id in (\(list: visits.map(\.placementId)))")
        let byKey = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return visits.compactMap { visit in byKey[visit.placementId].map { (visit, $0) } }
    }
}

/// The route sheet of a teacher: a table a day.
enum TourPaper {
    static func sections(_ view: TourView, _ school: School) -> [PDFSection] {
        let days = Dictionary(grouping: view.planned, by: \.visit.plannedOn).sorted { $0.key < $1.key }
        return days.map { day, visits in
            PDFSection(
                title: "Feuille de route, \(day.spelled)", header: "\(school.name) · \(view.staff.fullName)",
                footer: [school.bureauPhone ?? school.phone, school.bureauEmail ?? school.email].compactMap { $0 }
                    .joined(separator: " · "),
                blocks: [
                    .heading(level: 1, PDFText("Feuille de route, \(day.spelled)")),
                    .keyValues(
                        [
                            (label: "Enseignant", value: view.staff.fullName),
                            (label: "Départ", value: school.address.lines.joined(separator: ", ")),
                        ], columns: 2),
                    .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Heure", width: 0.7), PDFColumn("Lieu", width: 2),
                                PDFColumn("Élève", width: 1.4),
                                PDFColumn("Tuteur", width: 1.6), PDFColumn("Notes", width: 1.4),
                            ], rows: visits.map(row), rowHeaders: true)),
                ])
        }
    }

    private static func row(_ entry: (visit: PlannedVisit, placement: FollowedPlacement)) -> [PDFText] {
        let placement = entry.placement
        let phone = placement.phone.map { PhoneNumber(rawValue: $0)?.display ?? $0 }
        return [
            PDFText(entry.visit.plannedMinute.map { HourSpan.clock($0) } ?? "à fixer"),
            PDFText(([placement.companyName] + placement.place.lines).joined(separator: "\n")),
            PDFText("\(placement.learnerName)\n\(placement.classCode)"),
            PDFText([placement.tutorName, phone].compactMap { $0 }.joined(separator: "\n")), "\n\n",
        ]
    }
}
