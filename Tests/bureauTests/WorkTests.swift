import Foundation
import Testing

/// What an import prints with `--json`, as far as it matters here.
private struct Summary: Decodable {
    struct Counts: Decodable { let created: Int, changed: Int, unchanged: Int, left: Int }
    let applied: Bool
    let counts: Counts
    let refused: Int
}

private struct Loaded: Decodable { let schools: Int, learners: Int, companies: Int, classes: Int, staff: Int }

private struct Exported: Decodable { let uai: String, rows: [String: Int] }

/// The commands one after the other on one database, as on the first day.
@Suite struct `Working from the command line` {
    @Test func `goes from the demonstration to a copy elsewhere`() throws {
        let folder = try Scratch()
        let base = ["--database", "sqlite:" + folder.path("bureau.sqlite")]

        let counted = try Program.run(["demo", "--dry-run", "--json"] + base)
        #expect(counted.code == 0)
        #expect(folder.names.isEmpty, "a dry run makes no database: \(folder.names)")
        let loaded = try Program.run(["demo", "--json"] + base)
        #expect(loaded.code == 0)
        #expect(loaded.output == counted.output)
        let demo = try loaded.decoded(Loaded.self)
        #expect(demo.schools == 2 && demo.learners == 660 && demo.companies == 450)
        let again = try Program.run(["demo"] + base)
        #expect(again.code == 1 && again.errors.contains("0999001W"))

        try importFiles(folder, base)
        try copyElsewhere(folder, base)
        try backUp(folder, base)
    }

    /// The school is the one that the files name, though the database holds two; the head stays who they are.
    private func importFiles(_ folder: Scratch, _ base: [String]) throws {
        let files = [
            "ElevesAvecAdresses.xml", "ResponsablesAvecAdresses.xml", "Nomenclature.xml", "Structures.xml",
            "Communs.xml", "sts_emp_0999001W_2026.xml",
        ].map(fixture)
        let preview = try Program.run(["import", "siecle"] + files + base + ["--dry-run", "--json"])
        let summary = try preview.decoded(Summary.self)
        #expect(!summary.applied && summary.counts.created > 0)
        #expect(summary.counts.changed == 0, "nobody of the demonstration is taken for somebody of the files")
        #expect(summary.counts.left == 0)
        let done = try Program.run(["import", "siecle"] + files + base + ["--json", "--yes"])
        #expect(try done.decoded(Summary.self).applied)
        let twice = try Program.run(["import", "siecle"] + files + base + ["--dry-run", "--json"])
        let second = try twice.decoded(Summary.self)
        #expect(second.counts.created == 0 && second.counts.changed == 0)

        let rows = "Raison sociale;SIRET\nGarage;99988877900018\nBon garage;99988877900017\n"
        let list = try folder.write(rows, to: "liste.csv")
        let vague = try Program.run(["import", "companies", list] + base)
        #expect(vague.code == 1 && vague.errors.contains("--school"))
        let refused = try Program.run(["import", "companies", list, "--school", "0999001W", "--yes"] + base)
        #expect(refused.code == 1, "a line is refused")
        #expect(refused.errors.contains("99988877900018"))
        let missing = try Program.run(["import", "siecle", folder.path("nulle.xml")] + base)
        #expect(missing.code == 1 && missing.errors.contains("nulle.xml"))
        let elsewhere = try Program.run(
            "import", "siecle", files[0], "--database", "sqlite:" + folder.path("absente.sqlite"))
        #expect(elsewhere.code == 1 && !folder.exists("absente.sqlite"), "an import makes no database by mistake")
    }

    private func copyElsewhere(_ folder: Scratch, _ base: [String]) throws {
        let archive = folder.path("lycee.zip")
        let out = try Program.run(["export", "school", archive, "--school", "0999001W", "--json"] + base)
        #expect(out.code == 0)
        let other = ["--database", "sqlite:" + folder.path("copie.sqlite")]
        let dry = try Program.run(["import", "school", archive, "--dry-run", "--json"] + other)
        #expect(dry.code == 0)
        let back = try Program.run(["import", "school", archive, "--json"] + other)
        #expect(back.code == 0)
        #expect(try back.decoded(Exported.self).rows == out.decoded(Exported.self).rows)
        let learners = try Program.run(["export", "learners", "--format", "csv"] + other)
        #expect(learners.output.hasPrefix("\u{FEFF}INE;Nom") && learners.output.contains("\r\n"))
        let users = try Program.run(["user", "list", "--json"] + other)
        #expect(users.code == 0 && users.output.contains("rbde@demo.example"))
    }

    private func backUp(_ folder: Scratch, _ base: [String]) throws {
        let copy = folder.path("sauvegarde.sqlite")
        #expect(try Program.run(["backup", copy] + base).code == 0)
        #expect(try Program.run(["backup", copy] + base).code == 1, "a backup is not overwritten by mistake")
        let place = ["--database", "sqlite:" + folder.path("remise.sqlite")]
        #expect(try Program.run(["restore", copy, "--dry-run"] + place).code == 0)
        #expect(!folder.exists("remise.sqlite"))
        #expect(try Program.run(["restore", copy] + place).code == 0)
        #expect(folder.exists("remise.sqlite"))
        let broken = try folder.write("ceci n’est pas une base", to: "abimee.sqlite")
        let refused = try Program.run(["restore", broken, "--force"] + place)
        #expect(refused.code == 1 && refused.errors.contains("abîmé"))
    }

    private func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("ExchangeTests/Fixtures").appendingPathComponent(name).path
    }
}
