import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The public search of companies` {
    private static let answer = """
        {"results":[{"nom_raison_sociale":"ALIZES","etat_administratif":"A","tranche_effectif_salarie":"11","siege":
        {"siret":"99988877900017","numero_voie":"2","type_voie":"RUE","libelle_voie":"DES ESSAIS","code_postal":"31000",
        "libelle_commune":"TOULOUSE","activite_principale":"45.20A","activite_principale_naf25":"95.31Y",
        "etat_administratif":"A","liste_enseignes":["GARAGE DES ALIZES"]},"matching_etablissements":
        [{"siret":"99988877900025","libelle_voie":"[ND]","libelle_commune":"ALBI","statut_diffusion_etablissement":"P",
        "etat_administratif":"A"}]}],"total_results":1}
        """

    private func server(_ status: String, _ body: String) throws -> StandInServer {
        try StandInServer(greeting: nil) { _ in
            "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        }
    }

    @Test func `fills the form by name, then by number`() async throws {
        let server = try server("200 OK", Self.answer)
        let test = try await TestApp.make(environment: ["BUREAU_COMPANY_SEARCH": "http://127.0.0.1:\(server.port)"])
        let browser = try await test.browser(.rbde)
        let found = try await browser.get("/entreprises/nouvelle?numero=Aliz%C3%A9s")
        #expect(found.words.contains("GARAGE DES ALIZES") && found.words.contains("adresse non diffusée"))
        let page = try await browser.get("/entreprises/nouvelle?numero=99988877900017")
        #expect(page.field("raison_sociale") == "ALIZES" && page.field("enseigne") == "GARAGE DES ALIZES")
        #expect(page.field("adresse") == "2 RUE DES ESSAIS" && page.field("naf2025") == "95.31Y")
        #expect(server.lines.contains { $0.hasPrefix("GET /search?q=Aliz%C3%A9s&per_page=10 ") })
    }

    @Test(arguments: [("500 Non", "{}"), ("200 OK", "pas du json"), ("200 OK", "{\"results\":[]}")])
    func `never stands in the way`(status: String, body: String) async throws {
        let server = try server(status, body)
        let test = try await TestApp.make(environment: ["BUREAU_COMPANY_SEARCH": "http://127.0.0.1:\(server.port)"])
        let browser = try await test.browser(.rbde)
        let page = try await browser.get("/entreprises/nouvelle?numero=Alizes")
        #expect(page.status == .ok && page.words.contains("Remplissez la fiche à la main"))
        #expect(try await browser.post("/entreprises/nouvelle", CompanySample.fields()).status == .seeOther)
    }

    @Test func `is not asked unless somebody set it`() async throws {
        let test = try await TestApp.make()
        #expect(CompanyDirectory(test.app.settings) == nil)
        let page = try await test.browser(.rbde).get("/entreprises/nouvelle?numero=Alizes")
        #expect(page.status == .ok && page.words.contains("Aucun extrait"))
    }
}
