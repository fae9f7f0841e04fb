import Domain

extension Link {
    static func bulk(_ period: ID<PFMPPeriod>) -> Link { Link.period(period).appending("actions") }
}

/// What is done for a whole class at once: each shows first what it will do, for whom, and what is left out.
enum BulkRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/actions", .members(.prepareAgreements), menu)
        site.get("/pfmp/:id/actions/envoi", .members(.prepareAgreements)) { try await mails($0, .send) }
        site.post("/pfmp/:id/actions/envoi", .members(.prepareAgreements)) { try await sendMails($0, .send) }
        site.get("/pfmp/:id/actions/relance", .members(.prepareAgreements)) { try await mails($0, .remind) }
        site.post("/pfmp/:id/actions/relance", .members(.prepareAgreements)) { try await sendMails($0, .remind) }
        site.get("/pfmp/:id/actions/collecte", .members(.recordSignatures), collect)
        site.post("/pfmp/:id/actions/collecte", .members(.recordSignatures), collected)
    }

    @Sendable static func menu(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let author = try visit.author
        let (period, schoolClass, templates) = try await visit.read { db in
            let period = try db.period(id)
            return (period, try db.schoolClass(period.classId), try db.mergeTemplates())
        }
        return .page(bulkPage(period, schoolClass, templates, author, visit))
    }

    // MARK: Mails

    @Sendable static func mails(_ visit: Visit, _ kind: MailKind) async throws -> Answer {
        .page(try await mailPage(visit, kind, nil, FormState([("piece", "1")])))
    }

    private static func mailPage(
        _ visit: Visit, _ kind: MailKind, _ result: MailResult?, _ state: FormState
    ) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let today = visit.now.day
        let view = try await visit.read { db in
            let period = try db.period(id)
            return MailView(
                kind: kind, period: period, schoolClass: try db.schoolClass(period.classId),
                lines: try db.mailPlan(of: id, today: today),
                texts: try db.agreementSetting(.mails, usual: AgreementMailTexts.usual).value, result: result,
                today: today)
        }
        return mailBulkPage(view, state, visit)
    }

    @Sendable static func sendMails(_ visit: Visit, _ kind: MailKind) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let values = try await visit.formValues()
        let chosen = Set(values.all("courriel").compactMap { ChosenMail($0) })
        // An empty form writes to nobody, and still is not for a class of elsewhere.
        _ = try await visit.read { try $0.period(id) }
        guard !chosen.isEmpty else {
            return .redirect(Link.bulk(id).appending(kind.rawValue), saying: "Cochez au moins une personne.")
        }
        return try await visit.submit(MailForm.self) { form, values in
            let agreements = Set(chosen.map(\.agreement))
            if !form.reason.isEmpty {
                try await visit.perform(
                    WriteBatchReason(agreements: try await known(agreements, in: id, visit), reason: form.reason))
            }
            // The link shows a printed version: those never printed are printed now.
            for agreement in agreements { try await printIfNever(agreement, visit) }
            let tokens = chosen.map { _ in Secret.token(visit.app.random) }
            let operation = SendAgreementMails(
                period: id, kind: kind, chosen: chosen, tokens: tokens, site: visit.app.settings.siteAddress,
                attaches: form.attaches)
            let result = try await visit.perform(operation, for: values) { _ in
                Link.bulk(id).appending(kind.rawValue)
            }
            return .page(try await mailPage(visit, kind, result, FormState([("piece", form.attaches ? "1" : "")])))
        } show: { state in
            try await mailPage(visit, kind, nil, state)
        }
    }

    /// Those chosen that are of this period.
    private static func known(
        _ chosen: Set<ID<Agreement>>, in period: ID<PFMPPeriod>, _ visit: Visit
    ) async throws -> [ID<Agreement>] {
        let today = visit.now.day
        return try await visit.read { db in
            try db.dossiers(of: period, today: today).map(\.agreement.id).filter(chosen.contains)
        }
    }

    private static func printIfNever(_ id: ID<Agreement>, _ visit: Visit) async throws {
        let today = visit.now.day
        let (isReady, wasPrinted) = try await visit.read { db in
            (
                try db.dossier(id, today: today).readiness.mayBeSigned, try !db.documents(of: id).isEmpty
            )
        }
        if isReady, !wasPrinted { _ = try await AgreementRoutes.keep(id, visit) }
    }

    // MARK: Signatures

    @Sendable static func collect(_ visit: Visit) async throws -> Answer {
        .page(try await collectPage(visit, FormState([("signe_le", visit.now.day.description)])))
    }

    private static func collectPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let today = visit.now.day
        let view = try await visit.read { db in
            let period = try db.period(id)
            return CollectView(
                period: period, schoolClass: try db.schoolClass(period.classId),
                lines: try db.signaturesAwaited(in: id, today: today), order: try db.signingOrder())
        }
        return collectSignaturesPage(view, state, visit)
    }

    @Sendable static func collected(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        return try await visit.submit(CollectForm.self) { form, values in
            let result = try await visit.perform(
                CollectSignatures(signatures: form.signatures, signedOn: form.signedOn, method: form.method),
                for: values
            ) { _ in Link.bulk(id).appending("collecte") }
            let noted = FrenchNumber.counted(result.noted, "signature notée", "signatures notées")
            let left = result.leftOut.isEmpty ? "" : " Laissées de côté : " + result.leftOut.joined(separator: " ")
            return .redirect(Link.bulk(id).appending("collecte"), saying: noted + "." + String(left.prefix(600)))
        } show: { state in
            try await collectPage(visit, state)
        }
    }
}
