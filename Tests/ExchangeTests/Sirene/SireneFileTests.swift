import Domain
import Foundation
import Testing

@testable import Exchange

/// A Sirene file in a temporary folder.
struct SireneSample {
    static let header =
        "siren,nic,siret,statutDiffusionEtablissement,trancheEffectifsEtablissement,etablissementSiege,"
        + "numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,"
        + "libelleCommuneEtablissement,codeCommuneEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,"
        + "activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement"
    static let rows = [
        "999888779,00017,99988877900017,O,11,true,12,AV,\"DE L'INVENTION, BAT A\",99000,VILLE-FICTIVE,99001,A,"
            + "GARAGE IMAGINAIRE,45.20A,NAFRev2,O",
        "999888779,00025,99988877900025,P,NN,false,,,[ND],99000,VILLE-FICTIVE,99001,F,,45.20A,NAFRev2,N",
    ]

    static func text(lineEnd: String = "\n") -> String { ([header] + rows).joined(separator: lineEnd) + lineEnd }

    /// Writes bytes to a file that the system's temporary folder keeps no longer than the test.
    @discardableResult
    static func with<Value>(_ bytes: [UInt8], name: String = "Stock.csv", _ body: (String) throws -> Value) throws
        -> Value
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sirene-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try body(path)
    }

    static let everything = SireneFilter(closedSince: SireneFilter.always)

    static func read(
        _ text: String, _ filter: SireneFilter = everything
    ) throws -> (places: [SireneEstablishment], report: SireneFile.Report) {
        try with(Array(text.utf8)) { path in
            var places: [SireneEstablishment] = []
            var reading = try SireneFile(path: path).establishments(filter)
            while let batch = try reading.next() { places += batch }
            return (places, reading.report)
        }
    }
}

@Suite struct `Reading establishments` {
    @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
    func `reads the published form, whatever the ends of lines`(lineEnd: String, mark: String) throws {
        let (places, report) = try SireneSample.read(mark + SireneSample.text(lineEnd: lineEnd))
        #expect(report.rows == 2 && report.kept == 2 && report.refused == 0)
        let open = places[0]
        #expect(open.siret == "99988877900017" && open.siren == "999888779" && open.isActive && open.isHeadOffice)
        #expect(open.street == "12 AVENUE DE L'INVENTION, BAT A")
        #expect(open.ownName == "GARAGE IMAGINAIRE" && open.headcount == .from10 && open.naf == "45.20A")
        let hidden = places[1]
        #expect(!hidden.isActive && hidden.isPartial && hidden.street.isEmpty && hidden.ownName.isEmpty)
        #expect(hidden.town == "VILLE-FICTIVE" && hidden.postalCode == "99000")
    }

    @Test func `finds columns by name, in any order, and names those it does not know`() throws {
        let text = """
            inconnue,libelleCommuneEtablissement,activitePrincipaleNAF25Etablissement,etatAdministratifEtablissement,\
            siret,codeCommuneEtablissement,activitePrincipaleEtablissement,siren
            x,COLOMIERS,10.71Y,A,99988877900017,31149,10.71C,999888779
            """
        let (places, report) = try SireneSample.read(text)
        #expect(places.map(\.town) == ["COLOMIERS"] && places.map(\.naf2025) == ["10.71Y"])
        #expect(places.map(\.naf) == ["10.71C"])
        #expect(report.unknownColumns == ["inconnue"])
    }

    @Test func `never keeps what a hidden row would still show`() throws {
        let row = SireneSample.rows[0].replacingOccurrences(of: ",O,11,", with: ",P,11,")
        let (places, _) = try SireneSample.read(SireneSample.header + "\n" + row)
        #expect(places[0].street.isEmpty && places[0].signs.isEmpty && places[0].usualName.isEmpty)
        #expect(places[0].headcount == .from10)
    }

    @Test func `keeps quotes, commas and ends of lines inside quoted columns`() throws {
        let row = SireneSample.rows[0].replacingOccurrences(
            of: "GARAGE IMAGINAIRE", with: "\"LE \"\"VRAI\"\"\nGARAGE, ICI\"")
        let (places, report) = try SireneSample.read(
            [SireneSample.header, row, row, "999888779,1"].joined(separator: "\n"))
        #expect(places.map(\.ownName) == ["LE \"VRAI\"\nGARAGE, ICI", "LE \"VRAI\"\nGARAGE, ICI"])
        #expect(report.problems.map(\.line) == [6])
    }

    @Test func `says the line and the column of what is wrong, and goes on`() throws {
        let wrong = SireneSample.rows[0].replacingOccurrences(of: "99988877900017", with: "9.99889E+13")
        let state = SireneSample.rows[0].replacingOccurrences(of: ",A,GARAGE", with: ",X,GARAGE")
        let (places, report) = try SireneSample.read(
            [SireneSample.header, wrong, SireneSample.rows[0], state].joined(separator: "\n"))
        #expect(places.count == 1 && report.refused == 2)
        #expect(report.problems.map(\.line) == [2, 4])
        #expect(report.problems.map(\.column) == ["siret", "etatAdministratifEtablissement"])
    }

