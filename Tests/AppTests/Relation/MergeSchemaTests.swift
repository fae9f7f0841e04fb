import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A merge of companies, seen from the schema` {
    /// The columns of the database that name a record of a table, as `table.column`.
    private func columns(naming table: String, in db: SchoolDatabase) throws -> [String] {
        db.database.inspect = nil
        switch db.database.dialect {
        case .sqlite:
            return try db.database.rows(
                """
                select m.name || '.' || f."from" from sqlite_master m join pragma_foreign_key_list(m.name) f
                where m.type = 'table' and f."table" = \(table) order by 1
                """)
        case .postgreSQL:
            return try db.database.rows(
                """
                select cast(child.relname as text) || '.' || cast(col.attname as text)
                from pg_constraint link join pg_class child on child.oid = link.conrelid
                join pg_class parent on parent.oid = link.confrelid
                join pg_attribute col on col.attrelid = child.oid and col.attnum = link.conkey[1]
                join pg_namespace space on space.oid = child.relnamespace and space.nspname = current_schema()
                where link.contype = 'f' and cast(parent.relname as text) = \(table)
                and parent.relnamespace = child.relnamespace order by 1
                """)
        }
    }

    @Test(arguments: engines) func `forgets no table that names a company or a person`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (companies, people) = try await test.read { db in
                (try columns(naming: "company", in: db), try columns(naming: "contact", in: db))
            }
            let moved = Set(MergedTables.all.map { $0.rawValue + ".company_id" })
            #expect(companies.count > 25)
            #expect(Set(companies) == moved.union(MergedTables.staying))
            let named = Set(MergedContactColumns.all.map { $0.table.rawValue + "." + $0.column })
            #expect(Set(people) == named.union(["contact_merge.kept_id", "contact_merge.removed_id"]))
        }
    }

    /// How many rows name a record, column by column.
    private func counts(_ columns: [String], of key: String, in db: SchoolDatabase) throws -> [String: Int] {
        db.database.inspect = nil
        var counts: [String: Int] = [:]
        for column in columns {
            let pieces = column.split(separator: ".").map(String.init)
            let (table, name) = (SQL(unsafe: pieces[0]), SQL(unsafe: pieces[1]))
            let found: Int? = try db.database.row("select count(*) from \(table) where \(name) = \(key)")
            counts[column] = found ?? 0
        }
        return counts
    }

    @Test(arguments: engines) func `leaves nothing behind, and its undoing brings everything back`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.fullCompany()
            let kept = try await test.addCompany("Garage qui reste") { $0.siret = "99988877900017" }
            let columns = try await test.read { try self.columns(naming: "company", in: $0) }
            let (before, mine) = try await test.read { db in
                (try counts(columns, of: sample.rawValue, in: db), try counts(columns, of: kept.id.rawValue, in: db))
            }
            let empty = MergedTables.all.map { $0.rawValue + ".company_id" }.filter { before[$0] == 0 }
            #expect(empty.isEmpty, "the sample proves nothing about these")

            let merge = try await test.merge(sample, into: kept.id)
            let (left, got) = try await test.read { db in
                (try counts(columns, of: sample.rawValue, in: db), try counts(columns, of: kept.id.rawValue, in: db))
            }
            for column in columns where !MergedTables.staying.contains(column) {
                #expect(left[column] == 0, "\(column) still names the merged record")
                #expect(got[column] == (before[column] ?? 0) + (mine[column] ?? 0), "\(column)")
            }

            try await test.app.perform(UndoCompanyMerge(id: merge), by: test.author(.rbde))
            let (again, rest) = try await test.read { db in
                (try counts(columns, of: sample.rawValue, in: db), try counts(columns, of: kept.id.rawValue, in: db))
            }
            for column in columns where !MergedTables.staying.contains(column) {
                #expect(again[column] == before[column] && rest[column] == mine[column], "\(column)")
            }
        }
    }

    @Test(arguments: engines) func `says on one sheet what two said, the more careful first`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let one = try await test.addCompany("Atelier Roy") { $0.siret = "99988877900017" }
            let other = try await test.addCompany("SARL Atelier Roy")
            let day = test.app.now(for: test.author(.rbde)).day
            try await test.write { db in
                for (company, bus) in [(one.id, "Bus 12"), (other.id, "Gare à 5 minutes")] {
                    var sheet = SiteSheet(id: db.newID(), companyId: company)
                    sheet.transport = bus
                    if company == other.id { sheet.meals = "Cantine" }
                    try db.insert(sheet, into: .siteSheet)
                    try db.insert(
                        HostQuality(
                            id: db.newID(), companyId: company, state: company == one.id ? .qualified : .suspended,
                            reason: "Essai", decidedOn: day, decidedBy: "Alix"), into: .hostQuality)
                }
            }
            let merge = try await test.merge(other.id, into: one.id)
            let sheet = try await test.read { try $0.siteSheet(of: one.id) }
            #expect(sheet.transport == "Bus 12\nGare à 5 minutes" && sheet.meals == "Cantine")
            #expect(try await test.read { try $0.quality(of: one.id) }?.state == .suspended)
            try await test.app.perform(UndoCompanyMerge(id: merge), by: test.author(.rbde))
            #expect(try await test.read { try $0.siteSheet(of: one.id) }.transport == "Bus 12")
            #expect(try await test.read { try $0.quality(of: one.id) }?.state == .qualified)
            #expect(try await test.read { try $0.quality(of: other.id) }?.state == .suspended)
        }
    }

    @Test(arguments: engines) func `of two companies that signed agreements name keeps every agreement readable`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.insureSchool(test.school)
            let browser = try await test.browser(.rbde)
            let second = try await test.addCompany("Atelier des Quatre-Vents") {
                $0.insurer = "Assurance fictive"
                $0.headcount = 8
                $0.address = PostalAddress(line1: "2 rue du Test", postalCode: "31000", city: "TOULOUSE")
            }
            let tutor = Contact(
                id: test.app.newIDs().next(), companyId: second.id, familyName: "AUTRE", firstName: "Ève", tutor: true,
                signatory: true)
            try await test.write { try $0.insert(tutor, into: .contact) }
            let places = [
                (sample.adult, sample.form()),
                (
                    sample.minor,
                    sample.form([
                        "entreprise": second.id.rawValue, "tuteur": tutor.id.rawValue, "signataire": tutor.id.rawValue,
                    ])
                ),
            ]
            var agreements: [String] = []
            for (learner, form) in places {
                let placed = try await browser.post("/pfmp/\(sample.period)/placer/\(learner)", form)
                let id = try #require(
                    placed.location?.split(separator: "/").last.map(String.init), "\(placed.words.suffix(400))")
                agreements.append(id)
                try await test.write { db in
                    try db.change(.agreement, set: "state = \(Agreement.State.signed)", where: "id = \(id)")
                }
            }
            let merge = try await test.merge(second.id, into: sample.company)
            for id in agreements { #expect(try await browser.get("/conventions/\(id)").status == .ok) }
            let page = try await browser.get("/entreprises/\(sample.company)").words
            #expect(page.contains("FICTIF Noémie") && page.contains("INVENTÉ Marco"))
            #expect(page.contains("AUTRE"), "the tutor whom a signed agreement names is still reachable")
            try await test.app.perform(UndoCompanyMerge(id: merge), by: test.author(.rbde))
            for id in agreements { #expect(try await browser.get("/conventions/\(id)").status == .ok) }
        }
    }

    @Test func `is undone after the merge that came later`() async throws {
        let test = try await TestApp.make()
        let first = try await test.addCompany("Atelier Un"), second = try await test.addCompany("Atelier Deux")
        let third = try await test.addCompany("Atelier Trois")
        let early = try await test.merge(first.id, into: second.id)
        let late = try await test.merge(second.id, into: third.id)
        await #expect(throws: CompanyMergeRefusal.undoLaterFirst) {
            try await test.app.perform(UndoCompanyMerge(id: early), by: test.author(.rbde))
        }
        for id in [late, early] { _ = try await test.app.perform(UndoCompanyMerge(id: id), by: test.author(.rbde)) }
        #expect(try await test.companies().allSatisfy { $0.archivedOn == nil })
    }
}

extension TestApp {
    @discardableResult
    func merge(_ removed: ID<Company>, into kept: ID<Company>) async throws -> ID<CompanyMerge> {
        let (one, other) = (try await company(kept), try await company(removed))
        return try await app.perform(
            MergeCompanies(
                kept: kept, removed: removed, isMove: true, keptVersion: one.version, removedVersion: other.version),
            by: author(.rbde))
    }

    /// A company with a row in every table that names one; no agreement of it left the draft.
    fileprivate func fullCompany() async throws -> ID<Company> {
        let sample = try await addClass()
        try await insureSchool(school)
        let browser = try await browser(.rbde)
        let placed = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
        let agreement = try #require(placed.location?.split(separator: "/").last.map(String.init))
        let now = clock.now
        try await write { db in
            let placement = try db.agreement(ID<Agreement>(agreement)).placementId
            let samples = ForeignSamples(
                sample: sample, placement: placement, agreement: ID(agreement), now: now)
            _ = try samples.add(to: db)
            try db.change(.agreement, set: "state = \(Agreement.State.draft)", where: "true")
        }
        try await addMissing(to: sample, now: now)
        return sample.company
    }
}

extension TestApp {
    /// What the samples of addresses do not hold, because no address names it.
    fileprivate func addMissing(to sample: ClassSample, now: Moment) async throws {
        let day = now.day(in: .paris)
        let company = sample.company
        try await write { db in
            for table in [SchoolTable.lead, .taxGift, .companyRequest, .actionEffect, .alumnus] {
                try db.change(table, set: "company_id = \(company)", where: "true")
            }
            try db.insertMany(try Talks.make(2, with: company, by: "Alix"), into: .interaction)
            try db.insert(HostPlace(id: db.newID(), companyId: company, schoolYear: 2026, count: 2), into: .hostPlace)
            try db.insert(
                RelationChange(
                    id: db.newID(), companyId: company, changedOn: day, former: .prospect, current: .contacted,
                    authorName: "Alix"), into: .relationChange)
            try db.insert(
                CompanyTag(id: db.newID(), companyId: company, kind: .trade, label: "Boulanger"), into: .companyTag)
            let campaign = try #require(
                try db.rows("select campaign.id from \(db.table(.campaign))", as: ID<Campaign>.self).first)
            try db.insert(
                CampaignMail(
                    id: db.newID(), campaignId: campaign, companyId: company, contactId: sample.tutor,
                    recipient: "tuteur@exemple.fr", tokenHash: nil, state: .waiting, reason: "", queuedOn: nil,
                    outboxId: nil), into: .campaignMail)
            try db.insert(
                Appetite(id: db.newID(), companyId: company, schoolYear: 2026, tokenHash: "essai", askedOn: day),
                into: .appetite)
            try db.insert(
                HostQuality(
                    id: db.newID(), companyId: company, state: .qualified, reason: "Essai", decidedOn: day,
                    decidedBy: "Alix"), into: .hostQuality)
            try db.insert(
                HostQualityEvent(
                    id: db.newID(), companyId: company, state: .qualified, reason: "Essai", decidedOn: day,
                    decidedBy: "Alix"), into: .hostQualityEvent)
            try db.insert(SiteSheet(id: db.newID(), companyId: company), into: .siteSheet)
            try db.insert(CompanyDetail(id: db.newID(), companyId: company), into: .companyDetail)
            try db.insert(
                SafetyCheck(
                    id: db.newID(), companyId: company, trade: "Vente", checkedOn: day, checkedBy: "Alix",
                    answers: SafetyAnswers([:]), outcome: .fit), into: .safetyCheck)
            let proposal = try #require(
                try db.rows(
                    "select placement_proposal.id from \(db.table(.placementProposal))", as: ID<PlacementProposal>.self
                )
                .first)
            try db.insert(
                ProposalChoice(
                    id: db.newID(), proposalId: proposal, learnerId: sample.minor, periodId: sample.period,
                    companyId: company, kind: .refused), into: .proposalChoice)
            try db.insert(
                TravelTime(
                    id: db.newID(), learnerId: sample.minor, companyId: company, minutes: 25, note: "Bus",
                    recordedBy: "Alix", recordedOn: day, version: 1), into: .travelTime)
        }
    }
}
