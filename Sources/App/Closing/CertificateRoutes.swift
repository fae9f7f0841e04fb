import Domain

/// The attestations: who owes one, the days of a class, and the paper of each.
enum CertificateRoutes {
    static func add(to site: Site) {
        site.get("/attestations", .members(.seePlacements), list)
        site.post("/attestations/relances", .members(.prepareAgreements), remind)
        site.get("/pfmp/:id/attestations", .members(.seePlacements), showClass)
        site.post("/pfmp/:id/attestations", .members(.prepareAgreements), saveClass)
        site.post("/pfmp/:id/attestations/impression", .members(.prepareAgreements), printClass)
        site.get("/placements/:id/attestation", .members(.seePlacements), show)
        site.post("/placements/:id/attestation", .members(.prepareAgreements), save)
        site.post("/placements/:id/attestation/retour", .members(.prepareAgreements), receive)
        site.post("/placements/:id/attestation/impression", .members(.prepareAgreements), print)
        site.get("/placements/:id/attestation/documents/:revision", .members(.seePlacements), document)
    }

    // MARK: The list

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let selection = CertificateSelection(rawValue: visit.query["etat"]) ?? .missing
        let today = visit.now.day
        let (after, classCode) = (visit.query["apres"], visit.query["classe"])
        let view = try await visit.read { db in
            var counts: [CertificateSelection: Int] = [:]
            for other in CertificateSelection.allCases {
                counts[other] = try db.certificateCount(other, year: author.currentYear, today: today)
            }
            let all = try db.certificates(selection, year: author.currentYear, today: today, limit: 2000)
            let classes = Set(all.map(\.classCode)).sorted()
            return CertificateListView(
                lines: PageSlice(
                    all.filter { classCode.isEmpty || $0.classCode == classCode }, after: after,
                    size: CertificateListView.pageSize, key: \.placementId.rawValue), selection: selection,
                counts: counts, classes: classes, classCode: classCode, year: author.currentYear, today: today,
                territory: try db.ownSchool().place,
                author: author)
        }
        return .page(certificateListPage(view, visit))
    }

    @Sendable static func remind(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let reader = RemindCertificates.Reader(rawValue: values["qui"]) ?? .referents
        let year = try visit.author.currentYear
        let count = try await visit.perform(
            RemindCertificates(reader: reader, year: year, address: visit.address(.certificates)), for: values
        ) { _ in .certificates }
        let saying =
            count == 0
            ? "Personne à relancer\u{A0}: courriels inconnus, ou relances de moins de \(RemindCertificates.pause) jours."
            : FrenchNumber.counted(count, "courriel de relance part.", "courriels de relance partent.")
        return .redirect(.certificates, saying: saying)
    }

    // MARK: A class

    @Sendable static func showClass(_ visit: Visit) async throws -> Answer {
        .page(try await classPage(visit, FormState()))
    }

    private static func classPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(PFMPPeriod.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let period = try db.period(id)
            return ClassCertificatesView(
                period: period, schoolClass: try db.schoolClass(period.classId), lines: try db.certificates(of: id),
                today: today, territory: try db.ownSchool().place, author: author)
        }
        return classCertificatesPage(view, state, visit)
    }

    @Sendable static func saveClass(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let back = Link.period(id).appending("attestations")
        // An empty form changes nothing, and still is not for a class of elsewhere.
        _ = try await visit.read { try $0.period(id) }
        return try await visit.submit(ClassDaysForm.self) { form, values in
            let count = try await visit.perform(SaveClassDays(period: id, days: form.days), for: values) { _ in back }
            return .redirect(
                back,
                saying: count == 0
                    ? "Rien n’a changé."
                    : FrenchNumber.counted(count, "attestation mise à jour.", "attestations mises à jour."))
        } show: { state in
            try await classPage(visit, state)
        }
    }

    /// Keeps a revision of each attestation, then gives the file of the class.
    @Sendable static func printClass(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        _ = try await visit.formValues()
        let now = visit.now
        let (dossiers, schoolClass) = try await visit.read { db in
            (
                try db.certificateDossiers(of: id, today: now.day),
                try db.schoolClass(try db.period(id).classId)
            )
        }
        guard let first = dossiers.first else {
            throw BadRequest(message: "Aucune période de la classe n’est terminée\u{A0}: il n’y a rien à attester.")
        }
        for dossier in dossiers { _ = try await keep(dossier, visit) }
        return try Paper.answer(
            dossiers.map { CertificateDocument(facts: $0.facts).section() },
            title: "Attestations, \(schoolClass.code)", file: "attestations-\(schoolClass.code)",
            author: first.facts.school.name, at: now.moment)
    }

    // MARK: One stay

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let page = try await page(visit, nil)
        try await visit.perform(NoteReading(subject: Subject("certificate", id)))
        return .page(page)
    }

    private static func page(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let id = try visit.id(Placement.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let dossier = try db.certificateDossier(id, today: today)
            let school = dossier.agreement.sources.school
            let year = SchoolYear(start: dossier.agreement.sources.period.schoolYear)
            return CertificateView(
                dossier: dossier, documents: try db.certificateDocuments(of: id),
                journal: try db.journal(of: Subject("certificate", id)),
                gratification: try db.gratification(of: dossier.placement, year: year?.start ?? 0),
                keepUntil: try year.flatMap {
                    PaperRetention.endsOn($0, academie: school.academy, parameters: try LegalTexts.parameters())
                }, today: today, author: author)
        }
        return certificatePage(view, state ?? FormState(view.dossier), visit)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(CertificateForm.self) { form, values in
            let changes = try await visit.perform(SaveCertificate(placement: id, form: form), for: values) { _ in
                .certificate(of: id)
            }
            let told = changes.isEmpty ? "" : " Allocation de l’année\u{A0}: " + changes.joined(separator: " ")
            return .redirect(.certificate(of: id), saying: "Jours faits enregistrés." + told)
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func receive(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(CertificateReturnForm.self) { form, values in
            try await visit.perform(ReceiveCertificate(placement: id, receivedOn: form.receivedOn), for: values) { _ in
                .certificate(of: id)
            }
            return .redirect(.certificate(of: id), saying: "Retour noté\u{A0}: la convention est attestée.")
        } show: { state in
            let today = visit.now.day
            let dossier = try await visit.read { try $0.certificateDossier(id, today: today) }
            var shown = FormState(dossier)
            shown.values.set("recue_le", state["recue_le"])
            shown.problems = state.problems
            return try await page(visit, shown)
        }
    }

    // MARK: Paper

    @Sendable static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        _ = try await visit.formValues()
        let today = visit.now.day
        let dossier = try await visit.read { try $0.certificateDossier(id, today: today) }
        let revision = try await keep(dossier, visit)
        return .redirect(Link.certificate(of: id).appending("documents").appending(String(revision)))
    }

    /// Prints outside any transaction, then keeps what did not change meanwhile; the last revision when it says the same.
    private static func keep(_ dossier: CertificateDossier, _ visit: Visit) async throws -> Int {
        try dossier.requireReady(on: visit.now.day)
        if let kept = dossier.lastDocument, kept.factsSha256 == (try dossier.facts.fingerprint()) {
            return kept.revision
        }
        return try await visit.perform(
            StoreCertificateDocument(printed: try PrintedCertificate(dossier, at: visit.now.moment)))
    }

    @Sendable static func document(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        guard let revision = Int(try visit.piece("revision")) else { throw NotFound("Cette version") }
        let document = try await visit.read { try $0.certificateDocument(of: id, revision: revision) }
        return .file(
            FileAnswer(
                name: "attestation-revision-\(revision).pdf", type: "application/pdf", bytes: document.content,
                inline: true))
    }
}

/// Days of a class, as typed: `jours-` and the key of the placement.
struct ClassDaysForm: FormInput {
    let days: [ID<Placement>: String]

    init(reading form: inout FormReader) {
        var typed: [ID<Placement>: String] = [:]
        for pair in form.values.pairs where pair.name.hasPrefix("jours-") {
            typed[ID(String(pair.name.dropFirst(6)))] = pair.value.trimmedText
        }
        days = typed
    }
}
