import Domain
import Persistence

/// The companies to call for the places that lack become a view of the school, with its reason.
struct ListCompaniesToCall: Operation {
    let id: ID<PlacementProposal>
    let stream: String
    let town: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> SavedView {
        try author.require(.proposePlacements)
        try author.require(.seeCompanies)

        let proposal = try db.placementProposal(id)
        guard
            let shortage = proposal.outcome.value.shortages.first(where: { $0.stream == stream && $0.town == town })
        else { throw NothingToProspect() }
        let reach = min(
            200,
            max(3, try db.travelEstimate(proposal.settings.value.mode).reach(minutes: proposal.settings.value.longest)))
        let place = town.isEmpty ? "du lycée" : "autour \(French.of(town))"
        let filters = [
            ("filiere", stream), ("pres", town.isEmpty ? "lycee" : "commune:" + town), ("rayon", String(reach)),
        ]
        let view = SavedView(
            id: db.newID(), ownerId: author.accountId, ownerName: author.name,
            name: String("À appeler\u{A0}: \(stream.isEmpty ? "toutes filières" : stream), \(place)".prefix(80)),
            reason:
                "\(FrenchNumber.counted(shortage.missing, "place manque", "places manquent")) dans la proposition «\u{A0}\(proposal.name)\u{A0}» du \(now.day.long)\u{A0}: entreprises de la filière à \(reach)\u{A0}km au plus, à vol d’oiseau.",
            query: String(Link.companies.with(filters).path.drop { $0 != "?" }.dropFirst()), shared: true,
            createdAt: now.moment, version: 1)
        if let same = try db.views(for: author).first(where: { $0.isOf(author) && $0.name == view.name }) {
            try db.delete(from: .savedView, where: "id = \(same.id)")
        }
        try db.insert(view, into: .savedView)
        try db.journal("Liste d’appels faite", Subject("saved_view", view.id), after: view, by: author, at: now)
        return view
    }
}

/// The proposal has changed since the page was shown.
struct NothingToProspect: Refusal, Equatable {
    var message: String { "Aucune place ne manque là\u{A0}: la proposition a changé, revoyez-la." }
}

extension ProposalRoutes {
    @Sendable static func prospect(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        let values = try await visit.formValues()
        // « FILIÈRE~COMMUNE », of the button that was pressed.
        let parts = values["manque"].split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let view = try await visit.perform(
            ListCompaniesToCall(
                id: id, stream: parts.first ?? "", town: parts.count > 1 ? parts[1] : ""))
        return .redirect(
            Link("/entreprises/appels").with(FormValues(urlEncoded: view.query).query()),
            saying: "Liste d’appels faite\u{A0}: vous la retrouverez dans Entreprises, Vues.")
    }
}
