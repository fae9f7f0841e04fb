import Domain
import Foundation
import HTTPTypes

/// Personal links: made by the school, followed by tutors and learners without an account.
enum FollowUpLinkRoutes {
    static func add(to site: Site) {
        site.post("/placements/:id/liens", .members(.recordFollowUp), create)
        site.post("/placements/:id/liens/envoi", .members(.recordFollowUp), send)
        site.get("/lien/:jeton", .everyone, follow)
        site.post("/lien/:jeton", .everyone, answer)
        site.get("/lien/:jeton/merci", .everyone, thanks)
    }

    // MARK: Making

    private static func purpose(_ values: FormValues) throws -> FollowUpLinkPurpose {
        guard let purpose = FollowUpLinkPurpose(rawValue: values["usage"]) else {
            throw BadRequest(message: "Choisissez à quoi sert le lien.")
        }
        return purpose
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let purpose = try purpose(try await visit.formValues())
        let token = Secret.token(visit.app.random)
        let link = try await visit.perform(CreateFollowUpLink(placement: id, purpose: purpose, token: token))
        let placement = try await visit.read { try $0.followedPlacement(id) }
        return .page(newLinkPage(link, placement, address: visit.address(Link("/lien", [token])), visit))
    }

    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let values = try await visit.formValues()
        let token = Secret.token(visit.app.random)
        let operation = SendFollowUpLink(
            placement: id, purpose: try purpose(values), token: token, address: visit.address(Link("/lien", [token])))
        try await visit.perform(operation, for: values) { _ in .followUp(of: id) }
        return .redirect(.followUp(of: id), saying: "Lien envoyé au tuteur.")
    }

    // MARK: Following

    @Sendable static func follow(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        guard let view = try await view(token, visit) else { return .page(linkClosedPage(visit), status: .gone) }
        return .page(linkPage(view, token, FormState([("version", "0")]), visit))
    }

    /// What stands behind the link, while it serves.
    private static func view(_ token: String, _ visit: Visit) async throws -> LinkView? {
        let now = visit.app.clock()
        do {
            return try await visit.app.readPlatform { try $0.linkView(token, at: now) }
        } catch is LinkExpired {
            return nil
        }
    }

    /// Says that it arrived; the link itself may serve no more.
    @Sendable static func thanks(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        let isOpen = try await view(token, visit) != nil
        return .page(
            linkThanksPage(
                "Votre réponse est arrivée au lycée.", back: isOpen ? Link("/lien", [token]) : nil, visit))
    }

    @Sendable static func answer(_ visit: Visit) async throws -> Answer {
        let token = try visit.piece("jeton")
        try await visit.app.throttle.attempt("lien:" + visit.clientAddress, .personalLink)
        guard let view = try await view(token, visit) else { return .page(linkClosedPage(visit), status: .gone) }
        switch view.link.purpose {
        case .tutorEvaluation, .learnerReport:
            return try await visit.submit(EvaluationForm.self) { form, _ in
                try await visit.app.performPlatform(SendByLink(token: token, content: .evaluation(form)))
                return .redirect(Link("/lien", [token, "merci"]))
            } show: { state in
                linkPage(view, token, state, visit)
            }
        case .presence:
            let values = try await visit.formValues()
            guard let answer = PresenceAnswer(rawValue: values["reponse"]) else {
                throw BadRequest(
                    message: "Choisissez «\u{A0}présent\u{A0}», «\u{A0}absent\u{A0}» ou «\u{A0}en retard\u{A0}».")
            }
            try await visit.app.performPlatform(SendByLink(token: token, content: .presence(answer)))
            return .redirect(Link("/lien", [token]))
        case .booklet, .learnerBooklet:
            let levels = try await visit.formValues().bookletLevels
            try await visit.app.performPlatform(SendByLink(token: token, content: .booklet(levels)))
            return .redirect(Link("/lien", [token, "merci"]))
        }
    }
}

extension Throttle.Limit {
    /// Answers through personal links from one client: a school or a company may come out by one address.
    fileprivate static let personalLink = Throttle.Limit(tries: 100, seconds: 3600)
}

/// A link is made and goes to the tutor by mail, which names nobody.
struct SendFollowUpLink: Operation {
    let placement: ID<Placement>
    let purpose: FollowUpLinkPurpose
    let token: String
    let address: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        let link = try CreateFollowUpLink(placement: placement, purpose: purpose, token: token)
            .run(in: db, by: author, at: now)
        guard purpose != .learnerReport, purpose != .learnerBooklet,
            let email = try db.followedPlacement(placement).tutorEmail
        else { throw NoTutorMail() }
        let last = link.expiresAt.day(in: .gmt).adding(days: -1)
        let school = db.schoolId
        let name = author.schoolName
        try db.onPlatform { platform in
            try platform.send(
                to: email, subject: "\(purpose.label) : \(name)",
                body: """
                    Bonjour,

                    Vous accueillez un élève de notre lycée. Cette page vous attend, sans compte ni mot de passe\u{A0}:
                    \(address)

                    Elle sert jusqu’au \(last.long). Merci de ne pas transmettre ce lien.

                    \(author.name), \(name)
                    """, school: school, at: now)
        }
        return placement
    }
}

/// The tutor has no address, or the link is not theirs.
struct NoTutorMail: Refusal, Equatable {
    var message: String { "Le courriel du tuteur n’est pas connu\u{A0}: copiez le lien et transmettez-le vous-même." }
}
