import Domain
import Persistence

/// What the form of a project may send.
struct ProjectForm: FormInput {
    let code: String
    let title: String
    let programme: MobilityProject.Programme
    let consortium: String
    let country: String
    let partner: ID<MobilityPartner>?
    let startsOn: LocalDate?
    let endsOn: LocalDate?
    let places: Int
    let granted: Cents?
    let received: Cents?
    let spent: Cents?
    let documents: Set<MobilityProject.Document>
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        code = form.text("code", max: 60)
        title = form.required("titre", "Donnez un titre au projet.", max: 150)
        programme = form.choice("programme", or: .erasmus)
        consortium = form.text("consortium", max: 150)
        country = form.required("pays", "Indiquez le pays.", max: 60)
        partner = form.key("partenaire")
        startsOn = form.date("du")
        endsOn = form.date("au")
        places = form.number("places", in: 1...200) ?? 1
        granted = form.money("accorde")
        received = form.money("recu")
        spent = form.money("depense")
        documents = Set(form.values.all("document").compactMap(MobilityProject.Document.init(rawValue:)))
        note = form.text("remarque", max: 2000)
        version = Int(form.values["version"]) ?? 0
        if let startsOn, let endsOn, endsOn < startsOn { form.refuse("au", "Le retour vient après le départ.") }
        if endsOn != nil, startsOn == nil { form.refuse("du", "Indiquez le départ.") }
    }
}

extension FormState {
    init(_ project: MobilityProject) {
        func money(_ cents: Int?) -> String { cents.map { Cents(rawValue: $0).typed } ?? "" }
        var pairs: [(String, String)] = [
            ("code", project.code), ("titre", project.title), ("programme", project.programme.rawValue),
            ("consortium", project.consortium), ("pays", project.country),
            ("partenaire", project.partnerId?.rawValue ?? ""), ("du", project.startsOn?.description ?? ""),
            ("au", project.endsOn?.description ?? ""), ("places", String(project.places)),
            ("accorde", money(project.grantedCents)), ("recu", money(project.receivedCents)),
            ("depense", money(project.spentCents)), ("remarque", project.note),
            ("version", String(project.version)),
        ]
        pairs += project.done.map { ("document", $0.rawValue) }
        self.init(pairs)
    }
}

/// A project of mobility is opened, or its file is completed.
struct SaveProject: Operation {
    let id: ID<MobilityProject>?
    let form: ProjectForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<MobilityProject> {
        try author.require(.organiseActions)

        let former = try id.map { try db.mobilityProject($0) }
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var project =
            former
            ?? MobilityProject(
                id: db.newID(), schoolYear: author.currentYear, title: form.title, country: form.country,
                places: form.places)
        if former != nil {
            let taken = try db.travellers(of: project.id).count { $0.state != .withdrawn && $0.state != .candidate }
            guard form.places >= taken else { throw FieldRefusal("places", MobilityRefusal.full(taken).message) }
        }
        project.code = form.code
        project.title = form.title
        project.programme = form.programme
        project.consortium = form.consortium
        project.country = form.country
        project.partnerId = try form.partner.map { try db.mobilityPartner($0).id }
        project.startsOn = form.startsOn
        project.endsOn = form.endsOn
        project.places = form.places
        project.grantedCents = form.granted?.rawValue
        project.receivedCents = form.received?.rawValue
        project.spentCents = form.spent?.rawValue
        project.documents = MobilityProject.Document.allCases.filter(form.documents.contains).map(\.rawValue)
            .joined(separator: " ")
        project.note = form.note
        if let former {
            project.version += 1
            try db.update(project, in: .mobilityProject, replacing: former.version)
        } else {
            try db.insert(project, into: .mobilityProject)
        }
        try db.journal(
            former == nil ? "Projet de mobilité ouvert" : "Projet de mobilité modifié", Subject("mobility", project.id),
            before: former, after: project, by: author, at: now)
        return project.id
    }
}

/// A project moves on; it does not leave before its papers are there.
struct MoveProject: Operation {
    let id: ID<MobilityProject>
    let state: MobilityProject.State
    let version: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        let former = try db.mobilityProject(id)
        guard former.version == version else { throw Conflict() }
        let project = try former.moved(to: state)
        try db.update(project, in: .mobilityProject, replacing: former.version)
        if state == .away || state == .reported {
            let (before, after) = state == .away ? ("retenu", "parti") : ("parti", "revenu")
            try db.change(
                .mobilityTraveller, set: "state = \(after)", where: "project_id = \(id) and state = \(before)")
        }
        try db.journal(
            "Projet de mobilité : \(state.label.lowercasedFirst)", Subject("mobility", id), by: author, at: now)
    }
}

