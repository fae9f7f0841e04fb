import Domain
import Persistence
import Testing

@testable import App

/// A class about to leave, in the school of a test: two pupils, an apprentice, a host and two teachers.
struct ClassSample: Sendable {
    let classId: ID<SchoolClass>
    let minor: ID<Learner>
    let adult: ID<Learner>
    let apprentice: ID<Learner>
    let company: ID<Company>
    let tutor: ID<Contact>
    let signatory: ID<Contact>
    let teacher: ID<StaffMember>
    /// Teaches another class.
    let stranger: ID<StaffMember>
    let period: ID<PFMPPeriod>

    /// Hours of 35 a week that no rule minds.
    static let week: [(String, String)] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"].flatMap { day in
        [("\(day)-1", "08:30"), ("\(day)-2", "12:00"), ("\(day)-3", "13:30"), ("\(day)-4", "17:00")]
    }

    /// A complete form of placement, changed as told.
    func form(_ changes: KeyValuePairs<String, String> = [:]) -> [(String, String)] {
        var values = FormValues(
            [
                ("entreprise", company.rawValue), ("du", "2026-12-07"), ("au", "2026-12-18"),
                ("tuteur", tutor.rawValue), ("signataire", signatory.rawValue), ("referent", teacher.rawValue),
                ("activites", "Accueillir les clients"), ("competences", "Communiquer"), ("suivi", "Une visite"),
                ("repas", "Cantine"), ("transport", "Bus"), ("hebergement", "Sans objet"), ("origine", "eleve"),
            ] + ClassSample.week)
        for (name, value) in changes { values.set(name, value) }
        return values.pairs.map { ($0.name, $0.value) }
    }
}

extension TestApp {
    /// The day of the tests is 23 November 2026; the class leaves on 7 December.
    func addClass(in place: School? = nil) async throws -> ClassSample {
        let day = try #require(LocalDate("2026-12-07"))
        let end = try #require(LocalDate("2026-12-18"))
        return try await write(in: place) { db in
            let schoolClass = SchoolClass(
                id: db.newID(), schoolYear: 2026, code: "TMRC", label: "Terminale Métiers de la relation client")
            try db.insert(schoolClass, into: .schoolClass)
            let minor = try db.add("FICTIF", "Noémie", born: "2010-02-03", to: schoolClass)
            let adult = try db.add("INVENTÉ", "Marco", born: "2007-05-06", to: schoolClass)
            let apprentice = try db.add("CONTRAT", "Léo", born: "2007-05-06", to: schoolClass, .apprentice)
            let mother = Guardian(id: db.newID(), civility: "Mme", familyName: "FICTIF", firstName: "Anne")
            try db.insert(mother, into: .guardian)
            try db.insert(
                Guardianship(
                    id: db.newID(), learnerId: minor, guardianId: mother.id, legalRank: 1, kinship: .mother),
                into: .guardianship)
            let company = Company(
                id: db.newID(), siret: "99988877700019", legalName: "Garage des Quatre-Vents", headcount: 12,
                address: PostalAddress(line1: "2 rue du Test", postalCode: "31000", city: "TOULOUSE"),
                insurer: "Assurance fictive")
            try db.insert(company, into: .company)
            let tutor = Contact(
                id: db.newID(), companyId: company.id, familyName: "DELORME", firstName: "Étienne", tutor: true)
            let signatory = Contact(
                id: db.newID(), companyId: company.id, familyName: "GÉRANT", firstName: "Paul", signatory: true)
            try db.insertMany([tutor, signatory], into: .contact)
            let teacher = StaffMember(id: db.newID(), familyName: "SANTINI", firstName: "Nadia")
            let stranger = StaffMember(id: db.newID(), familyName: "HADDAD", firstName: "Karim")
            try db.insertMany([teacher, stranger], into: .staffMember)
            try db.insert(
                Teaching(id: db.newID(), staffId: teacher.id, classId: schoolClass.id, subject: "Vente"),
                into: .teaching)
            let period = PFMPPeriod(
                id: db.newID(), classId: schoolClass.id, schoolYear: 2026, rank: 1, label: "PFMP n° 1", startsOn: day,
                endsOn: end)
            try db.insert(period, into: .pfmpPeriod)
            return ClassSample(
                classId: schoolClass.id, minor: minor, adult: adult, apprentice: apprentice, company: company.id,
                tutor: tutor.id, signatory: signatory.id, teacher: teacher.id, stranger: stranger.id,
                period: period.id)
        }
    }

    /// Insures the school, as agreements must say.
    func insureSchool(_ place: School? = nil) async throws {
        try await app.performPlatform(InsureSchool(id: (place ?? school).id))
    }
}

private struct InsureSchool: PlatformOperation {
    let id: ID<School>

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("update school set insurer = 'Mutuelle fictive' where id = \(id.rawValue)")
    }
}

extension SchoolDatabase {
    fileprivate func add(
        _ name: String, _ first: String, born: String, to schoolClass: SchoolClass, _ kind: LearnerPublic = .pupil
    ) throws -> ID<Learner> {
        let learner = Learner(
            id: newID(), familyName: name, firstName: first, birthDate: LocalDate(born), learnerPublic: kind)
        try insert(learner, into: .learner)
        try insert(
            Enrolment(id: newID(), learnerId: learner.id, classId: schoolClass.id, schoolYear: schoolClass.schoolYear),
            into: .enrolment)
        return learner.id
    }
}
