import Domain
import Exchange
import Foundation
import Persistence
import Synchronization
import Testing

@testable import App

/// Sirene files in a folder that lasts as long as the test.
private struct SireneFolder {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sirene-" + UUID().uuidString)

    static let header =
        "siren,siret,statutDiffusionEtablissement,dateDebut,etatAdministratifEtablissement,codeCommuneEtablissement,"
        + "libelleCommuneEtablissement,codePostalEtablissement,numeroVoieEtablissement,typeVoieEtablissement,"
        + "libelleVoieEtablissement,enseigne1Etablissement,activitePrincipaleEtablissement,"
        + "nomenclatureActivitePrincipaleEtablissement,activitePrincipaleNAF25Etablissement,trancheEffectifsEtablissement"

    static let open =
        "999888779,99988877900017,O,2020-01-01,A,31149,COLOMIERS,31770,12,RUE,DES ESSAIS,AU BON PAIN,10.71C,NAFRev2,10.71Y,11"
    static let closed = "999888779,99988877900025,O,2024-03-31,F,31555,TOULOUSE,31000,1,RUE,VIDE,,10.71C,NAFRev2,,NN"
    static let hidden = "999888779,99988877900033,P,2020-01-01,A,81004,ALBI,81000,,,[ND],[ND],10.71C,NAFRev2,,NN"
    static let units = """
        siren,statutDiffusionUniteLegale,denominationUniteLegale,nomUniteLegale,etatAdministratifUniteLegale,\
        categorieJuridiqueUniteLegale,categorieEntreprise,trancheEffectifsUniteLegale
        999888779,O,BOULANGERIE DUPONT,,A,5499,PME,12
        """

    func file(_ name: String, _ text: String) throws -> SireneFile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let address = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: address)
        return try SireneFile(path: address.path)
    }

    func files(_ rows: [String] = [open, closed, hidden]) throws -> [SireneFile] {
        [
            try file("unites.csv", Self.units),
            try file("places.csv", ([Self.header] + rows).joined(separator: "\n")),
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

@Suite struct `The extract of Sirene` {
    static let filter = SireneFilter(departements: ["31", "81"], closedSince: SireneFilter.always)

    @Test(arguments: engines) func `keeps places and joins their legal units, again without change`(
        engine: TestEngine
    ) async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        try await TestApp.run(on: engine) { test in
            let request = SireneImport(files: try folder.files(), filter: Self.filter)
            for _ in 0..<2 {
                test.clock.advance(seconds: 60)
                let summary = try await test.app.importSirene(request)
                #expect(summary.kept == 3 && summary.closed == 1 && summary.hidden == 1 && summary.units == 1)
                #expect(summary.removed == 0 && summary.refused == 0 && summary.applied)
            }
            let place = try #require(try await test.read { try $0.sirenePlace("99988877900017") })
            #expect(place.legalName == "BOULANGERIE DUPONT" && place.ownName == "AU BON PAIN")
            #expect(place.naf == "10.71C" && place.naf2025 == "10.71Y" && place.department == "31" && !place.isClosed)
            #expect(place.headcountLabel == "10 à 19\u{A0}salariés" && place.category == "5499")
            let hidden = try #require(try await test.read { try $0.sirenePlace("99988877900033") })
            #expect(hidden.partial && hidden.street.isEmpty && hidden.ownName.isEmpty)
        }
    }

    @Test(arguments: engines) func `lets go of places that the next file does not hold, of its départements only`(
        engine: TestEngine
    ) async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        try await TestApp.run(on: engine) { test in
            _ = try await test.app.importSirene(SireneImport(files: try folder.files(), filter: Self.filter))
            test.clock.advance(seconds: 60)
            let next = SireneImport(
                files: try folder.files([SireneFolder.open]),
                filter: SireneFilter(departements: ["31"], closedSince: SireneFilter.always))
            #expect(try await test.app.importSirene(next).removed == 1)
            #expect(try await test.read { try $0.sirenePlace("99988877900025") } == nil)
            #expect(try await test.read { try $0.sirenePlace("99988877900033") } != nil)
        }
    }

    @Test func `writes nothing when it is only a preview`() async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        let test = try await TestApp.make()
        let request = SireneImport(files: try folder.files(), filter: Self.filter, isPreview: true)
        let summary = try await test.app.importSirene(request)
        #expect(summary.kept == 3 && summary.units == 1 && !summary.applied)
        #expect(try await test.read { try $0.hasSirene() } == false)
    }
}

