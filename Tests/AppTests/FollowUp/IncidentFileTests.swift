import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A file of an incident` {
    private static let pdf = Array("%PDF-1.7 photo".utf8)

    /// An accident told by the head, and the address of its files.
    private func accident(_ test: TestApp) async throws -> String {
        let stay = try await test.addStay()
        let answer = try await test.browser(.proviseur).post(
            stay.path + "/incidents",
            [("sorte", "accident"), ("gravite", "serieux"), ("jour", "2026-11-20"), ("faits", "Chute")])
        return try #require(answer.location)
    }

    private func files(_ page: TestAnswer) -> [String] {
        page.text.matches(of: #/href="(\/incidents\/[^"\/]+\/fichiers\/[^"]+)"/#).map { String($0.1) }
    }

    @Test(arguments: engines) func `is kept with its fingerprint, opened under journal and taken back`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let page = try await accident(test)
            let head = try await test.browser(.proviseur)
            let added = try await head.post(
                page + "/fichiers", [("nature", "photo")], files: [("fichier", "escalier.pdf", Self.pdf)])
            #expect(added.status == .seeOther)
            let shown = try await head.get(page)
            #expect(shown.words.contains("Photographie") && shown.words.contains("Empreinte SHA-256"))
            let file = try #require(files(shown).first)
            let before = try await readings(test)
            let opened = try await head.get(file)
            #expect(opened.status == .ok && opened.bytes == Self.pdf)
            #expect(opened.headers[.contentDisposition]?.contains("attachment") == true)
            #expect(try await readings(test) == before + 1)
            #expect(try await head.post(file + "/retrait").status == .seeOther)
            #expect(try await head.get(file).status == .notFound)
            #expect(files(try await head.get(page)).isEmpty)
        }
    }

    private func readings(_ test: TestApp) async throws -> Int {
        try await test.read { db in
            try db.count(
                "select count(*) from \(db.table(.readingEntry)) where reading_entry.subject_kind = 'incident'")
        }
    }

    @Test func `on health is for those who read health`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await accident(test)
            let head = try await test.browser(.proviseur)
            _ = try await head.post(
                page + "/fichiers", [("nature", "certificat_medical")], files: [("fichier", "c.pdf", Self.pdf)])
            let file = try #require(files(try await head.get(page)).first)
            let bureau = try await test.browser(.rbde)
            let seen = try await bureau.get(page)
            #expect(files(seen).isEmpty && !seen.words.contains("Certificat médical"))
            #expect(try await bureau.get(file).status == .notFound)
            let usurped = try await bureau.post(
                page + "/fichiers", [("nature", "certificat_medical")], files: [("fichier", "c.pdf", Self.pdf)])
            #expect(usurped.status == .forbidden)
            #expect(try await test.browser(.teacher).get(file).status == .forbidden)
        }
    }

    @Test(
        arguments: [
            ("virus.pdf", Array("MZ program".utf8), "ni un PDF"),
            ("piege.pdf", Array("%PDF-1.7 /JavaScript (x)".utf8), "contient un programme"),
            ("vide.pdf", [], "Choisissez le fichier"),
            ("gros.pdf", Array("%PDF-".utf8) + [UInt8](repeating: 32, count: PaperFile.mostBytes), "trop gros"),
        ] as [(String, [UInt8], String)])
    func `is refused when it is not a safe scan`(name: String, bytes: [UInt8], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await accident(test)
            let head = try await test.browser(.proviseur)
            let answer = try await head.post(
                page + "/fichiers", [("nature", "photo")], files: [("fichier", name, bytes)])
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
        }
    }

    @Test func `is not added to an incident that is closed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await accident(test)
            let head = try await test.browser(.proviseur)
            _ = try await head.post(page + "/cloture", [("fin", "Réglé avec le tuteur")])
            #expect(!(try await head.get(page).words.contains("Joindre un fichier")))
            let answer = try await head.post(
                page + "/fichiers", [("nature", "photo")], files: [("fichier", "a.pdf", Self.pdf)])
            #expect(answer.status == .unprocessableContent && answer.words.contains("rouvrez-le"))
        }
    }
}

@Suite struct `The sheet a learner takes along` {
    @Test func `bears the safety memory of the place, and is kept as given out`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let day = try #require(LocalDate("2026-11-10"))
            try await test.write { db in
                try db.insert(
                    SafetyCheck(
                        id: db.newID(), companyId: stay.sample.company, trade: "general", checkedOn: day,
                        checkedBy: "Nadia SANTINI", answers: SafetyAnswers([:]), outcome: .withReserves,
                        equipment: "Chaussures de sécurité", forbiddenTasks: "Pont élévateur",
                        remarks: "Parole réservée au lycée"), into: .safetyCheck)
            }
            let sheet = try #require(
                try await test.read { try $0.departureSheets([try $0.followedPlacement(stay.placement)]) }.first)
            let text = String(describing: sheet.section())
            for words in ["Mémoire de sécurité", "Chaussures de sécurité", "Pont élévateur", "avec réserves"] {
                #expect(text.contains(words), "\(words)")
            }
            #expect(!text.contains("Parole réservée"))
            let teacher = try await test.browser(.teacher, staff: stay.sample.teacher)
            let path = stay.path + "/fiche-eleve.pdf"
            #expect(try await teacher.get(path).bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await teacher.get(path).status == .ok)
            let page = try await teacher.get(stay.page)
            #expect(page.words.contains("Versions remises (1)") && page.words.contains("Fiche de départ"))
            let kept = try #require(page.text.firstMatch(of: #/href="(\/papiers-remis\/[^"]+)"/#).map { String($0.1) })
            #expect(try await teacher.get(kept).bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await test.browser(.intendance).get(kept).status == .forbidden)
            _ = try await teacher.get("/pfmp/\(stay.sample.period)/fiches-eleves.pdf")
        }
    }
}
