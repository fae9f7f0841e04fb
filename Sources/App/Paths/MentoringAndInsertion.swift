import Domain
import Exchange
import Persistence

/// What the form of a mentoring may send.
struct MentoringForm: FormInput {
    let learner: ID<Learner>?
    let contact: ID<Contact>?
    let alumnus: ID<Alumnus>?
    let name: String
    let objective: String
    let startsOn: LocalDate?

    init(reading form: inout FormReader) {
        learner = form.key("apprenant")
        if learner == nil { form.refuse("apprenant", "Choisissez l’élève.") }
        let mentor = form.values["mentor"]
        contact = mentor.hasPrefix("contact-") ? ID(String(mentor.dropFirst(8))) : nil
        alumnus = mentor.hasPrefix("ancien-") ? ID(String(mentor.dropFirst(7))) : nil
        name = form.text("nom", max: 120)
        if contact == nil, alumnus == nil, name.isEmpty {
            form.refuse("mentor", "Choisissez un mentor, ou écrivez son nom.")
        }
        objective = form.text("objectif", max: 300)
        startsOn = form.date("debut")
    }
}

/// A learner and a mentor are put together.
struct AddMentoring: Operation {
    let form: MentoringForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Mentoring> {
        try author.require(.followPaths)

        guard let key = form.learner else { throw NotFound("Cet apprenant") }
        let learner = try db.learner(key)
        var name = form.name
        if let contact = try form.contact.map({ try db.contact($0) }) {
            guard try db.refusal(of: contact.id) == nil else { throw InvitationRefusal.refusesMail(contact.fullName) }
            name = contact.fullName
        }
        if let alumnus = try form.alumnus.map({ try db.alumnus($0) }) {
            guard alumnus.isKept(on: now.day) else { throw NotFound("Cet ancien élève") }
            name = alumnus.fullName
        }
        let running = try db.count(
            """
            select count(*) from \(db.table(.mentoring)) where mentoring.learner_id = \(learner.id)
            and mentoring.state in ('propose', 'en_cours')
            """)
        guard running == 0 else {
            throw FieldRefusal("apprenant", "Cet élève a déjà un mentor\u{A0}: terminez d’abord ce mentorat.")
        }
        let mentoring = Mentoring(
            id: db.newID(), learnerId: learner.id, contactId: form.contact, alumnusId: form.alumnus, mentorName: name,
            startsOn: form.startsOn ?? now.day, objective: form.objective)
        try db.insert(mentoring, into: .mentoring)
        try db.journal("Mentorat proposé", Subject("learner", learner.id), by: author, at: now)
        return mentoring.id
    }
}

/// A mentoring begins, ends or stops.
struct MoveMentoring: Operation {
    let id: ID<Mentoring>
    let state: Mentoring.State
    let version: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.followPaths)

        let former = try db.mentoring(id)
        guard former.version == version else { throw Conflict() }
        let mentoring = try former.moved(to: state, on: now.day)
        try db.update(mentoring, in: .mentoring, replacing: former.version)
        try db.journal(
            "Mentorat : \(state.label.lowercasedFirst)", Subject("learner", former.learnerId), by: author, at: now)
    }
}

extension SchoolDatabase {
    func mentoring(_ id: ID<Mentoring>) throws -> Mentoring { try find(id, in: .mentoring, "Ce mentorat") }

    /// Pairs under way first, then those that ended.
    func mentorings(limit: Int = 1000) throws -> [MentoringLine] {
        try rows(
            """
            select mentoring.id, mentoring.learner_id, learner.family_name, learner.usage_name, learner.first_name,
            mentoring.mentor_name, mentoring.starts_on, mentoring.ends_on, mentoring.state, mentoring.objective,
            mentoring.version from \(table(.mentoring)) join \(table(.learner)) on learner.id = mentoring.learner_id
            order by case when mentoring.state in ('propose', 'en_cours') then 0 else 1 end, mentoring.starts_on desc,
            mentoring.id limit \(limit)
            """)
    }
}

