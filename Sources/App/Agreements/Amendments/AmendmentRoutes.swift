import Domain

extension Link {
    static func amendments(of agreement: ID<Agreement>) -> Link { Link.agreement(agreement).appending("avenants") }
    static func newAmendment(of agreement: ID<Agreement>) -> Link {
        Link.amendments(of: agreement).appending("nouveau")
    }
    static func amendment(_ id: ID<Amendment>, of agreement: ID<Agreement>) -> Link {
        Link.amendments(of: agreement).appending(id.rawValue)
    }
    static func interruptions(of agreement: ID<Agreement>) -> Link { Link.agreement(agreement).appending("arrets") }
}

/// Amendments, interruptions and early ends.
enum AmendmentRoutes {
    static func add(to site: Site) {
        site.get("/conventions/:id/avenants", .members(.seePlacements), list)
        site.get("/conventions/:id/avenants/nouveau", .members(.prepareAgreements), form)
        site.post("/conventions/:id/avenants/nouveau", .members(.prepareAgreements), open)
        site.get("/conventions/:id/avenants/:avenant", .members(.seePlacements), file)
        site.post("/conventions/:id/avenants/:avenant/impression", .members(.prepareAgreements), print)
        site.post("/conventions/:id/avenants/:avenant/signatures", .members(.recordSignatures), sign)
        site.post("/conventions/:id/avenants/:avenant/abandon", .members(.prepareAgreements), drop)
        site.get("/conventions/:id/arrets", .members(.prepareAgreements), interruptionForm)
        site.post("/conventions/:id/arrets", .members(.prepareAgreements), interrupt)
        site.post("/conventions/:id/arrets/:arret/reprise", .members(.prepareAgreements), resume)
        site.post("/conventions/:id/arrets/:arret/suite", .members(.prepareAgreements), decide)
    }

