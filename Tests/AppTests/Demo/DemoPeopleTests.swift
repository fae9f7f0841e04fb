import Domain
import Testing

@testable import App

/// Days of the school year on which a demonstration may be made, with whether there is class that week.
struct DemoDay: Sendable, CustomTestStringConvertible {
    let day: LocalDate
    let isInClass: Bool

    var testDescription: String { day.description }

    static let all = [
        ("2026-03-16", true), ("2026-09-01", false), ("2026-11-23", true), ("2026-12-28", false), ("2027-01-16", true),
        ("2027-06-07", true), ("2028-02-02", true),
    ].compactMap { text, isInClass in LocalDate(text).map { DemoDay(day: $0, isInClass: isInClass) } }

    static let usual = LocalDate(dayNumber: 20_780)

    /// One school a day, made once for all the tests.
    static let schools: [LocalDate: Result<DemoSchool, any Error>] = Dictionary(
        uniqueKeysWithValues: Set(all.map(\.day) + [usual]).map { day in
            (day, Result { try DemoGenerator(seed: 1).school(today: day) })
        })

    func school() throws -> DemoSchool { try DemoDay.school(on: day) }

    static func school(on day: LocalDate = usual) throws -> DemoSchool {
        try #require(schools[day]).get()
    }
}

@Suite("People of the demonstration lycée")
struct DemoPeopleTests {
    @Test func `the same seed makes the same school, another seed another one`() throws {
        let first = try DemoDay.school()
        #expect(try DemoGenerator(seed: 1).school(today: DemoDay.usual) == first)
        let other = try DemoGenerator(seed: 2).school(today: DemoDay.usual)
        #expect(other.learners.map(\.familyName) != first.learners.map(\.familyName))
        #expect(other.companies.map(\.legalName) != first.companies.map(\.legalName))
    }

    @Test func `the lycée has the size that was announced`() throws {
        let made = try DemoDay.school()
        #expect(made.learners.count == 620)
        #expect(made.currentClasses.count == 26)
        #expect(made.staff.count == 75)
        #expect(made.companies.count == 420)
        #expect(made.school.uai == "0999001W")
        #expect(made.school.name == "Lycée professionnel Ada-Fictive")
        #expect(made.staff.count { $0.function == "ENS" } >= 60)
        #expect(Set(made.learners.map(\.learnerPublic)) == Set(LearnerPublic.allCases))
    }

    @Test func `the small school of the second RBDE has its own size and code`() throws {
        let schools = try DemoGenerator(seed: 1).pair(today: DemoDay.usual)
        #expect(schools.count == 2)
        #expect(schools[1].learners.count == 40)
        #expect(schools[1].currentClasses.count == 4)
        #expect(schools[1].companies.count == 30)
        #expect(schools[0].school.uai != schools[1].school.uai)
        let double = try #require(schools[0].accounts.first { $0.email == DemoAccounts.doubleEmail })
        let roles = schools.map { $0.memberships.filter { $0.accountId == double.id }.map(\.role) }
        #expect(roles == [[.rbde], [.rbde]])
    }

    @Test func `keys are unique and valid, in one school and between two of a network`() throws {
        let other = try DemoGenerator(seed: 1).school(99, today: DemoDay.usual)
        let schools = try [DemoDay.school(), other]
        var keys: [String] = []
        for made in schools {
            keys += made.learners.map(\.id.rawValue) + made.companies.map(\.id.rawValue)
            keys += made.placements.map(\.id.rawValue) + made.interactions.map(\.id.rawValue)
            keys += made.accounts.map(\.id.rawValue) + made.memberships.map(\.id.rawValue)
            #expect((try? UAI(made.school.uai)) != nil)
        }
        #expect(Set(keys).count == keys.count)
        #expect(Set(schools.map(\.school.uai)).count == 2)
        #expect(Set(schools.flatMap(\.accounts).map(\.email)).count == 12 + 11)
        let numbers = schools.flatMap(\.companies).compactMap(\.siret)
        #expect(Set(numbers).count == 2 * 420)
    }

