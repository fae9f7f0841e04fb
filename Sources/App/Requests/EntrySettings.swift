import Domain
import Persistence

/// A rule sends some requests to a person.
struct AddRoutingRule: Operation {
    let form: RoutingRuleForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<RoutingRule> {
        try author.require(.manageEntry)

        guard let assignee = form.assignee, try db.requestHandlers().contains(where: { $0.id == assignee }) else {
            throw FieldRefusal("personne", "Choisissez qui reçoit ces demandes.")
        }
        let rule = RoutingRule(
            id: db.newID(), kind: form.kind, stream: form.stream, place: form.place, assigneeId: assignee)
        try db.insert(rule, into: .routingRule)
        try db.journal("Aiguillage ajouté", Subject("routing_rule", rule.id), after: rule, by: author, at: now)
        return rule.id
    }
}

/// A rule serves no more.
struct RemoveRoutingRule: Operation {
    let id: ID<RoutingRule>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageEntry)

        let rule: RoutingRule = try db.find(id, in: .routingRule, "Cet aiguillage")
        try db.delete(from: .routingRule, where: "id = \(id)")
        try db.journal("Aiguillage retiré", Subject("routing_rule", id), before: rule, by: author, at: now)
    }
}

/// What the form of a rule may send.
struct RoutingRuleForm: FormInput {
    let kind: CompanyRequest.Kind?
    let stream: String
    let place: String
    let assignee: ID<Account>?

    init(reading form: inout FormReader) {
        kind = form.values["besoin"].isEmpty ? nil : form.choice("besoin", or: CompanyRequest.Kind.other)
        stream = form.text("filiere", max: 100)
        place = form.text("lieu", max: 5)
        if !place.allSatisfy({ $0.isASCII && $0.isNumber }) {
            form.refuse("lieu", "Écrivez le début d’un code postal, par exemple 31 ou 3177.")
        }
        assignee = form.key("personne")
        if assignee == nil { form.refuse("personne", "Choisissez qui reçoit ces demandes.") }
    }
}

/// A text to answer with is written or corrected.
struct SaveAnswerTemplate: Operation {
    let id: ID<AnswerTemplate>?
    let form: AnswerTemplateForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<AnswerTemplate> {
        try author.require(.manageEntry)

        let former: AnswerTemplate? = try id.map { try db.find($0, in: .answerTemplate, "Cette réponse type") }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        let template = AnswerTemplate(
            id: former?.id ?? db.newID(), title: form.title, kind: form.kind?.rawValue ?? "", body: form.body,
            version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(template, in: .answerTemplate, replacing: former.version)
        } else {
            try db.insert(template, into: .answerTemplate)
        }
        try db.journal(
            "Réponse type enregistrée", Subject("answer_template", template.id), before: former, after: template,
            by: author, at: now)
        return template.id
    }
}

/// A text serves no more.
struct RemoveAnswerTemplate: Operation {
    let id: ID<AnswerTemplate>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageEntry)

        let template: AnswerTemplate = try db.find(id, in: .answerTemplate, "Cette réponse type")
        try db.delete(from: .answerTemplate, where: "id = \(id)")
        try db.journal("Réponse type retirée", Subject("answer_template", id), before: template, by: author, at: now)
    }
}

/// What the form of a template may send.
struct AnswerTemplateForm: FormInput {
    let title: String
    let kind: CompanyRequest.Kind?
    let body: String
    let version: Int

    init(reading form: inout FormReader) {
        title = form.required("titre", "Donnez un titre, pour la retrouver.", max: 100)
        kind = form.values["besoin"].isEmpty ? nil : form.choice("besoin", or: CompanyRequest.Kind.other)
        body = form.required("texte", "Écrivez le texte de la réponse.", max: 3000)
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    init(_ template: AnswerTemplate) {
        self.init()
        values.fill([
            "titre": template.title, "besoin": template.kind, "texte": template.body,
            "version": String(template.version),
        ])
    }
}
