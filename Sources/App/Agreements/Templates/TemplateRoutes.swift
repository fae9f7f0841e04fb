import Domain
import Exchange
import HTTPTypes
import PDF

extension Link {
    static let agreementTemplates = Link("/reglages/conventions/modeles")

    static func agreementTemplate(_ id: ID<AgreementTemplateRow>) -> Link {
        Link("/reglages/conventions/modeles", [id.rawValue])
    }
}

/// « Réglages, Conventions, Texte »: versions of the text, their draft, their preview.
enum TemplateRoutes {
    static func add(to site: Site) {
        site.get("/reglages/conventions/modeles", .members(.manageSchool), list)
        site.post("/reglages/conventions/modeles", .members(.manageSchool), open)
        site.post("/reglages/conventions/modeles/origine", .members(.manageSchool), usual)
        site.get("/reglages/conventions/modeles/:id", .members(.manageSchool), show)
        site.post("/reglages/conventions/modeles/:id", .members(.manageSchool), save)
        site.post("/reglages/conventions/modeles/:id/apercu", .members(.manageSchool), preview)
        site.post("/reglages/conventions/modeles/:id/service", .members(.manageSchool), use)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let lines = try await visit.read { try $0.templates() }
        return .page(templateListPage(lines, author, today: visit.now.day, visit))
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let id = try await visit.perform(OpenTemplate(), for: values) { .agreementTemplate($0) }
        return .redirect(.agreementTemplate(id))
    }

    @Sendable static func usual(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        try await visit.perform(UseUsualTemplate(), for: values) { _ in .agreementTemplates }
        return .redirect(.agreementTemplates, saying: "Les prochaines conventions prendront le texte d’origine.")
    }

    // MARK: One version

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let row = try await row(visit)
        return .page(
            templatePage(row, FormState([("texte", row.content), ("version", String(row.version))]), visit))
    }

    private static func row(_ visit: Visit) async throws -> AgreementTemplateRow {
        let id = try visit.id(AgreementTemplateRow.self)
        return try await visit.read { try $0.template(id) }
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(AgreementTemplateRow.self)
        return try await visit.submit(TemplateForm.self) { form, values in
            try await visit.perform(
                SaveTemplate(id: id, form: form, logo: try logo(values)), for: values
            ) { _ in .agreementTemplate(id) }
            return .redirect(.agreementTemplate(id), saying: "Le texte est enregistré, pas encore en service.")
        } show: { state in
            let row = try await row(visit)
            return templatePage(row, state.resumed(version: row.version), visit)
        }
    }

    private static func logo(_ values: FormValues) throws -> LogoFile? {
        guard let file = values.files.first(where: { $0.field == "logo" })?.file, !file.bytes.isEmpty else {
            return nil
        }
        do throws(LogoRefusal) {
            return try LogoFile(file)
        } catch {
            throw FieldRefusal("logo", error.message)
        }
    }

    /// The text as typed, on paper, with invented people: nothing is kept.
    @Sendable static func preview(_ visit: Visit) async throws -> Answer {
        let row = try await row(visit)
        return try await visit.submit(TemplateForm.self) { form, values in
            let now = visit.now
            let (school, order) = try await visit.read { db in (try db.ownSchool(), try db.signingOrder()) }
            let picture = form.removesLogo ? nil : try logo(values)?.bytes ?? row.logo
            let template = TemplateUse(
                name: row.name, text: try TemplateText(parsing: form.content),
                logo: picture.map { AgreementLogo(bytes: $0, school: school.name) })
            let document = try TemplateSample.document(of: school, template, today: now.day, order: order)
            let created = PDFDate(secondsSince1970: Int(now.moment.millisecondsSince1970 / 1000))
            return .file(
                FileAnswer(
                    name: "apercu-convention.pdf", type: "application/pdf",
                    bytes: try AgreementPrinter.render(document.book(created: created)).bytes, inline: true))
        } show: { state in
            templatePage(row, state, visit)
        }
    }

    @Sendable static func use(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(AgreementTemplateRow.self)
        let values = try await visit.formValues()
        do {
            try await visit.perform(UseTemplate(id: id), for: values) { _ in .agreementTemplates }
        } catch let refusal as LostMentions {
            let row = try await row(visit)
            let state = FormState(
                values: FormValues([("texte", row.content), ("version", String(row.version))]),
                problems: refusal.lost.map { FieldProblem(field: "texte", message: $0.sentence) })
            return .page(templatePage(row, state, visit), status: .unprocessableContent)
        }
        return .redirect(.agreementTemplates, saying: "Les prochaines conventions prendront ce texte.")
    }
}
