import Domain
import HTTPTypes

/// The bureau without account: its page, its form, and the link of each request.
enum PublicBureauRoutes {
    static func add(to site: Site) {
        site.get("/bureaux", .everyone, list)
        site.get("/bureau/:uai", .everyone, show)
        site.get("/bureau/:uai/demande", .everyone, form)
        site.post("/bureau/:uai/demande", .everyone, send)
        site.get("/bureau/:uai/merci", .everyone, thanks)
        site.get("/demande/:jeton", .everyone, follow)
        site.post("/demande/:jeton", .everyone, write)
    }

    private static func bureau(_ visit: Visit) async throws -> PublicBureau {
        let uai = try visit.piece("uai").uppercased()
        let now = visit.app.clock()
        return try await visit.app.readPlatform { try $0.publicBureau(uai, at: now) }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let words = SearchKey(visit.query["q"]).words
        let all = try await visit.app.readPlatform { try $0.publicBureaux() }
        let found = all.filter { line in
            let key = SearchKey(line.name, line.addressPostalCode, line.addressCity, line.trades).rawValue
            return words.allSatisfy { key.contains($0) }
        }
        let need = CompanyRequest.Kind(rawValue: visit.query["besoin"])?.rawValue ?? ""
        return .page(bureauxPage(found, words: visit.query["q"], need: need))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(publicBureauPage(try await bureau(visit), visit))
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let view = try await bureau(visit)
        guard view.page.takesRequests else { throw EntryRefusal.closed }
        let state = FormState([("besoin", visit.query["besoin"]), ("filiere", visit.query["filiere"])])
        return .page(entryPage(view, state, visit))
    }

    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let view = try await bureau(visit)
        let uai = view.school.uai
        let values = try await visit.formValues()
        // Whoever fills in what nobody sees is thanked, and nothing is kept.
        guard values[EntryGuard.trap].isEmpty else { return .redirect(Link("/bureau", [uai, "merci"])) }
        return try await visit.submit(PublicRequestForm.self) { form, values in
            try EntryGuard.check(values, for: uai, visit)
            try await visit.app.throttle.attempt("demande:" + visit.clientAddress, EntryGuard.byClient)
            let received = try await visit.app.performPlatform(
                ReceiveRequest(
                    uai: uai, form: form.request, stamp: values[EntryGuard.stamp], mailer: RequestMailer(visit.app)))
            switch received {
            case .taken(let token): return .redirect(Link.followedRequest(token).with([("recue", "1")]))
            case .alreadyThere: return .redirect(Link("/bureau", [uai, "merci"]))
            }
        } show: { state in
            entryPage(view, state, visit)
        }
    }

    @Sendable static func thanks(_ visit: Visit) async throws -> Answer {
        .page(entryThanksPage(try await bureau(visit).school.uai, visit))
    }

    // MARK: Following

    private static func followed(_ visit: Visit) async throws -> (String, FollowedRequestView) {
        let token = try visit.piece("jeton")
        let now = visit.app.clock()
        return (token, try await visit.app.readPlatform { try $0.followedRequest(token, at: now) })
    }

    @Sendable static func follow(_ visit: Visit) async throws -> Answer {
        let (token, view) = try await followed(visit)
        return .page(followedRequestPage(view, token, FormState(), isNew: visit.query["recue"] == "1", visit))
    }

    @Sendable static func write(_ visit: Visit) async throws -> Answer {
        let (token, view) = try await followed(visit)
        return try await visit.submit(RequestMessageForm.self) { form, _ in
            try await visit.app.throttle.attempt("suivi:" + Secret.hash(token), EntryGuard.byLink)
            try await visit.app.performPlatform(
                WriteToBureau(token: token, body: form.body, mailer: RequestMailer(visit.app)))
            return .redirect(.followedRequest(token), saying: "Votre message est arrivé.")
        } show: { state in
            followedRequestPage(view, token, state, isNew: false, visit)
        }
    }
}
