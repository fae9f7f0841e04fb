import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

/// Every address that names a record, visited by every role of a school that does not hold it.
@Suite struct `The records of another school` {
    @Test(arguments: engines) func `are unknown to every role at every address`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let foreign = try await ForeignRecords.add(in: test)
            for role in Role.invitable {
                let browser = try await test.browser(role)
                for route in foreign.routes {
                    guard case .members(let permissions) = route.access else { continue }
                    let mayEnter = permissions.isEmpty || permissions.contains(where: role.may)
                    let answer = try await browser.visit(
                        route, at: try #require(foreign.path(of: route)), foreign.forms[route.path] ?? [])
                    let what = "\(role.rawValue) \(route.method) \(route.path) \(answer.status)"
                    // A form may be refused before its record is looked for.
                    let isUnknown =
                        answer.status == .notFound || answer.status == .unprocessableContent && route.method == .post
                    #expect(mayEnter ? isUnknown : answer.status == .forbidden, "\(what)")
                    for word in ForeignRecords.words { #expect(!answer.text.contains(word), "\(what)") }
                }
            }
            #expect(try await foreign.journalLength(in: test) == foreign.journalLength)
        }
    }

    @Test func `are known to their own school, so that the samples prove something`() async throws {
        let test = try await TestApp.make()
        let foreign = try await ForeignRecords.add(in: test)
        for route in foreign.routes where route.method == .get {
            let answer = try await foreign.owner.get(try #require(foreign.path(of: route)))
            #expect(answer.status == .ok || answer.status == .seeOther, "\(route.path) \(answer.status)")
        }
    }

    @Test func `have a sample for each address that names one`() async throws {
        let test = try await TestApp.make()
        let foreign = try await ForeignRecords.add(in: test)
        for route in foreign.routes {
            #expect(foreign.path(of: route) != nil, "\(route.path): add a record of this kind to ForeignRecords")
        }
    }
}

/// One record of each kind that addresses name, in a school where the visitors are not.
private struct ForeignRecords {
    let school: School
    /// Someone of that school with every right.
    let owner: TestBrowser
    /// Keys of records by what comes before them in addresses.
    let keys: ForeignSamples.Keys
    /// The least that a form must say for its record to be looked for, by address.
    let forms: [String: [(String, String)]]
    /// The addresses of members that name a record of a school.
    let routes: [DeclaredRoute]
    /// How much had been written in that school when the samples were there.
    let journalLength: Int

    /// Names that only that school knows.
    static let words = ["FICTIF", "Quatre-Vents", "DELORME", "SANTINI", "TMRC", "Rappeler Camille"]

    /// Addresses whose parameter names no record of a school.
    private static let common = ["/annuaire/:uai", "/entreprises/export/:format", "/reglages/regles/:regle"]

