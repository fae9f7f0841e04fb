import Domain
import Persistence

/// The school opens the campaign of its year, or changes it.
struct SaveCampaign: Operation {
    let form: CampaignForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        try checkDates(author.currentYear, db)
        let former = try db.campaign(year: author.currentYear)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        if let former { try db.requireKept(form.options, in: former) }
        let campaign = PathwayCampaign(
            id: former?.id ?? db.newID(), schoolYear: author.currentYear, name: form.name, startsOn: form.startsOn,
            endsOn: form.endsOn, closesOn: form.closesOn, options: form.options, version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(campaign, in: .pathwayCampaign, replacing: former.version)
        } else {
            try db.insert(campaign, into: .pathwayCampaign)
        }
        try db.journal(
            former == nil ? "Campagne de terminale ouverte" : "Campagne de terminale modifiée",
            Subject("campaign", campaign.id), before: former, after: campaign, by: author, at: now)
    }

    private func checkDates(_ year: Int, _ db: SchoolDatabase) throws {
        guard let school = SchoolYear(start: year) else { return }
        let place = Academie(named: try db.ownSchool().academie)
        for (field, day) in [("du", form.startsOn), ("au", form.endsOn)] where !school.contains(day, in: place) {
            throw FieldRefusal(field, "Cette date sort de l’année scolaire \(school.rawValue).")
        }
    }
}

/// A learner chose, or the choice was written wrong before the council met.
struct RecordPathwayChoice: Operation {
    let campaign: ID<PathwayCampaign>
    let learner: ID<Learner>
    let form: PathForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.placeLearners)

        let campaign = try db.campaign(campaign)
        let learner = try db.learner(learner)
        try form.path.checkedAtField(in: campaign)
        let former = try db.pathwayChoice(of: learner.id, in: campaign.id)
        guard former == nil else { throw Conflict() }
        guard try db.pathwayLines(of: campaign).contains(where: { $0.learnerId == learner.id }) else {
            throw NotConcerned(name: learner.fullName)
        }
        let choice = PathwayChoice(
            id: db.newID(), campaignId: campaign.id, learnerId: learner.id, path: form.path,
            chosenOn: form.day ?? now.day)
        try db.insert(choice, into: .pathwayChoice)
        try db.journal("Parcours choisi", Subject("learner", learner.id), after: choice, by: author, at: now)
    }
}

/// The class council gave its advice.
struct RecordCouncilAdvice: Operation {
    let campaign: ID<PathwayCampaign>
    let learner: ID<Learner>
    let form: AdviceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.placeLearners)

        let former = try db.requiredChoice(of: learner, in: campaign)
        guard former.version == form.version else { throw Conflict() }
        var choice = former
        choice.advice = form.advice
        choice.adviceNote = form.note
        choice.version += 1
        try db.update(choice, in: .pathwayChoice, replacing: former.version)
        try db.journal(
            "Avis du conseil de classe noté", Subject("learner", learner), before: former, after: choice, by: author,
            at: now)
    }
}

/// The family asks for another path, with its reason.
struct RequestPathwayChange: Operation {
    let campaign: ID<PathwayCampaign>
    let learner: ID<Learner>
    let form: PathForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.placeLearners)

        let campaign = try db.campaign(campaign)
        let choice = try db.requiredChoice(of: learner, in: campaign.id)
        try form.path.checkedAtField(in: campaign)
        guard !form.motive.isEmpty else { throw FieldRefusal("motif", "Une demande de changement se motive.") }
        guard form.path != choice.path else { throw PathwayRefusal.unchanged }
        guard try !db.pathwayChanges(of: choice.id).contains(where: { $0.answer == .waiting }) else {
            throw PathwayRefusal.alreadyWaiting
        }
        let change = PathwayChange(
            id: db.newID(), choice: choice, requestedOn: form.day ?? now.day,
            former: choice.path.label(in: campaign), path: form.path, motive: form.motive)
        try db.insert(change, into: .pathwayChange)
        try db.journal(
            "Changement de parcours demandé", Subject("learner", learner), after: change, by: author, at: now)
    }
}

/// The head answers a request of change; accepted, it becomes the choice.
struct AnswerPathwayChange: Operation {
    let id: ID<PathwayChange>
    let accepted: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Learner> {
        try author.require(.planPeriods)

        let former = try db.pathwayChange(id)
        let change = try former.answered(accepted ? .accepted : .refused, by: author.name, on: now.day)
        try db.update(change, in: .pathwayChange, replacing: former.version)
        try db.journal(
            accepted ? "Changement de parcours accepté" : "Changement de parcours refusé",
            Subject("learner", change.learnerId), before: former, after: change, by: author, at: now)
        guard accepted else { return change.learnerId }
        let before: PathwayChoice = try db.find(change.choiceId, in: .pathwayChoice, "Ce choix")
        var choice = before
        choice.path = change.path
        choice.chosenOn = now.day
        choice.version += 1
        try db.update(choice, in: .pathwayChoice, replacing: before.version)
        try db.journal(
            "Parcours changé", Subject("learner", change.learnerId), before: before, after: choice, by: author, at: now)
        return change.learnerId
    }
}

/// The learner is not one of terminale whom the campaign concerns.
struct NotConcerned: Refusal, Equatable {
    let name: String

    var message: String {
        "\(name) n’est pas concerné par ce parcours\u{A0}: il s’adresse aux élèves de terminale professionnelle, hors apprentis."
    }
}

/// An option that learners chose cannot go away.
struct OptionInUse: Refusal, Equatable {
    let label: String

    var message: String { "Des élèves ont choisi «\u{A0}\(label)\u{A0}»\u{A0}: cette option ne se supprime plus." }
}

extension ChosenPath {
    /// The refusal beside the field that mends it.
    fileprivate func checkedAtField(in campaign: PathwayCampaign) throws {
        do throws(PathwayRefusal) {
            try checked(in: campaign)
        } catch {
            let field =
                switch error {
                case .sameTwice, .halfMissing: "seconde"
                case .dayMissing, .outsideWindow: "a_partir_du"
                default: "parcours"
                }
            throw FieldRefusal(field, error.message)
        }
    }
}

extension SchoolDatabase {
    fileprivate func requiredChoice(
        of learner: ID<Learner>, in campaign: ID<PathwayCampaign>
    ) throws -> PathwayChoice {
        guard let choice = try pathwayChoice(of: learner, in: campaign) else { throw NotFound("Ce choix") }
        return choice
    }

    fileprivate func requireKept(_ options: PathwayOptions, in campaign: PathwayCampaign) throws {
        let used = Set(
            try whole.pathwayLines(of: campaign).flatMap { [$0.firstOption, $0.secondOption].compactMap(\.self) })
        for option in campaign.options.list where used.contains(option.key) {
            guard options.list.contains(where: { $0.key == option.key }) else { throw OptionInUse(label: option.label) }
        }
    }
}