@Suite struct `The form of a company and the register` {
    @Test(arguments: engines) func `is filled from a SIRET`(engine: TestEngine) async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        try await TestApp.run(on: engine) { test in
            let request = SireneImport(files: try folder.files(), filter: `The extract of Sirene`.filter)
            _ = try await test.app.importSirene(request)
            let browser = try await test.browser(.rbde)
            let page = try await browser.get("/entreprises/nouvelle?numero=999+888+779+00017")
            for value in [
                "BOULANGERIE DUPONT", "AU BON PAIN", "12 RUE DES ESSAIS", "31770", "COLOMIERS", "10.71C", "France",
            ] {
                #expect(page.text.contains("value=\"\(value)\""), "\(value)")
            }
            #expect(page.words.contains("10 à 19 salariés"))
            let closed = try await browser.get("/entreprises/nouvelle?numero=99988877900025")
            #expect(closed.words.contains("fermé au répertoire Sirene depuis le 31 mars 2024"))
            let hidden = try await browser.get("/entreprises/nouvelle?numero=99988877900033")
            #expect(hidden.words.contains("restent cachés"))
            let unknown = try await browser.get("/entreprises/nouvelle?numero=99988877900041")
            #expect(unknown.words.contains("n’est pas dans l’extrait"))
            let wrong = try await browser.get("/entreprises/nouvelle?numero=99988877900018")
            #expect(wrong.words.contains("La clé de contrôle de ce SIRET est fausse"))
        }
    }

    @Test func `is never in the way without an extract`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let page = try await browser.get("/entreprises/nouvelle?numero=99988877900017")
        #expect(page.words.contains("Aucun extrait du répertoire Sirene"))
        #expect(try await browser.get("/entreprises/nouvelle").words.contains("Partir du SIRET"))
    }

    @Test func `says which companies closed, on the record and in the list`() async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        let test = try await TestApp.make()
        let company = try await test.addCompany("Boulangerie Ancienne") { $0.siret = "99988877900025" }
        _ = try await test.addCompany("Boulangerie Ouverte") { $0.siret = "99988877900017" }
        let request = SireneImport(files: try folder.files(), filter: `The extract of Sirene`.filter)
        _ = try await test.app.importSirene(request)
        let browser = try await test.browser(.rbde)
        #expect(
            try await browser.get("/entreprises/\(company.id)").words
                .contains("Fermée au répertoire Sirene le 31 mars 2024"))
        let list = try await browser.get("/entreprises")
        #expect(list.text.components(separatedBy: "Fermée (Sirene)").count == 2)
        let hidden = try await test.addCompany("Atelier Discret") { $0.siret = "99988877900033" }
        let page = try await browser.get("/entreprises/\(hidden.id)").words
        #expect(page.contains("Diffusion partielle") && page.contains("cacher son nom et son adresse"))
    }
}

@Suite struct `An import of Sirene that stops on its way` {
    /// Stops when it is asked for the so manieth time.
    private final class Patience: Sendable {
        private let left: Mutex<Int>

        init(_ times: Int) { left = Mutex(times) }

        @Sendable func isOver() -> Bool {
            left.withLock { count in
                count -= 1
                return count < 0
            }
        }
    }

    private func rows(from first: Int, count: Int) -> [String] {
        (first..<first + count).map { number in
            let siren = String(String(100_000_000 + number).suffix(9))
            return SireneFolder.open.replacing("999888779", with: siren)
        }
    }

    @Test(arguments: engines) func `leaves the extract that it found`(engine: TestEngine) async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        try await TestApp.run(on: engine) { test in
            let filter = `The extract of Sirene`.filter
            let former = try folder.files([SireneFolder.open, SireneFolder.hidden])
            _ = try await test.app.importSirene(SireneImport(files: former, filter: filter))
            test.clock.advance(seconds: 60)
            let more = try folder.files([SireneFolder.open] + rows(from: 800_000_000, count: 3_000))
            let request = SireneImport(files: more, filter: filter)
            for times in [0, 1, 2] {
                await #expect(throws: SireneImportStopped()) {
                    try await test.app.importSirene(request, shouldStop: Patience(times).isOver)
                }
                let count = try await test.read { try $0.count("select count(*) from sirene_establishment") }
                #expect(count == 2)
                #expect(try await test.read { try $0.sirenePlace("99988877900033") } != nil)
            }
            let summary = try await test.app.importSirene(request)
            #expect(summary.kept == 3_001 && summary.removed == 1)
            let count = try await test.read { try $0.count("select count(*) from sirene_establishment") }
            #expect(count == 3_001)
        }
    }

    @Test(arguments: engines) func `shows nothing of what came when the machine fell`(engine: TestEngine) async throws {
        let folder = SireneFolder()
        defer { folder.remove() }
        try await TestApp.run(on: engine) { test in
            let file = try folder.file("places.csv", SireneFolder.header + "\n" + SireneFolder.open)
            var reading = try file.establishments(`The extract of Sirene`.filter)
            let batch = try #require(try reading.next())
            let now = test.app.clock()
            // The process died between the batch and the end.
            try await test.app.performPlatform(
                WriteSirenePlaces(places: batch.map { SirenePlace($0, seenAt: now) }))
            #expect(try await test.read { try $0.sirenePlace("99988877900017") } == nil)
            #expect(try await test.read { try $0.hasSirene() } == false)
            let page = try await test.browser(.rbde).get("/entreprises/nouvelle?numero=99988877900017")
            #expect(!page.text.contains("AU BON PAIN"))
            _ = try await test.app.importSirene(
                SireneImport(files: try folder.files(), filter: `The extract of Sirene`.filter))
            #expect(try await test.read { try $0.sirenePlace("99988877900017") }?.ownName == "AU BON PAIN")
        }
    }
}
