import Domain
import Persistence

/// Why a demonstration is not loaded.
enum DemoRefusal: Refusal, Equatable {
    case schoolExists(uai: String, name: String)
    case accountExists(email: String)

    var message: String {
        switch self {
        case .schoolExists(let uai, let name):
            "La base contient déjà l’établissement \(uai) (\(name))\u{A0}: la démonstration ne s’installe pas par-dessus. "
                + "Indiquez une autre base avec l’option --database."
        case .accountExists(let email):
            "La base contient déjà un compte \(email)\u{A0}: la démonstration demande une base sans ses comptes. "
                + "Indiquez une autre base avec l’option --database."
        }
    }
}

/// Writes fictional schools, all of them or none.
struct LoadDemoSchools: PlatformOperation {
    let schools: [DemoSchool]
    /// Of the password of every account of the demonstration.
    let passwordHash: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        for school in schools { try db.requireRoom(for: school) }
        for school in schools { try load(school, in: db, at: now) }
    }

    private func load(_ made: DemoSchool, in db: PlatformDatabase, at now: Now) throws {
        try db.insert(made.school, into: "school")
        for account in made.accounts { try db.insert(account, passwordHash: passwordHash, at: now) }
        let school = db.school(made.school.id)
        try school.insertPeople(of: made)
        try school.insertLeavers(made.leavers)
        for membership in made.memberships { try db.insert(membership, at: now) }
        try school.insertPartners(of: made)
        try school.insertPlacements(of: made)
        try school.insertYear(made.year)
        try school.insertClosing(of: made)
        try school.insertFollowUp(made.followUp)
        try school.insertActions(made.actions)
        try school.insertPastMentorings(made.leavers)
        try school.insertPartnerLife(made.partnerLife)
        try school.insertRelation(made.relation)
        try school.insertNetwork(made.network)
        try db.countRowsForPlanner()
        try school.addProposals(to: made, at: now)
        try school.insertOffice(made.office, of: made.school, until: made.formerYearEnd)
        try school.insertReasons(of: made, at: now)
        try school.journal(
            "Établissement de démonstration chargé", Subject("school", made.school.id),
            by: .commandLine(for: made.school), at: now)
    }
}

extension PlatformDatabase {
    /// What comes next reads thousands of rows written in this transaction. PostgreSQL would plan these readings for
    /// tables it believes nearly empty, and compare each row with all the others: it is told to count them first, table
    /// by table, as the database may hold other schemas, at work meanwhile. SQLite reads well as it is.
    fileprivate func countRowsForPlanner() throws {
        guard database.dialect == .postgreSQL else { return }
        for table in SchoolTable.allCases { try run("analyze \(table.name)") }
    }

    /// Refuses when the school or one of its accounts is there already.
    fileprivate func requireRoom(for made: DemoSchool) throws {
        if let known = try school(uai: made.school.uai) {
            throw DemoRefusal.schoolExists(uai: known.uai, name: known.name)
        }
        for account in made.accounts where try credentials(email: account.email) != nil {
            throw DemoRefusal.accountExists(email: account.email)
        }
    }
}

extension SchoolDatabase {
    fileprivate func insertPeople(of made: DemoSchool) throws {
        try insertMany(made.staff, into: .staffMember)
        try insertMany(made.classes, into: .schoolClass)
        try insertMany(made.teachings, into: .teaching)
        try insertMany(made.learners, into: .learner)
        try insertMany(made.enrolments, into: .enrolment)
        try insertMany(made.guardians, into: .guardian)
        try insertMany(made.guardianships, into: .guardianship)
    }

    fileprivate func insertPartners(of made: DemoSchool) throws {
        try insertMany(made.companies, into: .company)
        try insertMany(made.contacts, into: .contact)
        try insertMany(made.closing.companies, into: .company)
        try insertMany(made.closing.contacts, into: .contact)
        try insertMany(made.interactions, into: .interaction)
        try insertMany(made.hostPlaces, into: .hostPlace)
    }

    fileprivate func insertPlacements(of made: DemoSchool) throws {
        try insertMany(made.periods, into: .pfmpPeriod)
        try insertMany(made.placements, into: .placement)
        try insertMany(made.agreements, into: .agreement)
        try insertMany(made.signatures, into: .agreementSignature)
        try insertMany(made.stepNotes, into: .placementStep)
        try insertMany(made.hostSheets, into: .hostSheet)
        try insertMany(
            made.interruptions, into: .interruption,
            also: ["noted_at": .text("2026-01-01T08:00:00.000Z"), "noted_by": .text("Bureau des entreprises")])
        try insertMany(made.annexes, into: .teachingAnnex)
        let series = made.lastNumbers.sorted { $0.key < $1.key }
        try insertMany(
            series.map { DemoSeries(name: DemoSeries.agreements(of: $0.key), last: $0.value) }, into: .numberSeries)
    }
}

/// The last number given in a series, with the columns of its row.
private struct DemoSeries: Codable {
    let name: String
    let last: Int

    static func agreements(of year: Int) -> String { "convention-\(year)" }
}
