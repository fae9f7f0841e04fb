import Domain
import PDF

extension Link {
    static func hostSheet(_ placement: ID<Placement>) -> Link { Link.placement(placement).appending("fiche") }
    static func hostSheets(_ period: ID<PFMPPeriod>) -> Link { Link.period(period).appending("fiches.pdf") }
    static let teachingAnnexes = Link("/reglages/conventions/annexes")
}

/// Sheets for hosts: on paper for a class or one learner, recorded when they come back; annexes by stream.
enum HostSheetRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/fiches.pdf", .members(.prepareAgreements), classSheets)
        site.get("/placements/:id/fiche", .members(.prepareAgreements), show)
        site.post("/placements/:id/fiche", .members(.prepareAgreements), record)
        site.get("/placements/:id/fiche.pdf", .members(.prepareAgreements), one)
        site.get("/reglages/conventions/annexes", .members(.manageSchool), annexes)
        site.post("/reglages/conventions/annexes", .members(.manageSchool), saveAnnex)
    }

    // MARK: On paper

    @Sendable static func classSheets(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let documents = try await visit.read { try $0.hostSheetDocuments(of: id) }
        guard !documents.isEmpty else { throw BadRequest(message: "Aucun élève dans cette classe.") }
        return try file(documents, title: "Fiches de pré-convention", visit)
    }

    @Sendable static func one(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let documents = try await visit.read { db in
            let placement = try db.placement(id)
            let learner = try db.learner(placement.learnerId)
            return try db.hostSheetDocuments(of: placement.periodId).filter { $0.learnerName == learner.listName }
        }
        return try file(documents, title: "Fiche de pré-convention", visit)
    }

    private static func file(_ documents: [HostSheetDocument], title: String, _ visit: Visit) throws -> Answer {
        let created = PDFDate(secondsSince1970: Int(visit.now.moment.millisecondsSince1970 / 1000))
        let book = PDFBook(
            title: title, author: documents.first?.school.name, subject: title, created: created,
            sections: documents.map { $0.section() })
        return .file(
            FileAnswer(
                name: "fiches-pre-convention.pdf", type: "application/pdf",
                bytes: try AgreementPrinter.render(book).bytes, inline: true))
    }

    // MARK: When it comes back

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let view = try await view(visit)
        let sheet = try await visit.read { try $0.hostSheet(of: id) }
        return .page(hostSheetPage(view, FormState(sheet, view, today: visit.now.day), visit))
    }

    private static func view(_ visit: Visit) async throws -> HostSheetView {
        let id = try visit.id(Placement.self)
        return try await visit.read { db in
            let placement = try db.placement(id)
            let period = try db.period(placement.periodId)
            let schoolClass = try db.schoolClass(period.classId)
            return HostSheetView(
                placement: placement, learner: try db.learner(placement.learnerId), period: period,
                schoolClass: schoolClass, company: try db.company(placement.companyId),
                sheet: try db.hostSheet(of: id), annex: try db.teachingAnnex(of: schoolClass.stream),
                mayFeed: try db.agreement(of: id)?.termsAreOpen ?? true)
        }
    }

    @Sendable static func record(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(HostSheetForm.self) { form, values in
            try await visit.perform(RecordHostSheet(placement: id, form: form), for: values) { _ in .steps(of: id) }
            return .redirect(
                .steps(of: id),
                saying: form.feedsPlacement ? "Fiche notée, placement complété." : "Fiche notée.")
        } show: { state in
            let view = try await view(visit)
            return hostSheetPage(view, state.resumed(version: view.sheet?.version ?? 0), visit)
        }
    }

    // MARK: Annexes by stream

    @Sendable static func annexes(_ visit: Visit) async throws -> Answer {
        .page(try await annexPage(visit, nil))
    }

    private static func annexPage(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let year = try visit.author.currentYear
        let (streams, annexes) = try await visit.read { db in (try db.streams(year: year), try db.teachingAnnexes()) }
        let all = Array(Set(streams + annexes.map(\.stream))).sorted()
        let asked = state?["filiere"] ?? visit.query["filiere"]
        let chosen = all.contains(asked) ? asked : all.first ?? ""
        let annex = annexes.first { $0.stream == chosen }
        return teachingAnnexPage(
            all, chosen, known: Set(annexes.map(\.stream)),
            state?.resumed(version: annex?.version ?? 0) ?? FormState(annex, stream: chosen), visit)
    }

    @Sendable static func saveAnnex(_ visit: Visit) async throws -> Answer {
        try await visit.submit(TeachingAnnexForm.self) { form, values in
            let link = Link.teachingAnnexes.with([("filiere", form.stream)])
            try await visit.perform(
                SaveTeachingAnnex(
                    stream: form.stream, activities: form.activities, skills: form.skills, followUp: form.followUp,
                    version: form.version), for: values
            ) { _ in link }
            return .redirect(link, saying: "L’annexe est enregistrée.")
        } show: { state in
            try await annexPage(visit, state)
        }
    }
}

/// An annex as typed.
struct TeachingAnnexForm: FormInput {
    let stream: String
    let activities: String
    let skills: String
    let followUp: String
    let version: Int

    init(reading form: inout FormReader) {
        stream = form.required("filiere", "Choisissez la filière.", max: 60)
        activities = form.text("activites", max: 4000)
        skills = form.text("competences", max: 4000)
        followUp = form.text("suivi", max: 2000)
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    init(_ annex: TeachingAnnex?, stream: String) {
        self.init([
            ("filiere", stream), ("activites", annex?.activities ?? ""), ("competences", annex?.skills ?? ""),
            ("suivi", annex?.followUp ?? ""), ("version", String(annex?.version ?? 0)),
        ])
    }

    /// The form of a sheet: what came back, else what the placement says.
    init(_ sheet: HostSheet?, _ view: HostSheetView, today: LocalDate) {
        let known = view.annex?.activityList ?? []
        let lines = (sheet?.activities ?? view.placement.activities).split(whereSeparator: \.isNewline).map(String.init)
        let ticked = lines.filter(known.contains)
        let others = lines.filter { !known.contains($0) }.joined(separator: "\n")
        self.init(
            [
                ("revenue_le", (sheet?.returnedOn ?? today).description), ("autres", others),
                ("conditions", sheet?.conditions ?? ""), ("equipements", sheet?.equipment ?? ""),
                ("remarques", sheet?.remarks ?? ""), ("reporter", view.mayFeed ? "1" : ""),
                ("version", String(sheet?.version ?? 0)),
            ] + ticked.map { ("coche", $0) })
        fill(view.placement.schedule)
    }
}

extension SchoolDatabase {
    /// The sheets of everyone in the class of a period who takes an agreement, placed or not.
    fileprivate func hostSheetDocuments(of id: ID<PFMPPeriod>) throws -> [HostSheetDocument] {
        let period = try period(id)
        let schoolClass = try schoolClass(period.classId)
        let school = try ownSchool()
        let activities = try teachingAnnex(of: schoolClass.stream)?.activityList ?? []
        return try board(of: period).filter { $0.learnerPublic.takesAgreements }.map { line in
            let company = try line.companyId.map { try self.company($0) }
            return HostSheetDocument(
                school: school, schoolClass: schoolClass, period: period, learnerName: line.listName,
                companyName: company.map {
                    [$0.displayName, $0.siret ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
                },
                companyAddress: company?.address.lines.joined(separator: ", "), tutorName: line.tutorName,
                activities: activities)
        }
    }
}
