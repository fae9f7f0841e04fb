import Exchange
import Testing

@Suite struct `Reading the directory of schools` {
    private let csv = """
        Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Code_commune;\
        Nom_commune;Code_departement;Code_academie;Voie_professionnelle;Telephone;Mail;SIREN_SIRET;Code_nature;\
        Libelle_nature;etat
        0999001W;Lycée professionnel Ada-Fictive;Lycée;Public;99000;99001;Ville-Fictive;099;99;1;01 99 00 12 34;\
        ce.0999001w@ac-fictive.fr;99988877900017;320;LYCEE PROFESSIONNEL;OUVERT

        """

    private let json = """
        {"total_count": 2, "results": [
          {"identifiant_de_l_etablissement": "0999001W", "nom_etablissement": "Lycée professionnel Ada-Fictive",
           "code_postal": "99000", "nom_commune": "Ville-Fictive", "voie_professionnelle": 1, "code_nature": 320,
           "apprentissage": "0", "latitude": 46.5, "longitude": "2.5", "mail": null, "adresse_1": "1 place du Mirage",
           "position": {"lon": 2.5, "lat": 46.5}},
          {"identifiant_de_l_etablissement": "0999002x", "nom_etablissement": "Lycée Songe", "code_postal": "99000",
           "nom_commune": "Ville-Fictive", "voie_professionnelle": null, "champ_nouveau": true}]}
        """

    @Test func `in the spelling of the download`() throws {
        let reading = try EducationDirectory.read(NamedFile("annuaire.csv", csv))
        let school = try #require(reading.establishments.first)
        #expect(school.uai == "0999001W")
        #expect(school.name == "Lycée professionnel Ada-Fictive")
        #expect(school.status == "Public")
        #expect(school.departmentCode == "099")
        #expect(school.hasVocationalPath == true)
        #expect(school.natureCode == "320")
        #expect(school.siret == "99988877900017")
        #expect(school.mail == "ce.0999001w@ac-fictive.fr")
        #expect(school.state == "OUVERT")
        #expect(school.line == 2)
        #expect(reading.problems.isEmpty)
    }

    @Test func `in the spelling of the programming interface`() throws {
        let lines = csv.split(separator: "\n", maxSplits: 1)
        let reading = try EducationDirectory.read(NamedFile("annuaire.csv", "\(lines[0].lowercased())\n\(lines[1])"))
        #expect(reading.establishments.map(\.uai) == ["0999001W"])
    }

    @Test func `as JSON, flags as numbers or texts, empty fields as nothing`() throws {
        let reading = try EducationDirectory.read(NamedFile("annuaire.json", json))
        #expect(reading.establishments.map(\.uai) == ["0999001W", "0999002X"])
        #expect(reading.establishments.map(\.hasVocationalPath) == [true, nil])
        #expect(reading.establishments[0].hasApprenticeship == false)
        #expect(reading.establishments[0].natureCode == "320")
        #expect(reading.establishments[0].latitude == 46.5)
        #expect(reading.establishments[0].longitude == 2.5)
        #expect(reading.establishments[0].mail == nil)
    }

    @Test func `as a bare array`() throws {
        let array = json.replacing("{\"total_count\": 2, \"results\": ", with: "").dropLast()
        #expect(try EducationDirectory.read(NamedFile("a.json", String(array))).establishments.count == 2)
    }

    @Test func `a column never heard of is a notice`() throws {
        let unknown = csv.replacing(";etat\n", with: ";etat;Humeur\n")
        let reading = try EducationDirectory.read(NamedFile("annuaire.csv", unknown))
        #expect(reading.establishments.count == 1)
        #expect(reading.problems.map(\.column) == ["humeur"])
        #expect(reading.problems.map(\.severity) == [.warning])
    }

    @Test func `all missing columns are listed`() throws {
        let failure = try failure {
            _ = try EducationDirectory.read(NamedFile("a.csv", "Nom_etablissement;Ville\nA;B\n"))
        }
        #expect(failure.causes == [.missingColumns(["identifiant_de_l_etablissement", "code_postal", "nom_commune"])])
        #expect(failure.message.contains("code_postal"))
    }

    @Test func `a line without UAI is refused, the others kept`() throws {
        let reading = try EducationDirectory.read(NamedFile("a.csv", csv + ";Sans UAI;Lycée;Public;99000;99001;V\n"))
        #expect(reading.establishments.count == 1)
        #expect(reading.problems.map(\.line) == [3])
        #expect(reading.problems.map(\.severity) == [.refused])
    }

