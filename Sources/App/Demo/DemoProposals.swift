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
            _ = try CreateProposal(form: form).run(in: self, by: .commandLine(for: made.school), at: now)
        }
    }
}
