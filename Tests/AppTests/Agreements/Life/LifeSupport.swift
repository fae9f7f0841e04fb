import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

/// A learner placed and the browser of the bureau, with ways to go on from there.
struct LifeSample: Sendable {
    let test: TestApp
    let sample: ClassSample
    let browser: TestBrowser
    /// `/conventions/…`
    let page: String

    var agreement: ID<Agreement> { ID(page.replacing("/conventions/", with: "")) }

    static let parties = ["ORG_ACCUEIL", "TUTEUR", "REP_LEGAL", "ENSEIGNANT_REFERENT", "CHEF_ETAB"]

    static func make(_ test: TestApp, minor: Bool = true) async throws -> LifeSample {
        let (sample, browser, page) = try await `The life of an agreement`().placed(test, minor: minor)
        return LifeSample(test: test, sample: sample, browser: browser, page: page)
    }

    /// Signed by everybody on 22 November 2026.
    func sign() async throws {
        _ = try await browser.post(page + "/envoi")
        for party in Self.parties {
            let answer = try await browser.post(page + "/signatures", [("partie", party), ("signe_le", "2026-11-22")])
            #expect(answer.status == .seeOther)
        }
    }

    /// The class left two weeks later; the bureau signed in again since.
    func left() async throws -> LifeSample {
        try await sign()
        test.clock.advance(seconds: 15 * 86_400)
        _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
        return LifeSample(test: test, sample: sample, browser: try await test.browser(.rbde), page: page)
    }

    func placement() async throws -> Placement {
        let id = agreement
        return try await test.read { db in try db.placement(try db.agreement(id).placementId) }
    }

    func state() async throws -> Agreement.State {
        let id = agreement
        return try await test.read { try $0.agreement(id).state }
    }

    /// The form of an amendment that keeps everything, changed as told.
    func amendment(_ changes: KeyValuePairs<String, String>) async throws -> [(String, String)] {
        let version = String(try await placement().version)
        var values = FormValues(sample.form(["version": version]))
        values.set("effet", "2026-12-10")
        values.set("motif", "Départ du tuteur")
        for (name, value) in changes { values.set(name, value) }
        return values.pairs.map { ($0.name, $0.value) }
    }
}

enum SampleFile {
    static let pdf = Array("%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer\n%%EOF".utf8)
    static let scripted = Array("%PDF-1.4\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert)>>>> endobj".utf8)
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46]
    static let program: [UInt8] = [0x4D, 0x5A, 0x90, 0]
}