    @Test(arguments: [
        (SireneFilter(departements: ["31"]), ["1", "3"]), (SireneFilter(departements: ["2A", "974"]), ["4", "5"]),
        (SireneFilter(divisions: [10]), ["1"]),
        (SireneFilter(departements: ["31"], closedSince: "2024-01-01"), ["1", "2", "3"]),
        (SireneFilter(departements: ["31"], closedSince: "2025-01-01"), ["1", "3"]),
    ])
    func `keeps the départements, divisions and states asked`(filter: SireneFilter, kept: [String]) throws {
        let text = """
            siren,siret,etatAdministratifEtablissement,codeCommuneEtablissement,libelleCommuneEtablissement,\
            activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,dateDebut,codePostalEtablissement
            1,99988877900001,A,31149,COLOMIERS,10.71C,NAFRev2,2020-01-01,31770
            2,99988877900002,F,31149,COLOMIERS,10.71C,NAFRev2,2024-06-30,31770
            3,99988877900003,A,[ND],TOULOUSE,56.10A,NAFRev2,2020-01-01,31000
            4,99988877900004,A,2A004,AJACCIO,56.10A,NAFRev2,2020-01-01,20000
            5,99988877900005,A,97411,SAINT-DENIS,56.10A,NAFRev2,2020-01-01,97400
            6,99988877900006,A,81004,ALBI,10.7Z,NAF1993,2020-01-01,81000
            """
        let (places, _) = try SireneSample.read(text, filter)
        #expect(places.map { String($0.siret.suffix(1)) } == kept)
    }
}

@Suite struct `Reading legal units` {
    @Test func `joins names of companies and of persons, hidden ones left out`() throws {
        let text = """
            siren,statutDiffusionUniteLegale,sigleUniteLegale,prenom1UniteLegale,prenomUsuelUniteLegale,nomUniteLegale,\
            nomUsageUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,categorieEntreprise,\
            trancheEffectifsUniteLegale,etatAdministratifUniteLegale,categorieJuridiqueUniteLegale
            999888779,O,GI,,,,,GARAGE IMAGINAIRE SARL,LE GARAGE,PME,12,A,5499
            888777665,O,,HELENE,,MARTIN,DURAND,,,PME,NN,A,1000
            777666554,P,,[ND],[ND],[ND],[ND],[ND],,PME,NN,C,1000
            mauvais,O,,,,,,X,,PME,NN,A,1000
            666555443,O,,,,,,AUTRE,,GE,53,A,5710
            """
        try SireneSample.with(Array(text.utf8)) { path in
            let file = try SireneFile(path: path)
            #expect(file.kind == .legalUnits)
            var units: [SireneLegalUnit] = []
            var reading = try file.legalUnits { $0 != 666_555_443 }
            while let batch = try reading.next() { units += batch }
            let report = reading.report
            #expect(units.map(\.name) == ["GARAGE IMAGINAIRE SARL", "HELENE DURAND", ""])
            #expect(units.map(\.isActive) == [true, true, false])
            #expect(units[0].usualName == "LE GARAGE" && units[0].headcount == .from20 && units[0].category == "5499")
            #expect(report.kept == 3 && report.refused == 1 && report.problems.map(\.column) == ["siren"])
        }
    }
}

@Suite struct `Sirene files that are refused` {
    @Test(arguments: [
        ("", SireneFailure.Cause.empty), ("\n\n", .empty), ("a,b,c\n1,2,3", .unknownKind),
        ("siren;siret;etatAdministratifEtablissement\n1;2;A", .wrongSeparator(";")),
        ("siren\tsiret\n1\t2", .wrongSeparator("tabulation")),
        (
            "siren,siret,etatAdministratifEtablissement,libelleCommuneEtablissement\n",
            .missingColumns(["codeCommuneEtablissement", "activitePrincipaleEtablissement"])
        ),
        ("siren,siret,dateFin,changementEtatAdministratifEtablissement\n", .history),
    ])
    func `say why`(text: String, cause: SireneFailure.Cause) throws {
        try SireneSample.with(Array(text.utf8)) { path in
            #expect(throws: SireneFailure(file: "Stock.csv", cause: cause)) { try SireneFile(path: path) }
        }
        #expect(!cause.message.isEmpty)
    }

    @Test func `are those with a quote that is never closed`() throws {
        let text = SireneSample.text() + "\"" + SireneSample.text()
        #expect(throws: SireneFailure(file: "Stock.csv", cause: .overlongRow(line: 4))) { try SireneSample.read(text) }
    }

    @Test func `are those that are wrong everywhere`() throws {
        let text = SireneSample.header + "\n" + String(repeating: "1,2\n", count: 5000)
        #expect(throws: SireneFailure.self) { try SireneSample.read(text) }
    }

    @Test func `are archives cut short, and those without a table`() throws {
        let zip = try ZipSample.pack("a.zip", [NamedFile(name: "Stock.csv", bytes: Array(SireneSample.text().utf8))])
            .bytes
        try SireneSample.with(zip, name: "Stock.zip") { path in
            var reading = try SireneFile(path: path).establishments(SireneSample.everything)
            #expect(try reading.next()?.count == 2)
            #expect(try reading.next() == nil)
            #expect(reading.progress == 1)
        }
        try SireneSample.with(Array(zip.dropLast(30)), name: "Stock.zip") { path in
            #expect(throws: SireneFailure(file: "Stock.zip", cause: .brokenArchive)) { try SireneFile(path: path) }
        }
        let other = try ZipSample.pack("b.zip", [NamedFile(name: "lisez.txt", bytes: [0x61])]).bytes
        try SireneSample.with(other, name: "Stock.zip") { path in
            #expect(throws: SireneFailure(file: "Stock.zip", cause: .noTable)) { try SireneFile(path: path) }
        }
    }

    @Test func `are those that are not there`() {
        #expect(throws: SireneFailure.self) { try SireneFile(path: "nulle-part.csv") }
    }
}