// MARK: Our own survey

/// Somebody telephoned and wrote the answers down.
struct NoteInsertion: Operation {
    let answers: [ID<Learner>: Situation]
    let year: Int

    /// - Returns: how many were noted.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.manageAlumni)

        guard !answers.isEmpty else { return 0 }
        let leavers = Set(try db.leavers(year: year).map(\.id))
        for (learner, situation) in answers.sorted(by: { $0.key < $1.key }) {
            guard leavers.contains(learner) else { throw NotFound("Ce sortant") }
            try db.delete(from: .insertionAnswer, where: "learner_id = \(learner) and survey_year = \(year)")
            try db.insert(
                InsertionAnswer(
                    id: db.newID(), learnerId: learner, surveyYear: year, situation: situation, answeredOn: now.day,
                    means: "téléphone"), into: .insertionAnswer)
            try db.journal("Réponse à l’enquête notée", Subject("learner", learner), by: author, at: now)
        }
        return answers.count
    }
}

private struct SituationCount: Codable {
    let situation: Situation
    let number: Int
}

extension SchoolDatabase {
    /// Those enrolled in a year and not in the next, gone from the school.
    func leavers(year: Int) throws -> [Learner] {
        try rows(
            """
            select learner.* from \(table(.learner)) where learner.id in (
            select enrolment.learner_id from \(table(.enrolment)) where enrolment.school_year = \(year))
            and not exists (select 1 from \(table(.enrolment, as: "later")) where later.learner_id = learner.id
            and later.school_year > \(year)) and learner.left_on is not null
            order by learner.search_key, learner.id
            """)
    }

    func insertionView(year: Int, author: Author) throws -> InsertionView {
        let leavers = try leavers(year: year)
        let counts: [SituationCount] = try rows(
            """
            select insertion_answer.situation, count(*) as number from \(table(.insertionAnswer))
            where insertion_answer.survey_year = \(year) group by insertion_answer.situation
            order by insertion_answer.situation
            """)
        let answered: [ID<Learner>] = try rows(
            """
            select insertion_answer.learner_id from \(table(.insertionAnswer))
            where insertion_answer.survey_year = \(year) order by insertion_answer.learner_id
            """)
        let known = Set(answered)
        return InsertionView(
            year: year, years: Array((author.currentYear - 4)...(author.currentYear)).reversed(),
            result: InsertionResult(
                leavers: max(leavers.count, known.count),
                answers: Dictionary(counts.map { ($0.situation, $0.number) }, uniquingKeysWith: { first, _ in first })),
            classes: try leavingClasses(year: author.currentYear),
            silent: leavers.filter { !known.contains($0.id) }, official: try officialInsertion(), author: author)
    }

    func officialInsertion() throws -> [OfficialInsertion] {
        try rows(
            """
            select official_insertion.* from \(table(.officialInsertion))
            order by official_insertion.cohort desc, official_insertion.training, official_insertion.measure limit 2000
            """)
    }
}

// MARK: InserJeunes

/// The lines of a file of InserJeunes: one training a line, one measure a column.
struct OfficialFile: Sendable {
    struct Line: Sendable, Equatable {
        let uai: String
        let cohort: String
        let code: String
        let training: String
        /// Tenths by measure; `nil` when not published.
        let values: [OfficialMeasure: Int?]
    }

    let lines: [Line]
    /// Cells that are neither a number nor a known way to say « not published », as « ligne 4, abc ».
    let unreadable: [String]

