import Domain
import Exchange
import HTTPTypes
import Testing

@testable import App

@Suite struct `Importing a national directory` {
    private static let schoolsCSV = """
        Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Code_commune;\
        Nom_commune;Code_departement;Code_academie;Voie_professionnelle;Telephone;Mail;SIREN_SIRET;Code_nature;\
        Libelle_nature;etat
        0999001W;Lycée professionnel Ada-Fictive;Lycée;Public;99000;99001;Ville-Fictive;099;99;1;01 99 00 12 34;\
        ce.0999001w@ac-fictive.fr;99988877900017;320;LYCEE PROFESSIONNEL;OUVERT

        """
    private static let schoolsJSON = """
        {"total_count": 1, "results": [{"identifiant_de_l_etablissement": "0999001W",
         "nom_etablissement": "Lycée professionnel Ada-Fictive", "code_postal": "99000", "nom_commune": "Ville-Fictive",
         "voie_professionnelle": "1"}]}
        """
    private static let bureauxCSV = """
        numero_uai;appellation_officielle;mail_bde;position;metiers_prepares
        0999001W;LP ADA-FICTIVE;bde@ac-fictive.fr|#N/A;46.5, 2.5;Vendeur|Vendeuse

        """
    private static let bureauxJSON = """
        [{"numero_uai": "0999001W", "appellation_officielle": "LP ADA-FICTIVE", "code_postal_uai": "99000",
          "mail_bde": ["bde@ac-fictive.fr", "#N/A"], "metiers_prepares": ["Vendeur", "Vendeuse"]}]
        """

    static let files: [(name: String, kind: ImportKind, address: String)] = [
        ("etablissements.csv", .schoolDirectory, "/annuaire?quoi=etablissements"),
        ("etablissements.json", .schoolDirectory, "/annuaire?quoi=etablissements"),
        ("bureaux.csv", .bureauDirectory, "/annuaire"), ("bureaux.json", .bureauDirectory, "/annuaire"),
    ]

    private static func content(_ name: String) -> String {
        switch name {
        case "etablissements.csv": schoolsCSV
        case "etablissements.json": schoolsJSON
        case "bureaux.csv": bureauxCSV
        default: bureauxJSON
        }
    }

    @Test(arguments: files)
    func `shows a preview, is read by everyone, changes nothing the second time and can be undone`(
        name: String, kind: ImportKind, address: String
    ) async throws {
        for engine in engines {
            try await TestApp.run(on: engine) { test in
                let file = NamedFile(name, Self.content(name))
                let preview = try await test.preview(file)
                #expect(preview.kind == kind)
                #expect(preview.counts.created == 1)
                let browser = try await test.browser(.teacher)
                #expect(try await browser.get(address).words.contains("n’est pas encore importé"))

                let run = try await test.confirm(preview)
                #expect(try await browser.get(address).words.uppercased().contains("ADA-FICTIVE"))
                #expect(try await browser.get("/annuaire/0999001W").status == .ok)
                #expect(try await test.preview(file).counts.total == 0)

                try await test.undo(run)
                #expect(try await browser.get("/annuaire/0999001W").status == .notFound)
            }
        }
    }

    @Test func `keeps what is known when a newer file is silent, and drops what means nothing`() async throws {
        let test = try await TestApp.make()
        try await test.importing(NamedFile("bureaux.json", Self.bureauxJSON))
        let silent = "numero_uai;appellation_officielle;mail_bde\n0999001W;LP ADA-FICTIVE;#N/A\n"
        try await test.importing(NamedFile("bureaux.csv", silent))
        let bureau = try #require(try await test.read { try $0.directoryBureau("0999001W") })
        #expect(bureau.emails == "bde@ac-fictive.fr")
    }
}