    @Test func `identifiers are well formed and can belong to nobody`() throws {
        let made = try DemoDay.school()
        for company in made.companies {
            let siret = try #require(company.siret)
            #expect(try SIRET(siret).rawValue.hasPrefix("999"))
            #expect((try? NAF(try #require(company.naf))) != nil)
        }
        for schoolClass in made.classes { #expect(try MEF(schoolClass.mef).rawValue == schoolClass.mef) }
        let numbers = made.learners.compactMap(\.ine)
        #expect(Set(numbers).count == numbers.count)
        #expect(try numbers.allSatisfy { try INE($0).family == .national })
        let phones =
            made.learners.map(\.phone) + made.guardians.map(\.phone) + made.staff.map(\.phone)
            + made.companies.map(\.phone) + made.contacts.map(\.phone)
        let fiction = ["019900", "026191", "035301", "046571", "053649", "063998"]
        for phone in phones.compactMap(\.self) {
            let national = try #require(try PhoneNumber(phone).national)
            #expect(fiction.contains(String(national.prefix(6))))
        }
    }

    @Test func `mail addresses are valid and lead nowhere`() throws {
        let made = try DemoDay.school()
        let mails =
            made.learners.map(\.email) + made.guardians.map(\.email) + made.staff.map(\.email)
            + made.companies.map(\.email) + made.contacts.map(\.email) + made.accounts.map(\.email)
        for mail in mails.compactMap(\.self) {
            #expect((try? EmailAddress(mail)) != nil, "\(mail)")
            #expect(mail.hasSuffix(".example"))
        }
    }

    @Test func `nobody has a double`() throws {
        let made = try DemoDay.school()
        let learners = made.learners.map { $0.firstName + " " + $0.familyName }
        #expect(Set(learners).count == learners.count)
        #expect(Set(made.staff.map(\.fullName)).count == made.staff.count)
        #expect(Set(made.contacts.map(\.fullName)).count == made.contacts.count)
        #expect(Set(made.companies.map(\.displayName)).count == made.companies.count)
        #expect(Set(made.learners.map(\.familyName)).count > 200)
    }

    @Test(arguments: DemoDay.all) func `learners have the age of their class`(_ demo: DemoDay) throws {
        let made = try demo.school()
        let learners = Dictionary(uniqueKeysWithValues: made.learners.map { ($0.id, $0) })
        let classes = Dictionary(uniqueKeysWithValues: made.currentClasses.map { ($0.id, $0) })
        let year = made.school.currentYear
        let bounds = ["1": 15...18, "2": 15...21, "T": 17...19, "C": 18...20, "F": 24...54]
        for enrolment in made.enrolments {
            guard let schoolClass = classes[enrolment.classId] else { continue }
            let birth = try #require(learners[enrolment.learnerId]?.birthDate)
            let ages = schoolClass.code.hasPrefix("1BTS") ? 18...20 : bounds[String(schoolClass.code.prefix(1))]
            #expect(try #require(ages).contains(year - birth.year), "\(schoolClass.code)")
        }
    }

    @Test func `each learner has one class this year, and minors have someone to sign for them`() throws {
        let made = try DemoDay.school()
        let current = made.enrolments.filter { $0.schoolYear == made.school.currentYear }
        #expect(Set(current.map(\.learnerId)) == Set(made.learners.map(\.id)))
        #expect(current.count == made.learners.count)
        let represented = Set(made.guardianships.filter { $0.legalRank > 0 }.map(\.learnerId))
        for learner in made.learners where learner.isMinor(on: DemoDay.usual) {
            #expect(represented.contains(learner.id))
        }
        #expect(Set(made.guardianships.map(\.guardianId)) == Set(made.guardians.map(\.id)))
    }

    @Test func `each class has a principal teacher and each teacher teaches`() throws {
        let made = try DemoDay.school()
        for schoolClass in made.currentClasses {
            #expect(made.teachings.count { $0.classId == schoolClass.id && $0.principal } == 1, "\(schoolClass.code)")
        }
        let teachers = made.staff.filter { $0.function == "ENS" }
        #expect(Set(made.teachings.map(\.staffId)).isSuperset(of: teachers.map(\.id)))
    }

    @Test func `there is an account for each role, tied to a member of staff`() throws {
        let made = try DemoDay.school()
        #expect(made.accounts.map(\.email) == DemoAccounts.list.map(\.email) + [DemoAccounts.doubleEmail])
        #expect(Set(made.memberships.map(\.role)) == Set(Role.invitable))
        let staff = Set(made.staff.map(\.id))
        #expect(made.memberships.compactMap(\.staffId).allSatisfy(staff.contains))
        let referent = try #require(made.memberships.first { $0.role == .referentTeacher }?.staffId)
        #expect(made.placements.contains { $0.referentId == referent && $0.endsOn >= DemoDay.usual })
    }
}
