import Domain
import Persistence

/// Looks a company up by SIRET or by name: in the extract of this server, then in the public search when it is set.
enum RegisterSearch {
    static func answer(to typed: String, _ visit: Visit) async throws -> RegisterAnswer {
        let isNumber = typed.filter { !$0.isWhitespace }.allSatisfy(\.isNumber)
        return isNumber ? try await byNumber(typed, visit) : try await byName(typed, visit)
    }

    private static func byNumber(_ typed: String, _ visit: Visit) async throws -> RegisterAnswer {
        let local = try await visit.read { try $0.registerAnswer(to: typed) }
        switch local.outcome {
        case .unknown, .noExtract: break
        default: return local
        }
        guard let directory = CompanyDirectory(visit.app.settings), let siret = try? SIRET(typed) else { return local }
        guard let places = await directory.places(siret.rawValue, at: visit.app.clock()) else { return local }
        guard let place = places.first(where: { $0.siret == siret.rawValue }) else { return local }
        return RegisterAnswer(outcome: .found(place))
    }

    private static func byName(_ typed: String, _ visit: Visit) async throws -> RegisterAnswer {
        let (local, hasExtract) = try await visit.read { db in (try db.sirenePlaces(named: typed), try db.hasSirene()) }
        if !local.isEmpty { return RegisterAnswer(outcome: .several(local)) }
        guard let directory = CompanyDirectory(visit.app.settings) else {
            return RegisterAnswer(outcome: hasExtract ? .nothingNamed(typed) : .noExtract)
        }
        guard let places = await directory.places(typed, at: visit.app.clock()) else {
            return RegisterAnswer(outcome: .unreachable)
        }
        let open = places.filter { !$0.isClosed }
        return RegisterAnswer(outcome: open.isEmpty ? .nothingNamed(typed) : .several(Array(open.prefix(12))))
    }
}

extension SchoolDatabase {
    /// Open places of the extract whose name holds what was typed, in the département of the school.
    func sirenePlaces(named text: String) throws -> [SirenePlace] {
        let words = SearchKey(text).words.map { $0.uppercased() }.filter { $0.utf8.count > 1 }
        guard !words.isEmpty else { return [] }
        let department = (try? PostalCode(ownSchool().address.postalCode))?.departement?.code
        let here: SQL = department.map { "sirene_establishment.department = \($0)" } ?? "true"
        let names = words.map { word -> SQL in
            "(sirene_establishment.own_name || ' ' || sirene_establishment.unit_name || ' ' || sirene_establishment.town) like \("%" + word + "%")"
        }
        return try rows(
            """
            select sirene_establishment.* from sirene_establishment
            where \(here) and \(SirenePlace.isPublished) and sirene_establishment.active = true and sirene_establishment.unit_active = true
            and \(SQL.joined(names, by: " and ")) order by sirene_establishment.siret limit 12
            """)
    }
}

/// The places that answer a name, each with the button that takes it over.
func registerPlaces(_ places: [SirenePlace]) -> HTML {
    let items = places.map { place -> HTML in
        let name = [place.ownName, place.unitName].first { !$0.isEmpty } ?? "Nom non diffusé"
        let address = place.partial ? "adresse non diffusée" : place.street
        let what = [address, place.postalCode + " " + place.town].filter { !$0.isEmpty }.joined(separator: ", ")
        return """
            <li><div><strong>\(name)</strong><p>\(what)</p></div>\
            \(button("Reprendre", to: Link.newCompany.with([("numero", place.siret)]), style: "small"))</li>
            """
    }
    return panel("Au répertoire", "<ul class=\"lines\">\(items)</ul>")
}
