import Domain
import Foundation

/// What is looked at in a place before a learner goes there, for a family of trades: data, in `Resources/safety`.
struct SafetyChecklist: Codable, Sendable {
    /// One thing to look at.
    struct Point: Codable, Sendable {
        let code: String
        let label: String
    }

    let trade: String
    let label: String
    let points: [Point]
    /// What the learner brings.
    let equipment: [String]
    /// What the learner must not do there.
    let forbidden: [String]

    /// - Throws: only when the file that comes with the program is damaged.
    static func all() throws -> [SafetyChecklist] { try read.get() }

    private static let read = Result {
        let file = Assets.resources.appendingPathComponent("safety").appendingPathComponent("checklists.json")
        return try JSONDecoder().decode([SafetyChecklist].self, from: Data(contentsOf: file))
    }
}

/// What the form of a safety check may send.
struct SafetyCheckForm: FormInput {
    let trade: String
    let checkedOn: LocalDate?
    let answers: SafetyAnswers
    let outcome: SafetyCheck.Outcome?
    let equipment: String
    let forbiddenTasks: String
    let remarks: String

    init(reading form: inout FormReader) {
        trade = form.required("metier", "Choisissez la liste du métier.", max: 40)
        checkedOn = form.date("vu_le")
        var values: [String: SafetyAnswers.Answer] = [:]
        for pair in form.values.pairs where pair.name.hasPrefix("point_") {
            values[String(pair.name.dropFirst(6))] = SafetyAnswers.Answer(rawValue: pair.value)
        }
        answers = SafetyAnswers(values)
        outcome = SafetyCheck.Outcome(rawValue: form.values["avis"])
        equipment = form.text("equipements", max: 1000)
        forbiddenTasks = form.text("interdits", max: 1000)
        remarks = form.text("remarques", max: 2000)
        if outcome == nil { form.refuse("avis", "Donnez votre avis sur le lieu.") }
    }
}

/// Somebody looked at the place before a learner goes there (F90).
struct CheckSafety: Operation {
    let company: ID<Company>
    let form: SafetyCheckForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.recordFollowUp)

        _ = try db.company(company)
        let lists = try SafetyChecklist.all()
        guard let list = lists.first(where: { $0.trade == form.trade }) else {
            throw FieldRefusal("metier", "Choisissez la liste du métier.")
        }
        let codes = Set(list.points.map(\.code))
        guard form.answers.values.keys.allSatisfy(codes.contains) else { throw NotFound("Ce point de la liste") }
        let missing = list.points.filter { form.answers.values[$0.code] == nil }
        guard missing.isEmpty else {
            throw FieldRefusal(
                missing.map {
                    FieldProblem(field: "point_\($0.code)", message: "Répondez\u{A0}: «\u{A0}\($0.label) ».")
                })
        }
        let day = form.checkedOn ?? now.day
        guard day <= now.day else { throw FieldRefusal("vu_le", "Ce jour n’est pas encore venu.") }
        guard form.outcome != .fit || form.answers.failing.isEmpty else {
            throw FieldRefusal(
                "avis", "Un point au moins n’est pas respecté\u{A0}: notez une réserve, ou un avis défavorable.")
        }
        let check = SafetyCheck(
            id: db.newID(), companyId: company, trade: form.trade, checkedOn: day, checkedBy: author.name,
            answers: form.answers, outcome: form.outcome ?? .withReserves, equipment: form.equipment,
            forbiddenTasks: form.forbiddenTasks, remarks: form.remarks)
        try db.insert(check, into: .safetyCheck)
        try db.journal(
            "Sécurité du lieu vérifiée\u{A0}: \(check.outcome.label.lowercased())", Subject("company", company),
            after: check, by: author, at: now)
        return company
    }
}
