import Domain

extension SchoolDatabase {
    /// Two proposals for the next departures: with all the places, and as if three in ten were missing.
    func addProposals(for school: School, at now: Now) throws {
        let open = try periods(year: school.currentYear).filter { $0.startsOn > now.day && $0.missing > 0 }
            .prefix(6).map { ("periode", $0.id.rawValue) }
        guard !open.isEmpty else { return }
        let settings = [ProposalSettings(), ProposalSettings(longest: 90, shortage: 30)]
        for (name, settings) in zip(["Prochains départs", "Et s’il manquait trois places sur dix"], settings) {
            var reader = FormReader(FormValues(settings.values + open + [("nom", name)]))
            let form = NewProposalForm(reading: &reader)
            _ = try CreateProposal(form: form).run(in: self, by: .commandLine(for: school), at: now)
        }
    }
}
