import Domain
import HTTPTypes
import Testing

@testable import App

/// Walks every address that the features declare.
@Suite struct `Every declared address` {
    @Test func `refuses a form without its token, or with another visitor’s`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.almighty()
        let foreign = test.app.secrets.formToken(for: "somebody else")
        for route in test.site.declared where route.method == .post {
            for token in ["", foreign, "not even hexadecimal"] {
                let answer = try await browser.post(route.sample, token: token)
                #expect(answer.status == .badRequest, "\(route.path) with token « \(token) »")
            }
        }
    }

    @Test func `carries the headers that protect people`() async throws {
        let test = try await TestApp.make(environment: ["BUREAU_PUBLIC_ADDRESS": "https://bureau.example"])
        let browser = try await test.almighty()
        for path in test.site.declared.filter({ $0.method == .get }).map(\.sample) + ["/nulle-part"] {
            let headers = try await browser.get(path).headers
            let policy = headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
            #expect(headers[.xContentTypeOptions] == "nosniff", "\(path)")
            #expect(headers[.strictTransportSecurity] != nil, "\(path)")
            for name in ["Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Permissions-Policy"] {
                #expect(try headers[#require(HTTPField.Name(name))] != nil, "\(path) \(name)")
            }
        }
    }

    @Test func `writes no script and no style inside its page`() async throws {
        let test = try await TestApp.make()
        for browser in [test.visitor(), try await test.almighty()] {
            for route in test.site.declared where route.method == .get {
                let text = try await browser.get(route.sample).text
                #expect(!text.contains(" style=\"") && !text.contains("<style"), "\(route.path)")
                #expect(!text.contains("javascript:"), "\(route.path)")
                #expect(text.firstMatch(of: /<[^>]* on[a-z]+="/) == nil, "\(route.path)")
                for script in text.matches(of: /<script[^>]*>/) {
                    #expect(script.output.contains("src=\"/assets/"), "\(route.path)")
                }
            }
        }
    }

    @Test func `sends to sign-in whoever is nobody, unless it is public`() async throws {
        let test = try await TestApp.make()
        for route in test.site.declared where route.access != .everyone {
            let visitor = test.visitor()
            let answer =
                route.method == .get ? try await visitor.get(route.sample) : try await visitor.post(route.sample)
            #expect(answer.location?.hasPrefix("/connexion") == true, "\(route.method) \(route.path)")
        }
    }

    @Test(arguments: Role.allCases)
    func `opens to a role that has its permission, and to no other`(role: Role) async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(role)
        for route in test.site.declared {
            guard case .members(let permissions) = route.access else { continue }
            let answer =
                route.method == .get ? try await browser.get(route.sample) : try await browser.post(route.sample)
            let mayEnter = permissions.isEmpty || permissions.contains(where: role.may)
            #expect((answer.status == .forbidden) == !mayEnter, "\(route.method) \(route.path) \(answer.status)")
        }
    }

    @Test func `answers HEAD as GET, without the page`() async throws {
        let test = try await TestApp.make()
        for path in ["/connexion", "/sante", "/aide", "/accessibilite"] {
            let answer = try await test.visitor().head(path)
            #expect(answer.status == .ok, "\(path)")
            #expect(answer.bytes.isEmpty, "\(path)")
        }
    }

    @Test func `leads nowhere when a key holds the character NUL`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.almighty()
        for route in test.site.declared where route.path.contains(":") {
            let path = route.sample.replacing("introuvable", with: "a%00b")
            let answer = route.method == .get ? try await browser.get(path) : try await browser.post(path)
            #expect(answer.status == .notFound, "\(route.method) \(path) \(answer.status)")
        }
    }
}

extension DeclaredRoute {
    /// The address with a made-up key in place of each parameter.
    var sample: String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "introuvable" : String($0) }.reduce("") { $0 + "/" + $1 }
    }
}

extension TestApp {
    /// A browser where someone with every permission is signed in.
    func almighty(in place: School? = nil) async throws -> TestBrowser {
        let account = try await addAccount(.rbde, in: place)
        for role in Role.invitable where role != .rbde { try await addMembership(of: account, role, in: place) }
        return try await browser(of: account)
    }
}
