import Domain
import Persistence
import Testing

@testable import App

@Suite struct `What leaves a school for the other bureaux` {
    /// A choice of a school: how much, and whether places are told.
    struct Choice: Sendable, CustomTestStringConvertible {
        let level: SharingLevel
        let places: Bool
        var testDescription: String { level.rawValue + (places ? ", places" : "") }

        static let all = SharingLevel.allCases.flatMap {
            [Choice(level: $0, places: false), Choice(level: $0, places: true)]
        }

        /// The words that may be read then.
        var allowed: [String] {
            (level >= .identity ? SharedSample.identity : []) + (level >= .switchboard ? SharedSample.switchboard : [])
                + (level >= .people ? SharedSample.people : [])
                + (places && level != .nothing ? SharedSample.places : [])
        }
    }

    private static let all =
        SharedSample.identity + SharedSample.switchboard + SharedSample.people + SharedSample.places
        + SharedSample.secrets

    @Test(arguments: engines, Choice.all) func `is each thing that its level allows, and nothing else`(
        engine: TestEngine, choice: Choice
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            try await test.share(sample, choice.level, places: choice.places)
            let said = try await test.whatLeaks(of: sample.siret)
            for word in Self.all {
                #expect(said.contains(word) == choice.allowed.contains(word), "\(word)")
            }
        }
    }

    @Test(arguments: engines, SharingLevel.defaults) func `is what the school chose for all, unless one says otherwise`(
        engine: TestEngine, level: SharingLevel
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            try await test.write(in: sample.school) { db in
                var settings = PartnerSettings(id: db.newID())
                (settings.shareLevel, settings.version) = (level, 1)
                try db.insert(settings, into: .partnerSetting)
            }
            let said = try await test.whatLeaks(of: sample.siret)
            #expect(said.contains("Ocre et Fils") == (level != .nothing))
            #expect(said.contains("+33199007001") == (level == .switchboard))
            try await test.share(sample, .nothing)
            #expect(!(try await test.whatLeaks(of: sample.siret)).contains("Ocre et Fils"))
        }
    }

    @Test(arguments: engines, SharingObstacle.allCases) func `ends at once with what stops the sharing`(
        engine: TestEngine, obstacle: SharingObstacle
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            try await test.share(sample, .people, places: true)
            #expect(try await test.whatLeaks(of: sample.siret).contains("Ocre et Fils"))
            try await test.put(obstacle, on: sample)
            #expect(try await test.whatLeaks(of: sample.siret).allSatisfy { $0.isNewline })
            let author = test.author(.rbde, in: sample.school)
            let sharing = try await test.app.read(author) { try $0.sharing(of: try $0.company(sample.company)) }
            #expect(sharing.obstacles == [obstacle] && !sharing.isShared)
        }
    }

    @Test(arguments: engines) func `has no other column than these`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let columns = try await test.app.readPlatform { db in
                try ["shared_company", "shared_contact", "shared_place"].map { try db.columns(of: $0).map(\.name) }
            }
            #expect(
                columns[0] == [
                    "activity", "address_city", "address_line1", "address_line2", "address_postal_code", "bureau_email",
                    "department", "email", "id", "kind", "latitude", "legal_name", "level", "longitude", "naf", "phone",
                    "school_city", "school_id", "school_name", "school_uai", "search_key", "shows_places", "siret",
                    "sort_key", "trade_name", "website",
                ])
            #expect(
                columns[1] == [
                    "civility", "company_id", "email", "family_name", "first_name", "function", "id", "phone",
                    "school_id", "search_key",
                ])
            #expect(
                columns[2] == [
                    "company_id", "count", "ends_on", "id", "school_id", "school_year", "starts_on", "stream",
                ])
        }
    }

    @Test(arguments: [
        "select company.phone from company", "select shared_company.id from shared_company, learner",
        "select shared_company.id from shared_company join contact on true",
        "select shared_company.id from shared_company where exists (select 1 from interaction)",
        "update company set notes = ''", "delete from shared_company", "with a as (select 1) select 1 from a",
        "select account.email from account", "select shared_company.id from shared_company; select 1",
    ])
    func `is read by statements that name the shared views alone`(statement: String) {
        #expect(throws: SharedReader.NotShared.self) { try SharedReader.inspect(statement) }
    }

    @Test func `is read by no other way once the reading is over`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            try await test.app.read(test.author(.rbde)) { db in
                #expect(throws: (any Error).self) {
                    try db.onShared { try $0.rows("select company.id from company", as: String.self) }
                }
                #expect(throws: ScopeGuard.UnscopedStatement.self) {
                    try db.rows("select company.id from company", as: String.self)
                }
            }
        }
    }

    @Test(arguments: engines.filter { $0 == .postgreSQL })
    func `is guarded by PostgreSQL itself, against a statement that forgets`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            let hidden = try await test.addCompany("Maison Grise", in: sample.school) { $0.siret = "99988877900025" }
            try await test.share(sample, .identity)
            let counts = try await test.app.read(test.author(.rbde)) { db -> [String: Int] in
                db.database.inspect = nil
                _ = try db.database.row("select set_config('bureau.school', '~partage', true)", as: String.self)
                var counts: [String: Int] = [:]
                for table in SchoolTable.allCases {
                    counts[table.rawValue] = try db.database.row(
                        "select count(*) from \(SQL(unsafe: table.rawValue))", as: Int.self)
                }
                return counts
            }
            let readable: Set<String> = [
                "company", "contact", "host_place", "placement", "company_share", "shared_person", "mail_opt_out",
                "contact_refusal",
            ]
            #expect(counts["company"] == 1, "\(hidden.displayName) is not shared")
            for (table, count) in counts where !readable.contains(table) { #expect(count == 0, "\(table)") }
            await #expect(throws: Never.self) {
                let changed = try await test.app.performPlatform(WriteAsReader())
                #expect(changed == 0)
            }
        }
    }
}

