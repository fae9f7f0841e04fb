import Domain
import Persistence

/// A campaign opens, or its goal changes.
struct SaveTaxCampaign: Operation {
    let id: ID<TaxCampaign>?
    let form: TaxCampaignForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TaxCampaign> {
        try author.require(.manageTax)

        guard let id else {
            let year = form.year ?? now.day.year
            guard try !db.taxCampaigns().contains(where: { $0.year == year }) else {
                throw FieldRefusal("annee", "La campagne \(year) existe déjà.")
            }
            let campaign = TaxCampaign(id: db.newID(), year: year, goalCents: form.goal, notes: form.notes)
            try db.insert(campaign, into: .taxCampaign)
            try db.journal(
                "Campagne de taxe ouverte", Subject("tax_campaign", campaign.id), after: campaign, by: author, at: now)
            return campaign.id
        }
        let former = try db.taxCampaign(id)
        guard former.version == form.version else { throw Conflict() }
        let campaign = TaxCampaign(
            id: id, year: former.year, goalCents: form.goal, notes: form.notes, version: former.version + 1)
        try db.update(campaign, in: .taxCampaign, replacing: former.version)
        try db.journal(
            "Campagne de taxe modifiée", Subject("tax_campaign", id), before: former, after: campaign, by: author,
            at: now)
        return id
    }
}

struct TaxCampaignForm: FormInput {
    let year: Int?
    let goal: Int?
    let notes: String
    let version: Int

    init(reading form: inout FormReader) {
        year = form.number("annee", in: 2020...2100)
        goal = form.amount("objectif")
        notes = form.text("notes", max: 1000)
        version = Int(form.values["version"]) ?? 0
    }
}

/// A date of the campaign: nothing about them is written in the program.
struct AddTaxDate: Operation {
    let campaign: ID<TaxCampaign>
    let form: TaxDateForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TaxCampaign> {
        try author.require(.manageTax)

        _ = try db.taxCampaign(campaign)
        let date = TaxDate(id: db.newID(), campaignId: campaign, label: form.label, fallsOn: form.day)
        try db.insert(date, into: .taxDate)
        try db.journal("Date de campagne ajoutée", Subject("tax_campaign", campaign), after: date, by: author, at: now)
        return campaign
    }
}

struct TaxDateForm: FormInput {
    let label: String
    let day: LocalDate

    init(reading form: inout FormReader) {
        label = form.required("etape", "Nommez l’étape, par exemple «\u{A0}fin de la période 1\u{A0}».", max: 120)
        day = form.requiredDate("date", "Indiquez la date.")
    }
}

struct RemoveTaxDate: Operation {
    let id: ID<TaxDate>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TaxCampaign> {
        try author.require(.manageTax)

        let date: TaxDate = try db.find(id, in: .taxDate, "Cette date")
        try db.delete(from: .taxDate, where: "id = \(id)")
        try db.journal(
            "Date de campagne retirée", Subject("tax_campaign", date.campaignId), before: date, by: author, at: now)
        return date.campaignId
    }
}

/// A promise or a receipt is written or corrected.
struct SaveTaxGift: Operation {
    let campaign: ID<TaxCampaign>
    let id: ID<TaxGift>?
    let form: TaxGiftForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TaxCampaign> {
        try author.require(.manageTax)

        _ = try db.taxCampaign(campaign)
        let company = try form.company.map { try db.company($0) }
        let name = form.donor.isEmpty ? company?.displayName ?? "" : form.donor
        guard !name.isEmpty else { throw FieldRefusal("donateur", "Indiquez qui donne.") }
        let former = try id.map { try db.taxGift($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        guard former == nil || former?.campaignId == campaign else { throw NotFound("Ce versement") }
        var gift = former ?? TaxGift(id: db.newID(), campaignId: campaign, donorName: name, version: 0)
        gift.donorName = name
        gift.siret = form.siret?.rawValue ?? company?.siret
        gift.companyId = try company?.id ?? gift.siret.flatMap { try db.company(siret: $0)?.id }
        gift.course = form.course
        gift.promisedCents = form.promised
        gift.promisedOn = form.promised == nil ? nil : form.promisedOn ?? former?.promisedOn ?? now.day
        gift.receivedCents = form.received
        gift.receivedOn = form.received == nil ? nil : form.receivedOn ?? former?.receivedOn ?? now.day
        gift.note = form.note
        gift.version += 1
        if let former {
            try db.update(gift, in: .taxGift, replacing: former.version)
        } else {
            try db.insert(gift, into: .taxGift)
        }
        try db.journal(
            former == nil ? "Taxe\u{A0}: promesse ou versement noté" : "Taxe\u{A0}: versement modifié",
            Subject("tax_campaign", campaign), before: former, after: gift, by: author, at: now)
        return campaign
    }
}

struct TaxGiftForm: FormInput {
    let company: ID<Company>?
    let donor: String
    let siret: SIRET?
    let course: String
    let promised: Int?
    let promisedOn: LocalDate?
    let received: Int?
    let receivedOn: LocalDate?
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        donor = form.text("donateur", max: 150)
        siret = form.parsed("siret") { try SIRET($0) }
        course = form.text("formation", max: 120)
        promised = form.amount("promis")
        promisedOn = form.date("promis_le")
        received = form.amount("recu")
        receivedOn = form.date("recu_le")
        note = form.text("note", max: 500)
        if promised == nil, received == nil, form.values["promis"].isEmpty, form.values["recu"].isEmpty {
            form.refuse("promis", "Indiquez un montant promis ou reçu.")
        }
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    init(_ gift: TaxGift) {
        self.init()
        values.fill([
            "entreprise": gift.companyId?.rawValue, "donateur": gift.donorName,
            "siret": gift.siret.flatMap { SIRET(rawValue: $0)?.display }, "formation": gift.course,
            "promis": amountText(gift.promisedCents), "promis_le": gift.promisedOn?.description,
            "recu": amountText(gift.receivedCents), "recu_le": gift.receivedOn?.description,
        ])
        values.fill(["note": gift.note, "version": String(gift.version)])
    }
}

/// The letters of thanks were printed: those who gave are thanked.
struct ThankDonors: Operation {
    let campaign: ID<TaxCampaign>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.manageTax)

        _ = try db.taxCampaign(campaign)
        let thanked = try db.change(
            .taxGift, set: "thanked_on = \(now.day), version = version + 1",
            where: "campaign_id = \(campaign) and received_cents > 0 and thanked_on is null")
        try db.journal(
            "Donateurs remerciés\u{A0}: \(thanked)", Subject("tax_campaign", campaign), by: author, at: now)
        return thanked
    }
}
