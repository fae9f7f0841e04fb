import Domain
import Persistence
import Testing

@testable import App

/// A class about to leave with places that hosts declared.
struct ProposalSample: Sendable {
    let sample: ClassSample
    /// Near both learners.
    let near: ID<Company>
    /// In the next town.
    let far: ID<Company>
}

extension TestApp {
    /// Two learners of Toulouse, and as many places as said at a host nearby and at one 12 kilometres away.
    func addPlaces(near nearCount: Int, far farCount: Int, in place: School? = nil) async throws -> ProposalSample {
        let sample = try await addClass(in: place)
        return try await write(in: place) { db in
            try db.change(
                .learner, set: "address_city = \("TOULOUSE")", where: "id in (\(list: [sample.minor, sample.adult]))")
            try db.change(
                .company, set: "latitude = \(43.6), longitude = \(1.44)", where: "id = \(sample.company)")
            try db.change(.schoolClass, set: "stream = \("Commerce")", where: "id = \(sample.classId)")
            let far = Company(
                id: db.newID(), siret: "99988877800018", legalName: "Boutique Lointaine", headcount: 10,
                address: PostalAddress(postalCode: "31600", city: "MURET"), latitude: 43.5, longitude: 1.34)
            try db.insert(far, into: .company)
            let offers = [(sample.company, nearCount), (far.id, farCount)].filter { $0.1 > 0 }
            try db.insertMany(
                offers.map {
                    HostPlace(id: db.newID(), companyId: $0.0, schoolYear: 2026, stream: "Commerce", count: $0.1)
                }, into: .hostPlace)
            return ProposalSample(sample: sample, near: sample.company, far: far.id)
        }
    }

    /// A lead of a learner with a company.
    func addLead(
        _ learner: ID<Learner>, _ company: ID<Company>, _ answer: LeadAnswer, in period: ID<PFMPPeriod>
    ) async throws {
        let day = try #require(LocalDate("2026-11-16"))
        try await write { db in
            try db.insert(
                Lead(
                    id: db.newID(), learnerId: learner, periodId: period, companyId: company, structure: "Essai",
                    askedOn: day, answer: answer, authorName: "Camille Essai"), into: .lead)
        }
    }

    /// Asks for a proposal and gives its key.
    func propose(
        _ periods: [ID<PFMPPeriod>], _ changes: (inout ProposalSettings) -> Void = { _ in }
    ) async throws -> ID<PlacementProposal> {
        var settings = ProposalSettings()
        changes(&settings)
        var reader = FormReader(FormValues(settings.values + periods.map { ("periode", $0.rawValue) }))
        let form = NewProposalForm(reading: &reader)
        #expect(reader.problems.isEmpty)
        return try await app.perform(CreateProposal(form: form), by: author(.rbde))
    }

    func lines(of proposal: ID<PlacementProposal>) async throws -> [ID<Learner>: ProposalLine] {
        let lines = try await read { try $0.lines(of: proposal) }
        return Dictionary(lines.map { ($0.learnerId, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func outcome(of proposal: ID<PlacementProposal>) async throws -> ProposalOutcome {
        try await read { try $0.placementProposal(proposal).outcome.value }
    }
}
