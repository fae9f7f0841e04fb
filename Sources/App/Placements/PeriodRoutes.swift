import Domain

extension Link {
    static let year = Link("/pfmp")
    static let newPeriod = Link("/pfmp/nouvelle")

    static func period(_ id: ID<PFMPPeriod>) -> Link {
        Link("/pfmp", [id.rawValue])
    }
}

/// The periods of the year: the list, and what plans them.
enum PeriodRoutes {
    static func add(to site: Site) {
        site.get("/pfmp", .members(.seePlacements), list)
        site.get("/pfmp/nouvelle", .members(.planPeriods), newPeriod)
        site.post("/pfmp/nouvelle", .members(.planPeriods), create)
        site.get("/pfmp/:id/modifier", .members(.planPeriods), editForm)
        site.post("/pfmp/:id/modifier", .members(.planPeriods), edit)
        site.post("/pfmp/:id/suppression", .members(.planPeriods), remove)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let query = visit.query
        let today = visit.now.day
        let view = try await visit.read { db in
            YearView(
                periods: try db.periods(year: author.currentYear), classes: try db.classes(year: author.currentYear),
                moment: PeriodMoment(rawValue: query["quand"]),
                classId: query["classe"].isEmpty ? nil : ID(query["classe"]), query: query, year: author.currentYear,
                today: today, mayPlan: author.may(.planPeriods), mayPropose: author.may(.proposePlacements))
        }
        return .page(yearPage(view))
    }

    @Sendable static func newPeriod(_ visit: Visit) async throws -> Answer {
        var pairs = [("certifiante", "1")]
        pairs += visit.query.all("classe").map { ("classe", $0) }
        return .page(try await newPage(FormState(pairs), visit))
    }

    private static func newPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let classes = try await visit.read { try $0.classes(year: year) }
        return periodFormPage("Planifier une période", to: .newPeriod, cancel: .year, state, classes: classes, visit)
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(PeriodForm.self) { form, values in
            let made = try await visit.perform(CreatePeriods(form: form), for: values) { .afterPlanning($0) }
            return .redirect(
                .afterPlanning(made),
                saying: FrenchNumber.counted(made.count, "période planifiée.", "périodes planifiées."))
        } show: { state in
            try await newPage(state, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let period = try await visit.read { try $0.period(id) }
        return .page(try await editPage(FormState(period), visit))
    }

    private static func editPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let (period, calendar) = try await visit.read { db in
            let period = try db.period(id)
            return (period, try db.schoolCalendar(year: period.schoolYear))
        }
        let notices = PeriodDates(startsOn: period.startsOn, endsOn: period.endsOn).notices(of: calendar)
        return periodFormPage(
            "Modifier la période", to: Link.period(id).appending("modifier"), cancel: .period(id), state, classes: [],
            editing: period, notices: notices, visit)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        return try await visit.submit(PeriodForm.self) { form, values in
            try await visit.perform(EditPeriod(id: id, form: form), for: values) { .period($0) }
            return .redirect(.period(id), saying: "Période enregistrée.")
        } show: { state in
            try await editPage(state, visit)
        }
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let values = try await visit.formValues()
        try await visit.perform(RemovePeriod(id: id), for: values) { _ in .year }
        return .redirect(.year, saying: "Période supprimée.")
    }
}

extension Link {
    /// One period made: its board; several: the year.
    fileprivate static func afterPlanning(_ made: [ID<PFMPPeriod>]) -> Link {
        made.count == 1 ? made.first.map { .period($0) } ?? .year : .year
    }
}