/// Learners apply; who is chosen takes a place.
struct SaveTraveller: Operation {
    let project: ID<MobilityProject>
    let learner: ID<Learner>
    let state: MobilityTraveller.State
    /// `nil` leaves the papers as they are.
    let documents: Set<MobilityStep>?
    let grant: Cents?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        let project = try db.mobilityProject(project)
        let learner = try db.learner(learner)
        let all = try db.travellers(of: project.id)
        let former: MobilityTraveller? = try db.row(
            """
            select mobility_traveller.* from \(db.table(.mobilityTraveller))
            where mobility_traveller.project_id = \(project.id) and mobility_traveller.learner_id = \(learner.id)
            """)
        let taken = all.count { $0.learnerId != learner.id && $0.state != .withdrawn && $0.state != .candidate }
        if state != .candidate, state != .withdrawn, taken >= project.places {
            throw MobilityRefusal.full(project.places)
        }
        var traveller = former ?? MobilityTraveller(id: db.newID(), projectId: project.id, learnerId: learner.id)
        traveller.state = state
        if let documents {
            traveller.documents = MobilityStep.allCases.filter(documents.contains).map(\.rawValue).joined(
                separator: " ")
            traveller.grantCents = grant?.rawValue
        }
        if former == nil {
            try db.insert(traveller, into: .mobilityTraveller)
        } else {
            try db.update(traveller, in: .mobilityTraveller)
        }
        try db.journal("Mobilité : \(state.label.lowercasedFirst)", Subject("learner", learner.id), by: author, at: now)
    }
}

/// What the form of a partner abroad may send.
struct MobilityPartnerForm: FormInput {
    let name: String
    let country: String
    let city: String
    let role: MobilityPartner.Role
    let person: String
    let email: EmailAddress?
    let note: String

    init(reading form: inout FormReader) {
        name = form.required("nom", "Indiquez le nom du partenaire.", max: 150)
        country = form.required("pays", "Indiquez le pays.", max: 60)
        city = form.text("ville", max: 80)
        role = form.choice("role", or: .host)
        person = form.text("personne", max: 120)
        email = form.parsed("courriel") { try EmailAddress($0) }
        note = form.text("remarque", max: 1000)
    }
}

struct AddMobilityPartner: Operation {
    let form: MobilityPartnerForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<MobilityPartner> {
        try author.require(.organiseActions)

        let partner = MobilityPartner(
            id: db.newID(), name: form.name, country: form.country, city: form.city, role: form.role,
            person: form.person, email: form.email?.rawValue ?? "", note: form.note)
        try db.insert(partner, into: .mobilityPartner)
        try db.journal("Partenaire étranger ajouté", Subject("mobility_partner", partner.id), by: author, at: now)
        return partner.id
    }
}

struct CloseMobilityPartner: Operation {
    let id: ID<MobilityPartner>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.organiseActions)

        var partner = try db.mobilityPartner(id)
        partner.closedOn = partner.closedOn == nil ? now.day : nil
        partner.version += 1
        try db.update(partner, in: .mobilityPartner, replacing: partner.version - 1)
        try db.journal(
            partner.closedOn == nil ? "Partenaire étranger repris" : "Partenaire étranger retiré",
            Subject("mobility_partner", id), by: author, at: now)
    }
}

/// A traveller with their name.
struct TravellerLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let state: MobilityTraveller.State
    let documents: String
    let grantCents: Int?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var done: Set<MobilityStep> {
        Set(documents.split(separator: " ").compactMap { MobilityStep(rawValue: String($0)) })
    }
}

extension SchoolDatabase {
    func mobilityProject(_ id: ID<MobilityProject>) throws -> MobilityProject {
        try find(id, in: .mobilityProject, "Ce projet")
    }

    func mobilityPartner(_ id: ID<MobilityPartner>) throws -> MobilityPartner {
        try find(id, in: .mobilityPartner, "Ce partenaire")
    }

    func mobilityProjects() throws -> [MobilityProject] {
        try rows(
            """
            select mobility_project.* from \(table(.mobilityProject))
            order by mobility_project.school_year desc, coalesce(mobility_project.starts_on, ''), mobility_project.id limit 200
            """)
    }

    func mobilityPartners(open: Bool = false) throws -> [MobilityPartner] {
        try rows(
            """
            select mobility_partner.* from \(table(.mobilityPartner))
            where \(open ? "mobility_partner.closed_on is null" as SQL : "true")
            order by mobility_partner.country, mobility_partner.name, mobility_partner.id
            """)
    }

    func travellers(of project: ID<MobilityProject>) throws -> [TravellerLine] {
        try rows(
            """
            select mobility_traveller.learner_id, learner.family_name, learner.usage_name, learner.first_name,
            learner.birth_date, mobility_traveller.state, mobility_traveller.documents, mobility_traveller.grant_cents
            from \(table(.mobilityTraveller)) join \(table(.learner)) on learner.id = mobility_traveller.learner_id
            where mobility_traveller.project_id = \(project) order by learner.search_key, learner.id
            """)
    }
}
