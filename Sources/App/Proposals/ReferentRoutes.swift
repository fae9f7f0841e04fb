import Domain
import Exchange
import Foundation

extension Link {
    static let referentProposals = Link("/repartitions")

    static func referentProposal(_ id: ID<ReferentProposal>) -> Link { Link("/repartitions", [id.rawValue]) }
}

/// Who follows whom over several classes: proposed, kept, changed, accepted, undone.
enum ReferentProposalRoutes {
    static func add(to site: Site) {
        let access = Access.members(.proposePlacements)
        site.get("/propositions/referents", access) { _ in .redirect(.referentProposals) }
        site.get("/repartitions", access, list)
        site.post("/repartitions", access, create)
        site.get("/repartitions/:id", access, show)
        site.post("/repartitions/:id/reglages", access, solve)
        site.post("/repartitions/:id/suivis", access, decide)
        site.get("/repartitions/:id/suivis/:ligne", access, line)
        site.post("/repartitions/:id/annulation", access, undo)
        site.post("/repartitions/:id/suppression", access, remove)
        site.get("/repartitions/:id/referents.csv", access) { try await export($0, "csv") }
        site.get("/repartitions/:id/referents.xlsx", access) { try await export($0, "xlsx") }
    }

    // MARK: Asked for

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        .page(try await listPage(FormState(visit.query.all("periode").map { ("periode", $0) }), visit))
    }

    private static func listPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let (year, today) = (try visit.author.currentYear, visit.now.day)
        return try await visit.read { db in
            ReferentListView(
                proposals: try db.referentProposals(year: year),
                periods: try db.periods(year: year).filter { $0.endsOn >= today && $0.placedCount > 0 }, today: today)
        }.page(state, visit)
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(NewReferentForm.self) { form, values in
            let id = try await visit.perform(CreateReferentProposal(form: form), for: values) { .referentProposal($0) }
            return .redirect(
                .referentProposal(id),
                saying: "Voici une répartition. Rien n’est décidé\u{A0}: affectez ce qui convient.")
        } show: { state in
            try await listPage(state, visit)
        }
    }

    // MARK: One proposal

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(try visit.id(ReferentProposal.self), FormState(), visit))
    }

    private static func page(_ id: ID<ReferentProposal>, _ state: FormState, _ visit: Visit) async throws -> Page {
        let (query, today) = (visit.query, visit.now.day)
        let view = try await visit.read { try $0.referentView(id, query: query, today: today) }
        return referentProposalPage(view, state, visit)
    }

    @Sendable static func solve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        return try await visit.submit(ReferentSettingsForm.self) { form, values in
            let moved = try await visit.perform(SolveReferentProposal(id: id, settings: form.settings), for: values) {
                _ in .referentProposal(id)
            }
            return .redirect(
                .referentProposal(id),
                saying: moved == 0
                    ? "Proposé de nouveau\u{A0}: rien ne change."
                    : "Proposé de nouveau\u{A0}: \(FrenchNumber.counted(moved, "élève change de référent proposé", "élèves changent de référent proposé"))."
            )
        } show: { state in
            try await page(id, state, visit)
        }
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        return try await visit.submit(ReferentLinesForm.self) { form, values in
            switch form.deed {
            case .accept(let lines, let replaces): return try await accept(id, lines, replaces, values, visit)
            case .decide(let line, let staff):
                try await visit.perform(DecideReferent(id: id, line: line, staff: staff), for: values) { _ in
                    .referentProposal(id)
                }
                let back = Link.referentProposal(id).with(visit.query.query()).fragment("l-\(line.rawValue)")
                return .redirect(back, saying: "C’est noté, le reste est réparti autour.")
            }
        } show: { state in
            try await page(id, state, visit)
        }
    }

    @Sendable static func line(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        let line = try visit.id(ReferentLine.self, "ligne")
        let today = visit.now.day
        let (view, row, team) = try await visit.read { db in
            let view = try db.referentView(id, query: FormValues(), today: today)
            guard let row = try db.referentRows(of: id, limit: 5_000).first(where: { $0.id == line }) else {
                throw NotFound("Cette ligne")
            }
            let team = try db.referentTeams([try db.placement(row.placementId).periodId])
            guard let first = team.first else { throw NotFound("Cette ligne") }
            return (view, row, first)
        }
        return .page(referentLinePage(view, row, team, visit))
    }

    private static func accept(
        _ id: ID<ReferentProposal>, _ lines: [ID<ReferentLine>], _ replaces: Bool, _ values: FormValues, _ visit: Visit
    ) async throws -> Answer {
        let chosen = Set(lines)
        let rows = try await visit.read { try $0.referentRows(of: id, limit: 5_000) }
            .filter { $0.changes && (chosen.isEmpty || chosen.contains($0.id)) }
        guard replaces || !rows.contains(where: \.replaces) else {
            let name = try await visit.read { try $0.referentProposal(id).name }
            return .page(replacingPage(id, name, rows, visit))
        }
        let done = try await visit.perform(AcceptReferents(id: id, lines: lines, replaces: replaces), for: values) {
            _ in .referentProposal(id)
        }
        let kept =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "convention déjà partie n’a pas changé", "conventions déjà parties n’ont pas changé"))."
        return .redirect(
            .referentProposal(id),
            saying: "Référent affecté à \(FrenchNumber.counted(done.done, "élève", "élèves")).\(kept)")
    }

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        let values = try await visit.formValues()
        let done = try await visit.perform(UndoReferents(id: id), for: values) { _ in .referentProposal(id) }
        let kept =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "élève garde le sien\u{A0}: il a changé, ou la convention est partie", "élèves gardent le leur\u{A0}: il a changé, ou la convention est partie"))."
        return .redirect(
            .referentProposal(id),
            saying: "Référent d’avant remis pour \(FrenchNumber.counted(done.done, "élève", "élèves")).\(kept)")
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveReferentProposal(id: id), for: values) { _ in .referentProposals }
        return .redirect(.referentProposals, saying: "Répartition supprimée. Les référents affectés restent.")
    }

    private static func export(_ visit: Visit, _ format: String) async throws -> Answer {
        let id = try visit.id(ReferentProposal.self)
        let rows = try await visit.read { db in
            _ = try db.referentProposal(id)
            return try db.referentRows(of: id, limit: 5_000)
        }
        return .file(try ProposalSheets.file(ProposalSheets.referents(rows), "referents", format, visit.now.moment))
    }
}

