import Foundation
import Testing

@testable import Domain

@Suite struct `An académie` {
    @Test(arguments: [
        ("Toulouse", "16"), ("TOULOUSE", "16"), ("académie de Toulouse", "16"), ("Academie d’Orleans Tours", "18"),
        ("aix-marseille", "02"), ("Créteil", "24"), ("creteil", "24"), ("La Réunion", "28"), ("reunion", "28"),
        ("Académie de la Réunion", "28"), ("Corse", "27"), ("Caen", "70"), ("Rouen", "70"), ("16", "16"), ("1", "01"),
        ("21", "70"), ("Nancy—Metz", "12"), ("polynesie francaise", "41"), ("Saint-Pierre-et-Miquelon", "44"),
    ])
    func `is found by name or code`(text: String, code: String) {
        #expect(Academie(named: text)?.code == code)
    }

    @Test(arguments: ["", "Atlantide", "académie de", "99"])
    func `is not guessed`(text: String) {
        #expect(Academie(named: text) == nil)
    }

    @Test func `is found by its own name and title`() {
        #expect(Academie.all.count == 34)
        for academie in Academie.all {
            #expect(Academie(named: academie.name) == academie)
            #expect(Academie(named: academie.title) == academie)
            #expect(Academie(code: academie.code) == academie)
        }
        #expect(Academie(code: "02")?.title == "académie d’Aix-Marseille")
    }

    @Test(arguments: [
        (
            Academie.Zone.a,
            ["Besançon", "Bordeaux", "Clermont-Ferrand", "Dijon", "Grenoble", "Limoges", "Lyon", "Poitiers"]
        ),
        (
            .b,
            [
                "Aix-Marseille", "Amiens", "Lille", "Nancy-Metz", "Nantes", "Nice", "Normandie", "Orléans-Tours",
                "Reims",
                "Rennes", "Strasbourg",
            ]
        ),
        (.c, ["Créteil", "Montpellier", "Paris", "Toulouse", "Versailles"]),
    ])
    func `belongs to its zone`(zone: Academie.Zone, names: [String]) {
        #expect(Academie.all.filter { $0.zone == zone }.map(\.name).sorted() == names.sorted())
    }

    @Test func `has a clock of its own overseas`() throws {
        let moment = try #require(Moment("2027-03-01T02:00:00.000Z"))
        #expect(try #require(Academie(named: "Guadeloupe")).timeZone.secondsFromGMT() == -4 * 3600)
        #expect(moment.day(in: try #require(Academie(named: "Martinique")).timeZone).description == "2027-02-28")
        for academie in Academie.all where academie.zone == .own && academie.name != "Corse" {
            #expect(academie.timeZone != .paris, "\(academie.name)")
        }
    }

    @Test func `is stored as its code`() throws {
        let json = Data(#"["16"]"#.utf8)
        let toulouse = try #require(Academie(named: "Toulouse"))
        #expect(try JSONEncoder().encode([toulouse]) == json)
        #expect(try JSONDecoder().decode([Academie].self, from: json) == [toulouse])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Academie].self, from: Data(#"["99"]"#.utf8)) }
    }
}

@Suite struct `A département` {
    @Test(arguments: [
        ("31", "31"), ("031", "31"), ("1", "01"), ("2a", "2A"), ("02A", "2A"), ("02B", "2B"), ("971", "971"),
        ("69D", "69"), ("69M", "69"),
    ])
    func `is found in the forms of public files`(text: String, code: String) {
        #expect(Departement(code: text)?.code == code)
    }

    @Test(arguments: ["", "20", "96", "99", "099", "979", "2C"])
    func `is not guessed`(text: String) {
        #expect(Departement(code: text) == nil)
    }