    // MARK: Amendments

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let page = try await listPage(visit, FormState([("signe_le", visit.now.day.description)]))
        try await visit.perform(NoteReading(subject: Subject("agreement", try visit.id(Agreement.self))))
        return .page(page)
    }

    private static func listPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Agreement.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            AmendmentsView(
                dossier: try db.dossier(id, today: today), amendments: try db.amendments(of: id),
                signatures: try db.amendmentSignatures(of: id), order: try db.signingOrder(),
                mayPrepare: author.may(.prepareAgreements), maySign: author.may(.recordSignatures), today: today)
        }
        return amendmentsPage(view, state, visit)
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let (agreement, placement) = try await visit.read { db in
            let agreement = try db.agreement(id)
            return (agreement, try db.placement(agreement.placementId))
        }
        try Amendment.requireSigned(agreement.state)
        var state = FormState(placement)
        state.values.set("effet", max(visit.now.day, placement.startsOn).description)
        return .page(try await formPage(visit, state))
    }

    private static func formPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Agreement.self)
        let today = visit.now.day
        let view = try await visit.read { db in
            let dossier = try db.dossier(id, today: today)
            return AmendmentFormView(
                dossier: dossier,
                contacts: try db.contacts(of: dossier.placement.companyId).filter { $0.leftOn == nil },
                referents: try db.referentChoices(for: dossier.sources.period))
        }
        return amendmentFormPage(view, state, visit)
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(AmendmentForm.self) { form, values in
            try await visit.perform(OpenAmendment(agreement: id, form: form), for: values) { _ in .amendments(of: id) }
            return .redirect(.amendments(of: id), saying: "Avenant préparé : relisez-le, puis imprimez-le.")
        } show: { state in
            try await formPage(visit, state)
        }
    }

    /// Once printed, the very file that was kept; before, the draft as it would be.
    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let (id, amendmentId) = (try visit.id(Agreement.self), try visit.id(Amendment.self, "avenant"))
        let amendment = try await visit.read { try $0.amendment(amendmentId, of: id) }
        let bytes =
            amendment.state == .draft
            ? try await rendered(visit, id, amendmentId)
            : try await visit.read { try $0.amendmentDocument(amendmentId, of: id) }
        return .file(
            FileAnswer(name: "avenant-\(amendment.rank).pdf", type: "application/pdf", bytes: bytes, inline: true))
    }

    private static func rendered(_ visit: Visit, _ id: ID<Agreement>, _ amendment: ID<Amendment>) async throws
        -> [UInt8]
    {
        let now = visit.now
        let document = try await visit.read { db in
            AmendmentDocument(
                amendment: try db.amendment(amendment, of: id), changes: try db.terms(of: amendment).changes,
                dossier: try db.dossier(id, today: now.day))
        }
        return try AgreementPrinter.print(document, at: now.moment)
    }

    @Sendable static func print(_ visit: Visit) async throws -> Answer {
        let (id, amendment) = (try visit.id(Agreement.self), try visit.id(Amendment.self, "avenant"))
        _ = try await visit.formValues()
        let bytes = try await rendered(visit, id, amendment)
        try await visit.perform(StoreAmendmentDocument(agreement: id, amendment: amendment, bytes: bytes))
        return .redirect(.amendment(amendment, of: id))
    }

    @Sendable static func sign(_ visit: Visit) async throws -> Answer {
        let (id, amendment) = (try visit.id(Agreement.self), try visit.id(Amendment.self, "avenant"))
        return try await visit.submit(SignatureForm.self) { form, values in
            try await visit.perform(
                SignAmendment(
                    agreement: id, amendment: amendment, party: form.party, signedOn: form.signedOn,
                    method: form.method), for: values
            ) { _ in .amendments(of: id) }
            return .redirect(.amendments(of: id), saying: "Signature notée.")
        } show: { state in
            try await listPage(visit, state)
        }
    }

    @Sendable static func drop(_ visit: Visit) async throws -> Answer {
        let (id, amendment) = (try visit.id(Agreement.self), try visit.id(Amendment.self, "avenant"))
        let values = try await visit.formValues()
        try await visit.perform(DropAmendment(agreement: id, amendment: amendment), for: values) { _ in
            .amendments(of: id)
        }
        return .redirect(.amendments(of: id), saying: "Avenant abandonné.")
    }

    // MARK: Interruptions

    @Sendable static func interruptionForm(_ visit: Visit) async throws -> Answer {
        .page(
            try await interruptionPage(
                visit,
                FormState([("genre", Interruption.Kind.interruption.rawValue), ("du", visit.now.day.description)])))
    }

    private static func interruptionPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Agreement.self)
        let today = visit.now.day
        let view = try await visit.read { db in
            InterruptionsView(
                dossier: try db.dossier(id, today: today), interruptions: try db.interruptions(of: id), today: today)
        }
        return interruptionsPage(view, state, visit)
    }

    @Sendable static func interrupt(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(InterruptionForm.self) { form, values in
            let next: Link = form.kind == .ending ? .amendments(of: id) : .interruptions(of: id)
            try await visit.perform(NoteInterruption(agreement: id, form: form), for: values) { _ in next }
            return .redirect(
                next,
                saying: form.kind == .ending
                    ? "Rupture notée : faites signer l’avenant de fin anticipée." : "C’est noté.")
        } show: { state in
            try await interruptionPage(visit, state)
        }
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let (id, interruption) = (try visit.id(Agreement.self), try visit.id(Interruption.self, "arret"))
        return try await visit.submit(OutcomeForm.self) { form, values in
            try await visit.perform(
                DecideOutcome(agreement: id, interruption: interruption, outcome: form.outcome), for: values
            ) { _ in .interruptions(of: id) }
            return .redirect(.interruptions(of: id), saying: "C’est noté.")
        } show: { state in
            try await interruptionPage(visit, state)
        }
    }

    @Sendable static func resume(_ visit: Visit) async throws -> Answer {
        let (id, interruption) = (try visit.id(Agreement.self), try visit.id(Interruption.self, "arret"))
        return try await visit.submit(ResumptionForm.self) { form, values in
            try await visit.perform(
                ResumePlacement(agreement: id, interruption: interruption, day: form.day), for: values
            ) { _ in .interruptions(of: id) }
            return .redirect(.interruptions(of: id), saying: "Reprise notée.")
        } show: { state in
            try await interruptionPage(visit, state)
        }
    }
}

/// What becomes of a period cut short.
struct OutcomeForm: FormInput {
    let outcome: Interruption.Outcome

    init(reading form: inout FormReader) {
        if form.values["suite"].isEmpty { form.refuse("suite", InterruptionRefusal.outcomeMissing.message) }
        outcome = form.choice("suite", or: .validated)
    }
}

/// The day the learner is back.
struct ResumptionForm: FormInput {
    let day: LocalDate

    init(reading form: inout FormReader) {
        day = form.requiredDate("reprise", "Indiquez le jour de la reprise.")
    }
}
