import Domain

extension SchoolDatabase {
    /// Two proposals for the next departures: with all the places, and as if three in ten were missing.
    func addProposals(to made: DemoSchool, at now: Now) throws {
        let open = made.periods.filter { $0.startsOn > now.day && $0.schoolYear == made.school.currentYear }
            .sorted { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }.prefix(6).map { ("periode", $0.id.rawValue) }
        guard !open.isEmpty else { return }
        let settings = [ProposalSettings(), ProposalSettings(longest: 90, shortage: 30)]
        for (name, settings) in zip(["Prochains départs", "Et s’il manquait trois places sur dix"], settings) {
            var reader = FormReader(FormValues(settings.values + open + [("nom", name)]))
            let form = NewProposalForm(reading: &reader)
            let id = try CreateProposal(form: form).run(in: self, by: .commandLine(for: made.school), at: now)
            if settings.shortage == 0 { try decideSome(of: id, by: .commandLine(for: made.school), at: now) }
        }
        try addReferentProposal(by: .commandLine(for: made.school), at: now)
        try keepSomeTours(by: .commandLine(for: made.school), at: now)
    }

    /// A travel that somebody knows, and a pair kept with its reason.
    private func decideSome(of proposal: ID<PlacementProposal>, by author: Author, at now: Now) throws {
        let placed = try lines(of: proposal).filter { $0.companyId != nil && $0.minutes ?? 0 > 10 }
        guard let line = placed.first, let company = line.companyId, let minutes = line.minutes else { return }
        try RecordTravel(learner: line.learnerId, company: company, minutes: minutes - 3, note: "car direct")
            .run(in: self, by: author, at: now)
        try DecidePair(id: proposal, line: line.id, deed: .lock, reason: "demandé par l’entreprise au forum")
            .run(in: self, by: author, at: now)
    }

    /// Référents proposed for the classes that are placed.
    private func addReferentProposal(by author: Author, at now: Now) throws {
        let periods = try periods(year: author.currentYear)
            .filter { $0.startsOn > now.day && $0.placedCount > 0 }.prefix(4)
        guard !periods.isEmpty else { return }
        var reader = FormReader(
            FormValues(
                ReferentSettings().values + periods.map { ("periode", $0.id.rawValue) } + [("nom", "Prochains départs")]
            ))
        let form = NewReferentForm(reading: &reader)
        _ = try CreateReferentProposal(form: form).run(in: self, by: author, at: now)
    }

    /// The tours of one teacher, kept and half planned.
    private func keepSomeTours(by author: Author, at now: Now) throws {
        guard let teacher = try tourTeachers(only: nil, today: now.day).first(where: { $0.toMake > 2 }),
            try tours(of: teacher.id, today: now.day).tours.contains(where: { $0.day != nil })
        else { return }
        let kept = try KeepTours(staff: teacher.id).run(in: self, by: author, at: now)
        guard let first = try keptHalfDays(of: kept).first else { return }
        _ = try PlanKeptTours(staff: teacher.id, tours: kept, halfDays: [first.name]).run(in: self, by: author, at: now)
    }
}
