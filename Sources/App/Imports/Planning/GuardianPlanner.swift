import Domain

/// The part of a plan about the adults in charge of learners.
struct GuardianPlanner {
    var school: SchoolPlanner
    private let guardians: [ID<Guardian>: Guardian]
    private let links: [ID<Learner>: [Guardianship]]
    /// Who each person of the file turned out to be.
    private var known: [String: Guardian] = [:]
    private var taken: Set<ID<Guardian>> = []

    init(_ school: SchoolPlanner) {
        self.school = school
        guardians = Dictionary(
            school.snapshot.guardians.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        links = Dictionary(grouping: school.snapshot.guardianships, by: \.learnerId)
    }

    mutating func run(_ families: [(file: FileLearner, learner: Learner)]) {
        recognise(families)
        for (file, learner) in families {
            var linked: Set<ID<Guardian>> = []
            for person in file.guardians {
                let guardian = known[person.personKey] ?? create(person)
                guard linked.insert(guardian.id).inserted else { continue }
                link(learner, guardian, person)
            }
            if school.facts.listsAllGuardians { unlink(learner, besides: linked) }
        }
    }

    // MARK: People

    /// A person is looked for among those in charge of any learner the file ties them to: brothers and sisters share.
    private mutating func recognise(_ families: [(file: FileLearner, learner: Learner)]) {
        for (file, learner) in families {
            for person in file.guardians where known[person.personKey] == nil {
                let family = (links[learner.id] ?? []).compactMap { guardians[$0.guardianId] }
                guard let guardian = find(person, among: family.filter { !taken.contains($0.id) }) else { continue }
                taken.insert(guardian.id)
                known[person.personKey] = update(guardian, person)
            }
        }
    }

    private func find(_ person: FileGuardian, among family: [Guardian]) -> Guardian? {
        let key = person.nameKey
        if let same = family.first(where: { $0.searchKey == key }) { return same }
        // A name may be corrected between two exports: the phone or the mail then tells.
        let firstName = SearchKey(person.firstName).rawValue
        return family.first { guardian in
            let samePhone = person.values["phone"] != nil && guardian.phone == person.values["phone"]
            let sameMail = person.values["email"] != nil && guardian.email == person.values["email"]
            return (samePhone || sameMail) && SearchKey(guardian.firstName).rawValue == firstName
        }
    }

    private mutating func update(_ guardian: Guardian, _ person: FileGuardian) -> Guardian {
        let merge = FieldMerge(
            guardian, fields: GuardianFields.all, said: person.values, former: school.snapshot.said[guardian.key],
            authority: school.facts.authority)
        school.remember(guardian.key, person.values)
        school.tellKept(.guardian, guardian.fullName, merge.kept)
        guard !merge.changes.isEmpty else {
            school.count(.guardian) { $0.unchanged += 1 }
            return guardian
        }
        var after = merge.record
        after.refold()
        after.version += 1
        school.plan.rows.guardians.append(.changed(guardian, after))
        school.tell(.guardian, .changed, guardian.fullName, merge.changes)
        return after
    }

    private mutating func create(_ person: FileGuardian) -> Guardian {
        var guardian = Guardian(
            id: school.context.ids.next(), familyName: person.familyName, firstName: person.firstName)
        GuardianFields.all.fill(&guardian, from: person.values)
        guardian.refold()
        known[person.personKey] = guardian
        school.plan.rows.guardians.append(.created(guardian))
        school.remember(guardian.key, person.values)
        school.tell(.guardian, .created, guardian.fullName)
        return guardian
    }

    // MARK: Links

    private mutating func link(_ learner: Learner, _ guardian: Guardian, _ person: FileGuardian) {
        let said = ["rank": String(person.legalRank), "kinship": person.kinship.rawValue]
        guard let link = links[learner.id]?.first(where: { $0.guardianId == guardian.id }) else {
            let new = Guardianship(
                id: school.context.ids.next(), learnerId: learner.id, guardianId: guardian.id,
                legalRank: person.legalRank, kinship: person.kinship)
            school.plan.rows.guardianships.append(.created(new))
            if guardians[guardian.id] != nil {
                let tie = ImportReport.FieldChange(field: "Lien", before: "", after: person.kinship.label)
                school.tell(.guardian, .changed, name(guardian, learner), [tie])
            }
            return school.remember(new.key, said)
        }
        let merge = FieldMerge(
            link, fields: LinkFields.all, said: said, former: school.snapshot.said[link.key],
            authority: school.facts.authority)
        school.remember(link.key, said)
        guard !merge.changes.isEmpty else { return }
        school.plan.rows.guardianships.append(.changed(link, merge.record))
        school.tell(.guardian, .changed, name(guardian, learner), merge.changes)
    }

    /// A tie that the register once gave and gives no more is cut: it decides who signs. Ties made by hand stay.
    private mutating func unlink(_ learner: Learner, besides linked: Set<ID<Guardian>>) {
        for link in links[learner.id] ?? [] where !linked.contains(link.guardianId) {
            guard school.snapshot.said[link.key] != nil, let guardian = guardians[link.guardianId] else { continue }
            school.plan.rows.guardianships.append(.deleted(link))
            school.tell(.guardian, .left, name(guardian, learner))
        }
    }

    private func name(_ guardian: Guardian, _ learner: Learner) -> String {
        guardian.fullName + ", pour " + learner.fullName
    }
}

/// What files may say of a tie between a learner and an adult.
enum LinkFields {
    static let all: [ImportField<Guardianship>] = [
        ImportField(
            name: "rank", label: "Rang légal", nature: .official, read: { String($0.legalRank) },
            write: { $0.legalRank = Int($1) ?? $0.legalRank },
            shown: { $0 == "0" ? "autre contact" : "représentant légal " + $0 }),
        ImportField(
            name: "kinship", label: "Lien", nature: .official, read: { $0.kinship.rawValue },
            write: { $0.kinship = Kinship(rawValue: $1) ?? $0.kinship },
            shown: { Kinship(rawValue: $0)?.label ?? $0 }),
    ]
}
