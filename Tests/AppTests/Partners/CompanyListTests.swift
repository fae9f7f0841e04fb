import Domain
import Exchange
import HTTPTypes
import Testing

@testable import App

@Suite struct `The list of companies` {
    @Test(arguments: engines) func `filters by each criterion and by several`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let garage = try await test.addCompany("Garage des Alizés", town: "MURET") {
                $0.naf = "45.20A"
                $0.relation = .active
                $0.streams = "Maintenance des véhicules"
                $0.siret = "99988877900017"
            }
            let bakery = try await test.addCompany("Boulangerie Garancière") {
                $0.naf = "10.71C"
                $0.department = "09"
                $0.kind = .craft
            }
            let browser = try await test.browser(.rbde)
            let cases: [(String, [Company])] = [
                ("", [bakery, garage]), ("?q=gar", [bakery, garage]), ("?q=garage", [garage]),
                ("?q=MURET+alizes", [garage]), ("?q=rage", []), ("?q=999+888+779+00017", [garage]),
                ("?departement=09", [bakery]), ("?naf=45", [garage]), ("?naf=45.20A", [garage]), ("?naf=45.3", []),
                ("?relation=actif", [garage]), ("?genre=artisan", [bakery]), ("?filiere=Maintenance", [garage]),
                ("?departement=31&naf=45&q=gara", [garage]), ("?departement=31&naf=10", []),
                ("?silence=6", [bakery, garage]), ("?archivees=1", []),
            ]
            for (query, expected) in cases {
                let answer = try await browser.get("/entreprises" + query)
                #expect(answer.companyKeys == expected.map(\.id.rawValue), "\(query)")
            }
        }
    }

    @Test func `leaves out those who were contacted lately when silence is asked`() async throws {
        let test = try await TestApp.make()
        let talked = try await test.addCompany("Garage des Alizés")
        let silent = try await test.addCompany("Menuiserie Fictive")
        let browser = try await test.browser(.rbde)
        _ = try await browser.post("/entreprises/\(talked.id)/echanges", [("note", "Bonjour")])
        #expect(try await browser.get("/entreprises?silence=3").companyKeys == [silent.id.rawValue])
        #expect(try await browser.get("/entreprises").words.contains("aujourd’hui"))
    }

    @Test(arguments: engines) func `shows at once what anyone just wrote, to each with their own rights`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let garage = try await test.addCompany("Garage des Alizés")
            let head = try await test.browser(.rbde), teacher = try await test.browser(.teacher)
            for _ in 1...2 {
                #expect(try await head.get("/entreprises").text.contains("data-all"))
                #expect(try await !teacher.get("/entreprises").text.contains("data-all"))
            }
            let created = try await head.post(
                "/entreprises/nouvelle", CompanySample.fields([("raison_sociale", "Aux Bons Essais")]))
            #expect(created.status == .seeOther)
            #expect(try await teacher.get("/entreprises").companyKeys.count == 2)
            _ = try await head.post("/entreprises/\(garage.id)/archivage", [])
            for browser in [head, teacher] {
                let list = try await browser.get("/entreprises")
                #expect(list.companyKeys.count == 1 && list.words.contains("Aux Bons Essais"))
            }
        }
    }

    @Test func `carries the token of whoever sends its form, each time`() async throws {
        let test = try await TestApp.make()
        let garage = try await test.addCompany("Garage des Alizés")
        for _ in 1...2 {
            let browser = try await test.browser(.rbde)
            _ = try await browser.get("/entreprises")
            let answer = try await browser.post(
                "/entreprises/selection", [("id", garage.id.rawValue), ("geste", "relation"), ("vers", "dormant")])
            #expect(answer.status == .seeOther)
        }
    }

    @Test func `says why it is empty and what to do`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        #expect(try await browser.get("/entreprises").words.contains("Aucune entreprise pour l’instant"))
        let filtered = try await browser.get("/entreprises?q=introuvable")
        #expect(filtered.words.contains("Retirez un filtre"))
        #expect(filtered.words.contains("retirer ce filtre"))
    }

    @Test(arguments: engines) func `shows each company once, forwards and backwards, in every order`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            try await test.write { db in try db.insertMany(RandomCompanies.make(230), into: .company) }
            let browser = try await test.browser(.rbde)
            for query in [
                "tri=nom", "sens=desc", "tri=commune", "tri=commune&sens=desc", "tri=relation", "departement=31",
                "relation=actif&sens=desc", "q=atelier", "q=a&tri=commune", "naf=45&tri=relation&sens=desc",
            ] {
                let forwards = try await browser.pages(of: "/entreprises?" + query, "next")
                #expect(Set(forwards.keys).count == forwards.keys.count, "\(query)")
                let backwards = try await browser.pages(of: forwards.last, "prev")
                #expect(backwards.pages.reversed().flatMap { $0 } == forwards.keys, "\(query)")
                let exported = try await test.filtered(query)
                #expect(forwards.keys == exported, "\(query)")
            }
        }
    }

    @Test(arguments: engines) func `finds what a plain reading of every row finds`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let all = RandomCompanies.make(150)
            try await test.write { db in try db.insertMany(all, into: .company) }
            for words in [["atelier"], ["a"], ["atelier", "mur"], ["fournil", "gar"], ["zzz"]] {
                let expected = all.filter { company in
                    let held = SearchKey(rawValue: company.searchKey).words
                    return company.archivedOn == nil
                        && words.allSatisfy { word in held.contains { $0.hasPrefix(word) } }
                }
                var filter = CompanyFilter()
                filter.words = words
                let asked = filter
                let (found, total) = try await test.read { db in
                    let query = try db.companyQuery(asked)
                    return (
                        try db.companiesToExport(asked).map(\.id), try db.companyCount(query, upTo: 5000)
                    )
                }
                #expect(Set(found) == Set(expected.map(\.id)), "\(words)")
                #expect(total == expected.count, "\(words)")
            }
        }
    }

    @Test func `keeps the filters that it does not show`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage des Alizés") { $0.naf = "45.20A" }
        let page = try await test.browser(.rbde).get("/entreprises?naf=45&tri=commune&sens=desc")
        #expect(page.field("naf") == "45")
        #expect(page.field("tri") == "commune")
        #expect(page.field("sens") == "desc")
    }

    @Test(arguments: ["?apres=", "?apres=a", "?avant=%7C%7C%7C", "?tri=rien&sens=rien&silence=x&relation=x", "?q=%25"])
    func `makes do with an address that makes no sense`(query: String) async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage des Alizés")
        #expect(try await test.browser(.rbde).get("/entreprises" + query).status == .ok)
    }
}