/// New settings for a proposal of référents.
struct ReferentSettingsForm: FormInput {
    let settings: ReferentSettings

    init(reading form: inout FormReader) {
        settings = ReferentSettings(reading: &form)
    }
}

/// A gesture on the lines: those that are ticked or all are accepted, or one référent is chosen.
struct ReferentLinesForm: FormInput {
    enum Deed: Sendable {
        case accept([ID<ReferentLine>], replaces: Bool)
        case decide(ID<ReferentLine>, ID<StaffMember>?)
    }

    let deed: Deed

    init(reading form: inout FormReader) {
        let ticked = form.values.all("ligne").filter { !$0.isEmpty }.map { ID<ReferentLine>($0) }
        let replaces = form.flag("remplacer")
        // « garder~LIGNE~ENSEIGNANT » or « liberer~LIGNE »
        let parts = form.values["geste"].split(separator: "~").map(String.init)
        switch (parts.first, parts.count) {
        case ("garder", 3): deed = .decide(ID(parts[1]), ID(parts[2]))
        case ("liberer", 2): deed = .decide(ID(parts[1]), nil)
        case ("tout", _): deed = .accept([], replaces: replaces)
        default:
            deed = .accept(ticked, replaces: replaces)
            if ticked.isEmpty { form.refuse("", "Cochez les élèves dont vous acceptez le référent.") }
        }
    }
}
