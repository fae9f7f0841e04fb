import Domain
import Persistence

/// What came back on the sheet that the host filled in before the agreement.
struct HostSheet: Codable, Equatable, Sendable {
    let id: ID<HostSheet>
    let placementId: ID<Placement>
    let returnedOn: LocalDate
    let activities: String
    let conditions: String
    let equipment: String
    let remarks: String
    let notedBy: String
    let version: Int
}

/// What learners of a stream usually do and learn (F62).
struct TeachingAnnex: Codable, Equatable, Sendable {
    let id: ID<TeachingAnnex>
    let stream: String
    var activities: String
    var skills: String
    var followUp: String
    var version: Int

    /// One activity a line.
    var activityList: [String] {
        activities.split(whereSeparator: \.isNewline).map { String($0).trimmedText }.filter { !$0.isEmpty }
    }
}

extension SchoolDatabase {
    func hostSheet(of placement: ID<Placement>) throws -> HostSheet? {
        try row("select host_sheet.* from \(table(.hostSheet)) where host_sheet.placement_id = \(placement)")
    }

    /// The annex of a stream; `nil` when the school wrote none.
    func teachingAnnex(of stream: String) throws -> TeachingAnnex? {
        try row("select teaching_annex.* from \(table(.teachingAnnex)) where teaching_annex.stream = \(stream)")
    }

    func teachingAnnexes() throws -> [TeachingAnnex] {
        try rows("select teaching_annex.* from \(table(.teachingAnnex)) order by teaching_annex.stream")
    }
}

/// What the form of a sheet that came back sends.
struct HostSheetForm: FormInput {
    let returnedOn: LocalDate
    let activities: String
    let conditions: String
    let equipment: String
    let remarks: String
    let schedule: WeekSchedule
    /// Writes activities and hours into the placement too.
    let feedsPlacement: Bool
    let version: Int

    init(reading form: inout FormReader) {
        returnedOn = form.requiredDate("revenue_le", "Indiquez le jour où la fiche est revenue.")
        let ticked = form.values.all("coche")
        let others = form.text("autres", max: 2000)
        activities = (ticked + [others]).filter { !$0.isEmpty }.joined(separator: "\n")
        if activities.isEmpty { form.refuse("autres", "Cochez ou écrivez au moins une activité.") }
        conditions = form.text("conditions", max: 2000)
        equipment = form.text("equipements", max: 1000)
        remarks = form.text("remarques", max: 2000)
        schedule = WeekSchedule(reading: &form)
        feedsPlacement = form.flag("reporter")
        version = Int(form.values["version"]) ?? 0
    }
}

/// The sheet came back: it is kept, and feeds the placement while its terms are open.
struct RecordHostSheet: Operation {
    let placement: ID<Placement>
    let form: HostSheetForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let placement = try db.placement(placement)
        let former = try db.hostSheet(of: placement.id)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        let sheet = HostSheet(
            id: former?.id ?? db.newID(), placementId: placement.id, returnedOn: form.returnedOn,
            activities: form.activities, conditions: form.conditions, equipment: form.equipment,
            remarks: form.remarks, notedBy: author.name, version: form.version + 1)
        if former == nil {
            try db.insert(sheet, into: .hostSheet)
        } else {
            try db.update(sheet, in: .hostSheet, replacing: form.version)
        }
        try db.journal(
            "Fiche de pré-convention revenue", Subject("placement", placement.id), after: sheet, by: author, at: now)
        if form.feedsPlacement { try feed(placement, in: db, by: author, at: now) }
    }

    private func feed(_ placement: Placement, in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.placeLearners)
        if let agreement = try db.agreement(of: placement.id) { try agreement.requireOpenTerms() }
        var fed = placement
        fed.activities = form.activities
        if !form.schedule.isEmpty { fed.schedule = form.schedule }
        guard fed != placement else { return }
        fed.version += 1
        try db.update(fed, in: .placement, replacing: placement.version)
        try db.journal(
            "Placement complété par la fiche de pré-convention", Subject("placement", placement.id), before: placement,
            after: fed, by: author, at: now)
    }
}

/// What a stream usually does and learns is written down.
struct SaveTeachingAnnex: Operation {
    let stream: String
    let activities: String
    let skills: String
    let followUp: String
    let version: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        let former = try db.teachingAnnex(of: stream)
        guard (former?.version ?? 0) == version else { throw Conflict() }
        let annex = TeachingAnnex(
            id: former?.id ?? db.newID(), stream: stream, activities: activities, skills: skills, followUp: followUp,
            version: version + 1)
        if former == nil {
            try db.insert(annex, into: .teachingAnnex)
        } else {
            try db.update(annex, in: .teachingAnnex, replacing: version)
        }
        try db.journal(
            "Annexe pédagogique modifiée : \(stream)", Subject("school", db.schoolId), after: annex, by: author, at: now
        )
    }
}
