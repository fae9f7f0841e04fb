import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Codes by time` {
    /// RFC 6238, appendix B, truncated to six figures.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `are those of the standard`(seconds: Int, code: String) throws {
        let totp = try #require(TOTP(secret: Base32.text(Array("12345678901234567890".utf8))))
        let moment = Moment(millisecondsSince1970: Int64(seconds) * 1000)
        #expect(totp.code(step: TOTP.step(at: moment)) == code)
    }

    @Test func `are taken one period early or late, and once`() throws {
        let totp = try #require(TOTP(secret: Base32.text(Array("12345678901234567890".utf8))))
        let now = Moment(millisecondsSince1970: 1_700_000_000_000)
        let step = TOTP.step(at: now)
        for near in [-1, 0, 1] { #expect(totp.step(matching: totp.code(step: step + near), at: now, after: 0) != nil) }
        for far in [-2, 2] { #expect(totp.step(matching: totp.code(step: step + far), at: now, after: 0) == nil) }
        #expect(totp.step(matching: totp.code(step: step), at: now, after: step) == nil)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI"),
    ])
    func `have secrets in base 32`(text: String, code: String) {
        #expect(Base32.text(Array(text.utf8)) == code)
        #expect(Base32.bytes(code.lowercased()) == Array(text.utf8))
    }
}

@Suite struct `The second factor` {
    @Test(arguments: engines) func `is asked after the password once it is on`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let (account, totp, _) = try await test.accountWithSecondFactor()
            let browser = test.visitor()
            let half = try await browser.signIn(account.email, next: "/apprenants")
            #expect(half.words.contains("Deuxième étape"))
            #expect(try await browser.get("/").location == "/connexion")
            let state = try #require(half.field("etape"))
            let code = totp.code(step: TOTP.step(at: test.clock.now))
            let answer = try await browser.post(
                "/connexion/code",
                [
                    ("etape", state), ("code", code), ("suite", "/apprenants"),
                ])
            #expect(answer.location == "/apprenants")
            #expect(try await browser.get("/").status == .ok)
        }
    }

    @Test func `does not take the same code twice`() async throws {
        let test = try await TestApp.make()
        let (account, totp, _) = try await test.accountWithSecondFactor()
        let code = totp.code(step: TOTP.step(at: test.clock.now))
        #expect(try await test.pass(account, code) == .seeOther)
        #expect(try await test.pass(account, code) == .unprocessableContent)
    }

    @Test func `is replaced by a recovery code, once`() async throws {
        let test = try await TestApp.make()
        let (account, _, codes) = try await test.accountWithSecondFactor()
        let code = try #require(codes.first)
        #expect(try await test.pass(account, code.lowercased()) == .seeOther)
        #expect(try await test.pass(account, code) == .unprocessableContent)
    }

    @Test func `waits after a few wrong codes`() async throws {
        let test = try await TestApp.make()
        let (account, totp, _) = try await test.accountWithSecondFactor()
        for _ in 1...6 { _ = try await test.pass(account, "000000") }
        let code = totp.code(step: TOTP.step(at: test.clock.now))
        #expect(try await test.pass(account, code) != .seeOther)
    }

    @Test func `cannot be asked of another browser, nor too late`() async throws {
        let test = try await TestApp.make()
        let (account, totp, _) = try await test.accountWithSecondFactor()
        let browser = test.visitor()
        let state = try #require(try await browser.signIn(account.email).field("etape"))
        let code = totp.code(step: TOTP.step(at: test.clock.now))
        let fields = [("etape", state), ("code", code)]
        #expect(try await test.visitor().post("/connexion/code", fields).location == "/connexion")
        test.clock.advance(seconds: HalfSignIn.seconds + 1)
        #expect(try await browser.post("/connexion/code", fields).location == "/connexion")
    }

    @Test func `is turned off with the password only`() async throws {
        let test = try await TestApp.make()
        let (account, _, _) = try await test.accountWithSecondFactor()
        let browser = try await test.browser(of: account)
        let wrong = try await browser.post("/compte/deuxieme-etape/arret", [("former", "pas le bon mot")])
        #expect(wrong.status == .unprocessableContent)
        _ = try await browser.post("/compte/deuxieme-etape/arret", [("former", TestApp.password)])
        #expect(try await test.visitor().signIn(account.email).location == "/")
    }

    @Test func `is not turned on by a wrong code`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let browser = try await test.browser(of: account)
        let secret = try #require(try await browser.get("/compte/deuxieme-etape").field("secret"))
        let answer = try await browser.post(
            "/compte/deuxieme-etape",
            [
                ("secret", secret), ("code", "000000"), ("former", TestApp.password),
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.field("secret") == secret)
        #expect(try await test.visitor().signIn(account.email).location == "/")
    }
}

extension TestApp {
    /// An account that turned its second factor on, in the browser.
    fileprivate func accountWithSecondFactor() async throws -> (Account, TOTP, [String]) {
        let account = try await addAccount(.rbde)
        let browser = try await browser(of: account)
        let secret = try #require(try await browser.get("/compte/deuxieme-etape").field("secret"))
        let totp = try #require(TOTP(secret: secret))
        let answer = try await browser.post(
            "/compte/deuxieme-etape",
            [
                ("secret", secret), ("code", totp.code(step: TOTP.step(at: clock.now))), ("former", TestApp.password),
            ])
        clock.advance(seconds: 60)
        let codes = answer.text.matches(of: /<code>([A-Z2-7-]{19})<\/code>/).map { String($0.output.1) }
        #expect(codes.count == RecoveryCode.count)
        return (account, totp, codes)
    }

    /// Signs in with a password and a code.
    fileprivate func pass(_ account: Account, _ code: String) async throws -> HTTPResponse.Status {
        let browser = visitor()
        let state = try #require(try await browser.signIn(account.email).field("etape"))
        return try await browser.post("/connexion/code", [("etape", state), ("code", code)]).status
    }
}
