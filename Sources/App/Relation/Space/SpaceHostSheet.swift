import Domain
import HTTPTypes
import Persistence

/// The sheet that the host fills in before the agreement is written, from its area instead of on paper.
struct SpaceHostSheet: Sendable {
    let trainee: SpaceTrainee
    let sheet: HostSheet?
    /// What learners of the stream usually do: boxes to tick.
    let activities: [String]
}

/// What the company says of a stay to come.
struct SpaceHostSheetForm: FormInput {
    let activities: String
    let conditions: String
    let equipment: String
    let remarks: String
    let version: Int

    init(reading form: inout FormReader) {
        let ticked = form.values.all("coche").map { String($0.prefix(200)) }
        let others = form.text("autres", max: 2000)
        activities = (ticked + [others]).filter { !$0.isEmpty }.joined(separator: "\n")
        if activities.isEmpty { form.refuse("autres", "Cochez ou écrivez au moins une activité.") }
        conditions = form.text("conditions", max: 2000)
        equipment = form.text("equipements", max: 1000)
        let hours = form.text("horaires", max: 500)
        let other = form.text("remarques", max: 1400)
        remarks = [hours.isEmpty ? "" : "Horaires\u{A0}: " + hours, other].filter { !$0.isEmpty }.joined(
            separator: "\n")
        version = Int(form.values["version"]) ?? 0
    }
}

extension SchoolDatabase {
    /// Stays to come whose agreement is being prepared, without a sheet that came back.
    func hostSheetTasks(of holder: SpaceHolder, _ trainees: [SpaceTrainee]) throws -> [SpaceTask] {
        let waiting = trainees.filter { holder.mayFillSheet(of: $0) }
        guard !waiting.isEmpty else { return [] }
        let known: [ID<Placement>] = try rows(
            """
            select host_sheet.placement_id from \(table(.hostSheet))
            where host_sheet.placement_id in (\(list: waiting.map(\.placement)))
            """)
        return waiting.filter { !known.contains($0.placement) }.map { trainee in
            let days = holder.today.days(until: trainee.startsOn)
            return SpaceTask(
                title: "Fiche d’accueil de \(trainee.name)",
                why:
                    "\(trainee.dates). Ce que l’élève fera, les horaires, l’équipement\u{A0}: la convention s’écrit avec.",
                tone: days <= 21 ? .soon : .waiting, button: "Remplir", gesture: .hostSheet(trainee.placement),
                dueOn: trainee.startsOn)
        }
    }

    fileprivate func hostSheet(of placement: ID<Placement>, for holder: SpaceHolder) throws -> SpaceHostSheet {
        let trainee = try spaceTrainees(of: holder).first { $0.placement == placement }
        guard let trainee, holder.mayFillSheet(of: trainee) else { throw NotFound("Cette fiche") }
        return SpaceHostSheet(
            trainee: trainee, sheet: try hostSheet(of: placement),
            activities: try teachingAnnex(of: trainee.stream)?.activityList ?? [])
    }
}

extension SpaceHolder {
    /// The tutor, or who answers for the site, while the terms of the agreement are open.
    fileprivate func mayFillSheet(of trainee: SpaceTrainee) -> Bool {
        (trainee.isOwn || scope.isWhole) && trainee.agreementState == .draft && trainee.startsOn >= today
    }
}

/// The company fills in the sheet of a stay: the bureau reads it, and carries into the agreement what it keeps of it.
struct FillHostSheetInSpace: PlatformOperation {
    let token: String
    let placement: ID<Placement>
    let form: SpaceHostSheetForm

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let (db, holder, author, now) = try platform.enterSpace(token, at: now)
        let former = try db.hostSheet(of: placement, for: holder).sheet
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        let sheet = HostSheet(
            id: former?.id ?? db.newID(), placementId: placement, returnedOn: now.day, activities: form.activities,
            conditions: form.conditions, equipment: form.equipment, remarks: form.remarks, notedBy: author.name,
            version: form.version + 1)
        if former == nil {
            try db.insert(sheet, into: .hostSheet)
        } else {
            try db.update(sheet, in: .hostSheet, replacing: form.version)
        }
        try db.journal(
            "Fiche de pré-convention remplie par l’entreprise", Subject("placement", placement), after: sheet,
            by: author, at: now)
    }
}

