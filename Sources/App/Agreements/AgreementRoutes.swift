import Domain
import HTTPTypes

extension Link {
    static func agreement(_ id: ID<Agreement>) -> Link {
        Link("/conventions", [id.rawValue])
    }
}

/// The page of an agreement and everything that happens to it.
enum AgreementRoutes {
    static func add(to site: Site) {
        site.get("/conventions/:id", .members(.seePlacements), show)
        site.get("/conventions/:id/projet.pdf", .members(.prepareAgreements), draft)
        site.post("/conventions/:id/documents", .members(.prepareAgreements), print)
        site.get("/conventions/:id/documents/:revision", .members(.seePlacements), document)
        site.post("/conventions/:id/envoi", .members(.prepareAgreements), send)
        site.post("/conventions/:id/reprise", .members(.prepareAgreements), reopen)
        site.post("/conventions/:id/signatures", .members(.recordSignatures), sign)
        site.post("/conventions/:id/signatures/:partie/retrait", .members(.recordSignatures), unsign)
        site.post("/conventions/:id/annulation", .members(.prepareAgreements)) { try await close($0, .cancelled) }
        site.post("/conventions/:id/refus", .members(.recordSignatures)) { try await close($0, .refused) }
        site.post("/conventions/:id/attestation", .members(.prepareAgreements), certify)
    }

