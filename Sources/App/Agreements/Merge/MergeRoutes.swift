import Domain
import Exchange

extension Link {
    static let mergeTemplates = Link("/reglages/conventions/documents")

    static func mergeTemplate(_ id: ID<MergeTemplateRow>) -> Link { Link("/fusion", [id.rawValue]) }
}

/// The school’s own documents: added in the settings, filled in for one agreement or for a class.
enum MergeRoutes {
    static func add(to site: Site) {
        site.get("/reglages/conventions/documents", .members(.manageSchool), list)
        site.post("/reglages/conventions/documents", .members(.manageSchool), add)
        site.post("/reglages/conventions/documents/:id/retrait", .members(.manageSchool), withdraw)
        site.post("/fusion/:id/convention/:convention", .members(.prepareAgreements), one)
        site.post("/fusion/:id/classe/:periode", .members(.prepareAgreements), classFile)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        .page(mergeTemplatesPage(try await visit.read { try $0.mergeTemplates() }, FormState(), visit))
    }

    @Sendable static func add(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MergeTemplateForm.self) { form, values in
            let (template, bytes) = try template(values)
            try await visit.perform(
                AddMergeTemplate(name: form.name, template: template, bytes: bytes), for: values
            ) { _ in .mergeTemplates }
            return .redirect(
                .mergeTemplates,
                saying: "Document ajouté, \(FrenchNumber.counted(template.marks.count, "mot", "mots")) à remplacer.")
        } show: { state in
            mergeTemplatesPage(try await visit.read { try $0.mergeTemplates() }, state, visit)
        }
    }

    private static func template(_ values: FormValues) throws -> (MergeTemplate, [UInt8]) {
        guard let file = values.files.first(where: { $0.field == "document" })?.file, !file.bytes.isEmpty else {
            throw FieldRefusal("document", "Choisissez le document à ajouter.")
        }
        let template: MergeTemplate
        do {
            template = try MergeTemplate(file)
        } catch let refusal as MergeRefusal {
            throw FieldRefusal("document", refusal.message)
        } catch let failure as ExchangeFailure {
            throw FieldRefusal("document", failure.message)
        }
        let unknown = template.marks.filter { MergeMarks.meanings[$0] == nil }.map { "{{\($0)}}" }
        if !unknown.isEmpty {
            throw FieldRefusal(
                "document",
                "Ces mots n’existent pas\u{A0}: \(unknown.joined(separator: ", ")). Corrigez-les d’après la liste ci-contre."
            )
        }
        if let broken = template.brokenMarks.first {
            throw FieldRefusal(
                "document", "Un mot n’est pas fermé par «\u{A0}}}\u{A0}»\u{A0}: «\u{A0}\(broken)…\u{A0}».")
        }
        guard !template.marks.isEmpty else {
            throw FieldRefusal(
                "document",
                "Ce document ne contient aucun mot à remplacer, comme {{eleve}}\u{A0}: ajoutez-en, puis recommencez.")
        }
        return (template, file.bytes)
    }

    @Sendable static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MergeTemplateRow.self)
        let values = try await visit.formValues()
        try await visit.perform(WithdrawMergeTemplate(id: id), for: values) { _ in .mergeTemplates }
        return .redirect(.mergeTemplates, saying: "Le document n’est plus proposé.")
    }

    // MARK: Filled in

    @Sendable static func one(_ visit: Visit) async throws -> Answer {
        let (id, agreement) = (try visit.id(MergeTemplateRow.self), try visit.id(Agreement.self, "convention"))
        _ = try await visit.formValues()
        let now = visit.now
        let (row, dossier) = try await visit.read { db in
            (try db.mergeTemplate(id), try db.dossier(agreement, today: now.day))
        }
        try await visit.perform(NoteReading(subject: Subject("agreement", agreement)))
        let template = try MergeTemplate(NamedFile(name: row.name, bytes: row.content))
        return .file(
            FileAnswer(
                name: "\(SearchKeyText.dashed(row.name))-\(dossier.agreement.number).\(row.format.rawValue)",
                type: row.format.mediaType,
                bytes: try template.filled(with: MergeMarks.values(of: dossier), at: now.moment)))
    }

    @Sendable static func classFile(_ visit: Visit) async throws -> Answer {
        let (id, period) = (try visit.id(MergeTemplateRow.self), try visit.id(PFMPPeriod.self, "periode"))
        _ = try await visit.formValues()
        let now = visit.now
        let (row, dossiers) = try await visit.read { db in
            (try db.mergeTemplate(id), try db.dossiers(of: period, today: now.day))
        }
        guard !dossiers.isEmpty else { throw BadRequest(message: "Aucune convention dans cette période.") }
        let template = try MergeTemplate(NamedFile(name: row.name, bytes: row.content))
        let files = try dossiers.map { dossier in
            NamedFile(
                name:
                    "\(dossier.agreement.number)-\(SearchKeyText.dashed(dossier.learner.listName)).\(row.format.rawValue)",
                bytes: try template.filled(with: MergeMarks.values(of: dossier), at: now.moment))
        }
        return .file(
            FileAnswer(
                name: "\(SearchKeyText.dashed(row.name)).zip", type: "application/zip",
                bytes: try ZipWriter.bytes(files, at: now.moment, storing: Set(files.map(\.name)))))
    }
}

/// A document to add, beside its file.
struct MergeTemplateForm: FormInput {
    let name: String

    init(reading form: inout FormReader) {
        name = form.required("nom", "Donnez un nom au document.", max: 80)
    }
}

func mergeTemplatesPage(_ lines: [MergeTemplateLine], _ state: FormState, _ visit: Visit) -> Page {
    let head = agreementSettingHead(
        "Documents de l’établissement",
        "Vos documents Word ou LibreOffice : Bureau y remplace les mots entre doubles accolades.")
    let items = lines.map { line -> HTML in
        """
        <li><div><strong>\(line.name)</strong><p>\(line.format.rawValue.uppercased()), par \(line.addedBy) : \
        \(line.markList.map { "{{\($0)}}" }.joined(separator: ", "))</p></div>\(postButton(
            "Retirer", to: Link.mergeTemplates.appending(line.id.rawValue).appending("retrait"), visit: visit, style: "small quiet"))</li>
        """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucun document. Les conventions de Bureau n’en ont pas besoin.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    let marks = MergeMarks.list.map { "<dt>{{\($0.name)}}</dt><dd>\($0.meaning)</dd>" as HTML }
    let form = postForm(
        .mergeTemplates, state, visit: visit, files: true,
        """
        \(field(state, "nom", "Nom du document", FieldOptions(hint: "Par exemple : lettre à la famille.")))\
        \(fileField(state, "document", "Fichier", hint: "DOCX ou ODT sans macros, 8\u{A0}Mo au plus.", accept: ".docx,.odt"))\
        \(formEnd("Ajouter le document", cancel: .agreementSettings, icon: "upload"))
        """)
    return Page(
        "Documents de l’établissement", in: .settings,
        """
        \(head)<div class="columns section"><div>\(panel("Documents proposés", list))\(panel("Ajouter un document", form))</div>\
        <div>\(panel("Mots à remplacer", "<dl class=\"facts\">\(marks)</dl>"))</div></div>
        """)
}
