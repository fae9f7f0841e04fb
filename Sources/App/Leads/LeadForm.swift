import Domain

/// What the form of a lead may send.
struct LeadForm: FormInput {
    let company: ID<Company>?
    let structure: String
    let sector: String
    let means: LeadMeans
    let askedOn: LocalDate?
    let answer: LeadAnswer
    let refusalReason: RefusalReason?
    let note: String
    /// The company is not in the base, and the bureau is asked to look at it.
    let proposal: CompanyProposal?
    /// The version of the record that the person saw.
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("piste_entreprise")
        structure = form.required("structure", "Indiquez le nom de l’entreprise.", max: 150)
        sector = form.text("secteur", max: 100)
        means = form.choice("moyen", or: .call)
        askedOn = form.date("le")
        answer = form.choice("reponse", or: .waiting)
        refusalReason =
            form.values["motif"].isEmpty ? nil : form.choice("motif", or: RefusalReason.other)
        note = form.text("remarque", max: 500)
        proposal =
            company == nil && form.flag("proposer")
            ? CompanyProposal(reading: &form, name: structure, activity: sector) : nil
        version = Int(form.values["version"]) ?? 0
        if answer == .refused, refusalReason == nil {
            form.refuse("motif", "Choisissez le motif du refus\u{A0}: il aide les suivants.")
        }
        if answer != .refused, refusalReason != nil {
            form.refuse("reponse", "Un motif de refus va avec la réponse «\u{A0}Refus\u{A0}».")
        }
    }
}

extension FormState {
    /// A lead to write.
    static let newLead = FormState([("moyen", LeadMeans.call.rawValue), ("reponse", LeadAnswer.waiting.rawValue)])

    /// A lead as it stands.
    init(_ lead: Lead) {
        self.init([
            ("piste_entreprise", lead.companyId?.rawValue ?? ""), ("structure", lead.structure),
            ("secteur", lead.sector), ("moyen", lead.means.rawValue), ("le", lead.askedOn.description),
            ("reponse", lead.answer.rawValue), ("motif", lead.refusalReason?.rawValue ?? ""),
            ("remarque", lead.note), ("version", String(lead.version)),
        ])
    }
}

/// What the form of the next step may send.
struct NextStepForm: FormInput {
    let owner: ID<StaffMember>?
    let action: String
    let day: LocalDate?
    let version: Int

    init(reading form: inout FormReader) {
        owner = form.key("responsable")
        action = form.text("action", max: 200)
        day = form.date("pour_le")
        version = Int(form.values["version"]) ?? 0
        if day != nil, action.isEmpty { form.refuse("action", "Dites ce qu’il y aura à faire ce jour-là.") }
    }
}

/// What the form of an exemption may send.
struct ExemptionForm: FormInput {
    /// `nil` takes the exemption back.
    let reason: SearchExemption?
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        reason = form.values["dispense"].isEmpty ? nil : form.choice("dispense", or: SearchExemption.other)
        note = form.text("dispense_precision", max: 300)
        version = Int(form.values["version"]) ?? 0
        if reason == .other, note.isEmpty {
            form.refuse("dispense_precision", "Écrivez le motif, sans détail médical.")
        }
    }
}
