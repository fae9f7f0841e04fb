import Domain
import Persistence

/// What the form of a company says beside the record itself.
struct CompanyExtras: Sendable, Equatable {
    var tags: [CompanyTag.Kind: [String]] = [:]
    var naf2025 = ""
    var country = ""
    var silenceReason = ""

    init() {}

    init(detail: CompanyDetail?, tags: [CompanyTag]) {
        self.tags = Dictionary(grouping: tags, by: \.kind).mapValues { $0.map(\.label) }
        naf2025 = detail?.naf2025 ?? ""
        country = detail?.country ?? ""
        silenceReason = detail?.silenceReason ?? ""
    }

    init(reading form: inout FormReader) {
        for (kind, field) in CompanyExtras.fields { tags[kind] = CompanyTag.labels(in: form.text(field, max: 400)) }
        if form.values.has("naf2025") {
            naf2025 = form.parsed("naf2025") { try NAF($0, nomenclature: .naf2025).code } ?? ""
        }
        country = form.text("pays", max: 60)
        silenceReason = form.text("raison_silence", max: 300)
    }

    static let fields: [(kind: CompanyTag.Kind, field: String)] = [
        (.trade, "metiers"), (.network, "reseaux"), (.label, "etiquettes"),
    ]
}

extension FormState {
    /// Fills what stands beside the record of a company.
    mutating func fill(_ extras: CompanyExtras) {
        for (kind, field) in CompanyExtras.fields {
            values.set(field, (extras.tags[kind] ?? []).joined(separator: ", "))
        }
        values.set("naf2025", extras.naf2025)
        values.set("pays", extras.country)
        values.set("raison_silence", extras.silenceReason)
    }
}

extension SchoolDatabase {
    func detail(of company: ID<Company>) throws -> CompanyDetail? {
        try row(
            "select company_detail.* from \(table(.companyDetail)) where company_detail.company_id = \(company)")
    }

    func tags(of company: ID<Company>) throws -> [CompanyTag] {
        try rows(
            """
            select company_tag.* from \(table(.companyTag)) where company_tag.company_id = \(company)
            order by company_tag.kind, company_tag.tag_key
            """)
    }

    func extras(of company: ID<Company>) throws -> CompanyExtras {
        CompanyExtras(detail: try detail(of: company), tags: try tags(of: company))
    }

    /// Writes what stands beside the record of a company.
    func save(_ extras: CompanyExtras, of company: Company, by author: Author, at now: Now) throws {
        for kind in CompanyTag.Kind.allCases { try saveTags(extras.tags[kind] ?? [], kind, of: company.id) }
        let former = try detail(of: company.id)
        var detail = former ?? CompanyDetail(id: newID(), companyId: company.id)
        (detail.naf2025, detail.country) = (extras.naf2025, extras.country)
        detail.silenceReason = company.relation == .leaveAlone ? extras.silenceReason : ""
        if company.relation != .leaveAlone {
            (detail.silenceOn, detail.silenceBy) = (nil, "")
        } else if detail.silenceOn == nil {
            (detail.silenceOn, detail.silenceBy) = (now.day, author.name)
        }
        if former == nil {
            guard detail != CompanyDetail(id: detail.id, companyId: company.id) else { return }
            try insert(detail, into: .companyDetail)
        } else if detail != former {
            detail.version += 1
            try update(detail, in: .companyDetail)
        }
    }

    private func saveTags(_ labels: [String], _ kind: CompanyTag.Kind, of company: ID<Company>) throws {
        let former = try tags(of: company).filter { $0.kind == kind }
        guard former.map(\.label).sorted() != labels.sorted() else { return }
        try delete(from: .companyTag, where: "company_id = \(company) and kind = \(kind.rawValue)")
        try insertMany(
            labels.map { CompanyTag(id: newID(), companyId: company, kind: kind, label: $0) }, into: .companyTag)
    }

    /// The labels in use, for the filters of the list, the most used first.
    func tagChoices(_ kind: CompanyTag.Kind) throws -> [(value: String, label: String)] {
        var choices: [(value: String, label: String)] = []
        try eachRow(
            """
            select company_tag.tag_key, min(company_tag.label), count(*) as uses from \(table(.companyTag))
            where company_tag.kind = \(kind.rawValue) group by company_tag.tag_key
            order by uses desc, company_tag.tag_key limit 25
            """
        ) { row in choices.append((row.text(0), row.text(1))) }
        return choices.sorted { $0.value < $1.value }
    }

    /// A company and the records merged into it: whoever looks at one sees the past of all.
    func family(of company: ID<Company>) throws -> [ID<Company>] {
        var family = [company]
        var edge = [company]
        while !edge.isEmpty, family.count < 50 {
            let next: [ID<Company>] = try rows(
                """
                select company_merge.removed_id from \(table(.companyMerge))
                where company_merge.kept_id in (\(list: edge)) and company_merge.undone_at is null
                order by company_merge.id
                """)
            edge = next.filter { !family.contains($0) }
            family += edge
        }
        return family
    }

    /// Each record merged into another, with the one that stands for it in the end.
    func standIns() throws -> [ID<Company>: ID<Company>] {
        var direct: [ID<Company>: ID<Company>] = [:]
        try eachRow(
            """
            select company_merge.removed_id, company_merge.kept_id from \(table(.companyMerge))
            where company_merge.undone_at is null
            """
        ) { row in direct[ID(row.text(0))] = ID(row.text(1)) }
        return direct.mapValues { kept in
            var last = kept
            for _ in 0..<50 {
                guard let next = direct[last] else { break }
                last = next
            }
            return last
        }
    }
}
