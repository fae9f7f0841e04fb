import Domain
import Persistence

/// What was typed for one learner of the class.
struct ClassHostLine: Sendable, Equatable {
    let learner: ID<Learner>
    /// The host chosen among the suggestions.
    let company: ID<Company>?
    /// The host as typed.
    let hostWords: String
    let tutorWords: String
}

/// What the page of a whole class may send: a line a learner, empty ones left out.
struct PlaceClassForm: FormInput {
    let lines: [ClassHostLine]

    init(reading form: inout FormReader) {
        var lines: [ClassHostLine] = []
        for pair in form.values.pairs where pair.name.hasPrefix("hote_") {
            let key = String(pair.name.dropFirst(5))
            let words = pair.value.trimmedText
            let tutor = form.values["tuteur_" + key]
            if words.count > 200 || tutor.count > 200 {
                form.refuse(pair.name, "Ce texte est trop long\u{A0}: 200\u{A0}caractères au plus.")
                continue
            }
            let company: ID<Company>? = words.isEmpty ? nil : form.key("entreprise_" + key)
            if words.isEmpty, !tutor.isEmpty {
                form.refuse(pair.name, "Indiquez l’entreprise de ce tuteur.")
            }
            guard !words.isEmpty else { continue }
            lines.append(ClassHostLine(learner: ID(key), company: company, hostWords: words, tutorWords: tutor))
        }
        self.lines = lines
        if lines.isEmpty, form.problems.isEmpty {
            form.refuse("", "Indiquez au moins une entreprise, ou revenez à la classe.")
        }
    }
}

/// What came of the lines of a class.
struct PlacedClass: Sendable {
    var placed: [ID<Placement>] = []
    /// Why a line was not saved, beside its field.
    var problems: [FieldProblem] = []
}

/// Several learners of a class get a host at once (F46); a line that a rule refuses does not hold back the others.
struct PlaceClass: Operation {
    let period: ID<PFMPPeriod>
    let lines: [ClassHostLine]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> PlacedClass {
        try author.require(.placeLearners)

        let period = try db.period(period)
        let usual = try db.usualPlacement(in: period)
        var done = PlacedClass()
        for line in lines {
            let field = "hote_" + line.learner.rawValue
            do {
                let company = try db.host(line, field: field, in: period)
                let form = try db.form(of: usual, at: company, in: period, tutor: line.tutorWords)
                let placed = try PlaceLearner(period: period.id, learner: line.learner, form: form)
                    .run(in: db, by: author, at: now)
                done.placed.append(placed.placement)
            } catch let refusal as any Refusal where !(refusal is Forbidden) {
                done.problems.append(FieldProblem(field: field, message: refusal.message))
            }
        }
        return done
    }
}

extension SchoolDatabase {
    /// What learners of the stream usually do and learn, for placements made without their form (F62).
    func usualPlacement(in period: PFMPPeriod) throws -> FormValues {
        let annex = try teachingAnnex(of: try schoolClass(period.classId).stream)
        var values = FormValues()
        values.fill(["activites": annex?.activities, "competences": annex?.skills, "suivi": annex?.followUp])
        return values
    }

    /// A placement with the dates of the period and the people known at the host's.
    func form(
        of usual: FormValues, at company: ID<Company>, in period: PFMPPeriod, tutor words: String = "",
        origin: RelationOrigin = .office
    ) throws -> PlacementForm {
        var values = usual
        values.set("entreprise", company.rawValue)
        values.set("du", period.startsOn.description)
        values.set("au", period.endsOn.description)
        values.set("origine", origin.rawValue)
        let contacts = try contacts(of: company).filter { $0.leftOn == nil }
        if let signatory = contacts.first(where: \.signatory) { values.set("signataire", signatory.id.rawValue) }
        if words.isEmpty {
            if let tutor = try freeTutor(among: contacts, in: period) { values.set("tuteur", tutor.id.rawValue) }
        } else if let known = contacts.first(where: { $0.answers(to: words) }) {
            values.set("tuteur", known.id.rawValue)
        } else {
            let name = HostPerson.split(words)
            values.set("tuteur_nom", name.family)
            values.set("tuteur_prenom", name.first)
        }
        var reader = FormReader(values)
        let form = PlacementForm(reading: &reader)
        guard reader.problems.isEmpty else { throw FieldRefusal(reader.problems) }
        return form
    }

    /// The tutor who follows the fewest during the period, if one is below the most allowed (R.124-13).
    private func freeTutor(among contacts: [Contact], in period: PFMPPeriod) throws -> Contact? {
        let tutors = contacts.filter(\.tutor)
        guard !tutors.isEmpty else { return nil }
        let most = try LegalTexts.parameters().value(.tutorMaximum, on: period.startsOn) ?? Int.max
        let present = try standingPlacements(from: period.startsOn, through: period.endsOn)
        let loads = tutors.map { tutor in (tutor, present.count { $0.tutorId == tutor.id }) }
        return loads.filter { $0.1 < most }.min { ($0.1, $0.0.searchKey) < ($1.1, $1.0.searchKey) }?.0
    }

    /// The host of a line: chosen, or found by its words among the places offered, then among all companies.
    fileprivate func host(_ line: ClassHostLine, field: String, in period: PFMPPeriod) throws -> ID<Company> {
        if let company = line.company {
            let found: Company = try find(company, in: .company, "Cette entreprise")
            return found.id
        }
        let words = SearchKey(line.hostWords).words
        guard !words.isEmpty else { throw FieldRefusal(field, "Écrivez le nom de l’entreprise.") }
        let found = try companySuggestions(words, limit: 7)
        let exact = found.filter { $0.answers(to: line.hostWords) }
        if exact.count == 1 { return exact[0].id }
        guard let first = found.first else {
            throw FieldRefusal(
                field, "Aucune entreprise ne répond à «\u{A0}\(line.hostWords)\u{A0}»\u{A0}: créez sa fiche d’abord.")
        }
        guard found.count == 1 else {
            let names = found.prefix(6).map(\.listName).joined(separator: "\u{A0}; ")
            throw FieldRefusal(
                field, "Plusieurs entreprises répondent. Écrivez l’une d’elles en entier\u{A0}: \(names).")
        }
        return first.id
    }
}

extension CompanySuggestion {
    /// « Garage des Quatre-Vents, TOULOUSE »
    var listName: String { [tradeName ?? legalName, addressCity].filter { !$0.isEmpty }.joined(separator: ", ") }

    fileprivate func answers(to words: String) -> Bool {
        let typed = SearchKey(words)
        return [SearchKey(listName), SearchKey(tradeName ?? legalName), SearchKey(legalName)].contains(typed)
    }
}

extension Contact {
    fileprivate func answers(to words: String) -> Bool {
        let typed = SearchKey(words)
        return [SearchKey(familyName, firstName), SearchKey(firstName, familyName), SearchKey(fullName)].contains(typed)
            || typed == SearchKey(familyName)
    }
}

extension HostPerson {
    /// « DELORME Étienne » and « Étienne DELORME »: what is in capitals is the family name, else the last word.
    static func split(_ words: String) -> (family: String, first: String) {
        let parts = words.split(separator: " ").map(String.init)
        let capitals = parts.filter { $0.count > 1 && $0 == $0.uppercased() }
        guard capitals.isEmpty || capitals.count == parts.count else {
            return (
                capitals.joined(separator: " "), parts.filter { !capitals.contains($0) }.joined(separator: " ")
            )
        }
        guard capitals.isEmpty, parts.count > 1 else { return (words, "") }
        return (parts[parts.count - 1], parts.dropLast().joined(separator: " "))
    }
}
