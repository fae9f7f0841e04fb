import Domain
import Foundation
import FoundationNetworking
import HTTPTypes
import JWTKit
import Testing

@testable import App

/// The address of a real provider (`oidc-provider-mock`); these tests run where `script/test` started one.
private let issuer = ProcessInfo.processInfo.environment["BUREAU_TEST_OIDC"]

@Suite(.enabled(if: issuer != nil)) struct `Sign-in at a real provider` {
    @Test func `opens the account that has the verified address, and remembers it`() async throws {
        let test = try await TestApp.withProvider()
        let account = try await test.addAccount(.rbde, email: "linked@exemple.fr")
        try await Provider.set("linked", email: "Linked@exemple.fr", verified: true)
        let browser = test.visitor()
        let answer = try await test.signIn(browser, as: "linked", next: "/apprenants")
        #expect(answer.location == "/apprenants")
        #expect(try await browser.get("/apprenants").status == .ok)
        let journal = try await test.read { try $0.journal(of: Subject("account", account.id)) }
        #expect(journal.contains { $0.action.contains("relié") })
        try await Provider.set("linked", email: "changed@exemple.fr", verified: true)
        #expect(try await test.signIn(test.visitor(), as: "linked").location == "/")
    }

    @Test func `opens nothing for an address that is not verified`() async throws {
        let test = try await TestApp.withProvider()
        try await test.addAccount(.rbde, email: "doubtful@exemple.fr")
        try await Provider.set("doubtful", email: "doubtful@exemple.fr", verified: false)
        let browser = test.visitor()
        #expect(try await test.signIn(browser, as: "doubtful").location == "/connexion")
        #expect(try await browser.get("/connexion").words.contains("ne garantit pas"))
        #expect(try await browser.get("/").location == "/connexion")
    }

    @Test func `never creates an account, never opens a suspended one`() async throws {
        let test = try await TestApp.withProvider()
        try await test.addAccount(.rbde, email: "gone@exemple.fr", active: false)
        for name in ["nobody", "gone"] {
            try await Provider.set(name, email: "\(name)@exemple.fr", verified: true)
            let browser = test.visitor()
            #expect(try await test.signIn(browser, as: name).location == "/connexion")
            #expect(try await browser.get("/connexion").words.contains("Aucun compte"))
        }
    }

    @Test func `does not give a linked account to a newcomer with the same address`() async throws {
        let test = try await TestApp.withProvider()
        try await test.addAccount(.rbde, email: "heir@exemple.fr")
        try await Provider.set("first-holder", email: "heir@exemple.fr", verified: true)
        #expect(try await test.signIn(test.visitor(), as: "first-holder").location == "/")
        try await Provider.set("second-holder", email: "heir@exemple.fr", verified: true)
        #expect(try await test.signIn(test.visitor(), as: "second-holder").location == "/connexion")
    }

    @Test func `takes an answer only in the browser that asked, and once`() async throws {
        let test = try await TestApp.withProvider()
        try await test.addAccount(.rbde, email: "victim@exemple.fr")
        try await Provider.set("victim", email: "victim@exemple.fr", verified: true)
        let browser = test.visitor()
        let back = try await test.goToProvider(browser, as: "victim")
        let stranger = test.visitor()
        _ = try await stranger.get("/connexion")
        #expect(try await stranger.get(back).location == "/connexion")
        #expect(try await browser.get(back).location == "/")
        #expect(try await browser.get(back).location == "/connexion")
    }

    @Test func `says so when the provider does not answer`() async throws {
        let test = try await TestApp.make(environment: [
            "BUREAU_OIDC_ISSUER": "http://127.0.0.1:1", "BUREAU_OIDC_CLIENT_ID": "bureau",
        ])
        let browser = test.visitor()
        #expect(try await browser.get("/connexion/openid").location == "/connexion")
        #expect(try await browser.get("/connexion").words.contains("ne répond pas"))
    }
}

@Suite struct `A token of a provider` {
    @Test func `is believed when everything is right`() async throws {
        let keys = try await SampleKeys()
        let claims = try await SampleKeys.expectation.check(try await keys.sign(SampleKeys.claims()), with: keys.keys)
        #expect(claims.sub == "subject")
    }

    @Test(arguments: [
        ["iss": "https://autre.example"], ["aud": "another-client"], ["nonce": "another"], ["nonce": ""],
        ["exp": "1700000000"], ["iat": "1900000000"], ["sub": ""], ["acr": "eidas0"], ["azp": "another-client"],
    ])
    func `is refused when one thing is wrong`(change: [String: String]) async throws {
        let keys = try await SampleKeys()
        let token = try await keys.sign(SampleKeys.claims(change))
        await #expect(throws: ProviderRefusal.self) { try await SampleKeys.expectation.check(token, with: keys.keys) }
    }