enum SpaceHostSheetRoutes {
    static func add(to site: Site) {
        site.get("/espace/:jeton/accueil/:id", .everyone, show)
        site.post("/espace/:jeton/accueil/:id", .everyone, fill)
    }

    private static func sheet(_ visit: Visit) async throws -> SpaceHostSheet {
        let (token, id) = (try visit.piece("jeton"), try visit.id(Placement.self))
        let now = visit.app.clock()
        return try await visit.app.readPlatform { platform in
            let (db, holder) = try platform.spaceHolder(token, at: now)
            return try db.hostSheet(of: id, for: holder)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        try await SpaceRoutes.behind(visit) { view, token in
            let sheet = try await sheet(visit)
            return .page(spaceHostSheetPage(view, token, sheet, FormState(sheet.sheet), visit))
        }
    }

    @Sendable static func fill(_ visit: Visit) async throws -> Answer {
        try await SpaceRoutes.slowDown(visit)
        let id = try visit.id(Placement.self)
        return try await SpaceRoutes.behind(visit) { view, token in
            let sheet = try await sheet(visit)
            return try await visit.submit(SpaceHostSheetForm.self) { form, _ in
                try await visit.app.performPlatform(FillHostSheetInSpace(token: token, placement: id, form: form))
                return .redirect(.space(token), saying: "Merci\u{A0}: le lycée prépare la convention avec votre fiche.")
            } show: { state in
                spaceHostSheetPage(view, token, sheet, state.resumed(version: sheet.sheet?.version ?? 0), visit)
            }
        }
    }
}

extension FormState {
    fileprivate init(_ sheet: HostSheet?) {
        self.init([
            ("autres", sheet?.activities ?? ""), ("conditions", sheet?.conditions ?? ""),
            ("equipements", sheet?.equipment ?? ""), ("remarques", sheet?.remarks ?? ""),
            ("version", String(sheet?.version ?? 0)),
        ])
    }
}

func spaceHostSheetPage(
    _ view: SpaceView, _ token: String, _ sheet: SpaceHostSheet, _ state: FormState, _ visit: Visit
) -> Page {
    let trainee = sheet.trainee
    let link = Link("/espace", [token, "accueil", trainee.placement.rawValue])
    let ticks: HTML? =
        sheet.activities.isEmpty
        ? nil : checkboxes(state, "coche", "Ce que l’élève fera", sheet.activities.map { (value: $0, label: $0) })
    return spaceSubPage(
        "Fiche d’accueil de \(trainee.name)", view, token,
        """
        <p class="lead">\(trainee.stream), \(trainee.dates). Le lycée écrit la convention avec ce que vous dites ici.</p>\
        \(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(ticks)\
            \(textArea(state, "autres", sheet.activities.isEmpty ? "Ce que l’élève fera" : "Autres activités", hint: "Une par ligne.", optional: !sheet.activities.isEmpty, rows: 5))\
            \(textArea(state, "horaires", "Les horaires de la semaine", hint: "Jours, début, fin, pause. Un mineur ne travaille ni tôt, ni tard, ni le dimanche.", optional: true, rows: 3))\
            \(textArea(state, "conditions", "Conditions de travail et de sécurité", optional: true))\
            \(field(state, "equipements", "Équipements", FieldOptions(hint: "Fournis, ou à apporter.", optional: true)))\
            \(textArea(state, "remarques", "Remarques", optional: true, rows: 2))\
            \(formEnd("Envoyer la fiche", cancel: .space(token), icon: "send"))
            """))
        """)
}
