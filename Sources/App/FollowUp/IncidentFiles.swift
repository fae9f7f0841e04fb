import Domain
import Exchange
import Persistence

/// A file of an incident: a photograph, a testimony, a certificate.
struct IncidentFile: Codable, Equatable, Sendable {
    /// What it is.
    enum Kind: String, Codable, CaseIterable, Sendable, SQLBindable {
        case photo
        case testimony = "temoignage"
        case letter = "courrier"
        case declaration
        case medical = "certificat_medical"
        case other = "autre"

        var label: String {
            switch self {
            case .photo: "Photographie"
            case .testimony: "Témoignage"
            case .letter: "Courrier"
            case .declaration: "Déclaration d’accident"
            case .medical: "Certificat médical"
            case .other: "Autre document"
            }
        }

        /// Data on health: read by those who read the record of an accident.
        var isMedical: Bool { self == .medical || self == .declaration }
    }

    let id: ID<IncidentFile>
    let placementId: ID<Placement>
    let incidentId: ID<Incident>
    let kind: Kind
    let name: String
    let mediaType: String
    let sha256: String
    let size: Int
    let content: [UInt8]
    let addedAt: Moment
    let addedBy: String
    let withdrawnAt: Moment?
    let withdrawnBy: String?
}

/// A file of an incident, without its bytes.
struct IncidentFileLine: Codable, Sendable {
    let id: ID<IncidentFile>
    let kind: IncidentFile.Kind
    let name: String
    let sha256: String
    let size: Int
    let addedAt: Moment
    let addedBy: String
}

extension SchoolDatabase {
    /// Medical papers do not exist for those who may not read them.
    private func openFiles(to author: Author) -> SQL {
        guard !author.may(.seeAlerts) else { return "incident_file.withdrawn_at is null" }
        let medical = IncidentFile.Kind.allCases.filter(\.isMedical).map { "\($0)" as SQL }
        return """
            incident_file.withdrawn_at is null and incident_file.kind not in (\(SQL.joined(medical, by: ", ")))
            """
    }

    /// The files of an incident that a person may open, the last first.
    func files(of incident: ID<Incident>, for author: Author) throws -> [IncidentFileLine] {
        try rows(
            """
            select incident_file.id, incident_file.kind, incident_file.name, incident_file.sha256, incident_file.size,
            incident_file.added_at, incident_file.added_by from \(table(.incidentFile))
            where incident_file.incident_id = \(incident) and \(openFiles(to: author))
            order by incident_file.added_at desc, incident_file.id desc
            """)
    }

    /// A file of an incident that the person may read.
    func file(_ id: ID<IncidentFile>, of incident: ID<Incident>, for author: Author) throws -> IncidentFile {
        _ = try self.incident(incident, for: author)
        let found: IncidentFile? = try row(
            """
            select incident_file.* from \(table(.incidentFile)) where incident_file.id = \(id)
            and incident_file.incident_id = \(incident) and \(openFiles(to: author))
            """)
        guard let found else { throw NotFound("Ce fichier") }
        return found
    }
}

/// A file is added to an incident that is still open.
struct AttachIncidentFile: Operation {
    let incident: ID<Incident>
    let kind: IncidentFile.Kind
    let file: PaperFile

    /// Files of one incident at most.
    static let most = 30

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<IncidentFile> {
        try author.require(.seeIncidents)

        let incident = try db.incident(incident, for: author)
        guard incident.state != .closed else { throw IncidentRefusal.closed }
        guard !kind.isMedical || author.may(.seeAlerts) else { throw Forbidden() }
        let count = try db.count(
            """
            select count(*) from \(db.table(.incidentFile)) where incident_file.incident_id = \(incident.id)
            and incident_file.withdrawn_at is null
            """)
        guard count < AttachIncidentFile.most else {
            throw FieldRefusal("fichier", "Cet incident a déjà \(count) fichiers\u{A0}: retirez ceux qui sont en trop.")
        }
        let row = IncidentFile(
            id: db.newID(), placementId: incident.placementId, incidentId: incident.id, kind: kind, name: file.name,
            mediaType: file.media.rawValue, sha256: file.sha256, size: file.bytes.count, content: file.bytes,
            addedAt: now.moment, addedBy: author.name, withdrawnAt: nil, withdrawnBy: nil)
        try db.insert(row, into: .incidentFile)
        // The journal has more readers than the incident: it says that a file came, never what it is.
        try db.journal(
            "Fichier joint à un incident, empreinte \(row.sha256.prefix(12))", Subject("incident", incident.id),
            by: author, at: now)
        return row.id
    }
}

