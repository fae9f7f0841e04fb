import Domain
import Persistence

/// What the form of a campaign may send.
struct MailCampaignForm: FormInput {
    let name: String
    let subject: String
    let body: String
    let query: String
    let perDay: Int
    let version: Int

    init(reading form: inout FormReader) {
        name = form.required("nom", "Donnez un nom à la campagne.", max: 100)
        subject = form.required("objet", "Écrivez l’objet du courriel.", max: 150)
        body = form.required("texte", "Écrivez le texte du courriel.", max: 10_000)
        query = String(form.values["vue"].prefix(1000))
        perDay = form.number("par_jour", in: 1...500) ?? 50
        version = Int(form.values["version"]) ?? 0
        for (field, text) in [("objet", subject), ("texte", body)] {
            do {
                _ = try MailTemplate(text)
            } catch {
                form.refuse(field, error.message)
            }
        }
    }
}

/// A file that goes with every mail of a campaign.
struct CampaignFile: Sendable {
    let name: String
    let bytes: [UInt8]

    static let mostBytes = 2 * 1024 * 1024
}

/// A campaign is written, or its draft is corrected.
struct SaveMailCampaign: Operation {
    let id: ID<Campaign>?
    let form: MailCampaignForm
    /// The segment in words.
    let segment: String
    let file: CampaignFile?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Campaign> {
        try author.require(.sendCampaigns)

        var campaign: Campaign
        if let id {
            campaign = try db.campaign(id)
            guard campaign.state == .draft else { throw CampaignRefusal.notDraft }
            (campaign.name, campaign.subject, campaign.body) = (form.name, form.subject, form.body)
            campaign.perDay = form.perDay
            campaign.version = form.version + 1
        } else {
            campaign = Campaign(
                id: db.newID(), name: form.name, subject: form.subject, body: form.body, query: form.query,
                segment: segment, perDay: form.perDay, createdAt: now.moment, createdBy: author.name)
        }
        if let file { try db.attach(file, to: &campaign) }
        if id == nil {
            try db.insert(campaign, into: .campaign)
        } else {
            try db.update(campaign, in: .campaign, replacing: form.version)
        }
        try db.journal(
            id == nil ? "Campagne écrite" : "Campagne corrigée", Subject("campaign", campaign.id), by: author, at: now)
        return campaign.id
    }
}

/// A campaign begins: its recipients are written down, each address once; mails leave by and by.
struct StartCampaign: Operation {
    let id: ID<Campaign>
    let filter: @Sendable (SchoolDatabase) throws -> CompanyFilter

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.sendCampaigns)

        let former = try db.campaign(id)
        var campaign = try former.after(.start)
        campaign.startedAt = now.moment
        let audience = try db.audience(try filter(db))
        guard !audience.recipients.isEmpty else { throw CampaignRefusal.nobody }
        let mails = audience.recipients.map { recipient in
            CampaignMail(
                id: db.newID(), campaignId: id, companyId: recipient.companyId, contactId: recipient.contactId,
                recipient: (recipient.email ?? "").lowercased(), state: .waiting, reason: "")
        }
        try db.insertMany(mails, into: .campaignMail)
        try db.update(campaign, in: .campaign, replacing: former.version)
        try db.journal(
            "Campagne lancée\u{A0}: \(FrenchNumber.counted(mails.count, "destinataire", "destinataires"))",
            Subject("campaign", id), by: author, at: now)
        return mails.count
    }
}

/// A campaign stops for a while, goes on, or ends before its last mail.
struct MoveCampaign: Operation {
    let id: ID<Campaign>
    let event: Campaign.Event

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.sendCampaigns)

        let former = try db.campaign(id)
        let campaign = try former.after(event)
        try db.update(campaign, in: .campaign, replacing: former.version)
        if event == .finish {
            try db.change(
                .campaignMail, set: "state = 'ecarte', reason = \("Campagne arrêtée")",
                where: "campaign_id = \(id) and state = 'attente'")
        }
        try db.journal(
            "Campagne\u{A0}: \(campaign.state.label.lowercased())", Subject("campaign", id),
            before: former.state.rawValue,
            after: campaign.state.rawValue, by: author, at: now)
    }
}

/// The next mails of a campaign go to the outbox, in the same transaction that says they did: whatever happens to the
/// machine, each is handed over once.
struct AdvanceCampaign: Operation {
    let id: ID<Campaign>
    let site: String
    /// Makes the links of areas, for the texts that hold one.
    var spaces: SpaceMailer?