    @Test(arguments: [
        ("31", "Haute-Garonne", "Occitanie", "Toulouse", Territory.metropole),
        ("57", "Moselle", "Grand Est", "Nancy-Metz", .alsaceMoselle),
        ("54", "Meurthe-et-Moselle", "Grand Est", "Nancy-Metz", .metropole),
        ("67", "Bas-Rhin", "Grand Est", "Strasbourg", .alsaceMoselle),
        ("2B", "Haute-Corse", "Corse", "Corse", .metropole),
        ("974", "La Réunion", "La Réunion", "La Réunion", .laReunion),
        ("06", "Alpes-Maritimes", "Provence-Alpes-Côte d’Azur", "Nice", .metropole),
    ])
    func `belongs to a région, an académie and a territory`(
        code: String, name: String, region: String, academie: String, territory: Territory
    ) throws {
        let departement = try #require(Departement(code: code))
        #expect(departement.name == name)
        #expect(departement.regionName == region)
        #expect(departement.academie?.name == academie)
        #expect(departement.territory == territory)
    }

    @Test func `is one of 101, and six collectivities, each in an académie`() {
        #expect(Departement.all.filter { $0.regionCode != nil }.count == 101)
        #expect(Departement.all.count == 107)
        #expect(Departement.all.allSatisfy { $0.academie != nil && ($0.regionCode == nil) == ($0.regionName == nil) })
        #expect(Academie.all.allSatisfy { !$0.departements.isEmpty })
    }

    @Test(
        arguments: [
            ("31000", "31"), ("01000", "01"), ("20000", "2A"), ("20169", "2A"), ("20200", "2B"), ("20620", "2B"),
            ("97400", "974"), ("97133", "977"),
            ("97150", "978"), ("97600", "976"), ("98800", "988"), ("98000", nil), ("99000", nil),
        ] as [(String, String?)])
    func `is found by postal code`(text: String, code: String?) throws {
        #expect(try PostalCode(text).departement?.code == code)
    }

    @Test(
        arguments: [
            ("31555", "31"), ("2A004", "2A"), ("2b033", "2B"), ("97411", "974"), ("97701", "977"), ("98818", "988"),
            ("99132", nil),
        ] as [(String, String?)])
    func `is found by commune`(text: String, code: String?) throws {
        #expect(try CommuneCode(text).departement?.code == code)
    }

    @Test func `is stored as its code`() throws {
        let json = Data(#"["2A"]"#.utf8)
        let corsica = try #require(Departement(code: "2A"))
        #expect(try JSONEncoder().encode([corsica]) == json)
        #expect(try JSONDecoder().decode([Departement].self, from: json) == [corsica])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Departement].self, from: Data(#"["00"]"#.utf8))
        }
    }
}

@Suite struct `Codes of places` {
    @Test(arguments: ["75001 CEDEX 12", "7500", "750011", "00100", "7500A", ""])
    func `refuse what is no postal code`(text: String) {
        #expect(throws: IdentifierRefusal.self) { try PostalCode(text) }
    }

    @Test(arguments: ["3155", "315555", "2C004", "3155A", "A2004", ""])
    func `refuse what is no commune`(text: String) {
        #expect(throws: IdentifierRefusal.self) { try CommuneCode(text) }
    }

    @Test func `suggest the zero that a spreadsheet drops`() {
        #expect(#expect(throws: IdentifierRefusal.self) { try PostalCode("1000") }?.suggestion == "01000")
        #expect(#expect(throws: IdentifierRefusal.self) { try CommuneCode("1053") }?.suggestion == "01053")
    }

    @Test(arguments: [
        ("75101", "75056"), ("75120", "75056"), ("75121", "75121"), ("69381", "69123"), ("69389", "69123"),
        ("69380", "69380"), ("13201", "13055"),
        ("13216", "13055"), ("31555", "31555"),
    ])
    func `lead from an arrondissement to its city`(text: String, city: String) throws {
        #expect(try CommuneCode(text).city.rawValue == city)
    }

    @Test func `tell a country from a commune`() throws {
        #expect(try CommuneCode("99132").isForeign)
        #expect(try !CommuneCode("31555").isForeign)
    }
}
