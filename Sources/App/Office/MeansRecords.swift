import Domain
import Persistence

/// A means with the name of the teacher.
struct MeansLine: Codable, Sendable {
    let id: ID<OfficeMeans>
    let familyName: String
    let firstName: String
    let kind: OfficeMeans.Kind
    let label: String
    let plannedTenths: Int
    let doneTenths: Int
}

/// A teacher who follows learners on placement, with how many: read from the placements, never typed.
struct MeansReferentLine: Codable, Sendable {
    let id: ID<StaffMember>
    let familyName: String
    let firstName: String
    let learners: Int
}

extension SchoolDatabase {
    func meansLines(year: Int) throws -> [MeansLine] {
        try rows(
            """
            select office_means.id, staff_member.family_name, staff_member.first_name, office_means.kind,
            office_means.label, office_means.planned_tenths, office_means.done_tenths
            from \(table(.officeMeans)) join \(table(.staffMember)) on staff_member.id = office_means.staff_id
            where office_means.school_year = \(year)
            order by staff_member.search_key, office_means.kind, office_means.id limit 300
            """)
    }

    func means(_ id: ID<OfficeMeans>) throws -> OfficeMeans {
        try find(id, in: .officeMeans, "Ce moyen")
    }

    /// Who follows learners this year.
    func referents(year: Int) throws -> [MeansReferentLine] {
        try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name,
            count(distinct placement.learner_id) as learners
            from \(table(.placement)) join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where pfmp_period.school_year = \(year)
            group by staff_member.id, staff_member.family_name, staff_member.first_name, staff_member.search_key
            order by staff_member.search_key, staff_member.id limit 120
            """)
    }

    /// The people of the bureau: those whose role is to keep it.
    // shared tables: membership
    func officeTeam() throws -> [OfficePerson] {
        try rows(
            """
            select distinct account.first_name, account.family_name, membership.role, staff_member.phone, account.email
            from \(table(.membership)) join account on account.id = membership.account_id
            left join \(table(.staffMember)) on staff_member.id = membership.staff_id
            where account.active and membership.role in
            (\(Role.rbde), \(Role.ddfpt), \(Role.ddfptAssistant), \(Role.cfp), \(Role.proviseur))
            order by membership.role, account.family_name, account.first_name
            """)
    }
}

/// Someone of the bureau as the whole school may reach them.
struct OfficePerson: Codable, Sendable {
    let firstName: String
    let familyName: String
    let role: Role
    let phone: String?
    let email: String

    var name: String { firstName + " " + familyName }
}

/// What the form of a means may send.
struct MeansForm: FormInput {
    let staff: ID<StaffMember>?
    let kind: OfficeMeans.Kind
    let label: String
    let planned: Int
    let done: Int
    let version: Int

    init(reading form: inout FormReader) {
        staff = form.key("personne")
        kind = form.choice("nature", or: .pacte)
        label = form.text("mission", max: 200)
        planned = MeansForm.tenths("prevu", &form)
        done = MeansForm.tenths("fait", &form)
        version = Int(form.values["version"]) ?? 0
        if staff == nil { form.refuse("personne", "Choisissez l’enseignant.") }
    }

    private static func tenths(_ field: String, _ form: inout FormReader) -> Int {
        let text = form.values[field].filter { !$0.isWhitespace }
        guard !text.isEmpty else { return 0 }
        let parts = text.split(whereSeparator: { ",.".contains($0) })
        let tenths = parts.count == 2 ? (parts[1].count == 1 ? Int(parts[1]) : nil) : 0
        guard (1...2).contains(parts.count), let whole = Int(parts[0]), let tenths, (0...5000).contains(whole) else {
            form.refuse(field, "Écrivez un nombre, avec une décimale au plus\u{A0}: 12 ou 1,5.")
            return 0
        }
        return whole * 10 + tenths
    }
}

extension FormState {
    init(_ means: OfficeMeans) {
        self.init([
            ("personne", means.staffId.rawValue), ("nature", means.kind.rawValue), ("mission", means.label),
            ("prevu", OfficeMeans.written(means.plannedTenths)), ("fait", OfficeMeans.written(means.doneTenths)),
            ("version", String(means.version)),
        ])
    }
}

extension OfficeMeans {
    /// `12`, `1,5`.
    static func written(_ tenths: Int) -> String {
        tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10),\(tenths % 10)"
    }
}

/// The means of a teacher for the bureau are noted, or change.
struct SaveMeans: Operation {
    let id: ID<OfficeMeans>?
    let form: MeansForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeMeans)

        guard let staff = form.staff else { throw FieldRefusal("personne", "Choisissez l’enseignant.") }
        _ = try db.staffMember(staff)
        let former = try id.map { try db.means($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var means =
            former
            ?? OfficeMeans(
                id: db.newID(), schoolYear: author.currentYear, staffId: staff, kind: form.kind, plannedTenths: 0,
                version: 0)
        means.staffId = staff
        means.kind = form.kind
        means.label = form.label
        means.plannedTenths = form.planned
        means.doneTenths = form.done
        means.version += 1
        if let former {
            try db.update(means, in: .officeMeans, replacing: former.version)
        } else {
            try db.insert(means, into: .officeMeans)
        }
        // The journal is read by more people than the means: it says that, not how much.
        try db.journal("Moyens du bureau notés", Subject("means", means.id), by: author, at: now)
    }
}

/// A means noted by mistake goes.
struct RemoveMeans: Operation {
    let id: ID<OfficeMeans>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeMeans)

        _ = try db.means(id)
        try db.delete(from: .officeMeans, where: "id = \(id)")
        try db.journal("Moyens du bureau retirés", Subject("means", id), by: author, at: now)
    }
}
