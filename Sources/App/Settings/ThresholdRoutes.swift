import Domain
import Persistence

/// What the form of the thresholds may send: a number each; empty takes the usual one back.
struct ThresholdForm: FormInput {
    let values: [SchoolThreshold: Int?]

    init(reading form: inout FormReader) {
        var values: [SchoolThreshold: Int?] = [:]
        for description in ThresholdRoutes.descriptions {
            values[description.name] = .some(
                form.number(description.name.rawValue, in: description.least...description.most))
        }
        self.values = values
    }
}

/// The school sets numbers for itself; those equal to the usual ones are not kept.
struct SetThresholds: Operation {
    let form: ThresholdForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        let known = try db.ownThresholds()
        for description in ThresholdRoutes.descriptions {
            let former = known.first { $0.name == description.name }
            let value = (form.values[description.name] ?? nil).flatMap { $0 == description.usual ? nil : $0 }
            guard value != former?.value else { continue }
            if let former { try db.delete(from: .schoolThreshold, where: "id = \(former.id)") }
            if let value {
                try db.insert(
                    OwnThreshold(
                        id: db.newID(), name: description.name, value: value, version: (former?.version ?? 0) + 1),
                    into: .schoolThreshold)
            }
            try db.journal(
                "Seuil réglé\u{A0}: \(description.meaning) \(value ?? description.usual)\u{A0}\(description.unit)",
                Subject("school", db.schoolId), by: author, at: now)
        }
    }
}

/// « Réglages », « Seuils ».
enum ThresholdRoutes {
    /// The thresholds as the data file describes them; empty only if the file that comes with the program is damaged.
    static let descriptions: [ThresholdDescription] = (try? SchoolThresholds.embedded().descriptions) ?? []

    static func add(to site: Site) {
        site.get("/reglages/seuils", .members(.manageSchool), show)
        site.post("/reglages/seuils", .members(.manageSchool), save)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let known = try await visit.read { try $0.ownThresholds() }
        return .page(
            thresholdPage(FormState(known.map { ($0.name.rawValue, String($0.value)) }), try visit.author, visit))
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ThresholdForm.self) { form, values in
            try await visit.perform(SetThresholds(form: form), for: values) { _ in .thresholds }
            return .redirect(.thresholds, saying: "Seuils enregistrés.")
        } show: { state in
            thresholdPage(state, try visit.author, visit)
        }
    }
}

private func thresholdPage(_ state: FormState, _ author: Author, _ visit: Visit) -> Page {
    let fields = ThresholdRoutes.descriptions.map { description -> HTML in
        let doubt = description.standing == .unsure ? " À vérifier." : ""
        return field(
            state, description.name.rawValue, "\(description.meaning) … \(description.unit)",
            FieldOptions(
                hint: "D’usage : \(description.usual). \(description.source).\(doubt)", optional: true,
                inputMode: "numeric", style: "short"))
    }
    return Page(
        "Seuils", in: .settings,
        """
        \(settingsHead(.thresholds, for: author))<p class="lead">Quand Bureau doit-il avertir ? Vide : la valeur d’usage.</p>\
        \(postForm(.thresholds, state, visit: visit, "\(fields)\(formEnd("Enregistrer les seuils"))"))
        """)
}
