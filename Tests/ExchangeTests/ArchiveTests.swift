import Exchange
import Testing

@Suite struct `Archives of school files` {
    private func refusal(_ archive: NamedFile, _ limits: ReadingLimits = .standard) throws -> ExchangeFailure.Cause {
        try failure { _ = try SchoolFiles.read([archive], limits: limits) }.causes[0]
    }

    @Test func `a bomb is refused while it unpacks`() throws {
        let zeros = NamedFile(name: "Eleves.xml", bytes: [UInt8](repeating: 0x20, count: 20 << 20))
        let bomb = try ZipSample.pack("bombe.zip", [zeros])
        #expect(bomb.bytes.count < 100_000)
        guard case .unsafeArchive(let detail) = try refusal(bomb) else {
            Issue.record("not refused as unsafe")
            return
        }
        #expect(detail.contains("compression"))
    }

    @Test func `the total of all files is limited`() throws {
        let files = (0..<3).map { NamedFile("e\($0).xml", SiecleSample(learners: 20).pupils) }
        let archive = try ZipSample.pack("gros.zip", files)
        let limits = ReadingLimits(maxUnpackedBytes: files[0].bytes.count * 2)
        guard case .unsafeArchive = try refusal(archive, limits) else {
            Issue.record("not refused as unsafe")
            return
        }
    }

    @Test func `too many entries are refused`() throws {
        let files = (0..<30).map { NamedFile("e\($0).xml", "<a/>") }
        let archive = try ZipSample.pack("nombreux.zip", files)
        guard case .unsafeArchive(let detail) = try refusal(archive, ReadingLimits(maxEntries: 20)) else {
            Issue.record("not refused as unsafe")
            return
        }
        #expect(detail.contains("30 fichiers"))
    }

    @Test(arguments: ["../Eleves.xml", "/etc/Eleves.xml", "a/../../b.xml", "..\\Eleves.xml"])
    func `a path that leaves the archive is refused`(path: String) throws {
        let archive = try ZipSample.pack("chemin.zip", [NamedFile(path, SiecleSample().pupils)])
        guard case .unsafeArchive(let detail) = try refusal(archive) else {
            Issue.record("not refused as unsafe")
            return
        }
        #expect(detail.contains("chemin"))
    }

    @Test func `an archive with a password is refused with the remedy`() throws {
        let archive = try ZipSample.pack("secret.zip", [NamedFile("e.xml", SiecleSample().pupils)], password: "secret")
        #expect(try refusal(archive) == .encrypted)
    }

    @Test(arguments: [10, 200, 1000])
    func `a truncated archive is refused`(kept: Int) throws {
        let archive = try ZipSample.pack("coupe.zip", [NamedFile("e.xml", SiecleSample(learners: 40).pupils)])
        let cut = NamedFile(name: "coupe.zip", bytes: Array(archive.bytes.prefix(kept)))
        #expect(try refusal(cut) == .brokenArchive)
    }

    @Test func `a damaged archive is refused by its checksum`() throws {
        var archive = try ZipSample.pack("abime.zip", [NamedFile("e.xml", SiecleSample(learners: 40).pupils)])
        archive.bytes[archive.bytes.count / 2] ^= 0xFF
        #expect(try refusal(archive) == .brokenArchive)
    }

    @Test func `an archive inside is not opened, and said so`() throws {
        let inner = try ZipSample.pack("dedans.zip", [NamedFile("Structures.xml", SiecleSample().structures)])
        let outer = try ZipSample.pack("dehors.zip", [NamedFile("Eleves.xml", SiecleSample().pupils), inner])
        let reading = try SchoolFiles.read([outer])
        #expect(reading.parts.map(\.kind) == [.pupils])
        #expect(reading.problems.map(\.value) == ["dedans.zip"])
    }

    @Test func `what systems add to archives is passed over in silence`() throws {
        let archive = try ZipSample.pack(
            "mac.zip",
            [
                NamedFile("export/Eleves.xml", SiecleSample().pupils),
                NamedFile("__MACOSX/export/._Eleves.xml", "\u{0}\u{5}"), NamedFile("export/.DS_Store", "x"),
            ])
        let reading = try SchoolFiles.read([archive])
        #expect(reading.parts.map(\.file) == ["Eleves.xml"])
        #expect(reading.problems.isEmpty)
    }
}
