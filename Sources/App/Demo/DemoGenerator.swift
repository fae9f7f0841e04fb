import Domain

/// Makes fictional schools: a pure function from a seed, a rank and a day to values.
///
/// The school year is that of the day; periods are past, running and to come on that day.
struct DemoGenerator: Sendable {
    let seed: UInt64

    /// The lycée of a rank: 620 learners in 26 classes, 75 staff, 420 companies.
    /// - Parameter rank: 0 for the demonstration lycée, 1, 2… for the others of a network.
    /// - Throws: only when the calendars that come with the program are damaged.
    func school(_ rank: Int = 0, today: LocalDate) throws -> DemoSchool {
        try build(rank: rank, size: .full, today: today)
    }

    /// A second, smaller lycée where one person of the first one also works: 40 learners in 4 classes, 30 companies.
    func smallSchool(today: LocalDate) throws -> DemoSchool {
        try build(rank: DemoGenerator.smallSchoolRank, size: .small, today: today)
    }

    /// The demonstration lycée and the smaller one, with the person who is RBDE in both.
    func pair(today: LocalDate) throws -> [DemoSchool] {
        let first = try school(today: today)
        var second = try smallSchool(today: today)
        var ids = DemoIDs(seed: seed &+ 1, school: DemoGenerator.smallSchoolRank)
        if let double = first.accounts.first(where: { $0.email == DemoAccounts.doubleEmail }) {
            second.memberships.append(
                Membership(
                    id: ids.next(on: today), accountId: double.id, schoolId: second.school.id, role: .rbde))
        }
        second.knowCompanies(of: first)
        return [first, second]
    }

    /// Far from the ranks of a network.
    static let smallSchoolRank = 900

    private func build(rank: Int, size: DemoSize, today: LocalDate) throws -> DemoSchool {
        var builder = try DemoBuilder(seed: seed, rank: rank, size: size, today: today)
        builder.addStaff()
        builder.addClasses()
        builder.addTeachings()
        builder.addLearners()
        builder.addCompanies()
        builder.addInteractions()
        builder.addHostPlaces()
        builder.addPeriods()
        builder.addPlacements()
        builder.addAccounts()
        try builder.addYear()
        try builder.addClosing()
        builder.addFollowUp()
        builder.addActions()
        builder.addLeavers()
        try builder.addPartnerLife()
        builder.addRelation()
        try builder.addNetwork()
        try builder.addOffice()
        return builder.made
    }
}

/// How much a demonstration school holds.
enum DemoSize: Sendable {
    case full
    case small
}

/// A school being made, part after part; each part has its own chance.
struct DemoBuilder {
    let seed: UInt64
    let rank: Int
    let size: DemoSize
    let today: LocalDate
    let year: SchoolYear
    /// The calendars of this year and of last year.
    let calendar: SchoolCalendar
    let formerCalendar: SchoolCalendar
    let towns: [DemoTown]
    var made: DemoSchool
    var ids: DemoIDs
    var random: DemoRandom
    /// Names already given, so that nobody has a double.
    var usedNames: Set<String> = []
    /// The plan of each class, by its key.
    var plans: [ID<SchoolClass>: DemoClassPlan] = [:]
    /// The trade of each company.
    var trades: [ID<Company>: DemoTrade] = [:]
    /// The class of each learner, this year and last year.
    var pupils: [ID<SchoolClass>: [Learner]] = [:]
    /// The codes of the classes that go to the companies of a trade.
    let classCodes: [DemoTrade: [String]]

    init(seed: UInt64, rank: Int, size: DemoSize, today: LocalDate) throws {
        self.seed = seed
        self.rank = rank
        self.size = size
        self.today = today
        let academie = DemoTown.academie(ofSchool: rank)
        year = SchoolYear.of(today, in: academie)
        calendar = try SchoolCalendar(academie: academie, year: year)
        formerCalendar = try SchoolCalendar(academie: academie, year: year.previous)
        let hosted = DemoClassPlan.plans(size).filter { !$0.level.weeks.isEmpty }
        classCodes = Dictionary(grouping: hosted, by: \.trade).mapValues { $0.map(\.code) }
        towns = DemoTown.around(school: rank)
        ids = DemoIDs(seed: seed, school: rank)
        random = DemoRandom(seed: seed, school: rank, stream: 1)
        made = DemoSchool(
            school: DemoBuilder.school(
                rank: rank, size: size, academie: academie, town: towns[0], year: year,
                key: ids.next(on: year.previous.firstDay()), random: &random))
    }

    /// Starts a part with a chance of its own.
    mutating func begin(_ stream: UInt64) {
        random = DemoRandom(seed: seed, school: rank, stream: stream)
    }

    /// The end of the mail addresses of the school.
    var mailDomain: String { rank == 0 ? "lycee.example" : "lycee-\(rank).example" }
}