    /// Mails of one round, so that a transaction stays short.
    private static let mostAtOnce = 25

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        let campaign = try db.campaign(id)
        guard campaign.state == .running else { return 0 }
        let room = campaign.perDay - (try db.queuedToday(id, on: now.day))
        let mails = try db.waitingMails(of: id, limit: max(0, min(room, Self.mostAtOnce)))
        if room > 0, mails.isEmpty {
            try db.update(try campaign.after(.finish), in: .campaign, replacing: campaign.version)
            return 0
        }
        let refused = try db.optedOutAddresses()
        var sent = 0
        for mail in mails where try hand(over: mail, of: campaign, refused: refused, in: db, by: author, at: now) {
            sent += 1
        }
        return sent
    }

    /// Puts one mail in the outbox, unless the person has said no meanwhile.
    private func hand(
        over mail: CampaignMail, of campaign: Campaign, refused: Set<String>, in db: SchoolDatabase, by author: Author,
        at now: Now
    ) throws -> Bool {
        var mail = mail
        let recipient = try db.recipient(of: mail)
        if refused.contains(mail.recipient) || recipient?.relation == .leaveAlone {
            (mail.state, mail.reason) = (.dropped, "A demandé à ne plus être sollicité")
            try db.update(mail, in: .campaignMail)
            return false
        }
        guard let recipient else { return false }
        if recipient.isToVerify == true {
            (mail.state, mail.reason) = (.dropped, "Fiche à vérifier")
            try db.update(mail, in: .campaignMail)
            return false
        }
        let token = Secret.token(db.ids.random)
        let writer = CampaignWriter(campaign: campaign, author: author, site: site)
        let appetite = try writer.asksAppetite ? db.askAppetite(recipient.companyId, by: author, at: now) : nil
        let space = writer.asksSpace ? try openSpace(to: recipient, in: db, by: author, at: now) : nil
        let others = try db.readers(of: mail.recipient, except: recipient.contactId)
        let text = try writer.text(for: recipient, and: others, appetite: appetite, space: space, optOut: token)
        let (school, replyTo) = (db.schoolId, try db.answersAddress())
        mail.outboxId = try db.onPlatform { platform in
            try platform.send(
                to: mail.recipient, subject: text.subject, body: text.body, school: school,
                attachment: campaign.attachmentId, unsubscribe: writer.optOutAddress(token),
                replyTo: replyTo, at: now)
        }
        (mail.state, mail.queuedOn, mail.tokenHash) = (.queued, now.day, Secret.hash(token))
        try db.update(mail, in: .campaignMail)
        try db.insert(
            Interaction(
                id: db.newID(), companyId: recipient.companyId, contactId: recipient.contactId, kind: .mail,
                purpose: .partnership, outcome: .information, happenedOn: now.day,
                note: "Campagne «\u{A0}\(campaign.name)\u{A0}»", authorName: campaign.createdBy), into: .interaction)
        return true
    }
}

extension AdvanceCampaign {
    /// The area of the person written to; who has none in the records is sent to the page that gives links again.
    private func openSpace(
        to recipient: Recipient, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> String? {
        guard let spaces, let key = recipient.contactId else { return nil }
        let contact = try db.contact(key)
        guard contact.leftOn == nil, try db.host(of: contact).archivedOn == nil else { return nil }
        let (link, token) = try db.openSpace(to: contact, spaces, by: author.name, at: now)
        try db.noteSent(link.id, at: now)
        return spaces.address(token)
    }
}

/// What a mail of a campaign says.
struct CampaignWriter: Sendable {
    let campaign: Campaign
    let author: Author
    let site: String

    var asksAppetite: Bool {
        // A text that does not read was refused by the form.
        (try? MailTemplate(campaign.body))?.holds(.appetite) ?? false
    }

    var asksSpace: Bool { (try? MailTemplate(campaign.body))?.holds(.space) ?? false }

    func optOutAddress(_ token: String) -> String { site + Link("/desinscription", [token]).path }

