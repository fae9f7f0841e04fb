import Domain
import Foundation

/// The public search of companies (« recherche d’entreprises »), when the machine is online and somebody set its
/// address. Never required: whatever happens there, the form is filled in by hand.
struct CompanyDirectory: Sendable {
    /// `https://…` without a slash at the end.
    let address: String

    /// `nil` when nobody set an address.
    init?(_ settings: Settings) {
        guard let address = settings.companySearch, !address.isEmpty else { return nil }
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// Places that answer a name, a town or a SIRET; `nil` when nobody answered in time or what came cannot be read.
    func places(_ text: String, at moment: Moment) async -> [SirenePlace]? {
        let query = Link.encoded(String(text.prefix(100)))
        let request = OutboundHTTP.Request(
            address: address + "/search?q=" + query + "&per_page=10", headers: [("Accept", "application/json")])
        // Online or not, the form goes on: what went wrong there concerns nobody here.
        guard let answer = try? await OutboundHTTP().send(request), answer.status == 200,
            let found = try? JSONDecoder().decode(DirectoryAnswer.self, from: Data(answer.body))
        else { return nil }
        return found.results.flatMap { $0.places(at: moment) }
    }
}

private struct DirectoryAnswer: Decodable {
    let results: [DirectoryCompany]
}

private struct DirectoryCompany: Decodable {
    let nom_raison_sociale: String?
    let nom_complet: String?
    let etat_administratif: String?
    let tranche_effectif_salarie: String?
    let siege: DirectoryPlace?
    let matching_etablissements: [DirectoryPlace]?

    func places(at moment: Moment) -> [SirenePlace] {
        var known: Set<String> = []
        let name = nom_raison_sociale ?? nom_complet ?? ""
        return ((matching_etablissements ?? []) + [siege].compactMap { $0 }).filter { known.insert($0.siret).inserted }
            .map {
                SirenePlace(
                    $0, of: name, isActive: etat_administratif != "C", size: tranche_effectif_salarie, at: moment)
            }
    }
}

/// A place as the directory writes it.
struct DirectoryPlace: Decodable, Sendable {
    let siret: String
    let adresse: String?
    let numero_voie: String?
    let type_voie: String?
    let libelle_voie: String?
    let code_postal: String?
    let libelle_commune: String?
    let commune: String?
    let activite_principale: String?
    let activite_principale_naf25: String?
    let etat_administratif: String?
    let date_fermeture: String?
    let est_siege: Bool?
    let liste_enseignes: [String]?
    let statut_diffusion_etablissement: String?
    let tranche_effectif_salarie: String?
}

extension SirenePlace {
    /// A place of the public search, in the shape of the local extract.
    init(_ place: DirectoryPlace, of name: String, isActive: Bool, size: String?, at moment: Moment) {
        func clean(_ text: String?) -> String {
            // The register writes « [ND] » for what its owner keeps hidden.
            guard let text, text != "[ND]", text != "[NON-DIFFUSIBLE]" else { return "" }
            return text.trimmedText
        }
        siret = place.siret
        active = place.etat_administratif != "F"
        since = place.date_fermeture ?? ""
        partial = place.statut_diffusion_etablissement == "P"
        headOffice = place.est_siege ?? false
        ownName = clean(place.liste_enseignes?.first)
        unitName = clean(name)
        unitActive = isActive
        headcount = place.tranche_effectif_salarie ?? ""
        unitHeadcount = size ?? ""
        naf = place.activite_principale ?? ""
        naf2025 = place.activite_principale_naf25 ?? ""
        complement = ""
        let way = [place.numero_voie, place.type_voie, place.libelle_voie].map(clean).filter { !$0.isEmpty }
        street = partial ? "" : way.joined(separator: " ")
        postalCode = clean(place.code_postal)
        town = clean(place.libelle_commune)
        communeCode = clean(place.commune)
        department = (try? PostalCode(postalCode))?.departement?.code ?? ""
        seenAt = moment
    }
}