    @Test func `with escapes of JSON`() throws {
        let escaped = json.replacing("Lycée Songe", with: #"Lyc\u00e9e \"Songe\" \ud83c\udf93"#)
        #expect(try EducationDirectory.read(NamedFile("a.json", escaped)).establishments[1].name == "Lycée \"Songe\" 🎓")
    }

    @Test func `any byte changed gives a reading or a refusal, never a crash`() {
        let bytes = Array(json.utf8)
        var seed: UInt64 = 3
        for _ in 0..<2000 {
            var changed = bytes
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[Int(seed >> 33) % changed.count] = UInt8(truncatingIfNeeded: seed >> 56)
            do {
                _ = try EducationDirectory.read(NamedFile(name: "a.json", bytes: changed))
            } catch {
                #expect(error is ExchangeFailure)
            }
        }
    }

    @Test(arguments: [
        "[", "[{\"a\": \"\\", "\(String(repeating: "[", count: 200_000))", "[] []", "[{\"a\" 1}]", "{\"results\": 3}",
        "{\"autre\": []}", "[1, 2]", "{\"results\": [{\"a\": tru}]}",
    ])
    func `broken JSON is refused`(text: String) throws {
        let failure = try failure { _ = try EducationDirectory.read(NamedFile("a.json", text)) }
        guard case .brokenJSON = failure.causes[0] else {
            Issue.record("\(failure)")
            return
        }
    }
}

@Suite struct `Reading the directory of bureaux` {
    private let json = """
        [{"numero_uai": "0999001W", "appellation_officielle": "LP ADA-FICTIVE", "adresse_uai": "1 place du Mirage",
          "code_postal_uai": "99000", "localite_acheminement_uai": "VILLE-FICTIVE", "libelle_commune": "Ville-Fictive",
          "libelle_departement": "Fictif", "libelle_region": "Fictive", "libelle_academie": "Fictive",
          "mail_bde": ["bde-ada@ac-fictive.fr", "#N/A", "bde-ada@ac-fictive.fr", "autre@ac-fictive.fr"],
          "telephone": null, "web": "https://ada.exemple.fr", "position": {"lon": 2.5, "lat": 46.5},
          "secteur": "Public", "metiers_prepares": ["Vendeur", "Vendeuse"], "diplomes_prepares": null,
          "romesv3": ["D1106"]},
         {"numero_uai": "0999002X", "appellation_officielle": "LP SONGE", "mail_bde": ["#N/A"], "position": null}]
        """

    @Test func `as JSON with arrays`() throws {
        let reading = try BureauDirectory.read(NamedFile("bde.json", json))
        let bureau = try #require(reading.bureaux.first)
        #expect(bureau.mails == ["bde-ada@ac-fictive.fr", "autre@ac-fictive.fr"])
        #expect(bureau.phone == nil)
        #expect(bureau.unverifiedWebsite == "https://ada.exemple.fr")
        #expect(bureau.latitude == 46.5)
        #expect(bureau.longitude == 2.5)
        #expect(bureau.trades == ["Vendeur", "Vendeuse"])
        #expect(bureau.diplomas.isEmpty)
        #expect(bureau.romeCodes == ["D1106"])
        #expect(reading.bureaux[1].mails.isEmpty)
        #expect(reading.bureaux[1].latitude == nil)
    }

    @Test func `as CSV with joined lists`() throws {
        let csv = """
            numero_uai;appellation_officielle;mail_bde;position;metiers_prepares
            0999001W;LP ADA-FICTIVE;bde@ac-fictive.fr|#N/A;46.5, 2.5;Vendeur|Vendeuse|Vendeur
            """
        let bureau = try #require(BureauDirectory.read(NamedFile("bde.csv", csv)).bureaux.first)
        #expect(bureau.mails == ["bde@ac-fictive.fr"])
        #expect(bureau.latitude == 46.5)
        #expect(bureau.trades == ["Vendeur", "Vendeuse"])
    }

    @Test func `all missing columns are listed`() throws {
        let failure = try failure { _ = try BureauDirectory.read(NamedFile("bde.json", "[{\"web\": \"x\"}]")) }
        #expect(failure.causes == [.missingColumns(["numero_uai", "appellation_officielle", "mail_bde"])])
    }
}