/// A file added by mistake no longer shows; its trace stays in the journal.
struct WithdrawIncidentFile: Operation {
    let incident: ID<Incident>
    let file: ID<IncidentFile>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.seeIncidents)

        let file = try db.file(file, of: incident, for: author)
        guard try db.incident(incident, for: author).state != .closed else { throw IncidentRefusal.closed }
        try db.change(
            .incidentFile, set: "withdrawn_at = \(now.moment), withdrawn_by = \(author.name)",
            where: "id = \(file.id) and withdrawn_at is null")
        try db.journal(
            "Fichier retiré d’un incident, empreinte \(file.sha256.prefix(12))", Subject("incident", incident),
            by: author, at: now)
    }
}

/// What the form of a file sends beside it.
struct IncidentFileForm: FormInput {
    let kind: IncidentFile.Kind

    init(reading form: inout FormReader) {
        if form.values["nature"].isEmpty { form.refuse("nature", "Dites ce que c’est.") }
        kind = form.choice("nature", or: .other)
    }
}

extension Link {
    static func files(of incident: ID<Incident>) -> Link { Link.incident(incident).appending("fichiers") }
}

/// The files of incidents: as restricted as they are, each opening noted.
enum IncidentFileRoutes {
    static func add(to site: Site) {
        site.post("/incidents/:id/fichiers", .members(.seeIncidents), attach)
        site.get("/incidents/:id/fichiers/:fichier", .members(.seeIncidents), open)
        site.post("/incidents/:id/fichiers/:fichier/retrait", .members(.seeIncidents), withdraw)
    }

    @Sendable static func attach(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        return try await visit.submit(IncidentFileForm.self) { form, values in
            let file: PaperFile
            do throws(PaperRefusal) {
                file = try PaperFile(values.files.first { $0.field == "fichier" }?.file)
            } catch {
                throw FieldRefusal("fichier", error.message)
            }
            try await visit.perform(AttachIncidentFile(incident: id, kind: form.kind, file: file), for: values) { _ in
                .incident(id)
            }
            return .redirect(.incident(id), saying: "Le fichier est joint à l’incident.")
        } show: { state in
            try await IncidentRoutes.page(visit, IncidentStates(file: state))
        }
    }

    /// Always saved, never shown by the browser within the site.
    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        let key = try visit.id(IncidentFile.self, "fichier")
        let author = try visit.author
        let file = try await visit.read { try $0.file(key, of: id, for: author) }
        try await visit.perform(NoteReading(subject: Subject("incident", id)))
        let media = PaperFile.Media(rawValue: file.mediaType)
        return .file(
            FileAnswer(
                name: "incident-\(file.kind.rawValue).\(media?.fileExtension ?? "bin")", type: file.mediaType,
                bytes: file.content))
    }

    @Sendable static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        let file = try visit.id(IncidentFile.self, "fichier")
        let values = try await visit.formValues()
        try await visit.perform(WithdrawIncidentFile(incident: id, file: file), for: values) { _ in .incident(id) }
        return .redirect(.incident(id), saying: "Fichier retiré.")
    }
}

/// The files of an incident, and the form that adds one.
func incidentFilesPanel(_ view: IncidentView, _ state: FormState, _ visit: Visit) -> HTML {
    let link = Link.files(of: view.incident.id)
    let isOpen = view.incident.state != .closed
    let items = view.files.map { file -> HTML in
        let size = FrenchNumber.grouped(max(1, file.size / 1024))
        let undo: HTML? =
            isOpen
            ? postButton(
                "Retirer", to: link.appending(file.id.rawValue).appending("retrait"), visit: visit,
                style: "small quiet") : nil
        return """
            <li><div><a href="\(link.appending(file.id.rawValue))">\(file.kind.label)</a>\
            <p>\(file.name), \(size)\u{A0}Ko, joint par \(file.addedBy) \(file.addedAt.day(in: view.author.zone).near(view.today))</p>\
            <p class="hint">Empreinte SHA-256 : <code>\(String(file.sha256.prefix(16)))…</code></p></div>\(undo)</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucun fichier joint.</p>" : "<ul class=\"lines\">\(items)</ul>"
    guard isOpen else { return panel("Fichiers", list) }
    let kinds = IncidentFile.Kind.allCases.filter { view.seesHealth || !$0.isMedical }
        .map { (value: $0.rawValue, label: $0.label) }
    let unfolded: HTML? = state.problems.isEmpty ? nil : " open"
    return panel(
        "Fichiers",
        """
        \(list)<details class="more"\(unfolded)><summary class="btn small">Joindre un fichier</summary>\
        \(postForm(link, state, visit: visit, files: true, """
            \(selectField(state, "nature", "Nature", kinds, empty: "Choisir"))\
            \(fileField(state, "fichier", "Fichier", hint: "PDF, JPEG ou PNG, 10\u{A0}Mo au plus. Chaque ouverture est notée.", accept: ".pdf,.jpg,.jpeg,.png"))\
            \(formEnd("Joindre", icon: "upload"))
            """))</details>
        """)
}
