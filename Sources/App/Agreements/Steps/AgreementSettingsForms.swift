import Domain

/// The steps of a school as its form sends them: one row a step, and one to add.
struct WorkflowForm: FormInput {
    let workflow: Workflow?
    let version: Int

    init(reading form: inout FormReader) {
        version = Int(form.values["version"]) ?? 0
        let count = min(Workflow.most + 1, Int(form.values["lignes"]) ?? 0)
        var typed: [(rank: Int, step: WorkflowStep)] = []
        for index in 0..<max(0, count) {
            if let row = WorkflowForm.row(index, &form, known: typed.map(\.step)) { typed.append(row) }
        }
        do throws(WorkflowRefusal) {
            workflow = try Workflow.checked(typed)
        } catch {
            form.refuse("", error.message)
            workflow = nil
        }
    }

    private static func row(
        _ index: Int, _ form: inout FormReader, known: [WorkflowStep]
    ) -> (rank: Int, step: WorkflowStep)? {
        let label = form.text("libelle-\(index)", max: 80)
        let code = form.values["code-\(index)"]
        guard !code.isEmpty || !label.isEmpty else { return nil }
        let usual = WorkflowStep.usual.first { $0.code == code }
        let step = WorkflowStep(
            code: code.isEmpty ? Workflow(steps: known).newCode(for: label) : code, label: label,
            kind: form.choice("nature-\(index)", or: .task), actor: form.choice("acteur-\(index)", or: .referent),
            base: form.choice("base-\(index)", or: .departure),
            days: form.number("jours-\(index)", in: -WorkflowStep.farthest...WorkflowStep.farthest) ?? 0,
            source: usual?.source ?? .typed, isActive: code.isEmpty || form.flag("suivi-\(index)"))
        return (form.number("rang-\(index)", in: 1...99) ?? 99, step)
    }
}

/// The order of signatures: a rank for each party.
struct SigningOrderForm: FormInput {
    let order: SigningOrder
    let version: Int

    init(reading form: inout FormReader) {
        version = Int(form.values["version"]) ?? 0
        var ranks: [(rank: Int, party: Party)] = []
        for party in SigningOrder.usual.parties {
            ranks.append((form.number("rang-\(party.rawValue)", in: 1...9) ?? 9, party))
        }
        order = SigningOrder(
            ranks.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
                \.element.party))
    }
}

/// When people are reminded.
struct ReminderForm: FormInput {
    let rules: ReminderRules
    let version: Int

    init(reading form: inout FormReader) {
        version = Int(form.values["version"]) ?? 0
        rules = ReminderRules(
            cooldownDays: form.number("delai", in: 1...60) ?? ReminderRules.usual.cooldownDays,
            most: form.number("nombre", in: 1...20) ?? ReminderRules.usual.most, afterStart: form.flag("apres_depart"))
    }
}

/// The words of mails.
struct MailTextsForm: FormInput {
    let texts: AgreementMailTexts
    let version: Int

    init(reading form: inout FormReader) {
        version = Int(form.values["version"]) ?? 0
        texts = AgreementMailTexts(
            sendSubject: form.required("envoi_objet", "Donnez un objet au courriel.", max: 150),
            sendBody: form.required("envoi_texte", "Écrivez le courriel.", max: 4000),
            remindSubject: form.required("relance_objet", "Donnez un objet au courriel.", max: 150),
            remindBody: form.required("relance_texte", "Écrivez le courriel.", max: 4000))
        for (field, text) in [("envoi_texte", texts.sendBody), ("relance_texte", texts.remindBody)] {
            if !text.isEmpty, !text.contains("{lien}") {
                form.refuse(field, "Gardez {lien}\u{A0}: c’est l’adresse de la convention.")
            }
            if let mark = AgreementMailTexts.unknownMarks(in: text).first {
                form.refuse(field, "{\(mark)} n’existe pas\u{A0}: voyez la liste des mots entre accolades.")
            }
        }
    }
}

/// Keeps one of the decisions of a school on its agreements.
struct ChangeAgreementSetting<Value: Codable & Sendable>: Operation {
    let name: AgreementSettingName
    let value: Value
    let version: Int
    /// « Étapes des PFMP modifiées »
    let action: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        try db.keep(value, as: name, replacing: version)
        try db.journal(action, Subject("school", db.schoolId), after: value, by: author, at: now)
    }
}
