import Domain
import HTTPTypes
import Persistence

/// Two records of a company that may be one person.
struct ContactPair: Sendable {
    let one: Contact
    let other: Contact
    let companyName: String
    /// « même courriel »
    let reasons: [String]
}

/// A reunion of two people as listed.
struct ContactMergeLine: Codable, Sendable {
    let id: ID<ContactMerge>
    let companyId: ID<Company>
    let companyName: String
    let keptName: String
    let removedName: String
    let mergedAt: Moment
    let authorName: String
}

extension Contact {
    /// Why another record of the same company may be the same person; empty when nothing says so.
    func reasons(_ other: Contact) -> [String] {
        guard id != other.id else { return [] }
        var reasons: [String] = []
        if let email, email.lowercased() == other.email?.lowercased() { reasons.append("même courriel") }
        if let phone, phone == other.phone, isNamedLike(other) { reasons.append("même téléphone") }
        if isNamedLike(other) { reasons.append("même nom") }
        return reasons
    }

    /// The same words in any order, one of them with an error; a name alone is the same as the name with its first name.
    private func isNamedLike(_ other: Contact) -> Bool {
        let (mine, theirs) = (SearchKey(familyName).rawValue, SearchKey(other.familyName).rawValue)
        let (first, second) = (SearchKey(firstName).rawValue, SearchKey(other.firstName).rawValue)
        if mine == second, theirs == first, !mine.isEmpty { return true }
        guard Contact.isNear(mine, theirs) else { return false }
        return first.isEmpty || second.isEmpty || Contact.isNear(first, second)
            || (min(first.count, second.count) == 1 && first.first == second.first)
    }

    private static func isNear(_ one: String, _ other: String) -> Bool {
        one == other || max(one.count, other.count) >= 5 && Spelling.isWithin(1, Array(one.utf8), Array(other.utf8))
    }
}

extension SchoolDatabase {
    /// People noted twice at one company.
    func contactPairs(limit: Int) throws -> [ContactPair] {
        // The same first letters of the name or the same address: what differs more is not the same person.
        let keys: [PairKeys] = try rows(
            """
            select one.id as one_id, other.id as other_id, coalesce(company.trade_name, company.legal_name) as name
            from \(table(.contact, as: "one")) join \(table(.contact, as: "other"))
            on other.company_id = one.company_id and other.id > one.id
            join \(table(.company)) on company.id = one.company_id
            where company.archived_on is null and one.left_on is null and other.left_on is null
            and (one.email = other.email or substr(one.search_key, 1, 3) = substr(other.search_key, 1, 3)
            or one.phone = other.phone)
            order by company.sort_key, one.id, other.id limit 500
            """)
        let people: [Contact] =
            try keys.isEmpty
            ? []
            : rows(
                """
                select contact.* from \(table(.contact))
                where contact.id in (\(list: Array(Set(keys.flatMap { [$0.oneId, $0.otherId] }))))
                """)
        let byKey = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let pairs = keys.compactMap { keys -> ContactPair? in
            guard let (one, other) = zip(byKey[keys.oneId], byKey[keys.otherId]) else { return nil }
            let reasons = one.reasons(other)
            return reasons.isEmpty
                ? nil : ContactPair(one: one, other: other, companyName: keys.name, reasons: reasons)
        }
        return Array(pairs.prefix(limit))
    }

    func contactMerges(limit: Int) throws -> [ContactMergeLine] {
        try rows(
            """
            select contact_merge.id, kept.company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            kept.first_name || ' ' || kept.family_name as kept_name,
            removed.first_name || ' ' || removed.family_name as removed_name, contact_merge.merged_at,
            contact_merge.author_name
            from \(table(.contactMerge)) join \(table(.contact, as: "kept")) on kept.id = contact_merge.kept_id
            join \(table(.contact, as: "removed")) on removed.id = contact_merge.removed_id
            join \(table(.company)) on company.id = kept.company_id
            where contact_merge.undone_at is null
            order by contact_merge.merged_at desc, contact_merge.id limit \(limit)
            """)
    }