    // MARK: The page

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit, FormState([("signe_le", visit.now.day.description)]))
        try await visit.perform(NoteReading(subject: Subject("agreement", try visit.id(Agreement.self))))
        return .page(page)
    }

    static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Agreement.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let dossier = try db.dossierWithLife(id, for: author, today: today)
            return AgreementView(
                dossier: dossier, signatures: try db.signatures(of: id), documents: try db.documents(of: id),
                journal: try db.journal(of: Subject("agreement", id)), fingerprint: try dossier.facts.fingerprint(),
                today: today, author: author, life: try db.life(of: dossier, today: today),
                reasons: try db.reasonRows(of: id),
                cuts: try db.cutPlacements(
                    of: dossier.learner.id, year: dossier.sources.period.schoolYear, today: today
                ).filter { $0.placementId == dossier.placement.id })
        }
        return agreementPage(view, state, visit)
    }

    // MARK: Paper

    /// The agreement as it stands, with what is missing written on it: never kept.
    @Sendable static func draft(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let now = visit.now
        let dossier = try await visit.read { try $0.dossier(id, today: now.day) }
        let bytes = try AgreementPrinter.pages([dossier], at: now.moment)
        return .file(dossier.file(bytes))
    }

    /// Prints and keeps a revision, unless the last one says the same; warnings are passed by the reasons typed with it.
    @Sendable static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await passing(visit, "imprimer") { form, _ in
            if !form.reasons.isEmpty {
                try await visit.perform(WriteReasons(agreement: id, reasons: form.reasons))
            }
            let revision = try await keep(id, visit)
            return .redirect(Link.agreement(id).appending("documents").appending(String(revision)))
        }
    }

    /// A form that goes past warnings: when only words are missing, the answer says so at their field.
    private static func passing(
        _ visit: Visit, _ deed: String, _ act: @Sendable (PassingForm, FormValues) async throws -> Answer
    ) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let today = visit.now.day
        return try await visit.submit(PassingForm.self) { form, values in
            let readiness = try await visit.read { try $0.dossier(id, today: today).readiness }
            if readiness.lacksOnlyReasons, form.reasons.isEmpty {
                throw FieldRefusal(
                    TypedReasons.wholeField,
                    "Pour \(deed), écrivez pourquoi vous passez outre\u{A0}: une phrase suffit, elle reste sur la convention."
                )
            }
            return try await act(form, values)
        } show: { state in
            try await page(visit, state)
        }
    }

    /// Reads, prints outside any transaction, then keeps what did not change meanwhile.
    static func keep(_ id: ID<Agreement>, _ visit: Visit) async throws -> Int {
        let now = visit.now
        let (dossier, kept) = try await visit.read { db in
            (try db.dossier(id, today: now.day), try db.documents(of: id).first)
        }
        if let kept, kept.factsSha256 == (try dossier.facts.fingerprint()) { return kept.revision }
        guard dossier.readiness.mayBeSigned else {
            throw AgreementRefusal.incomplete(dossier.readiness.obstacles)
        }
        return try await visit.perform(
            StoreAgreementDocument(printed: try PrintedAgreement(dossier, at: now.moment)))
    }

    @Sendable static func document(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        guard let revision = Int(try visit.piece("revision")) else { throw NotFound("Cette version") }
        let (document, number) = try await visit.read { db in
            let agreement = try db.agreement(id)
            return (try db.document(of: id, revision: revision), agreement.number)
        }
        return .file(
            FileAnswer(
                name: "convention-\(number)-revision-\(revision).pdf", type: "application/pdf",
                bytes: document.content, inline: true))
    }

    // MARK: Life

    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await passing(visit, "mettre à la signature") { form, values in
            try await visit.perform(SendAgreement(id: id, reasons: form.reasons), for: values) { _ in .agreement(id) }
            // What people sign is kept as it is that day, printed from here or not.
            _ = try await keep(id, visit)
            return .redirect(.agreement(id), saying: "Convention mise à la signature.")
        }
    }

    @Sendable static func reopen(_ visit: Visit) async throws -> Answer {
        try await move(visit, "Convention reprise en brouillon.") { ReopenAgreement(id: $0) }
    }

    @Sendable static func certify(_ visit: Visit) async throws -> Answer {
        try await move(visit, "Attestation notée.") { CertifyAgreement(id: $0) }
    }

    @Sendable static func unsign(_ visit: Visit) async throws -> Answer {
        guard let party = Party(rawValue: try visit.piece("partie")) else { throw NotFound("Cette partie") }
        return try await move(visit, "Signature retirée.") { RemoveSignature(id: $0, party: party) }
    }

    private static func move<O: Operation>(
        _ visit: Visit, _ saying: String, _ operation: @Sendable (ID<Agreement>) -> O
    ) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let values = try await visit.formValues()
        do {
            try await visit.perform(operation(id), for: values) { _ in .agreement(id) }
        } catch let refusal as AgreementRefusal {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: refusal.message)])
            return .page(try await page(visit, state), status: .unprocessableContent)
        }
        return .redirect(.agreement(id), saying: saying)
    }

    @Sendable static func sign(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(SignatureForm.self) { form, values in
            let remark = try await visit.perform(
                RecordSignature(
                    id: id, party: form.party, signedOn: form.signedOn, method: form.method, paper: form.paper),
                for: values
            ) { _ in .agreement(id) }
            return .redirect(
                .agreement(id), saying: ["Signature notée.", remark?.message].compactMap { $0 }.joined(separator: " "))
        } show: { state in
            try await page(visit, state)
        }
    }

    private static func close(_ visit: Visit, _ way: CloseAgreement.Way) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(ReasonForm.self) { form, values in
            try await visit.perform(
                CloseAgreement(id: id, way: way, reason: form.reason), for: values
            ) { _ in .agreement(id) }
            return .redirect(.agreement(id), saying: "C’est noté.")
        } show: { state in
            try await page(visit, state)
        }
    }
}

/// A signature received.
struct SignatureForm: FormInput {
    let party: Party
    let signedOn: LocalDate
    let method: SignatureMethod
    let paper: ID<PaperRow>?

    init(reading form: inout FormReader) {
        if form.values["partie"].isEmpty { form.refuse("partie", "Choisissez qui a signé.") }
        party = form.choice("partie", or: .host)
        signedOn = form.requiredDate("signe_le", "Indiquez le jour de la signature.")
        method = form.choice("moyen", or: .paper)
        paper = form.key("preuve")
    }
}

/// Why an agreement ends early.
struct ReasonForm: FormInput {
    let reason: String

    init(reading form: inout FormReader) {
        reason = form.required(
            "motif", "Dites pourquoi : le motif reste dans l’historique de la convention.", max: 500)
    }
}

extension AgreementDossier {
    func file(_ bytes: [UInt8]) -> FileAnswer {
        FileAnswer(
            name: "convention-\(agreement.number)\(readiness.mayBeSigned ? "" : "-projet").pdf",
            type: "application/pdf", bytes: bytes, inline: true)
    }
}