    /// - Parameters:
    ///   - others: who reads the same mailbox; the mail is for all of them.
    ///   - appetite: the secret of the link that answers for the year.
    ///   - space: the address of the area of the person.
    ///   - optOut: the secret of the link that ends the mails.
    func text(
        for recipient: Recipient, and others: [MailReader] = [], appetite: String?, space: String? = nil, optOut: String
    ) throws -> (subject: String, body: String) {
        let year = "\(author.currentYear)-\(author.currentYear + 1)"
        let readers = recipient.contactId == nil ? [recipient.reader] : [recipient.reader] + others
        func value(_ variable: MailTemplate.Variable) -> String {
            switch variable {
            case .greeting: MailReader.greeting(readers)
            case .contact: readers.map(\.name).joined(separator: " et ")
            case .company: recipient.companyName
            case .town: recipient.town
            case .school: author.schoolName
            case .year: year
            case .signature: campaign.createdBy + "\n" + author.schoolName
            case .space: space ?? site + Link.spaceRenewal.path
            case .appetite: appetite.map { site + Link("/reponse", [$0]).path } ?? ""
            }
        }
        let body = try MailTemplate(campaign.body).filled(value)
        let foot = """


            --
            Vous recevez ce courriel parce que votre entreprise est en relation avec \(author.schoolName).
            Pour ne plus en recevoir\u{A0}: \(optOutAddress(optOut))
            """
        return (try MailTemplate(campaign.subject).filled(value), body + foot)
    }
}

extension SchoolDatabase {
    fileprivate func attach(_ file: CampaignFile, to campaign: inout Campaign) throws {
        guard file.bytes.count <= CampaignFile.mostBytes else {
            throw FieldRefusal(
                "piece", "Cette pièce jointe est trop lourde\u{A0}: 2 Mo au plus. Mettez plutôt un lien.")
        }
        guard file.bytes.starts(with: Array("%PDF".utf8)) else {
            throw FieldRefusal("piece", "Joignez un fichier PDF\u{A0}: tout le monde peut l’ouvrir.")
        }
        let id: ID<CampaignFile> = newID()
        let name = file.name.filter { !$0.isNewline && $0 != "\"" && $0 != "/" && $0 != "\\" }
        try onPlatform { platform in
            try platform.insert(
                OutboxAttachment(
                    id: id.rawValue, name: name, mediaType: "application/pdf", content: file.bytes),
                into: "outbox_attachment")
        }
        (campaign.attachmentId, campaign.attachmentName) = (id.rawValue, name)
    }
}

extension Job {
    /// Hands the mails of running campaigns to the outbox, a few a round, within the day's limit.
    static let campaigns = Job(
        name: "campaigns", label: "Envoie les campagnes, un peu chaque jour", everySeconds: 60
    ) { app in
        var count = 0
        for school in try await app.readPlatform({ try $0.schools() }) {
            let author = Author.commandLine(for: school)
            let hour = app.clock().clock(in: author.zone)
            guard hour >= "08", hour < "19", app.now(for: author).day.weekday <= 5 else { continue }
            let running = try await app.read(author) { db in try db.allCampaigns().filter { $0.state == .running } }
            for campaign in running {
                count += try await app.perform(
                    AdvanceCampaign(id: campaign.id, site: app.settings.siteAddress, spaces: SpaceMailer(app)),
                    by: author)
            }
        }
        return FrenchNumber.counted(count, "courriel confié", "courriels confiés")
    }
}

/// Mails that the server gave back are tried again from the beginning.
struct RetryCampaignMails: Operation {
    let id: ID<Campaign>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.sendCampaigns)

        _ = try db.campaign(id)
        let keys: [String] = try db.rows(
            """
            select campaign_mail.outbox_id from \(db.table(.campaignMail)) join outbox on outbox.id = campaign_mail.outbox_id
            where campaign_mail.campaign_id = \(id) and outbox.sent_at is null and outbox.sending_since is null
            and outbox.attempts >= \(OutgoingMail.mostAttempts)
            """)
        guard !keys.isEmpty else { return 0 }
        let count = try db.onPlatform { platform in
            try platform.run(
                """
                update outbox set attempts = 0, next_attempt_at = \(now.moment.description)
                where id in (\(list: keys)) and sent_at is null
                """)
        }
        try db.journal("Courriels relancés", Subject("campaign", id), by: author, at: now)
        return count
    }
}

/// Somebody writes to themselves what others will receive.
struct TestCampaign: Operation {
    let id: ID<Campaign>
    let site: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.sendCampaigns)

        let campaign = try db.campaign(id)
        guard let account = author.accountId, let owner = try db.actionOwners().first(where: { $0.id == account })
        else {
            throw BadRequest(message: "Votre compte n’a pas d’adresse.")
        }
        let sample = Recipient(
            companyId: ID("essai"), companyName: "Entreprise d’essai", town: "Ville", relation: .active, contactId: nil,
            civility: "Mme", familyName: owner.familyName, firstName: owner.firstName, email: owner.email,
            isClosed: nil)
        let text = try CampaignWriter(campaign: campaign, author: author, site: site)
            .text(for: sample, appetite: "essai", optOut: "essai")
        let school = db.schoolId
        _ = try db.onPlatform { platform in
            try platform.send(
                to: owner.email, subject: "[Essai] " + text.subject, body: text.body, school: school,
                attachment: campaign.attachmentId, unsubscribe: nil, at: now)
        }
    }
}