    /// People of the company who have the name of the one being noted, or nearly.
    func contactsNamedLike(_ contact: Contact) throws -> [Contact] {
        try contacts(of: contact.companyId).filter { $0.leftOn == nil && contact.reasons($0).contains("même nom") }
    }

    /// People of a company who may be the one being noted.
    func contactsLike(_ contact: Contact) throws -> [Contact] {
        try contacts(of: contact.companyId).filter { $0.leftOn == nil && !contact.reasons($0).isEmpty }
    }
}

private struct PairKeys: Codable {
    let oneId: ID<Contact>
    let otherId: ID<Contact>
    let name: String
}

extension Link {
    /// The comparison of two people.
    static func contactComparison(_ one: ID<Contact>, _ other: ID<Contact>) -> Link {
        Link("/contacts", [one.rawValue, "semblable", other.rawValue])
    }
}

/// Two people of one company compared, and made one.
enum ContactDuplicateRoutes {
    static func add(to site: Site) {
        site.get("/contacts/:id/semblable/:autre", .members(.mergeCompanies), compare)
        site.post("/contacts/:id/semblable/:autre", .members(.mergeCompanies), merge)
        site.post("/fusions-contacts/:id/annulation", .members(.mergeCompanies), undo)
    }

    private static func pair(_ visit: Visit) async throws -> (one: Contact, other: Contact, company: Company) {
        let (one, other) = (try visit.id(Contact.self), try visit.id(Contact.self, "autre"))
        return try await visit.read { db in
            let first = try db.contact(one)
            return (first, try db.contact(other), try db.company(first.companyId))
        }
    }

    @Sendable static func compare(_ visit: Visit) async throws -> Answer {
        let (one, other, company) = try await pair(visit)
        guard one.id != other.id else { return .redirect(.company(company.id)) }
        return .page(contactComparisonPage(one, other, company, FormState(), visit))
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let (one, other, company) = try await pair(visit)
        let keepsFirst = values["garder"] == one.id.rawValue
        guard keepsFirst || values["garder"] == other.id.rawValue else {
            throw FieldRefusal("garder", "Dites quel contact garder.")
        }
        let versions = [Int(values["v1"]) ?? 0, Int(values["v2"]) ?? 0]
        let operation = MergeContacts(
            kept: keepsFirst ? one.id : other.id, removed: keepsFirst ? other.id : one.id,
            keptVersion: versions[keepsFirst ? 0 : 1], removedVersion: versions[keepsFirst ? 1 : 0])
        do {
            try await visit.perform(operation, for: values) { .company($0) }
        } catch let refusal as any Refusal where !(refusal is NotFound || refusal is Forbidden) {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: refusal.message)])
            return .page(
                contactComparisonPage(one, other, company, state, visit),
                status: refusal is Conflict ? .conflict : .unprocessableContent)
        }
        return .redirect(
            .company(company.id),
            saying: "Les deux contacts n’en font plus qu’un. «\u{A0}Doublons\u{A0}» permet d’annuler.")
    }

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(ContactMerge.self)
        let values = try await visit.formValues()
        let company = try await visit.perform(UndoContactMerge(id: id), for: values) { .company($0) }
        return .redirect(.company(company), saying: "C’est annulé\u{A0}: les deux contacts sont de nouveau là.")
    }
}

