import Domain
import Foundation
import HTTPTypes
import Persistence

/// Pages behind links, for people without an account.
enum ActionPublicRoutes {
    static func add(to site: Site) {
        site.get("/participation/:jeton", .everyone, invitation)
        site.post("/participation/:jeton", .everyone, answer)
        site.post("/participation/:jeton/retrait", .everyone, withdraw)
        site.post("/participation/:jeton/avis", .everyone, giveOpinion)
        site.get("/avis/:jeton", .everyone, opinion)
        site.post("/avis/:jeton", .everyone, giveLearnerOpinion)
        site.get("/avis/:jeton/merci", .everyone, opinionThanks)
        site.get("/reservation/:jeton", .everyone, booking)
        site.post("/reservation/:jeton", .everyone, book)
        site.get("/reservations/:jeton", .everyone, ownBooking)
        site.post("/reservations/:jeton/annulation", .everyone, cancelBooking)
    }

    /// Reads what stands behind a link, or says that it serves no more.
    private static func behind<T: Sendable>(
        _ visit: Visit, _ read: @escaping @Sendable (PlatformDatabase, String) throws -> T,
        show: (T, String) async throws -> Answer
    ) async throws -> Answer {
        let token = try visit.piece("jeton")
        do {
            let view = try await visit.app.readPlatform { try read($0, token) }
            return try await show(view, token)
        } catch is LinkExpired {
            return .page(linkClosedPage(visit), status: .gone)
        }
    }

    private static func slowDown(_ visit: Visit) async throws {
        try await visit.app.throttle.attempt("lien:" + visit.clientAddress, .actionLink)
    }

    // MARK: Professionals

    @Sendable static func invitation(_ visit: Visit) async throws -> Answer {
        try await behind(visit, { try $0.invitationView($1) }) { view, token in
            .page(guestInvitationPage(view, token, FormState(view), visit))
        }
    }

    @Sendable static func answer(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit, { try $0.invitationView($1) }) { view, token in
            try await visit.submit(InvitationAnswerForm.self) { form, _ in
                try await visit.app.performPlatform(AnswerInvitation(token: token, form: form))
                return .redirect(
                    .invitation(token),
                    saying: form.coming ? "C’est noté : à bientôt." : "C’est noté, merci d’avoir répondu.")
            } show: { state in
                guestInvitationPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func withdraw(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit, { try $0.invitationView($1) }) { _, token in
            try await visit.app.performPlatform(WithdrawByLink(token: token))
            return .redirect(.invitation(token), saying: "Vous ne recevrez plus d’invitation.")
        }
    }

    @Sendable static func giveOpinion(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit, { try $0.invitationView($1) }) { view, token in
            try await visit.submit(OpinionForm.self) { form, _ in
                try await visit.app.performPlatform(GiveOpinion(token: token, form: form))
                return .redirect(.invitation(token), saying: "Merci de votre avis.")
            } show: { state in
                guestInvitationPage(view, token, state, visit)
            }
        }
    }

    // MARK: Learners

    @Sendable static func opinion(_ visit: Visit) async throws -> Answer {
        try await behind(visit, { try $0.opinionView($1) }) { view, token in
            .page(learnerOpinionPage(view, token, FormState(), visit))
        }
    }

    @Sendable static func giveLearnerOpinion(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit, { try $0.opinionView($1) }) { view, token in
            try await visit.submit(OpinionForm.self) { form, _ in
                try await visit.app.performPlatform(GiveLearnerOpinion(token: token, form: form))
                return .redirect(Link("/avis", [token, "merci"]))
            } show: { state in
                learnerOpinionPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func opinionThanks(_ visit: Visit) async throws -> Answer {
        .page(linkThanksPage("Ton avis est arrivé au lycée.", back: nil, visit))
    }

    // MARK: Collèges

    @Sendable static func booking(_ visit: Visit) async throws -> Answer {
        let now = visit.now
        return try await behind(visit, { try $0.bookingView($1, at: now) }) { view, token in
            .page(bookingPage(view, token, FormState(), visit))
        }
    }

    @Sendable static func book(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let now = visit.now
        return try await behind(visit, { try $0.bookingView($1, at: now) }) { view, token in
            try await visit.submit(BookingForm.self) { form, _ in
                let own = Secret.token(visit.app.random)
                let link = Link("/reservations", [own])
                try await visit.app.performPlatform(
                    BookSlot(link: token, form: form, token: own, address: visit.address(link)))
                return .redirect(link)
            } show: { state in
                bookingPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func ownBooking(_ visit: Visit) async throws -> Answer {
        try await behind(visit, { try $0.ownBooking($1) }) { view, token in
            .page(ownBookingPage(view, token, visit))
        }
    }

    @Sendable static func cancelBooking(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit, { try $0.ownBooking($1) }) { _, token in
            try await visit.app.performPlatform(CancelBooking(token: token))
            return .redirect(Link("/reservations", [token]), saying: "Réservation annulée.")
        }
    }
}

extension FormState {
    init(_ view: InvitationView) {
        self.init([
            ("creneau", view.guest.slotId?.rawValue ?? ""), ("message", view.guest.message),
            ("note", view.opinion.map { String($0.rating) } ?? ""), ("remarque", view.opinion?.remark ?? ""),
        ])
    }
}

extension Throttle.Limit {
    /// Answers through links from one client: a whole class may come out by one address.
    fileprivate static let actionLink = Throttle.Limit(tries: 150, seconds: 3600)
}