    static func add(in test: TestApp) async throws -> ForeignRecords {
        let school = try await test.addSchool()
        let owner = try await test.almighty(in: school)
        let sample = try await test.addClass(in: school)
        try await test.insureSchool(school)
        let placed = try await owner.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
        let agreement = try #require(placed.location?.split(separator: "/").last.map(String.init))
        #expect(try await owner.post("/conventions/\(agreement)/documents").status == .seeOther)
        let day = try #require(LocalDate("2026-11-20"))
        let (exchange, place, placement) = try await test.write(in: school) { db in
            let exchange = Interaction(
                id: db.newID(), companyId: sample.company, kind: .incomingCall, purpose: .placement,
                outcome: .information,
                happenedOn: day, authorName: "Camille Essai", nextAction: "Rappeler Camille", nextActionOn: day)
            try db.insert(exchange, into: .interaction)
            let place = HostPlace(id: db.newID(), companyId: sample.company, schoolYear: 2026, count: 2)
            try db.insert(place, into: .hostPlace)
            let placement = try db.agreement(ID<Agreement>(agreement)).placementId
            return (exchange.id.rawValue, place.id.rawValue, placement.rawValue)
        }
        let samples = ForeignSamples(
            sample: sample, placement: ID(placement), agreement: ID(agreement), now: test.clock.now)
        var keys = try await test.write(in: school) { db in try samples.add(to: db) }
        try await owner.passWarnings(of: "/conventions/\(agreement)")
        // Columns that nobody knows: the import waits for someone to tell what they are.
        let sheet = "Quoi;Où\nGarage;Ici\n"
        let dropped = try await owner.post("/imports", files: [("fichiers", "liste.csv", Array(sheet.utf8))])
        let run = try #require(dropped.location?.split(separator: "/").dropFirst().first.map(String.init))
        let account = try await test.addAccount(.teacher, in: school)
        let known = [
            "/apprenants": sample.adult.rawValue, "/classes": sample.classId.rawValue,
            "/equipe": sample.teacher.rawValue, "/entreprises": sample.company.rawValue,
            "/contacts": sample.tutor.rawValue, "/echanges": exchange, "/places": place,
            "/pfmp": sample.period.rawValue, "/placements": placement, "/conventions": agreement,
            "/imports": run, "/personnes": account.id.rawValue, "/placer": sample.minor.rawValue,
            "/documents": "1", "/signatures": "TUTEUR",
        ]
        keys.pieces.merge(known) { _, known in known }
        let routes = test.site.declared.filter { route in
            guard case .members = route.access else { return false }
            return route.path.contains(":") && !common.contains(route.path)
        }
        return ForeignRecords(
            school: school, owner: owner, keys: keys, forms: leastForms(placement: placement),
            routes: routes, journalLength: try await countJournal(of: school, in: test))
    }

    /// Without them, these forms are refused, or do nothing, before any record is looked for.
    private static func leastForms(placement: String) -> [String: [(String, String)]] {
        [
            "/placements/:id/note": [("geste", "present")],
            "/placements/:id/liens": [("usage", "presence")],
            "/courriels/:id/doute": [("geste", "renvoyer")],
            "/taxe/:id/import/accord": [("lignes", "1||X|5||")],
            "/placements/:id/liens/envoi": [("usage", "presence")],
            "/parcours/changements/:id": [("reponse", "acceptee")],
            "/propositions/:id/lignes": [("geste", "tout")],
            "/repartitions/:id/suivis": [("geste", "tout")],
            "/tournees/:id/gardees/:tournees/planification": [("geste", "tout")],
            "/tournees/:id/demi-journees": [("libre", "1-matin")],
            "/pfmp/:id/etapes": [("noter", "\(placement)~etape~~fait")],
        ]
    }

    /// The address with the keys of foreign records; `nil` when there is no sample of one.
    func path(of route: DeclaredRoute) -> String? {
        var made = ""
        var last = ""
        var isFirst = true
        for piece in route.path.split(separator: "/").map(String.init) {
            guard piece.hasPrefix(":") else {
                made += "/" + piece
                last = piece
                continue
            }
            let special = isFirst ? keys.beginnings.first { route.path.hasPrefix($0.key) }?.value : nil
            // A parameter just after another goes by its own name.
            guard let key = special ?? keys.pieces[last.hasPrefix(":") ? piece : "/" + last] else { return nil }
            made += "/" + key
            last = piece
            isFirst = false
        }
        return made
    }

    func journalLength(in test: TestApp) async throws -> Int {
        try await Self.countJournal(of: school, in: test)
    }

    private static func countJournal(of school: School, in test: TestApp) async throws -> Int {
        try await test.write(in: school) { db in
            try db.count("select count(*) from \(db.table(.journalEntry))")
        }
    }
}

extension TestBrowser {
    fileprivate func visit(
        _ route: DeclaredRoute, at path: String, _ fields: [(String, String)]
    ) async throws -> TestAnswer {
        route.method == .get ? try await get(path) : try await post(path, fields)
    }
}