/// The reader of the network tries to write.
private struct WriteAsReader: PlatformOperation {
    func run(in db: PlatformDatabase, at now: Now) throws -> Int {
        _ = try db.row("select set_config('bureau.school', '~partage', true)", as: String.self)
        let changed = try db.run("update company set notes = 'Changée'")
        _ = try db.row("select set_config('bureau.school', '', true)", as: String.self)
        return changed
    }
}

extension TestApp {
    fileprivate func put(_ obstacle: SharingObstacle, on sample: SharedSample) async throws {
        let moment = clock.now
        let id = sample.company
        switch obstacle {
        case .archived:
            try await app.perform(ArchiveCompanies(ids: [id], archived: true), by: author(.rbde, in: sample.school))
        case .leaveAlone:
            try await app.perform(
                ChangeRelation(ids: [id], relation: .leaveAlone), by: author(.rbde, in: sample.school))
        case .optedOut:
            try await write(in: sample.school) { db in
                try db.insert(
                    MailOptOut(
                        id: db.newID(), email: "accueil@ocre.example", notedAt: moment, origin: .link, authorName: ""),
                    into: .mailOptOut)
            }
        case .toVerify:
            try await write(in: sample.school) { db in
                try db.insert(
                    CompanyReview(
                        id: db.newID(), companyId: id, source: .form, proposedAt: moment, accountId: nil,
                        authorName: "Alix", typed: "{}"), into: .companyReview)
            }
        case .noSiret:
            try await write(in: sample.school) { db in
                _ = try db.change(.company, set: "siret = null, no_siret_reason = 'inconnu'", where: "id = \(id)")
            }
        case .hidden: try await app.performPlatform(HideAtRegister(siret: sample.siret))
        }
    }
}

/// A place whose holder asked the register for discretion.
private struct HideAtRegister: PlatformOperation {
    let siret: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            insert into sirene_establishment (siret, active, since, partial, head_office, own_name, unit_name,
            unit_active, category, size, headcount, unit_headcount, naf, naf2025, complement, street, postal_code, town,
            commune_code, department, seen_at)
            values (\(siret), true, '2020-01-01', true, true, '', '', true, '', '', '', '', '', '', '', '', '', '', '',
            '', \(now.moment))
            """)
    }
}
