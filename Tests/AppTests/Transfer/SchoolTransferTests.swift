import Domain
import Exchange
import Foundation
import Testing

@testable import App

@Suite struct `A whole school` {
    @Test(arguments: engines, engines)
    func `leaves one database and is the same in another`(from: TestEngine, to: TestEngine) async throws {
        try await TestApp.run(on: from, empty: true) { source in
            _ = try await source.app.loadDemo(seed: 1)
            let school = try await source.app.school(uai: "0999001W")
            let archive = try await source.app.schoolArchive(of: school)
            try await TestApp.run(on: to, empty: true) { target in
                let summary = try await target.app.reloadSchool(try archive.packed())
                #expect(summary.rows["learner"] == 764)
                let reloaded = try await target.app.schoolArchive(of: try await target.app.school(uai: nil))
                #expect(reloaded.manifest.tables == archive.manifest.tables)
                #expect(try await target.app.readPlatform { try $0.schools() }.map(\.uai) == ["0999001W"])
            }
        }
    }

    @Test func `holds every table of a school, and nothing of another`() async throws {
        let test = try await sample()
        let archive = try await test.app.schoolArchive(of: test.school)
        let names = Set(archive.manifest.tables.map(\.name))
        #expect(names.isSuperset(of: SchoolTable.transferred.map(\.rawValue)))
        #expect(names.isSuperset(of: ["school", "account"]))
        let text = archive.tables.values.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(text.contains("FICTIF"))
        #expect(!text.contains("AILLEURS"))
    }

    @Test func `leaves what lets people sign in behind`() async throws {
        let test = try await sample()
        try await test.addAccount(.rbde, email: "camille@exemple.fr")
        let archive = try await test.app.schoolArchive(of: test.school)
        let accounts = String(decoding: archive.tables["account"] ?? [], as: UTF8.self)
        #expect(accounts.contains("camille@exemple.fr"))
        for secret in ["password_hash", "totp_secret", "oidc_subject"] { #expect(!accounts.contains(secret)) }
    }

    @Test func `is counted by a dry run, which writes nothing`() async throws {
        let file = try await packedSample()
        let target = try await TestApp.make(empty: true)
        let summary = try await target.app.reloadSchool(file, dryRun: true)
        #expect(summary.uai == "0999001W" && summary.rows["learner"] == 3)
        #expect(try await target.app.readPlatform { try $0.schools() }.isEmpty)
    }

    @Test func `does not come over another one`() async throws {
        let test = try await sample()
        let known = try #require(try await test.app.readPlatform { try $0.schools() }.first)
        let refusal = SchoolArchiveRefusal.notEmpty(school: known.name)
        let file = try await packedSample()
        await #expect(throws: refusal) { try await test.app.reloadSchool(file) }
        #expect(refusal.message.contains("--database"))
    }

    @Test func `is refused when a file of it was changed, was lost, or is of a newer program`() async throws {
        let test = try await sample()
        let archive = try await test.app.schoolArchive(of: test.school)
        let target = try await TestApp.make(empty: true)
        var changed = archive.tables
        changed["learner"] = Array(
            String(decoding: changed["learner"] ?? [], as: UTF8.self)
                .replacing("FICTIF", with: "PIRATE").utf8)
        let altered = try SchoolArchive(manifest: archive.manifest, tables: changed).packed()
        await #expect(throws: SchoolArchiveRefusal.altered(file: "learner.jsonl")) {
            try await target.app.reloadSchool(altered)
        }
        let manifest = archive.manifest
        let later = SchoolArchive.Manifest(
            format: manifest.format, version: manifest.version, schema: manifest.schema + 1, program: "9.0",
            uai: manifest.uai, school: manifest.school, exportedAt: manifest.exportedAt, tables: manifest.tables)
        let newer = try SchoolArchive(manifest: later, tables: archive.tables).packed()
        await #expect(throws: SchoolArchiveRefusal.newer(program: "9.0")) {
            try await target.app.reloadSchool(newer)
        }
        let other = try ["autre.txt": "rien"].packed()
        await #expect(throws: SchoolArchiveRefusal.notASchool) { try await target.app.reloadSchool(other) }
        #expect(try await target.app.readPlatform { try $0.schools() }.isEmpty)
    }

    private func sample() async throws -> TestApp {
        let test = try await TestApp.make()
        _ = try await test.addClass()
        let other = try await test.addSchool()
        try await test.write(in: other) { db in
            try db.insert(Learner(id: db.newID(), familyName: "AILLEURS", firstName: "Alix"), into: .learner)
        }
        return test
    }

    private func packedSample() async throws -> NamedFile {
        let test = try await sample()
        return try await test.app.schoolArchive(of: test.school).packed()
    }
}

extension SchoolArchive {
    fileprivate func packed() throws -> NamedFile {
        try pack(files(), at: manifest.exportedAt)
    }
}

extension [String: String] {
    fileprivate func packed() throws -> NamedFile {
        let moment = try #require(Moment("2026-11-23T08:00:00.000Z"))
        return try pack(map { NamedFile(name: $0.key, bytes: Array($0.value.utf8)) }, at: moment)
    }
}

private func pack(_ files: [NamedFile], at moment: Moment) throws -> NamedFile {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("ecole-\(UUID().uuidString).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ZipWriter.write(files, to: path, at: moment)
    return NamedFile(name: "ecole.zip", bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
}
