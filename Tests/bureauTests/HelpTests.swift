import Testing

@Suite struct `The help of the command line` {
    static let commands = [
        "serve", "migrate", "demo", "import", "import siecle", "import learners", "import companies",
        "import directory", "import school", "export", "export school", "export companies", "export learners", "user",
        "user list", "user add", "user roles", "user password", "user suspend", "check", "calendar", "backup", "place",
        "place solve", "place sheets", "tours", "tours solve",
        "restore",
    ].map { $0.split(separator: " ").map(String.init) }

    @Test(arguments: commands) func `explains every command in French`(command: [String]) throws {
        let help = try Program.run(command + ["--help"])
        #expect(help.code == 0)
        #expect(help.errors.isEmpty)
        #expect(help.output.contains("EMPLOI\u{A0}: bureau \(command.joined(separator: " "))"))
        for word in ["USAGE", "OVERVIEW", "ARGUMENTS:", "<files>", "<database>", "default:", "(default)"] {
            #expect(!help.output.contains(word), "\(word)")
        }
        // Every option and argument has its sentence.
        for line in help.output.split(separator: "\n") where line.hasPrefix("  -") || line.hasPrefix("  <") {
            #expect(line.split(separator: " ").count > 1, "\(line)")
        }
    }

    @Test func `names every command`() throws {
        let help = try Program.run("--help").output
        for command in Set(Self.commands.map { $0[0] }) { #expect(help.contains("\n  \(command) "), "\(command)") }
    }

    @Test(arguments: [
        "migrate", "demo", "import siecle", "import learners", "import companies", "import directory", "import school",
        "restore",
    ])
    func `offers a dry run for what writes much at once`(command: String) throws {
        let help = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(help.output.contains("--dry-run"))
    }

    @Test(arguments: [
        [], ["nulle"], ["check"], ["check", "siret"], ["check", "nulle", "1"], ["import"], ["calendar"],
        ["calendar", "--academie", "Atlantide"], ["calendar", "--academie", "Paris", "--year", "2026-2028"],
        ["calendar", "--academie", "Paris", "--territory", "lune"], ["demo", "--network", "0"],
        ["demo", "--seed", "x"],
        ["export", "companies", "--format", "docx"], ["serve", "--port", "99999"],
    ])
    func `ends wrong use by 2, with the way to do it`(arguments: [String]) throws {
        let run = try Program.run(arguments)
        #expect(run.code == (arguments.isEmpty || arguments == ["import"] ? 0 : 2))
        let said = run.errors + run.output
        #expect(said.contains("bureau"))
        for english in ["Error:", "Usage:", "' or '", "Missing", "Please"] {
            #expect(!said.contains(english), "\(english)")
        }
    }
}
