import Crypto
import Domain
import Exchange
import Persistence

/// A document of the school in the list, without its bytes.
struct MergeTemplateLine: Codable, Sendable {
    let id: ID<MergeTemplateRow>
    let name: String
    let format: MergeTemplate.Format
    /// Its marks, joined with commas.
    let marks: String
    let addedAt: Moment
    let addedBy: String

    var markList: [String] { marks.split(separator: ",").map(String.init) }
    var unknownMarks: [String] { markList.filter { MergeMarks.meanings[$0] == nil } }
}

/// A document of the school as kept.
struct MergeTemplateRow: Codable, Sendable {
    let id: ID<MergeTemplateRow>
    let name: String
    let format: MergeTemplate.Format
    let marks: String
    let sha256: String
    let content: [UInt8]
    let addedAt: Moment
    let addedBy: String
    let withdrawnAt: Moment?
}

extension SchoolDatabase {
    /// The documents in use, by name.
    func mergeTemplates() throws -> [MergeTemplateLine] {
        try rows(
            """
            select merge_template.id, merge_template.name, merge_template.format, merge_template.marks,
            merge_template.added_at, merge_template.added_by from \(table(.mergeTemplate))
            where merge_template.withdrawn_at is null order by merge_template.name, merge_template.id
            """)
    }

    func mergeTemplate(_ id: ID<MergeTemplateRow>) throws -> MergeTemplateRow {
        try find(id, in: .mergeTemplate, "Ce document")
    }
}

/// What the marks of a document are replaced by.
enum MergeMarks {
    private static let all: [(name: String, meaning: String, value: @Sendable (AgreementDossier) -> String)] = [
        ("numero", "numéro de la convention", { $0.facts.number }),
        ("annee", "année scolaire", { $0.facts.schoolYear }),
        ("etablissement", "nom de l’établissement", { $0.facts.school.name }),
        ("etablissement_uai", "code de l’établissement", { $0.facts.school.uai }),
        ("etablissement_adresse", "son adresse", { $0.facts.school.address.joined(separator: "\n") }),
        ("chef", "nom du chef d’établissement", { $0.facts.school.headName }),
        ("chef_fonction", "sa fonction", { $0.facts.school.headTitle }),
        ("eleve", "prénom et nom de l’élève", { $0.facts.learner.name }),
        ("eleve_naissance", "date de naissance", { $0.facts.learner.birthDate?.long ?? "" }),
        ("eleve_adresse", "adresse de l’élève", { $0.facts.learner.address.joined(separator: "\n") }),
        ("classe", "classe", { $0.facts.learner.className }),
        ("formation", "intitulé de la formation", { $0.facts.learner.training }),
        ("responsable", "premier représentant légal", { $0.facts.guardians.first?.name ?? "" }),
        ("responsable_adresse", "son adresse", { $0.facts.guardians.first?.address.joined(separator: "\n") ?? "" }),
        ("entreprise", "nom de l’entreprise", { $0.facts.host.displayName }),
        ("entreprise_siret", "SIRET", { $0.facts.host.siret ?? "" }),
        ("entreprise_adresse", "adresse de l’entreprise", { $0.facts.host.address.joined(separator: "\n") }),
        ("lieu", "adresse du lieu de la période", { $0.facts.site.joined(separator: "\n") }),
        ("signataire", "signataire de l’entreprise", { $0.facts.signatory?.name ?? "" }),
        ("tuteur", "tuteur", { $0.facts.tutor?.name ?? "" }),
        ("tuteur_telephone", "son téléphone", { $0.facts.tutor?.phone.map(shownPhone) ?? "" }),
        ("referent", "enseignant référent", { $0.facts.referent?.name ?? "" }),
        ("debut", "premier jour", { $0.facts.stay.startsOn.long }),
        ("fin", "dernier jour", { $0.facts.stay.endsOn.long }),
        ("duree", "durée de présence", { $0.document.effectivePresence }),
        ("semaine", "durée de la semaine", { $0.document.weeklyPresence }),
        ("horaires", "horaires de la semaine", { PlacementTerms.text($0.facts.stay.schedule) }),
        ("activites", "activités confiées", { $0.facts.teaching.activities }),
        ("competences", "compétences à acquérir", { $0.facts.teaching.skills }),
        ("suivi", "modalités du suivi", { $0.facts.teaching.followUp }),
        ("repas", "restauration", { $0.facts.costs.meals }), ("transport", "transport", { $0.facts.costs.transport }),
        ("hebergement", "hébergement", { $0.facts.costs.lodging }),
        ("gratification", "gratification", { $0.facts.costs.gratification }),
    ]

    /// Each mark with what it means, in the order of the page.
    static let list = all.map { (name: $0.name, meaning: $0.meaning) }
    static let meanings = Dictionary(all.map { ($0.name, $0.meaning) }, uniquingKeysWith: { first, _ in first })

    static func values(of dossier: AgreementDossier) -> [String: String] {
        Dictionary(all.map { ($0.name, $0.value(dossier)) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A document of the school is added, once its marks are all known.
struct AddMergeTemplate: Operation {
    let name: String
    let template: MergeTemplate
    let bytes: [UInt8]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<MergeTemplateRow> {
        try author.require(.manageSchool)

        let row = MergeTemplateRow(
            id: db.newID(), name: name, format: template.format, marks: template.marks.joined(separator: ","),
            sha256: Hex.text(Array(SHA256.hash(data: bytes))), content: bytes, addedAt: now.moment,
            addedBy: author.name, withdrawnAt: nil)
        try db.insert(row, into: .mergeTemplate)
        try db.journal("Document ajouté : \(name)", Subject("school", db.schoolId), by: author, at: now)
        return row.id
    }
}

/// A document is no longer offered; it is kept.
struct WithdrawMergeTemplate: Operation {
    let id: ID<MergeTemplateRow>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        let row = try db.mergeTemplate(id)
        try db.change(.mergeTemplate, set: "withdrawn_at = \(now.moment)", where: "id = \(id)")
        try db.journal("Document retiré : \(row.name)", Subject("school", db.schoolId), by: author, at: now)
    }
}
