import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `Printing agreements` {
    @Test func `keeps a version, and makes another only when something changed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, page) = try await `The life of an agreement`().placed(test, minor: true)
            let first = try await browser.post(page + "/documents")
            #expect(first.location == page + "/documents/1")
            let kept = try await browser.follow(first).bytes
            #expect(kept.starts(with: Array("%PDF".utf8)))
            #expect(try await browser.post(page + "/documents").location == page + "/documents/1")

            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            let placement = try await test.read { try $0.agreement(id).placementId }
            _ = try await browser.post("/placements/\(placement)", sample.form(["version": "1", "repas": "Panier"]))
            #expect(try await browser.post(page + "/documents").location == page + "/documents/2")
            #expect(try await browser.get(page + "/documents/1").bytes == kept)
        }
    }

    @Test func `prints every ready agreement of the class in one file, and says who is left out`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, _) = try await `The life of an agreement`().placed(test, minor: true)
            let before = try await browser.get("/pfmp/\(sample.period)/conventions")
            #expect(before.words.contains("Sans lieu."))
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let answer = try await browser.post("/pfmp/\(sample.period)/conventions")
            let text = try PDFWords.read(try await browser.follow(answer).bytes)
            #expect(text.contains("Noémie FICTIF"))
            #expect(text.contains("Marco INVENTÉ"))
        }
    }

    @Test func `is not for everyone`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, _, page) = try await `The life of an agreement`().placed(test, minor: true)
            #expect(try await test.browser(.cpe).post(page + "/documents").status == .forbidden)
            #expect(try await test.browser(.cpe).post(page + "/envoi").status == .forbidden)
            #expect(try await test.browser(.cfp).get(page).status == .forbidden)
            #expect(try await test.browser(.cpe).get(page).status == .ok)
        }
    }
}

/// The words of a PDF file, as `pdftotext` reads them.
private enum PDFWords {
    static func read(_ bytes: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pdftotext", file.path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
