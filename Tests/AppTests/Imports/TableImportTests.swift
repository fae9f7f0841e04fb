import Domain
import Exchange
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Importing sheets` {
    private let pronote = """
        Nom;Prénom;Né(e) le;Classe;INE;Adresse E-mail;Téléphone portable;Responsable 1 - Nom;Responsable 1 - Prénom
        FICTIF;Noémie;14/01/2009;1MRC;123456789AB;noemie@exemple.fr;0639980001;FICTIF;Claude
        SONGE;Zoé;02/03/2010;2AGO;123456789AC;;;;
        """
    private let aplypro = """
        ine;prénom;nom;date_naissance;label_classe;mef_code;année_scolaire;date_début;date_fin;Sexe biologique
        123456789AB;Noémie;FICTIF;14/01/2009;1MRC;2473121132;2026;01/09/2026;;f
        """
    private let partners = """
        Raison sociale;SIRET;Adresse;Code postal;Ville;Téléphone;E-mail;Nom du contact;Prénom du contact;Fonction
        GARAGE IMAGINAIRE;99988877900017;12 rue de l’Invention;99000;VILLE-FICTIVE;0199001234;;FICTIF;Paul;Tuteur
        GARAGE IMAGINAIRE;99988877900017;12 rue de l’Invention;99000;VILLE-FICTIVE;0199001234;;SONGE;Zoé;Gérante
        BOULANGERIE INVENTÉE;;3 place du Rêve;99000;VILLE-FICTIVE;;;;;
        """

    @Test(arguments: engines) func `keep two people who share one address, and correct one of them`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let header = "Raison sociale;SIRET;Code postal;Ville;Nom du contact;Prénom du contact;E-mail du contact\n"
            let garage = "GARAGE IMAGINAIRE;99988877900017;99000;VILLE-FICTIVE;"
            let both = header + garage + "FICTIF;Paul;compta@exemple.fr\n" + garage + "SONGE;Zoé;Compta@exemple.fr\n"
            try await importing(NamedFile(name: "un.csv", bytes: Array(both.utf8)), in: test)
            let found = try #require(try await test.companies().first)
            let first = try await test.read { try $0.contacts(of: found.id) }
            #expect(first.map(\.familyName) == ["FICTIF", "SONGE"])
            test.clock.advance(seconds: 60)
            let corrected = header + garage + "FICTIF;Paul-Émile;compta@exemple.fr\n"
            try await importing(NamedFile(name: "deux.csv", bytes: Array(corrected.utf8)), in: test)
            let after = try await test.read { try $0.contacts(of: found.id) }
            #expect(after.map(\.firstName) == ["Paul-Émile", "Zoé"])
        }
    }

    /// The same partners in a workbook: a column of text, or numbers as people type them.
    private func partnersWorkbook(numbers: Bool) throws -> NamedFile {
        var lines = partners.split(separator: "\n").map { line in
            line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
        let titles = lines.removeFirst()
        let rows = lines.map { cells in
            cells.map { cell -> CellValue in
                if cell.isEmpty { return .empty }
                return numbers ? Int(cell).map { .integer($0) } ?? .text(cell) : .text(cell)
            }
        }
        let sheet = Sheet(name: "Partenaires", columns: titles.map { SheetColumn($0) }, rows: rows)
        let bytes = try XLSXWriter.bytes(
            [sheet], createdAt: Moment(millisecondsSince1970: 0), in: FileManager.default.temporaryDirectory.path)
        return NamedFile(name: "partenaires.xlsx", bytes: bytes)
    }

    /// Drops a sheet, accepts the columns as guessed, and confirms.
    @discardableResult
    private func importing(_ file: NamedFile, in test: TestApp) async throws -> ImportRun {
        let browser = try await test.browser(.rbde)
        let dropped = try await browser.post("/imports", files: [file.upload])
        var place = try #require(dropped.location)
        if place.hasSuffix("/colonnes") {
            let page = try await browser.get(place)
            let mapped = try await browser.post(place, page.chosen)
            #expect(mapped.status == .seeOther)
            place = try #require(mapped.location)
        }
        test.clock.advance(seconds: 60)
        _ = try await browser.post(place + "/confirmation")
        let id = try #require(place.split(separator: "/").last)
        return try await test.read { try $0.importRun(ID(String(id))) }
    }

    // MARK: Learners

    @Test(arguments: engines)
    func `brings learners, classes and adults from Pronote`(_ engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let run = try await importing(NamedFile("eleves.csv", pronote), in: test)
            #expect(run.state == .applied)
            #expect(run.counts.created == 5)
            let learner = try await test.learner(named: "FICTIF")
            #expect(learner.email == "noemie@exemple.fr")
            #expect(try await test.classCode(of: learner) == "1MRC")
            #expect(try await test.read { try $0.guardians(of: learner.id) }.map(\.firstName) == ["Claude"])
        }
    }

    @Test func `asks for the columns once, then remembers the answers of the school`() async throws {
        let test = try await TestApp.make()
        try await importing(NamedFile("eleves.csv", pronote), in: test)
        let browser = try await test.browser(.rbde)
        let again = try await browser.post("/imports", files: [NamedFile("suite.csv", pronote).upload])
        #expect(again.location?.hasSuffix("/colonnes") == false)
        #expect(try await browser.follow(again).words.contains("Rien à importer"))

        let other = try await test.addSchool()
        let elsewhere = try await test.browser(.rbde, in: other)
        let first = try await elsewhere.post("/imports", files: [NamedFile("eleves.csv", pronote).upload])
        #expect(first.location?.hasSuffix("/colonnes") == true)
    }

    @Test func `remembers that a column is not taken`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let file = NamedFile("eleves.csv", pronote)
        let place = try #require(try await browser.post("/imports", files: [file.upload]).location)
        var fields = try await browser.get(place).chosen
        fields.removeAll { $0.0 == "c5" }
        let preview = try #require(try await browser.post(place, fields).location)
        test.clock.advance(seconds: 60)
        _ = try await browser.post(preview + "/confirmation")
        #expect(try await test.learner(named: "FICTIF").email == nil)

        _ = try await importing(file, in: test)
        #expect(try await test.learner(named: "FICTIF").email == nil)
    }

    @Test func `keeps the answers on the form when a column is missing`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let place = try #require(
            try await browser.post("/imports", files: [NamedFile("e.csv", pronote).upload]).location)
        let fields = try await browser.get(place).chosen.filter { $0.1 != "familyName" }
        let answer = try await browser.post(place, fields)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("Indiquez quelle colonne donne : « Nom de famille »"))
        #expect(answer.chosen.contains { $0.1 == "birthDate" })
    }

    @Test func `reads the columns of APLyPro`() async throws {
        let test = try await TestApp.make()
        try await importing(NamedFile("aplypro.csv", aplypro), in: test)
        let learner = try await test.learner(named: "FICTIF")
        #expect(learner.ine == "123456789AB")
        #expect(learner.sex == .female)
        #expect(learner.enteredOn == LocalDate("2026-09-01"))
    }

    @Test func `does not undo what SIECLE says, nor takes anyone for gone`() async throws {
        let test = try await TestApp.make()
        let siecle = SchoolFileSample(pupils: [
            .init(id: 1, ine: "123456789AB", phone: "06 39 98 00 77"),
            .init(id: 3, name: "MIRAGE", ine: "123456789AD"),
        ])
        try await test.importing(siecle.pupilsFile)
        let run = try await importing(NamedFile("eleves.csv", pronote), in: test)
        #expect(run.counts.left == 0)
        #expect(try await test.learner(named: "FICTIF").phone == "+262639980077")
        #expect(try await test.learner(named: "FICTIF").email == "noemie@exemple.fr")
        #expect(try await test.preview(siecle.pupilsFile).counts.changed == 0)
    }

    // MARK: Companies

    @Test(arguments: engines)
    func `brings companies of a workbook as those of a text file`(_ engine: TestEngine) async throws {
        for numbers in [false, true] {
            try await TestApp.run(on: engine) { test in
                let run = try await importing(try partnersWorkbook(numbers: numbers), in: test)
                #expect(run.kind == .companies && run.counts.created == 4)
                let garage = try #require(try await test.read { try $0.company(siret: "99988877900017") })
                #expect(garage.address.postalCode == "99000")
                #expect(garage.phone == "+33199001234")
                let contacts = try await test.read { try $0.contacts(of: garage.id) }
                #expect(contacts.map(\.familyName) == ["FICTIF", "SONGE"])
                #expect(try await test.preview(NamedFile("partenaires.csv", partners)).counts.total == 0)
            }
        }
    }

    @Test(arguments: engines)
    func `brings companies with their contacts, and changes nothing the second time`(
        _ engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let run = try await importing(NamedFile("partenaires.csv", partners), in: test)
            #expect(run.kind == .companies)
            #expect(run.counts.created == 4)
            let garage = try #require(try await test.read { try $0.company(siret: "99988877900017") })
            #expect(garage.department == "")
            let contacts = try await test.read { try $0.contacts(of: garage.id) }
            #expect(contacts.map(\.familyName) == ["FICTIF", "SONGE"])
            #expect(contacts.map(\.tutor) == [true, false])
            let found = try await test.read { try $0.companySuggestions(["inventee"], limit: 5) }
            #expect(found.map(\.legalName) == ["BOULANGERIE INVENTÉE"])
            #expect(try await test.preview(NamedFile("partenaires.csv", partners)).counts.total == 0)
            try await test.undo(run)
            #expect(try await test.rowCount(.company, .contact, .companyWord) == [0, 0, 0])
        }
    }

    @Test(arguments: engines) func `puts under review what a school wants to look at, and takes it back when undone`(
        _ engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let chosen = [("verifier_import", "toujours"), ("version", "0")]
            #expect(try await browser.post("/reglages/partenaires", chosen).status == .seeOther)
            let run = try await importing(NamedFile("partenaires.csv", partners), in: test)
            #expect(try await test.rowCount(.company, .companyReview) == [2, 2])
            #expect(try await browser.get("/entreprises/a-verifier").words.lowercased().contains("garage imaginaire"))
            try await test.undo(run)
            #expect(try await test.rowCount(.company, .companyReview) == [0, 0])
        }
    }

    @Test func `finds a company without SIRET by name and postal code, and completes it`() async throws {
        let test = try await TestApp.make()
        try await test.write { db in
            try db.insert(
                Company(
                    id: ID("c"), noSiretReason: .unknown, legalName: "Garage  imaginaire",
                    address: PostalAddress(postalCode: "99000", city: "Ville-Fictive")),
                into: .company)
        }
        try await importing(NamedFile("partenaires.csv", partners), in: test)
        let company = try await test.read { try $0.company(ID("c")) }
        #expect(company.siret == "99988877900017")
        #expect(company.noSiretReason == nil)
        #expect(try await test.rowCount(.company) == [2])
    }

    @Test(arguments: [
        ("9,99889E+13", "notation scientifique"), ("99988877900018", "clé de contrôle"), ("123", "14 chiffres"),
    ])
    func `refuses a wrong SIRET with line, column, value and remedy`(_ siret: String, _ reason: String) async throws {
        let test = try await TestApp.make()
        let run = try await importing(
            NamedFile("p.csv", partners.replacing("99988877900017", with: "\"" + siret + "\"")), in: test)
        let problem = try #require(try ImportReport(json: run.report).refused.first)
        #expect(problem.line == 2)
        #expect(problem.column == "SIRET")
        #expect(problem.value == siret)
        #expect(problem.reason.contains(reason))
        #expect(try await test.rowCount(.company) == [1])
    }

    @Test func `keeps a formula as text, and exports it harmless`() async throws {
        let test = try await TestApp.make()
        let file = NamedFile(
            "p.csv", "Raison sociale;Ville;Adresse\n\"=cmd|' /C calc'!A0\";VILLE-FICTIVE;@rue\n")
        let run = try await importing(file, in: test)
        #expect(run.counts.created == 1)
        let sheet = CSVWriter.bytes(try ImportReport(json: run.report).changeSheet)
        let text = String(decoding: sheet, as: UTF8.self)
        #expect(text.contains("'=cmd"))
        #expect(!text.contains(";=cmd"))
    }
}

extension TestAnswer {
    /// What the selects of a page hold, as a browser would send it.
    var chosen: [(String, String)] {
        text.split(separator: "<select ").dropFirst().compactMap { part in
            guard let name = part.split(separator: "name=\"").dropFirst().first?.prefix(while: { $0 != "\"" }) else {
                return nil
            }
            let select = part.split(separator: "</select>").first ?? ""
            let option = select.split(separator: "<option ").first { $0.contains(" selected") }
            let value = option?.split(separator: "value=\"").first?.prefix { $0 != "\"" }
            return (String(name), String(value ?? ""))
        }
    }
}