    @Test func `is refused when it is signed by another key, or not at all`() async throws {
        let (keys, others) = (try await SampleKeys(), try await SampleKeys())
        let token = try await others.sign(SampleKeys.claims())
        await #expect(throws: ProviderRefusal.self) { try await SampleKeys.expectation.check(token, with: keys.keys) }
        let parts = try await keys.sign(SampleKeys.claims()).split(separator: ".").map(String.init)
        let none = Data(#"{"alg":"none"}"#.utf8).base64EncodedString().replacing("=", with: "")
        for forged in [
            "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1]).", "", "a.b",
        ] {
            await #expect(throws: ProviderRefusal.self) {
                try await SampleKeys.expectation.check(forged, with: keys.keys)
            }
        }
    }
}

@Suite struct `Requests to other servers` {
    @Test(arguments: ["https://exemple.fr/x", "http://127.0.0.1:9400", "http://localhost/x", "http://[::1]:80/"])
    func `go by https or stay on this machine`(address: String) {
        #expect(OutboundHTTP.isAllowed(address))
    }

    @Test(arguments: [
        "http://exemple.fr", "ftp://exemple.fr", "file:///etc/passwd", "https://", "", "http://127.0.0.1.exemple.fr",
        "http://localhost@exemple.fr/",
    ])
    func `go nowhere else`(address: String) async {
        #expect(!OutboundHTTP.isAllowed(address))
        await #expect(throws: OutboundHTTP.Failure.refusedAddress(address)) {
            try await OutboundHTTP().send(.init(address: address))
        }
    }
}

/// A key of a provider and what it signs.
private struct SampleKeys {
    let keys = JWTKeyCollection()

    init() async throws {
        await keys.add(ecdsa: ES256PrivateKey(), kid: "sample")
    }

    static let expectation = OIDCExpectation(
        issuer: "https://exemple.fr", clientID: "bureau",
        now: Moment(millisecondsSince1970: 1_800_000_000_000), nonce: "nonce", acrValues: ["eidas1"])

    static func claims(_ changes: [String: String] = [:]) throws -> OIDCClaims {
        var fields = [
            "iss": "https://exemple.fr", "sub": "subject", "aud": "bureau", "nonce": "nonce", "acr": "eidas1",
            "exp": "1800000600", "iat": "1800000000",
        ]
        fields.merge(changes) { _, new in new }
        let json = fields.map { name, value in
            ["exp", "iat"].contains(name) ? "\"\(name)\":\(value)" : "\"\(name)\":\"\(value)\""
        }
        return try JSONDecoder().decode(OIDCClaims.self, from: Data("{\(json.joined(separator: ","))}".utf8))
    }

    func sign(_ claims: OIDCClaims) async throws -> String {
        try await keys.sign(claims, kid: "sample")
    }
}

/// The provider of the tests.
private enum Provider {
    /// Says who someone is there.
    static func set(_ subject: String, email: String, verified: Bool) async throws {
        let address = try #require(URL(string: (issuer ?? "") + "/users/" + subject))
        var request = URLRequest(url: address)
        request.httpMethod = "PUT"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(#"{"email":"\#(email)","email_verified":\#(verified)}"#.utf8)
        #expect(try await send(request).statusCode == 204)
    }

    /// Says yes to the sign-in of someone.
    /// - Returns: where the provider sends the browser.
    static func accept(_ address: String, as subject: String) async throws -> String {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("sub=\(subject)".utf8)
        return try #require(try await send(request).value(forHTTPHeaderField: "Location"))
    }

    private static func send(_ request: URLRequest) async throws -> HTTPURLResponse {
        let session = URLSession(configuration: .ephemeral, delegate: StayingHere(), delegateQueue: nil)
        let (_, answer) = try await session.data(for: request)
        return try #require(answer as? HTTPURLResponse)
    }
}

/// Follows no redirection.
private final class StayingHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

extension TestApp {
    /// On the time of the machine, which the provider also has.
    fileprivate static func withProvider() async throws -> TestApp {
        try await make(
            at: App.Application.systemClock().description,
            environment: ["BUREAU_OIDC_ISSUER": issuer ?? "", "BUREAU_OIDC_CLIENT_ID": "bureau"])
    }

    /// Goes to the provider, says yes there as someone, and brings the address of the way back.
    fileprivate func goToProvider(_ browser: TestBrowser, as subject: String, next: String = "") async throws -> String
    {
        let leaving = try await browser.get("/connexion/openid?suite=" + Link.encoded(next))
        let address = try #require(leaving.location)
        #expect(address.contains("code_challenge_method=S256"))
        let back = try await Provider.accept(address, as: subject)
        return String(back.dropFirst(app.settings.siteAddress.count))
    }

    fileprivate func signIn(_ browser: TestBrowser, as subject: String, next: String = "") async throws -> TestAnswer {
        try await browser.get(try await goToProvider(browser, as: subject, next: next))
    }
}
