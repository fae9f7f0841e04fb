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

    @Test(arguments: engines)
    func `does not know the records of another school`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let foreign = try await ForeignRecords.add(to: other, in: test)
            let browser = try await test.almighty()
            let own = try await test.almighty(in: other)
            for route in test.site.declared {
                guard case .members = route.access, let path = foreign.path(of: route) else { continue }
                let answer = route.method == .get ? try await browser.get(path) : try await browser.post(path)
                #expect(
                    answer.status == .notFound || answer.status == .unprocessableContent && route.method == .post,
                    "\(route.method) \(route.path) \(answer.status)")
                if route.method == .get {
                    #expect(try await own.get(path).status == .ok, "\(route.path): the sample is not good")
                }
            }
        }
    }
}

/// One record of each kind that addresses name, in a school where the visitor is not.
private struct ForeignRecords {
    let ids: [String: String]

    static func add(to school: School, in test: TestApp) async throws -> ForeignRecords {
        let learner = Learner(id: ID("foreign-learner"), familyName: "AILLEURS", firstName: "Alix")
        try await test.write(in: school) { db in try db.insert(learner, into: .learner) }
        let account = try await test.addAccount(.teacher, in: school)
        return ForeignRecords(ids: [
            "/apprenants": learner.id.rawValue, "/reglages/personnes": account.id.rawValue,
        ])
    }

    /// The address with the key of a foreign record; `nil` when no record of ours fits.
    func path(of route: DeclaredRoute) -> String? {
        let parts = route.path.split(separator: "/:", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = ids[parts[0]], !parts[1].contains(":") else { return nil }
        let rest = parts[1].split(separator: "/", maxSplits: 1).dropFirst().joined()
        return parts[0] + "/" + id + (rest.isEmpty ? "" : "/" + rest)
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
