import Domain
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
