import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `The map of companies` {
    @Test(arguments: engines) func `shows those within the radius, and no other`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            var expected: Set<String> = []
            let centre = (43.6, 1.44)
            try await test.addCompany("Centre", town: "TOULOUSE") { ($0.latitude, $0.longitude) = centre }
            expected.insert("Centre")
            let chance = TestChance()
            for number in 1...60 {
                let place = (
                    centre.0 + Double(Int(chance.next() % 800) - 400) / 1000,
                    centre.1 + Double(Int(chance.next() % 800) - 400) / 1000
                )
                let name = "Point \(number)."
                try await test.addCompany(name, town: "AILLEURS") { ($0.latitude, $0.longitude) = place }
                if PlainDistance.kilometres(centre, place) <= 20 { expected.insert(name) }
            }
            try await test.addCompany("Sans position")
            let page = try await test.browser(.rbde).get("/entreprises/carte?autour=TOULOUSE&rayon=20")
            let shown = page.text.split(separator: "<title>").dropFirst(2)
                .map { String($0.prefix { $0 != "," }) }
            #expect(Set(shown) == expected)
            #expect(expected.count > 5 && expected.count < 61)
            #expect(page.words.contains("1 entreprise n’a pas de position"))
        }
    }

    @Test(arguments: [
        ((48.8566, 2.3522), (43.6047, 1.4442), 588.0), ((0.0, 0.0), (0.0, 1.0), 111.2), ((46.5, 2.3), (46.5, 2.3), 0),
    ])
    func `measures as the crow flies`(from: (Double, Double), to: (Double, Double), expected: Double) {
        #expect(abs(Distance.kilometres(from, to) - expected) < 1.5)
    }

    @Test(arguments: engines) func `gives the same points to the map that moves, within the frame asked`(
        engine: TestEngine
    ) async throws {
        let folder = try LeafletSample.folder()
        try await TestApp.run(on: engine, environment: ["BUREAU_LEAFLET": folder]) { test in
            try await test.addCompany("Ici", town: "TOULOUSE") {
                ($0.latitude, $0.longitude) = (43.6, 1.44)
                $0.relation = .active
                $0.phone = "+33199001234"
            }
            try await test.addCompany("Loin", town: "LILLE") { ($0.latitude, $0.longitude) = (50.6, 3.06) }
            try await test.addCompany("Archivée") {
                ($0.latitude, $0.longitude) = (43.6, 1.44)
                $0.archivedOn = LocalDate("2026-01-01")
            }
            try await test.addCompany("Sans position")
            let browser = try await test.browser(.rbde)
            func names(_ query: String) async throws -> [String] {
                let answer = try await browser.get("/entreprises/carte/points.json\(query)")
                #expect(!answer.text.contains("99001234"))
                return try JSONDecoder().decode(MapPoints.self, from: Data(answer.bytes)).points.map(\.name)
            }
            #expect(try await names("") == ["Ici", "Loin"])
            #expect(try await names("?cadre=43,1,44,2") == ["Ici"])
            #expect(try await names("?autour=LILLE&rayon=5") == ["Loin"])
            for broken in ["1,2,3", "44,1,43,2", "nan,1,2,3", "43,1,44,2,5", "a,b,c,d", "%00", "91,0,92,1"] {
                #expect(try await names("?cadre=\(broken)") == ["Ici", "Loin"], "\(broken)")
            }
            let page = try await browser.get("/entreprises/carte?cadre=43,1,44,2")
            #expect(page.words.contains("dans la zone choisie sur la carte") && !page.words.contains("Loin"))
            #expect(page.text.contains("data-map=") && page.text.contains("<svg class=\"map\""))
            #expect(try await browser.get("/assets/leaflet/leaflet.js").status == .ok)
            #expect(try await test.visitor().get("/entreprises/carte/points.json").status == .seeOther)
        }
    }

    @Test func `stays as the server draws it where Leaflet is not installed`() async throws {
        let test = try await TestApp.make(environment: ["BUREAU_LEAFLET": "/nowhere"])
        try await test.addCompany("Ici") { ($0.latitude, $0.longitude) = (43.6, 1.44) }
        let browser = try await test.browser(.rbde)
        let page = try await browser.get("/entreprises/carte")
        #expect(page.text.contains("<svg class=\"map\"") && !page.text.contains("data-map="))
        #expect(try await browser.get("/assets/leaflet/leaflet.js").status == .notFound)
    }

    @Test(arguments: [
        ("https://tuiles.exemple.fr/{z}/{x}/{y}.png", "https://tuiles.exemple.fr"),
        ("https://{s}.tuiles.exemple.fr/{z}/{x}/{y}.png", "https://*.tuiles.exemple.fr"),
        ("http://127.0.0.1:8099/{z}/{x}/{y}.png", "http://127.0.0.1:8099"), ("", nil), ("tuiles/{z}", nil),
        ("https://x; script-src *//{z}", nil), ("https:///{z}", nil), ("https://tuiles.exemple.fr/\"{z}", nil),
        ("javascript:alert(1)//{z}", nil), ("https://tuiles.exemple.fr/fixe.png", nil),
    ])
    func `takes tiles from the host that was named, and the policy of content from no other`(
        address: String, host: String?
    ) async throws {
        let tiles = MapTiles(Settings(environment: ["BUREAU_MAP_TILES": address]))
        #expect(tiles?.source == host)
        let test = try await TestApp.make(environment: ["BUREAU_MAP_TILES": address])
        let policy = try #require(try await test.visitor().get("/connexion").headers[.contentSecurityPolicy])
        let images = try #require(policy.split(separator: "; ").first { $0.hasPrefix("img-src") })
        #expect(images == "img-src 'self' data:" + (host.map { " " + $0 } ?? ""))
    }

    @Test func `says why it is empty`() async throws {
        let test = try await TestApp.make()
        #expect(try await test.browser(.rbde).get("/entreprises/carte").words.contains("Aucune entreprise à montrer"))
    }
}

/// The spherical law of cosines, written another way than the program's.
private enum PlainDistance {
    static func kilometres(_ from: (Double, Double), _ to: (Double, Double)) -> Double {
        let radians = Double.pi / 180
        func unit(_ place: (Double, Double)) -> (Double, Double, Double) {
            let (latitude, longitude) = (place.0 * radians, place.1 * radians)
            return (latitude.cosine * longitude.cosine, latitude.cosine * longitude.sine, latitude.sine)
        }
        let (first, second) = (unit(from), unit(to))
        let (x, y, z) = (first.0 - second.0, first.1 - second.1, first.2 - second.2)
        return 2 * 6371.0 * ((x * x + y * y + z * z).squareRoot() / 2).arcsine
    }
}

/// The two files of Leaflet, as the package of Debian lays them.
private enum LeafletSample {
    static func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["leaflet.esm.min.js", "leaflet.css"] {
            try Data("/* essai */".utf8).write(to: folder.appendingPathComponent(name))
        }
        return folder.path
    }
}