@Suite struct `The export of companies` {
    @Test(arguments: ["csv", "xlsx"]) func `holds exactly the rows of the filtered list`(format: String) async throws {
        let test = try await TestApp.make()
        try await test.write { db in try db.insertMany(RandomCompanies.make(120), into: .company) }
        let browser = try await test.browser(.rbde)
        let file = try await browser.get("/entreprises/export/\(format)?departement=31&q=a&sens=desc")
        let table = try TableReading.read(NamedFile(name: "entreprises." + format, bytes: file.bytes))
        let name = try #require(table.header.firstIndex(of: "Raison sociale"))
        let keys = try await test.filtered("departement=31&q=a&sens=desc")
        let companies = try await test.companies()
        let expected = keys.compactMap { key in companies.first { $0.id.rawValue == key }?.legalName }
        #expect(expected.count > 5)
        #expect(table.rows.map { $0.cells[name] } == expected)
    }

    @Test func `never lets a name become a formula`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("=1+1")
        let file = try await test.browser(.rbde).get("/entreprises/export/csv")
        #expect(file.text.contains("'=1+1"))
    }

    @Test func `keeps the zeros of numbers`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage des Alizés") {
            $0.siret = "00988877900015"
            $0.address = PostalAddress(postalCode: "09000", city: "FOIX")
        }
        let file = try await test.browser(.rbde).get("/entreprises/export/csv")
        let table = try TableReading.read(NamedFile(name: "entreprises.csv", bytes: file.bytes))
        #expect(table.rows.first?.cells.contains("00988877900015") == true)
        #expect(table.rows.first?.cells.contains("09000") == true)
    }

    @Test func `knows two kinds of files`() async throws {
        let test = try await TestApp.make()
        #expect(try await test.browser(.rbde).get("/entreprises/export/exe").status == .notFound)
    }
}

/// Companies of all sorts, the same at every run; many share a name or a town.
enum RandomCompanies {
    static func make(_ count: Int) -> [Company] {
        let chance = TestChance()
        func pick<T>(_ values: [T]) -> T { values[Int(chance.next() % UInt64(values.count))] }
        return (0..<count).map { number in
            Company(
                id: ID("entreprise-\(number)"),
                legalName: pick(["Atelier", "Fournil", "Garage", "Éclat", "Zinc"]) + " "
                    + pick(["Arrondi", "des Alizés", "Fictif", "Imaginaire", "d’Été"]),
                naf: pick(["45.20A", "10.71C", "45.11Z", nil]),
                address: PostalAddress(postalCode: "31000", city: pick(["MURET", "TOULOUSE", "Foix", "ÉVREUX"])),
                department: pick(["31", "31", "09"]), relation: pick(RelationStatus.allCases),
                archivedOn: pick([nil, nil, nil, nil, LocalDate("2026-01-05")]))
        }
    }
}

extension TestApp {
    /// The keys of the companies that an address asks for, in order, read without pages.
    func filtered(_ query: String) async throws -> [String] {
        let filter = CompanyFilter(query: FormValues(urlEncoded: query), today: Now(clock.now).day)
        return try await read { try $0.companiesToExport(filter) }.map(\.id.rawValue)
    }
}

/// The pages of a list one after the other.
struct WalkedPages {
    var pages: [[String]] = []
    var last = ""
    var keys: [String] { pages.flatMap { $0 } }
}

extension TestBrowser {
    func pages(of start: String, _ rel: String) async throws -> WalkedPages {
        var walked = WalkedPages()
        var next: String? = start
        while let address = next, walked.pages.count < 30 {
            let answer = try await get(address)
            walked.pages.append(answer.companyKeys)
            walked.last = address
            next = answer.page(rel)
        }
        return walked
    }
}