func contactComparisonPage(
    _ one: Contact, _ other: Contact, _ company: Company, _ state: FormState, _ visit: Visit
) -> Page {
    func yes(_ value: Bool) -> String { value ? "oui" : "" }
    func phone(_ contact: Contact) -> String {
        contact.phone.flatMap { PhoneNumber(rawValue: $0)?.display } ?? ""
    }
    let rows: [(String, String, String)] = [
        ("Nom", one.fullName, other.fullName), ("Fonction", one.function, other.function),
        ("Courriel", one.email ?? "", other.email ?? ""), ("Téléphone", phone(one), phone(other)),
        ("Signe les conventions", yes(one.signatory), yes(other.signatory)),
        ("Encadre des apprenants", yes(one.tutor), yes(other.tutor)),
    ]
    let lines = rows.map { name, left, right -> HTML in
        let same: HTML = left == right ? "" : " class=\"differs\""
        return
            "<tr\(same)><th scope=\"row\">\(name)</th><td data-label=\"Premier\">\(left.isEmpty ? "—" : left)</td><td data-label=\"Deuxième\">\(right.isEmpty ? "—" : right)</td></tr>"
    }
    let reasons = one.reasons(other).joined(separator: ", ")
    return Page(
        "Comparer deux contacts", in: .companies,
        """
        \(pageHead("Comparer deux contacts", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))], meta: reasons.isEmpty ? [] : [HTML(text: "Pourquoi\u{A0}: " + reasons)]))\
        \(errorSummary(state))<div class="tablebox"><table class="list asrows compare"><caption class="vh">Les deux contacts</caption>\
        <thead><tr><th scope="col">Ce qu’ils disent</th><th scope="col">\(one.fullName)</th><th scope="col">\(other.fullName)</th></tr></thead>\
        <tbody>\(lines)</tbody></table></div>\
        <form class="form panel" method="post" action="\(Link.contactComparison(one.id, other.id))">\(visit.hiddenFields)\
        <input type="hidden" name="v1" value="\(one.version)"><input type="hidden" name="v2" value="\(other.version)">\
        <h2>Est-ce la même personne\u{A0}?</h2><p class="hint">Le contact gardé reçoit les échanges, les actions et les rôles de l’autre, et complète ce qui lui manque. \
        Une convention déjà éditée garde le nom qu’elle porte. Tout cela s’annule d’un geste.</p>\
        <div class="formend"><button class="btn primary" name="garder" value="\(one.id.rawValue)">Oui, garder le premier\u{A0}: \(one.fullName)</button>\
        <button class="btn primary" name="garder" value="\(other.id.rawValue)">Oui, garder le deuxième\u{A0}: \(other.fullName)</button>\
        <a class="btn" href="\(Link.company(company.id))">Non, ce sont deux personnes</a></div></form>
        """)
}

/// People noted twice, on the page of duplicates.
func contactPairsPanel(_ pairs: [ContactPair]) -> HTML? {
    guard !pairs.isEmpty else { return nil }
    let items = pairs.map { pair -> HTML in
        """
        <li><div><strong>\(pair.one.fullName)</strong> et <strong>\(pair.other.fullName)</strong>\
        <p><a href="\(Link.company(pair.one.companyId))">\(pair.companyName)</a>, \(pair.reasons.joined(separator: ", "))</p></div>\
        <a class="btn small" href="\(Link.contactComparison(pair.one.id, pair.other.id))">Comparer<span class="vh"> \(pair.one.fullName) et \(pair.other.fullName)</span></a></li>
        """
    }
    return panel("Contacts notés deux fois", "<ul class=\"lines\">\(items)</ul>")
}

func contactMergesPanel(_ merges: [ContactMergeLine], _ visit: Visit) -> HTML? {
    guard !merges.isEmpty else { return nil }
    let items = merges.map { merge -> HTML in
        let undo = postButton(
            "Séparer de nouveau", to: Link("/fusions-contacts", [merge.id.rawValue, "annulation"]), visit: visit,
            icon: "undo", style: "small")
        return """
            <li><div><strong>\(merge.keptName)</strong> (<a href="\(Link.company(merge.companyId))">\(merge.companyName)</a>)\
            <p>a reçu «\u{A0}\(merge.removedName)\u{A0}», par \(merge.authorName), le \(merge.mergedAt.day(in: .paris).long)</p></div>\(undo)</li>
            """
    }
    return panel("Contacts réunis", "<ul class=\"lines\">\(items)</ul>")
}

/// On the page of a company: two of its people look like one.
func contactPairHint(_ contacts: [Contact]) -> HTML? {
    let here = contacts.filter { $0.leftOn == nil }
    for (rank, one) in here.enumerated() {
        for other in here.dropFirst(rank + 1) where !one.reasons(other).isEmpty {
            return """
                <p class="hint">\(one.fullName) et \(other.fullName) se ressemblent\u{A0}: \
                <a href="\(Link.contactComparison(one.id, other.id))">comparer</a>.</p>
                """
        }
    }
    return nil
}
