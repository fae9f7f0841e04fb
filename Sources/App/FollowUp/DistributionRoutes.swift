import Domain

/// The distribution of référents in a class.
enum DistributionRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/repartition", .members(.placeLearners), show)
        site.post("/pfmp/:id/repartition", .members(.placeLearners), distribute)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState()))
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let author = try visit.author
        let view = try await visit.read { db in
            let period = try db.period(id)
            let stays = try db.distributedStays(of: period)
            let parameters = try LegalTexts.parameters()
            return DistributionView(
                period: period, schoolClass: try db.schoolClass(period.classId), stays: stays,
                teachers: try db.distributionTeachers(for: period, stays: stays),
                cap: parameters.value(.referentMaximumSchool, on: period.startsOn) ?? 0,
                knowsHours: try db.knowsHours(of: period.classId),
                serviceHours: FollowUpService.hours(
                    learners: 1, weeks: period.weeks, on: period.startsOn, parameters: parameters),
                author: author)
        }
        return distributionPage(view, state, visit)
    }

    @Sendable static func distribute(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        return try await visit.submit(DistributionForm.self) { form, values in
            let back = form.assigns ? Link.period(id) : Link.period(id).appending("repartition")
            let done = try await visit.perform(DistributeReferents(period: id, form: form), for: values) { _ in back }
            guard form.assigns else {
                return .redirect(back, saying: "Heures enregistrées, répartition proposée de nouveau.")
            }
            return .redirect(
                back,
                saying: done.changed == 0
                    ? "Aucun référent n’a changé."
                    : "Référent affecté à \(FrenchNumber.counted(done.changed, "élève", "élèves")).")
        } show: { state in
            try await page(visit, state)
        }
    }
}