    /// - Throws: a refusal that names the columns that are missing.
    init(_ table: Table) throws {
        let names = table.header.map { SearchKey($0).rawValue.replacing(" ", with: "_") }
        func column(_ candidates: String...) -> Int? {
            for candidate in candidates { if let index = names.firstIndex(of: candidate) { return index } }
            return nil
        }
        guard let cohort = column("annee", "cohorte", "millesime", "cumul"),
            let training = column(
                "libelle_formation", "formation", "libelle", "libelle_type_formation", "libelle_de_la_formation")
        else {
            throw FieldRefusal(
                "fichier",
                "Ce fichier n’a pas les colonnes d’InserJeunes\u{A0}: il faut au moins «\u{A0}annee\u{A0}» et «\u{A0}libelle_formation\u{A0}»."
            )
        }
        let measures = OfficialMeasure.allCases.compactMap { measure in
            names.firstIndex(of: measure.rawValue).map { (measure: measure, index: $0) }
        }
        guard !measures.isEmpty else {
            throw FieldRefusal(
                "fichier",
                "Aucune mesure reconnue\u{A0}: par exemple «\u{A0}\(OfficialMeasure.leavers.rawValue)\u{A0}» ou «\u{A0}\(OfficialMeasure.jobRateSix.rawValue)\u{A0}»."
            )
        }
        let uai = column("uai", "numero_uai", "code_uai")
        let code = column("code_certification", "mefstat11", "mefstat_11", "code_formation", "cfd")
        func cell(_ row: TableRow, _ index: Int?) -> String {
            guard let index, row.cells.indices.contains(index) else { return "" }
            return row.cells[index].trimmedText
        }
        var strange: [String] = []
        lines = table.rows.compactMap { row -> Line? in
            let name = cell(row, training)
            guard !name.isEmpty else { return nil }
            let values = measures.map { entry -> (OfficialMeasure, Int?) in
                let text = cell(row, entry.index)
                let value = OfficialFile.tenths(text)
                if value == nil, !OfficialFile.unpublished.contains(SearchKey(text).rawValue) {
                    strange.append("ligne \(row.line), « \(text) »")
                }
                return (entry.measure, value)
            }
            return Line(
                uai: cell(row, uai).uppercased(), cohort: cell(row, cohort).replacing(" ", with: "-"),
                code: cell(row, code),
                training: name, values: Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
        unreadable = strange
    }

    /// How the files of the State write that a figure is not published, folded.
    static let unpublished: Set<String> = [
        "", "nd", "n d", "ns", "na", "n a", "s", "null", "secret", "non diffuse", "nc",
    ]

    /// « 43,5 », « 43.5 % », « nd » : tenths, or `nil` for what is not published.
    static func tenths(_ text: String) -> Int? {
        let cleaned = text.replacing(",", with: ".").filter { $0.isNumber || $0 == "." || $0 == "-" }
        let parts = cleaned.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
        let digit = parts.count == 2 ? parts[1].first.flatMap { $0.wholeNumberValue } ?? 0 : 0
        return cleaned.hasPrefix("-") ? whole * 10 - digit : whole * 10 + digit
    }
}

/// The numbers of the State for this school, instead of those imported before for the same cohorts.
struct ImportOfficial: Operation {
    let file: OfficialFile

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.manageAlumni)

        let own = try db.ownSchool().uai
        let lines = file.lines.filter { $0.uai.isEmpty || $0.uai == own }
        guard !lines.isEmpty else {
            throw FieldRefusal("fichier", "Aucune ligne de ce fichier n’est celle de votre établissement (\(own)).")
        }
        for cohort in Set(lines.map(\.cohort)).sorted() {
            try db.delete(from: .officialInsertion, where: "cohort = \(cohort)")
        }
        var seen: Set<String> = []
        var rows: [OfficialInsertion] = []
        for line in lines {
            for (measure, value) in line.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                guard
                    seen.insert([line.cohort, line.code, line.training, measure.rawValue].joined(separator: "\u{1}"))
                        .inserted
                else { continue }
                rows.append(
                    OfficialInsertion(
                        id: db.newID(), cohort: line.cohort, trainingCode: line.code, training: line.training,
                        measure: measure.rawValue, valueTenths: value, importedAt: now.moment))
            }
        }
        try db.insertMany(rows, into: .officialInsertion)
        try db.journal("InserJeunes importé", Subject("school", db.schoolId), by: author, at: now)
        return rows.count
    }
}
