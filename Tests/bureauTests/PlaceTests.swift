import Foundation
import Testing

/// What `bureau place solve --json` prints.
private struct Solved: Decodable { let objective: Int, placed: Int, certified: Bool }

/// What `bureau tours solve --json` prints, as far as it matters here.
private struct Toured: Decodable {
    struct Line: Decodable {
        struct Stop: Decodable { let name: String, at: String }
        let date: String?
        let kind: String
        let stops: [Stop]
    }
    let tours: [Line]
    let left: [String]
    let proven: Bool
}

@Suite struct `Placing from the command line` {
    /// Two learners and two places; placing both costs 7 at least.
    private func instance(mark: Int32 = 0x504C_4143) -> Data {
        let numbers: [Int32] = [mark, 2, 2, 3, 0, 2, 3, 0, 1, 0, 1, 5, 2, 100, 100, 1, 1, 0, 0, 2]
        return numbers.withUnsafeBytes { Data($0) }
    }

    @Test func `solves an instance and proves it`() throws {
        let folder = try Scratch()
        let path = folder.path("bonne.bin")
        try instance().write(to: URL(fileURLWithPath: path))
        for arguments in [["--verify"], ["--capacitated", "--threads", "2", "--verify"]] {
            let run = try Program.run(["place", "solve", path, "--json"] + arguments)
            #expect(run.code == 0, "\(run.errors)")
            let solved = try run.decoded(Solved.self)
            #expect(solved.placed == 2 && solved.objective == 7 && solved.certified)
        }
        let said = try Program.run("place", "solve", path)
        #expect(said.output.contains("2 élèves placés sur 2") && said.output.contains("optimum prouvé"))
    }

    @Test func `refuses a truncated file, a foreign one and none, and says why`() throws {
        let folder = try Scratch()
        let cut = folder.path("coupée.bin")
        try instance().dropLast(4).write(to: URL(fileURLWithPath: cut))
        let foreign = folder.path("autre.bin")
        try instance(mark: 7).write(to: URL(fileURLWithPath: foreign))
        let text = try folder.write("ceci n’est pas une instance", to: "texte.bin")
        for path in [cut, foreign, text] {
            let run = try Program.run("place", "solve", path, "--json")
            #expect(run.code == 1, "\(path)")
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("est refusé"), "\(run.errors)")
        }
        let absent = try Program.run("place", "solve", folder.path("absente.bin"))
        #expect(absent.code == 1 && !absent.errors.isEmpty && absent.output.isEmpty)
        #expect(try Program.run("place", "solve", cut, "--threads", "0").code == 2)
    }

    // MARK: Spreadsheets

    private static let places = "place;formations;capacité\nGarage Delorme;MVA;1\nCarrosserie Inventée;MVA;1\n"

    @Test func `proposes from two tables`() throws {
        let folder = try Scratch()
        let learners = try folder.write(
            "élève;formation;vœux\nNoémie;MVA;Garage Delorme\nMarco;MVA;\n", to: "eleves.csv")
        let places = try folder.write(Self.places, to: "places.csv")
        let out = folder.path("proposition.csv")
        let run = try Program.run("place", "--csv", learners, places, "--output", out)
        #expect(run.code == 0, "\(run.errors)")
        let written = try String(contentsOfFile: out, encoding: .utf8)
        #expect(written.contains("Noémie") && written.contains("Garage Delorme") && written.contains("vœu n° 1"))
        let again = try Program.run("place", "--csv", learners, places, "--output", out)
        #expect(again.code != 0, "a file is never written over unasked")
    }

    @Test func `names those whose promises contradict each other`() throws {
        let folder = try Scratch()
        let learners = try folder.write(
            "élève;formation;promis\nNoémie;MVA;Garage Delorme\nMarco;MVA;Garage Delorme\n", to: "eleves.csv")
        let places = try folder.write(Self.places, to: "places.csv")
        let run = try Program.run("place", "--csv", learners, places)
        #expect(run.code == 1)
        for name in ["Garage Delorme", "Noémie", "Marco"] { #expect(run.errors.contains(name), "\(run.errors)") }
    }

    @Test func `says where a table is wrong, and who is left without a place`() throws {
        let folder = try Scratch()
        let places = try folder.write(Self.places, to: "places.csv")
        let wrong = try folder.write("élève;formation;vœux\nNoémie;MVA;Nulle Part\n;MVA;\n", to: "faux.csv")
        let refused = try Program.run("place", "--csv", wrong, places)
        #expect(refused.code == 1)
        #expect(refused.errors.contains("ligne 2") && refused.errors.contains("Nulle Part"))
        #expect(refused.errors.contains("ligne 3"))
        let many = try folder.write("élève;formation\nNoémie;MVA\nMarco;MVA\nLéo;MVA\nZoé;CAP\n", to: "trop.csv")
        let short = try Program.run("place", "--csv", many, places)
        #expect(short.code == 1)
        #expect(short.errors.contains("2 sans place"))
    }

    // MARK: Tours

    private static func tours(visits: String) -> String {
        """
        {"kinds": [{"name": "matin", "start": "08:30", "end": "12:00"}],
        "free": [{"date": "2027-03-02", "kind": "matin"}], "base": {"latitude": 48.85, "longitude": 2.35},
        "visits": [\(visits)]}
        """
    }

    @Test func `puts visits into half-days`() throws {
        let folder = try Scratch()
        let visits = """
            {"name": "Garage A", "minutes": 30, "site": "A", "latitude": 48.86, "longitude": 2.36,
            "open": [{"from": "09:00", "to": "11:00"}]},
            {"name": "Garage B", "minutes": 30, "latitude": 48.87, "longitude": 2.37}
            """
        let file = try folder.write(Self.tours(visits: visits), to: "visites.json")
        let run = try Program.run("tours", "solve", file, "--json")
        #expect(run.code == 0, "\(run.errors)")
        let toured = try run.decoded(Toured.self)
        #expect(toured.proven && toured.left.isEmpty && toured.tours.count == 1)
        #expect(Set(toured.tours[0].stops.map(\.name)) == ["Garage A", "Garage B"])
        #expect(toured.tours[0].date == "2027-03-02")
        #expect(try Program.run("tours", "solve", file).output.contains("Garage A"))
    }

    @Test func `says which visits find no half-day`() throws {
        let folder = try Scratch()
        let visits = #"{"name": "Garage loin", "minutes": 30, "latitude": 43.6, "longitude": 1.44}"#
        let file = try folder.write(Self.tours(visits: visits), to: "visites.json")
        let run = try Program.run("tours", "solve", file, "--json")
        #expect(run.code == 1)
        #expect(try run.decoded(Toured.self).left == ["Garage loin"])
    }

    @Test func `refuses a truncated or foreign file of visits`() throws {
        let folder = try Scratch()
        let whole = Self.tours(visits: "")
        let files = [
            try folder.write(String(whole.dropLast(20)), to: "coupé.json"),
            try folder.write("place;formations\n", to: "autre.json"),
            try folder.write(#"{"kinds": [], "visits": [{"name": 3}]}"#, to: "faux.json"),
        ]
        for file in files {
            let run = try Program.run("tours", "solve", file, "--json")
            #expect(run.code == 1, "\(file)")
            #expect(run.output.isEmpty && !run.errors.isEmpty)
        }
    }
}
