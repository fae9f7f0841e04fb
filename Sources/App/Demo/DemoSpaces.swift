import Domain
import Persistence

/// The areas of a few hosts of the demonstration: who received a link, and who came.
struct DemoSpaces: Sendable {
    let school: ID<School>
    let author: String
    /// The people, the hosts with the most stays first.
    let people: [ID<Contact>]
    /// Agreements of these hosts whose paper is given out.
    let agreements: [ID<Agreement>]

    /// Hosts shown, and papers made: enough to see, quick to load.
    static let mostHosts = 3
    static let mostPapers = 5

    init(_ made: DemoSchool, today: LocalDate) {
        school = made.school.id
        author = made.staff.first?.fullName ?? "Bureau des entreprises"
        let states = Dictionary(made.agreements.map { ($0.placementId, $0) }, uniquingKeysWith: { _, last in last })
        let shown: Set<Agreement.State> = [.toSign, .signed, .running, .ended]
        let stays = made.placements.filter { placement in
            placement.endsOn > today.adding(days: -60)
                && (states[placement.id].map { shown.contains($0.state) } ?? false)
        }
        let contacts = Dictionary(grouping: made.contacts.filter { $0.email != nil }, by: \.companyId)
        let hosts = Dictionary(grouping: stays, by: \.companyId).filter { company, _ in
            let people = contacts[company] ?? []
            return people.contains(where: \.signatory) && people.contains { $0.tutor && !$0.signatory }
        }
        let picked = hosts.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }.prefix(Self.mostHosts)
        people = picked.flatMap { company, stays -> [ID<Contact>] in
            let people = contacts[company] ?? []
            let tutors = Set(stays.compactMap(\.tutorId))
            let boss = people.first(where: \.signatory)
            let tutor = people.first { tutors.contains($0.id) && $0.id != boss?.id }
            return [boss, tutor].compactMap { $0?.id }
        }
        agreements = Array(
            picked.flatMap { $0.value.sorted { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) } }
                .compactMap { states[$0.id]?.id }.prefix(Self.mostPapers))
    }
}

/// Links as if the bureau had sent them weeks ago: some used often, one never, one out of date.
struct OpenDemoSpaces: PlatformOperation {
    let spaces: DemoSpaces
    let mailer: SpaceMailer

    func run(in platform: PlatformDatabase, at now: Now) throws {
        let db = platform.school(spaces.school)
        for (rank, person) in spaces.people.enumerated() {
            let isOld = rank == 3
            let sent = now.moment.adding(seconds: -86_400 * (isOld ? 380 : 9 + 4 * rank))
            let id: ID<CompanyLink> = db.newID()
            var link = CompanyLink(
                id: id, contactId: person, tokenHash: Secret.hash(mailer.token(id)), createdAt: sent,
                createdBy: spaces.author, expiresAt: sent.adding(seconds: 365 * 86_400), sentAt: sent)
            if rank != 2 {
                link.visits = isOld ? 2 : 7 - rank
                link.lastUsedAt = now.moment.adding(seconds: -86_400 * (isOld ? 200 : 1 + rank))
            }
            try db.insert(link, into: .companyLink)
        }
    }
}

extension Application {
    /// Opens the areas of the demonstration, once their papers are given out.
    func openDemoSpaces(of made: DemoSchool) async throws {
        let author = Author.commandLine(for: made.school)
        let now = now(for: author)
        let spaces = DemoSpaces(made, today: now.day)
        for agreement in spaces.agreements {
            let dossier = try await read(author) { try $0.dossier(agreement, today: now.day) }
            // An agreement that lacks something is not printed, here as elsewhere.
            guard dossier.readiness.mayBeSigned else { continue }
            let printed = try PrintedAgreement(dossier, at: now.moment)
            _ = try await perform(StoreAgreementDocument(printed: printed), by: author)
        }
        try await performPlatform(OpenDemoSpaces(spaces: spaces, mailer: SpaceMailer(self)))
    }
}
