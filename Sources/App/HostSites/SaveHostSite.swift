import Domain
import Persistence

/// How to come and what to bring is written down.
struct SaveSiteSheet: Operation {
    let company: ID<Company>
    let form: SiteSheetForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        let former = try db.siteSheet(of: company)
        guard former.version == form.version else { throw Conflict() }
        var sheet = former
        sheet.transport = form.transport
        sheet.equipment = form.equipment
        sheet.accessibility = form.accessibility
        sheet.houseRules = form.houseRules
        sheet.meals = form.meals
        sheet.version += 1
        if former.version == 0 {
            try db.insert(sheet, into: .siteSheet)
        } else {
            try db.update(sheet, in: .siteSheet, replacing: former.version)
        }
        try db.journal(
            "Fiche du lieu enregistrée", Subject("company", company), before: former, after: sheet, by: author, at: now)
        return company
    }
}

struct SiteSheetForm: FormInput {
    let transport: String
    let equipment: String
    let accessibility: String
    let houseRules: String
    let meals: String
    let version: Int

    init(reading form: inout FormReader) {
        transport = form.text("transport", max: 1000)
        equipment = form.text("equipements", max: 1000)
        accessibility = form.text("accessibilite", max: 1000)
        houseRules = form.text("regles", max: 1000)
        meals = form.text("repas", max: 500)
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    init(_ sheet: SiteSheet) {
        self.init()
        values.fill([
            "transport": sheet.transport, "equipements": sheet.equipment, "accessibilite": sheet.accessibility,
            "regles": sheet.houseRules, "repas": sheet.meals, "version": String(sheet.version),
        ])
    }
}

/// The host sent its declaration of derogation for regulated works.
struct AddWorksDeclaration: Operation {
    let company: ID<Company>
    let form: WorksDeclarationForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        guard form.declaredOn <= now.day else {
            throw FieldRefusal("declaree_le", "Cette déclaration n’est pas encore faite.")
        }
        let years = try LegalTexts.parameters().value(.worksDeclarationYears, on: form.declaredOn) ?? 0
        let usual = form.declaredOn.adding(years: years)
        let end = form.expiresOn ?? usual
        guard end > form.declaredOn, years == 0 || end <= usual else {
            throw FieldRefusal(
                "expire_le",
                "La déclaration vaut \(FrenchNumber.counted(years, "an", "ans")) au plus\u{A0}: jusqu’au \(usual.long)."
            )
        }
        let declaration = HostDeclaration(
            id: db.newID(), companyId: company, trade: form.trade, works: form.works, declaredOn: form.declaredOn,
            expiresOn: end, reference: form.reference, recordedBy: author.name)
        try db.insert(declaration, into: .worksDeclaration)
        try db.journal(
            "Déclaration de travaux réglementés notée", Subject("company", company), after: declaration, by: author,
            at: now)
        return company
    }
}

struct WorksDeclarationForm: FormInput {
    let trade: String
    let works: String
    let declaredOn: LocalDate
    let expiresOn: LocalDate?
    let reference: String

    init(reading form: inout FormReader) {
        trade = form.required("metier", "Indiquez le métier ou la formation.", max: 120)
        works = form.required("travaux", "Indiquez les travaux déclarés.", max: 1500)
        declaredOn = form.requiredDate("declaree_le", "Indiquez le jour de la déclaration.")
        expiresOn = form.date("expire_le")
        reference = form.text("reference", max: 150)
    }
}

struct RemoveWorksDeclaration: Operation {
    let id: ID<HostDeclaration>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let declaration: HostDeclaration = try db.find(id, in: .worksDeclaration, "Cette déclaration")
        try db.delete(from: .worksDeclaration, where: "id = \(id)")
        try db.journal(
            "Déclaration de travaux retirée", Subject("company", declaration.companyId), before: declaration,
            by: author, at: now)
        return declaration.companyId
    }
}
