import Domain
import HTTPTypes
import Hummingbird

/// The area of a company, behind a personal link: what awaits it, its trainees, its papers, its record (F27).
enum SpaceRoutes {
    static func add(to site: Site) {
        site.get("/espace", .everyone, renewal)
        site.post("/espace", .everyone, renew)
        site.get("/espace/:jeton", .everyone, show)
        site.get("/espace/:jeton/eleves", .everyone, trainees)
        site.get("/espace/:jeton/documents", .everyone, documents)
        site.get("/espace/:jeton/documents/:genre/:cle", .everyone, document)
        site.get("/espace/:jeton/annee", .everyone, year)
        site.post("/espace/:jeton/annee", .everyone, answerYear)
        site.get("/espace/:jeton/fiche", .everyone, sheet)
        site.post("/espace/:jeton/fiche", .everyone, reviewSheet)
        site.get("/espace/:jeton/demande", .everyone, request)
        site.post("/espace/:jeton/demande", .everyone, ask)
        site.post("/espace/:jeton/suivi", .everyone, followUp)
        site.post("/espace/:jeton/courriels", .everyone, mails)
        SpaceHostSheetRoutes.add(to: site)
        SpaceAccessRoutes.add(to: site)
    }

    // MARK: Reading

    /// What stands behind the link; a page that says how to get another when it serves no more.
    static func behind(
        _ visit: Visit, _ show: (SpaceView, String) async throws -> Answer
    ) async throws -> Answer {
        let token = try visit.piece("jeton")
        try await visit.app.throttle.attempt("espace:" + visit.clientAddress, .spacePages)
        let (now, mailer) = (visit.app.clock(), SpaceMailer(visit.app))
        do {
            let view = try await visit.app.readPlatform { try $0.space(token, mailer, at: now) }
            return try await show(view, token)
        } catch is LinkExpired {
            return .page(spaceRenewalPage(FormState(), isClosed: true, visit), status: .gone)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        try await behind(visit) { view, token in
            // A mail server that tries the link only asks for its head: nobody came.
            if visit.request.method == .get, NoteSpaceVisit.isDue(view.link, at: visit.app.clock()) {
                try await visit.app.performPlatform(NoteSpaceVisit(link: view.link))
            }
            return .page(spacePage(view, token, visit))
        }
    }

    @Sendable static func trainees(_ visit: Visit) async throws -> Answer {
        try await behind(visit) { view, token in
            .page(spaceTraineesPage(view, token, year: Int(visit.query["annee"]), visit))
        }
    }

    @Sendable static func documents(_ visit: Visit) async throws -> Answer {
        try await behind(visit) { view, token in
            .page(spaceDocumentsPage(view, token, year: Int(visit.query["annee"])))
        }
    }

    /// One of the papers of the area, and no other: the list is made again, and the paper is looked for in it.
    @Sendable static func document(_ visit: Visit) async throws -> Answer {
        let (kind, key) = (SpaceDocument.Kind(rawValue: try visit.piece("genre")), try visit.piece("cle"))
        return try await behind(visit) { view, token in
            guard let wanted = view.documents.first(where: { $0.kind == kind && $0.key == key }) else {
                throw NotFound("Ce document")
            }
            try await visit.app.throttle.attempt("papiers:" + view.link.id.rawValue, .spacePapers)
            let school = view.school
            let file = try await visit.app.readPlatform { try $0.school(school.id).spaceFile(wanted) }
            try await visit.app.performPlatform(NoteSpaceReading(token: token, document: wanted))
            switch file {
            case .kept(let name, let type, let bytes):
                return .file(FileAnswer(name: name, type: type, bytes: bytes, inline: true))
            case .printed(let title, let sections):
                return try Paper.answer(
                    sections, title: title, file: wanted.kind.rawValue, author: school.name, at: visit.app.clock())
            }
        }
    }

    // MARK: Answering

    @Sendable static func year(_ visit: Visit) async throws -> Answer {
        try await behind(visit) { view, token in
            guard view.scope.isWhole else { throw NotFound() }
            let state = view.appetite.map { FormState($0) } ?? FormState()
            return .page(spaceYearPage(view, token, state, visit))
        }
    }

    @Sendable static func answerYear(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        return try await behind(visit) { view, token in
            try await visit.submit(AppetiteForm.self) { form, _ in
                try await visit.app.performPlatform(AnswerYearInSpace(token: token, form: form))
                return .redirect(.space(token), saying: "Merci, votre réponse est notée.")
            } show: { state in
                spaceYearPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func sheet(_ visit: Visit) async throws -> Answer {
        try await behind(visit) { view, token in
            .page(spaceSheetPage(view, token, FormState(sheetOf: view.company), visit))
        }
    }

    @Sendable static func reviewSheet(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let mailer = RequestMailer(visit.app)
        return try await behind(visit) { view, token in
            if try await visit.formValues()["geste"] == "exacte" {
                _ = try await visit.app.performPlatform(ReviewSheetInSpace(token: token, form: nil, mailer: mailer))
                return .redirect(.space(token), saying: "Merci\u{A0}: votre fiche est notée exacte.")
            }
            return try await visit.submit(SheetForm.self) { form, _ in
                let sent = try await visit.app.performPlatform(
                    ReviewSheetInSpace(token: token, form: form, mailer: mailer))
                return .redirect(
                    .space(token),
                    saying: sent == nil
                        ? "Rien n’était changé\u{A0}: votre fiche est notée exacte."
                        : "Merci\u{A0}: le bureau reçoit vos corrections et met la fiche à jour.")
            } show: { state in
                spaceSheetPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func request(_ visit: Visit) async throws -> Answer {
        let need = CompanyRequest.Kind(rawValue: visit.query["besoin"])?.rawValue ?? ""
        return try await behind(visit) { view, token in
            .page(spaceRequestPage(view, token, FormState([("besoin", need)]), visit))
        }
    }

    @Sendable static func ask(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let mailer = RequestMailer(visit.app)
        return try await behind(visit) { view, token in
            try await visit.submit(SpaceRequestForm.self) { form, _ in
                try await visit.app.throttle.attempt("demande-espace:" + view.link.id.rawValue, EntryGuard.byLink)
                let page = try await visit.app.performPlatform(AskInSpace(token: token, form: form, mailer: mailer))
                return .redirect(Link.followedRequest(page).with([("recue", "1")]))
            } show: { state in
                spaceRequestPage(view, token, state, visit)
            }
        }
    }

    @Sendable static func followUp(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let values = try await visit.formValues()
        guard let purpose = FollowUpLinkPurpose(rawValue: values["usage"]) else {
            throw BadRequest(message: "Choisissez ce que vous voulez remplir.")
        }
        let secret = Secret.token(visit.app.random)
        return try await behind(visit) { _, token in
            try await visit.app.performPlatform(
                OpenFollowUpInSpace(
                    token: token, placement: ID(values["periode"]), purpose: purpose, secret: secret))
            return .redirect(Link("/lien", [secret]))
        }
    }

    @Sendable static func mails(_ visit: Visit) async throws -> Answer {
        try await slowDown(visit)
        let refuses = try await visit.formValues()["geste"] != "reprendre"
        return try await behind(visit) { _, token in
            try await visit.app.performPlatform(SetOptOutInSpace(token: token, refuses: refuses))
            return .redirect(
                .space(token),
                saying: refuses ? "Nous n’écrirons plus de courriels d’information." : "Vous recevrez nos courriels.")
        }
    }

    static func slowDown(_ visit: Visit) async throws {
        try await visit.app.throttle.attempt("espace-envoi:" + visit.clientAddress, .spaceForms)
    }

    // MARK: Another link

    @Sendable static func renewal(_ visit: Visit) async throws -> Answer {
        .page(
            visit.query["envoye"] == "1"
                ? spaceRenewedPage(visit) : spaceRenewalPage(FormState(), isClosed: false, visit))
    }

    /// The answer is the same whether the address is known, unknown, or asked for too often.
    @Sendable static func renew(_ visit: Visit) async throws -> Answer {
        try await visit.app.throttle.attempt("espace-lien:" + visit.clientAddress, .publicForm)
        return try await visit.submit(SpaceRenewalForm.self) { form, values in
            let thanks = Answer.redirect(Link.spaceRenewal.with([("envoye", "1")]))
            guard values[EntryGuard.trap].isEmpty, let email = form.email?.rawValue else { return thanks }
            do {
                try await visit.app.throttle.attempt("espace-courriel:" + Secret.hash(email.lowercased()), .mailsToOne)
            } catch is TooManyTries {
                return thanks
            }
            _ = try await visit.app.performPlatform(
                RenewCompanySpaces(email: email, mailer: SpaceMailer(visit.app)))
            return thanks
        } show: { state in
            spaceRenewalPage(state, isClosed: false, visit)
        }
    }
}

/// The professional address of somebody who wants their link.
struct SpaceRenewalForm: FormInput {
    let email: EmailAddress?

    init(reading form: inout FormReader) {
        if form.values["courriel"].isEmpty { form.refuse("courriel", "Indiquez votre adresse professionnelle.") }
        email = form.parsed("courriel") { try EmailAddress($0) }
    }
}

extension Throttle.Limit {
    /// Pages of areas seen by one client: a company may come out by one address.
    fileprivate static let spacePages = Throttle.Limit(tries: 600, seconds: 3600)
    /// Forms of areas sent by one client.
    fileprivate static let spaceForms = Throttle.Limit(tries: 100, seconds: 3600)
    /// Papers opened through one link.
    fileprivate static let spacePapers = Throttle.Limit(tries: 60, seconds: 3600)
}

extension FormState {
    /// The form filled with what the school knows of a company.
    init(sheetOf company: Company) {
        self.init()
        values.fill([
            "nom": company.displayName, "adresse": company.address.line1,
            "code_postal": company.address.postalCode, "commune": company.address.city,
            "telephone": company.phone.map { PhoneNumber(rawValue: $0)?.display ?? $0 }, "courriel": company.email,
            "site": company.website, "effectif": company.headcount.map { String($0) },
        ])
    }
}
