import Domain
import Persistence

/// One mail that a person chose to send.
struct ChosenMail: Hashable, Sendable {
    let agreement: ID<Agreement>
    let party: Party

    /// `clé~partie`, as a box of the form sends it.
    init?(_ text: String) {
        let parts = text.split(separator: "~").map(String.init)
        guard parts.count == 2, let party = Party(rawValue: parts[1]) else { return nil }
        agreement = ID(parts[0])
        self.party = party
    }

    static func text(_ agreement: ID<Agreement>, _ party: Party) -> String {
        agreement.rawValue + "~" + party.rawValue
    }
}

/// How many mails left, and what was left out and why.
struct MailResult: Sendable {
    var sent = 0
    var leftOut: [String] = []
}

/// Mails with a link to the printed agreement, and the agreement itself when asked, go to the parties chosen, when the
/// rules of reminders let them.
struct SendAgreementMails: Operation {
    let period: ID<PFMPPeriod>
    let kind: MailKind
    let chosen: Set<ChosenMail>
    /// A secret for each link, made before: an operation may run twice.
    let tokens: [String]
    /// `https://bureau.lycee.fr`
    let site: String
    /// The printed version goes with the mail.
    var attaches = false

    /// Days that a link lives after the end of the placement at most.
    static let linkDays = 60

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> MailResult {
        try author.require(.prepareAgreements)

        let texts = try db.agreementSetting(.mails, usual: AgreementMailTexts.usual).value
        var result = MailResult()
        var secrets = tokens[...]
        var files: [ID<Agreement>: String] = [:]
        for line in try db.mailPlan(of: period, today: now.day) {
            for person in line.people where chosen.contains(ChosenMail(line.agreement.id, person.party)) {
                if let why = refusal(line, person) {
                    result.leftOut.append("\(person.name) (\(line.dossier.learner.listName)) : \(why)")
                } else if let email = person.email, let revision = line.revision, let token = secrets.popFirst() {
                    if attaches, files[line.agreement.id] == nil {
                        files[line.agreement.id] = try db.attach(line.agreement, revision: revision)
                    }
                    let mail = Mail(
                        line: line, person: person, email: email, revision: revision, token: token,
                        file: line.dossier.isEntitled(person.party) ? files[line.agreement.id] : nil)
                    try send(mail, texts, in: db, by: author, at: now)
                    result.sent += 1
                }
            }
        }
        return result
    }

    private struct Mail {
        let line: MailPlanLine
        let person: MailPerson
        let email: String
        let revision: Int
        let token: String
        /// The file that goes with it.
        let file: String?
    }

    private func refusal(_ line: MailPlanLine, _ person: MailPerson) -> String? {
        person.stop?.message ?? (line.revision == nil ? "la convention n’a jamais été imprimée" : nil)
    }

    private func send(
        _ mail: Mail, _ texts: AgreementMailTexts, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        let agreement = mail.line.agreement
        let expiry = now.moment.adding(seconds: SendAgreementMails.linkDays * 86_400)
        try db.insert(
            DocumentLink(
                id: db.newID(), agreementId: agreement.id, revision: mail.revision,
                tokenHash: Secret.hash(mail.token), createdAt: now.moment, expiresAt: expiry, openedAt: nil,
                openedCount: 0), into: .documentLink)
        try db.insert(
            AgreementMessage(
                id: db.newID(), agreementId: agreement.id, kind: kind, party: mail.person.party,
                recipient: mail.person.name, sentOn: now.day, sentAt: now.moment, sentBy: author.name),
            into: .agreementMessage)
        let values = words(mail, expiry.day(in: author.zone), author)
        let (subject, body) =
            kind == .send ? (texts.sendSubject, texts.sendBody) : (texts.remindSubject, texts.remindBody)
        let school = db.schoolId
        try db.onPlatform { platform in
            try platform.send(
                to: mail.email, subject: AgreementMailTexts.filled(subject, values),
                body: AgreementMailTexts.filled(body, values), school: school,
                attachment: mail.file, at: now)
        }
        let what = mail.file == nil ? "" : ", convention jointe"
        try db.journal(
            "\(kind == .send ? "Convention envoyée" : "Relance envoyée") : \(mail.person.party.label)\(what)",
            Subject("agreement", agreement.id), by: author, at: now)
    }

    private func words(_ mail: Mail, _ last: LocalDate, _ author: Author) -> [String: String] {
        let dossier = mail.line.dossier
        let stay = dossier.facts.stay
        let limit = WorkflowStep(
            code: "", label: "", kind: .task, actor: .host, base: .departure, days: 0
        ).due(startsOn: stay.startsOn, endsOn: stay.endsOn, territory: dossier.sources.school.place)
        return [
            "destinataire": mail.person.name, "eleve": dossier.learner.fullName,
            "classe": dossier.facts.learner.className, "entreprise": dossier.sources.company.displayName,
            "dates": "du \(stay.startsOn.short) au \(stay.endsOn.long)", "limite": limit.short,
            "lien": site + "/document/" + mail.token, "fin_du_lien": last.long, "signataire": author.name,
            "etablissement": author.schoolName, "espace": site + Link.spaceRenewal.path,
        ]
    }
}

extension AgreementDossier {
    /// The paper itself goes to those who sign it: what it holds of one is for no one else.
    func isEntitled(_ party: Party) -> Bool {
        Party.required(minor: facts.learner.minor).contains(party) && party != .head
    }
}

extension SchoolDatabase {
    /// Puts a printed version beside the outbox, once for all the mails that carry it.
    fileprivate func attach(_ agreement: Agreement, revision: Int) throws -> String {
        let content = try document(of: agreement.id, revision: revision).content
        let name = "convention-\(agreement.number).pdf"
        let id: ID<OutboxAttachment> = newID()
        try onPlatform { platform in
            try platform.insert(
                OutboxAttachment(
                    id: id.rawValue, name: name, mediaType: "application/pdf", content: content, oneTime: true),
                into: "outbox_attachment")
        }
        return id.rawValue
    }
}

extension ChosenMail {
    init(_ agreement: ID<Agreement>, _ party: Party) {
        self.agreement = agreement
        self.party = party
    }
}
