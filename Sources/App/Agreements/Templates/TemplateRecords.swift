import Domain
import Persistence

/// A version of the text of a school, with its logo.
struct AgreementTemplateRow: Codable, Sendable {
    enum State: String, Codable, Sendable, SQLBindable {
        case draft = "brouillon"
        case inUse = "en_service"
        case retired = "retire"

        var label: String {
            switch self {
            case .draft: "Brouillon"
            case .inUse: "En service"
            case .retired: "Retirée"
            }
        }
    }

    let id: ID<AgreementTemplateRow>
    let rank: Int
    var state: State
    var content: String
    /// Type of the picture; empty without one.
    var logoType: String
    var logo: [UInt8]?
    let createdAt: Moment
    let createdBy: String
    var usedFrom: LocalDate?
    var version: Int

    var name: String { TemplateUse.name(rank: rank) }
}

/// A version in the list, without its text.
struct AgreementTemplateLine: Codable, Sendable {
    let id: ID<AgreementTemplateRow>
    let rank: Int
    let state: AgreementTemplateRow.State
    let createdAt: Moment
    let createdBy: String
    let usedFrom: LocalDate?
    /// Agreements that bear it.
    let agreements: Int
}

extension SchoolDatabase {
    /// The text that new agreements are printed with.
    func templateInUse() throws -> TemplateUse {
        let row: AgreementTemplateRow? = try row(
            """
            select agreement_template.* from \(table(.agreementTemplate))
            where agreement_template.state = \(AgreementTemplateRow.State.inUse)
            order by agreement_template.rank desc limit 1
            """)
        return try row.map(use) ?? .usual
    }

    /// The text of a name; the usual one for a name that no version of the school bears.
    func templateUse(named name: String) throws -> TemplateUse {
        guard let rank = TemplateUse.rank(of: name) else {
            return TemplateUse(name: name, text: TemplateUse.usual.text)
        }
        let row: AgreementTemplateRow? = try row(
            "select agreement_template.* from \(table(.agreementTemplate)) where agreement_template.rank = \(rank)")
        guard let row else { throw NotFound("Ce modèle de convention") }
        return try use(row)
    }

    private func use(_ row: AgreementTemplateRow) throws -> TemplateUse {
        TemplateUse(
            name: row.name, text: try TemplateText(parsing: row.content),
            logo: try row.logo.map { AgreementLogo(bytes: $0, school: try ownSchool().name) })
    }

    func template(_ id: ID<AgreementTemplateRow>) throws -> AgreementTemplateRow {
        try find(id, in: .agreementTemplate, "Ce modèle de convention")
    }

    /// The versions of the school, the last first.
    func templates() throws -> [AgreementTemplateLine] {
        try rows(
            """
            select agreement_template.id, agreement_template.rank, agreement_template.state,
            agreement_template.created_at, agreement_template.created_by, agreement_template.used_from,
            (select count(*) from \(table(.agreement))
            where agreement.template = \(TemplateUse.schoolPrefix) || cast(agreement_template.rank as text)) as agreements
            from \(table(.agreementTemplate)) order by agreement_template.rank desc
            """)
    }
}
