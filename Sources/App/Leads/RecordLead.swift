import Domain
import Persistence

/// A learner asked a company for a place: somebody writes it down.
struct RecordLead: Operation {
    let learner: ID<Learner>
    let period: ID<PFMPPeriod>
    let form: LeadForm
    /// Who wrote it: the team, or the holder of a link.
    var source = CompanyReview.Source.lead

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Lead> {
        try author.require(.recordLeads)

        return try write(in: db, by: author, at: now)
    }

    /// The writing itself, for whoever may: someone of the team, or a link.
    func write(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Lead> {
        let learner = try db.learner(learner)
        let period = try db.period(period)
        try learner.requireAgreements()
        guard try db.classOf(learner.id, year: period.schoolYear)?.id == period.classId else {
            throw NotInClass(name: learner.fullName)
        }
        let most = try db.thresholds()[.leadsPerPeriod]
        guard try db.leadCount(of: learner.id, in: period.id) < most else { throw TooManyLeads(most: most) }
        let id: ID<Lead> = db.newID()
        let origin = CompanyOrigin(source: source, lead: id)
        let lead = Lead(
            id: id, learnerId: learner.id, periodId: period.id,
            companyId: try db.companyNamed(form, origin, by: author, at: now), structure: form.structure,
            sector: form.sector, means: form.means,
            askedOn: try form.day(today: now.day), answer: form.answer, refusalReason: form.refusalReason,
            note: form.note, authorName: author.name)
        try db.insert(lead, into: .lead)
        try db.journal("Piste notée", Subject("learner", learner.id), after: lead, by: author, at: now)
        return lead.id
    }
}

/// The answer of a company came, or the lead was written wrong.
struct EditLead: Operation {
    let id: ID<Lead>
    let form: LeadForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Lead {
        try author.require(.recordLeads)

        let former = try db.lead(id)
        guard former.version == form.version else { throw Conflict() }
        var lead = former
        lead.companyId = try db.companyNamed(form, CompanyOrigin(source: .lead, lead: id), by: author, at: now)
        lead.structure = form.structure
        lead.sector = form.sector
        lead.means = form.means
        lead.askedOn = try form.day(today: now.day)
        lead.answer = form.answer
        lead.refusalReason = form.refusalReason
        lead.note = form.note
        lead.version += 1
        try db.update(lead, in: .lead, replacing: former.version)
        try db.journal(
            "Piste modifiée", Subject("learner", lead.learnerId), before: former, after: lead, by: author, at: now)
        return lead
    }
}

/// The lead was written by mistake.
struct RemoveLead: Operation {
    let id: ID<Lead>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Lead {
        try author.require(.recordLeads)

        let lead = try db.lead(id)
        try db.delete(from: .lead, where: "id = \(id)")
        try db.journal("Piste retirée", Subject("learner", lead.learnerId), before: lead, by: author, at: now)
        return lead
    }
}

extension LeadForm {
    /// The day written, today when none is; a day to come is a slip.
    fileprivate func day(today: LocalDate) throws -> LocalDate {
        let day = askedOn ?? today
        guard day <= today else {
            throw FieldRefusal("le", "Cette date est à venir\u{A0}: notez la piste le jour où l’élève la contacte.")
        }
        return day
    }
}

extension SchoolDatabase {
    /// The company chosen, if it is one of the school's; else the one proposed to the bureau, if any.
    fileprivate func companyNamed(
        _ form: LeadForm, _ origin: CompanyOrigin, by author: Author, at now: Now
    ) throws -> ID<Company>? {
        if let chosen = form.company { return try company(chosen).id }
        return try form.proposal.map { try propose($0, origin, by: author, at: now) }
    }
}
