import Domain
import Persistence

/// What a company lacks is written down or corrected.
struct SaveNeed: Operation {
    let id: ID<SkillsNeed>?
    let form: NeedForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SkillsNeed> {
        try author.require(.recordNeeds)

        let company = try form.company.map { try db.company($0) } ?? db.onlyCompany(named: form.teller)
        let teller = form.teller.isEmpty ? company?.displayName ?? "" : form.teller
        guard !teller.isEmpty else { throw FieldRefusal("origine", "Dites quelle entreprise ou branche a ce besoin.") }
        let former = try id.map { try db.need($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var need =
            former
            ?? SkillsNeed(
                id: db.newID(), teller: teller, audience: form.audience, description: form.description,
                recordedOn: now.day, recordedBy: author.name, version: 0)
        form.write(to: &need)
        need.companyId = company?.id
        need.teller = teller
        need.version += 1
        if let former {
            try db.update(need, in: .skillsNeed, replacing: former.version)
        } else {
            try db.insert(need, into: .skillsNeed)
        }
        try db.journal(
            former == nil ? "Besoin noté" : "Besoin modifié", Subject("need", need.id), before: former, after: need,
            by: author, at: now)
        return need.id
    }
}

/// What the form of a need may send.
struct NeedForm: FormInput {
    let company: ID<Company>?
    let teller: String
    let audience: SkillsNeed.Audience
    let rome: ROMECode?
    let description: String
    let volume: Int?
    let horizon: SkillsNeed.Horizon
    let territory: String
    let source: SkillsNeed.Source
    let confidence: SkillsNeed.Confidence
    let stream: String
    let motive: OrionMotive?
    let version: Int

    init(reading form: inout FormReader) {
        company = form.key("entreprise")
        teller = form.text("origine", max: 150)
        audience = form.choice("public", or: .hiring)
        rome = form.parsed("rome") { try ROMECode($0) }
        description = form.required("besoin", "Décrivez le besoin en une phrase.", max: 1500)
        volume = form.number("nombre", in: 1...10_000)
        horizon = form.choice("horizon", or: .year)
        territory = form.text("territoire", max: 120)
        source = form.choice("source", or: .call)
        confidence = form.choice("confiance", or: .fair)
        stream = form.text("filiere", max: 120)
        motive = form.values["motif"].isEmpty ? nil : form.choice("motif", or: OrionMotive.localNeeds)
        version = Int(form.values["version"]) ?? 0
    }

    func write(to need: inout SkillsNeed) {
        need.audience = audience
        need.rome = rome?.rawValue ?? ""
        need.description = description
        need.volume = volume
        need.horizon = horizon
        need.territory = territory
        need.source = source
        need.confidence = confidence
        need.stream = stream
        need.motive = motive?.rawValue ?? ""
    }
}

extension FormState {
    init(_ need: SkillsNeed) {
        self.init()
        values.fill([
            "entreprise": need.companyId?.rawValue, "origine": need.teller, "public": need.audience.rawValue,
            "rome": need.rome, "besoin": need.description, "nombre": need.volume.map { String($0) },
            "horizon": need.horizon.rawValue, "territoire": need.territory,
        ])
        values.fill([
            "source": need.source.rawValue, "confiance": need.confidence.rawValue, "filiere": need.stream,
            "motif": need.motive, "version": String(need.version),
        ])
    }
}

/// The need goes to the adviser in training, who is told by mail.
struct HandNeed: Operation {
    let id: ID<SkillsNeed>
    let receiver: ID<Account>
    let address: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SkillsNeed> {
        try author.require(.recordNeeds)

        let former = try db.need(id)
        guard let person = try db.needReceivers().first(where: { $0.id == receiver }) else {
            throw FieldRefusal("personne", "Choisissez la personne qui reçoit les besoins.")
        }
        let need = try former.handed(to: person.name, on: now.day, by: author.name)
        try db.update(need, in: .skillsNeed, replacing: former.version)
        try db.journal("Besoin transmis", Subject("need", id), before: former, after: need, by: author, at: now)
        let school = db.schoolId
        try db.onPlatform { platform in
            try platform.send(
                to: person.email, subject: "Besoin d’entreprise à recevoir\u{A0}: \(author.schoolName)",
                body: """
                    Bonjour,

                    Le bureau des entreprises vous transmet un besoin recueilli auprès d’une entreprise. Merci d’en accuser réception ici\u{A0}:
                    \(address)

                    \(author.name), \(author.schoolName)
                    """, school: school, at: now)
        }
        return id
    }
}

/// The receipt: who, and when.
struct ReceiveNeed: Operation {
    let id: ID<SkillsNeed>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SkillsNeed> {
        try author.require(.receiveNeeds)

        let former = try db.need(id)
        let need = try former.received(by: author.name, on: now.day)
        try db.update(need, in: .skillsNeed, replacing: former.version)
        try db.journal("Besoin reçu", Subject("need", id), before: former, after: need, by: author, at: now)
        return id
    }
}

/// What was answered to the company, and what came of it.
struct SettleNeed: Operation {
    let id: ID<SkillsNeed>
    let form: SettleNeedForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SkillsNeed> {
        guard author.may(.receiveNeeds) || author.may(.managePartnerships) else { throw Forbidden(.receiveNeeds) }

        let former = try db.need(id)
        let need = former.settled(form.outcome, answer: form.answer, orion: form.orion)
        try db.update(need, in: .skillsNeed, replacing: former.version)
        try db.journal("Suite d’un besoin", Subject("need", id), before: former, after: need, by: author, at: now)
        return id
    }
}

struct SettleNeedForm: FormInput {
    let outcome: SkillsNeed.Outcome
    let answer: String
    let orion: String

    init(reading form: inout FormReader) {
        outcome = form.choice("issue", or: .pending)
        answer = form.text("reponse", max: 1500)
        orion = form.text("orion", max: 40)
        if outcome == .orion, orion.isEmpty { form.refuse("orion", "Indiquez le numéro de la demande dans ORION.") }
    }
}

/// A file for the evolution of the offer is written or corrected.
struct SaveOfferFile: Operation {
    let id: ID<OfferFile>?
    let form: OfferFileForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<OfferFile> {
        try author.require(.managePartnerships)

        let former = try id.map { try db.offerFile($0) }
        guard former == nil || former?.version == form.version else { throw Conflict() }
        var file =
            former
            ?? OfferFile(
                id: db.newID(), stream: form.stream, requestKind: form.kind,
                schoolYear: form.year ?? author.currentYear + 1,
                version: 0)
        form.write(to: &file)
        file.version += 1
        if let former {
            try db.update(file, in: .offerFile, replacing: former.version)
        } else {
            try db.insert(file, into: .offerFile)
        }
        try db.journal(
            "Dossier d’évolution de l’offre enregistré", Subject("offer_file", file.id), before: former, after: file,
            by: author, at: now)
        return file.id
    }
}

/// What the form of a file may send.
struct OfferFileForm: FormInput {
    let stream: String
    let cfd: String
    let kind: OfferFile.Kind
    let year: Int?
    let before: Int?
    let after: Int?
    let motives: [OrionMotive]
    let partnerOne: String
    let partnerTwo: String
    let campusStream: String
    let campusName: String
    let amiCma: Bool
    let associateTeacher: Bool
    let equipment: Int?
    let building: Int?
    let comment: String
    let orion: String
    let version: Int

    init(reading form: inout FormReader) {
        stream = form.required("filiere", "Indiquez la formation ou la filière.", max: 120)
        cfd = form.text("cfd", max: 8)
        if !cfd.isEmpty, cfd.count != 8 { form.refuse("cfd", "Un code formation diplôme a 8 caractères.") }
        kind = form.choice("type", or: .opening)
        year = form.number("rentree", in: 2020...2100)
        before = form.number("avant", in: 0...1000)
        after = form.number("apres_capacite", in: 0...1000)
        motives = form.values.all("motifs").compactMap(OrionMotive.init)
        partnerOne = form.text("partenaire1", max: 150)
        partnerTwo = form.text("partenaire2", max: 150)
        campusStream = form.text("cmq_filiere", max: 120)
        campusName = form.text("cmq", max: 150)
        amiCma = form.flag("ami")
        associateTeacher = form.flag("associe")
        equipment = form.amount("cout_equipement")
        building = form.amount("cout_travaux")
        comment = form.text("commentaire", max: 4000)
        orion = form.text("orion", max: 40)
        version = Int(form.values["version"]) ?? 0
    }

    func write(to file: inout OfferFile) {
        file.stream = stream
        file.cfd = cfd
        file.requestKind = kind
        if let year { file.schoolYear = year }
        file.capacityBefore = before
        file.capacityAfter = after
        file.motives = motives.map(\.rawValue).joined(separator: ",")
        file.partnerOne = partnerOne
        file.partnerTwo = partnerTwo
        file.campusStream = campusStream
        file.campusName = campusName
        file.amiCma = amiCma
        file.associateTeacher = associateTeacher
        file.equipmentCents = equipment
        file.buildingCents = building
        file.comment = comment
        file.orionReference = orion
    }
}

extension FormReader {
    /// An amount in euros, as people write it; `nil` when empty.
    mutating func amount(_ field: String) -> Int? {
        let text = values[field]
        guard !text.isEmpty else { return nil }
        guard let cents = AmountText.cents(text) else {
            refuse(field, "Écrivez un montant en euros, par exemple 1 250,50.")
            return nil
        }
        return cents
    }
}

/// An amount as the form shows it again.
func amountText(_ cents: Int?) -> String? {
    cents.map { $0 % 100 == 0 ? String($0 / 100) : "\($0 / 100),\($0 % 100 < 10 ? "0" : "")\($0 % 100)" }
}

extension FormState {
    init(_ file: OfferFile) {
        self.init()
        values.fill([
            "filiere": file.stream, "cfd": file.cfd, "type": file.requestKind.rawValue,
            "rentree": String(file.schoolYear), "avant": file.capacityBefore.map { String($0) },
            "apres_capacite": file.capacityAfter.map { String($0) }, "partenaire1": file.partnerOne,
            "partenaire2": file.partnerTwo,
        ])
        values.fill([
            "cmq_filiere": file.campusStream, "cmq": file.campusName, "ami": file.amiCma ? "1" : nil,
            "associe": file.associateTeacher ? "1" : nil, "cout_equipement": amountText(file.equipmentCents),
            "cout_travaux": amountText(file.buildingCents), "commentaire": file.comment,
            "orion": file.orionReference, "version": String(file.version),
        ])
        for motive in file.motives.split(separator: ",") { values.append("motifs", String(motive)) }
    }
}
