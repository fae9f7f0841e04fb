import Domain
import Foundation
import Persistence

extension SchoolDatabase {
    /// Saves a request after an event, if it still is the one the person saw.
    fileprivate func save(
        _ request: CompanyRequest, former: CompanyRequest, _ action: String, by author: Author, at now: Now
    ) throws {
        try update(request, in: .companyRequest, replacing: former.version)
        try journal(
            action, Subject("request", request.id), before: former, after: request, by: author, at: now)
    }
}

/// The bureau read the request and knows what it is about.
struct QualifyRequest: Operation {
    let id: ID<CompanyRequest>
    let kind: CompanyRequest.Kind

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.answerRequests)

        let former = try db.request(id, for: author)
        var request = try former.after(.qualify)
        request.kind = kind
        try db.save(request, former: former, "Demande qualifiée", by: author, at: now)
        return id
    }
}

/// The request goes to one person of the school.
struct RouteRequest: Operation {
    let id: ID<CompanyRequest>
    let assignee: ID<Account>
    let mailer: RequestMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.answerRequests)

        let former = try db.request(id, for: author)
        guard let person = try db.requestHandlers().first(where: { $0.id == assignee }) else {
            throw FieldRefusal("personne", "Choisissez une personne de la liste.")
        }
        var request = try former.after(.route)
        request.assigneeId = assignee
        try db.save(request, former: former, "Demande confiée", by: author, at: now)
        try db.say("Demande confiée à \(person.name).", .note, by: author.name, in: id, at: now)
        if assignee != author.accountId { try db.warn(about: request, try db.ownSchool(), mailer, at: now) }
        return id
    }
}

/// The bureau answers in the thread, and by mail; or leaves a note for colleagues.
struct AnswerRequest: Operation {
    let id: ID<CompanyRequest>
    let form: RequestMessageForm
    let mailer: RequestMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.answerRequests)

        let former = try db.request(id, for: author)
        guard !form.isNote else {
            try db.say(form.body, .note, by: author.name, in: id, at: now)
            return id
        }
        var request = try former.answered(at: now.moment, on: now.day)
        // A database moved to another server makes other links: the last mail always holds one that works.
        request.tokenHash = Secret.hash(mailer.token(request.linkSeed))
        if request.assigneeId == nil { request.assigneeId = author.accountId }
        try db.save(request, former: former, "Réponse envoyée", by: author, at: now)
        try db.say(form.body, .bureau, by: author.name, in: id, at: now)
        guard !request.email.isEmpty else { return id }
        let (school, replyTo) = (db.schoolId, try db.answersAddress())
        try db.onPlatform { platform in
            try platform.send(
                to: request.email, subject: "Votre demande \(request.number)\u{A0}: \(author.schoolName)",
                body: """
                    \(form.body)

                    \(form.signature(of: author))

                    Pour répondre ou relire nos échanges\u{A0}:
                    \(mailer.address(request))
                    """, school: school, replyTo: replyTo, at: now)
        }
        return id
    }
}

/// The request is satisfied, or nothing comes of it; a closed one may be opened again.
struct CloseRequest: Operation {
    let id: ID<CompanyRequest>
    let form: CloseRequestForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.answerRequests)

        let former = try db.request(id, for: author)
        switch form.event {
        case .reopen:
            try db.save(try former.reopened(), former: former, "Demande rouverte", by: author, at: now)
        default:
            let request = try former.closed(
                form.event, reason: form.reason, note: form.note, at: now.moment, on: now.day)
            try db.save(
                request, former: former, "Demande close\u{A0}: \(request.state.label.lowercased())", by: author,
                at: now)
        }
        return id
    }
}

/// How a request ends.
struct CloseRequestForm: FormInput {
    let event: RequestEvent
    let reason: CompanyRequest.Reason?
    let note: String

    init(reading form: inout FormReader) {
        let asked = RequestEvent(rawValue: form.values["geste"])
        event = asked.flatMap { [.satisfy, .drop, .reopen].contains($0) ? $0 : nil } ?? .satisfy
        if asked == nil { form.refuse("geste", "Dites comment la demande se termine.") }
        reason = form.values["motif"].isEmpty ? nil : form.choice("motif", or: CompanyRequest.Reason.other)
        note = form.text("precision", max: 500)
        if event == .drop, reason == nil { form.refuse("motif", "Dites pourquoi la demande reste sans suite.") }
    }
}

/// Two requests say the same: the thread of one goes into the other.
struct MergeRequests: Operation {
    let id: ID<CompanyRequest>
    /// The one that stays.
    let kept: ID<CompanyRequest>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.answerRequests)

        let former = try db.request(id, for: author)
        let target = try db.request(kept, for: author)
        guard id != kept, target.state.isOpen, target.matchKey == former.matchKey else {
            throw NotFound("Cette demande")
        }
        let closed = try former.closed(
            .drop, reason: .duplicate, note: "Réunie à la demande \(target.number)", at: now.moment, on: now.day)
        try db.save(closed, former: former, "Demande réunie à une autre", by: author, at: now)
        for message in try db.messages(of: id) {
            try db.insert(
                RequestMessage(
                    id: db.newID(), requestId: kept, authorKind: message.authorKind, authorName: message.authorName,
                    body: message.body, sentAt: message.sentAt), into: .requestMessage)
        }
        try db.say("Demande \(former.number) réunie à celle-ci.", .note, by: author.name, in: kept, at: now)
        return kept
    }
}

/// The request goes to another bureau with its thread; the company keeps its link.
struct TransferRequest: Operation {
    let id: ID<CompanyRequest>
    let uai: String
    let note: String
    let mailer: RequestMailer

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<CompanyRequest> {
        try author.require(.seeRequests)

        let former = try db.request(id, for: author)
        let here = try db.ownSchool()
        guard uai != here.uai else {
            throw FieldRefusal("uai", "C’est votre établissement\u{A0}: indiquez-en un autre.")
        }
        let messages = try db.messages(of: id).filter { $0.authorKind.isPublic }
        let name = try db.onPlatform { platform in
            try platform.school(uai: uai)?.name
        }
        let bureau = try db.directoryBureau(uai)
        guard let receiver = name ?? bureau?.name else {
            throw FieldRefusal(
                "uai", "Aucun bureau ne porte ce code, ni ici ni dans l’annuaire national\u{A0}: vérifiez-le.")
        }
        let request = try former.handedOver(
            to: receiver, linkFollows: name != nil, at: now.moment, on: now.day)
        try db.save(request, former: former, "Demande transmise", by: author, at: now)
        try db.say("Demande transmise à \(receiver).", .event, by: author.name, in: id, at: now)
        // What is said to a colleague is not for the company.
        if !note.isEmpty { try db.say("Pour \(receiver)\u{A0}: \(note)", .note, by: author.name, in: id, at: now) }
        if name != nil {
            try deliver(former, messages, to: uai, from: here, in: db, by: author, at: now)
        } else {
            try write(former, messages, to: bureau, in: db, by: author, at: now)
        }
        try tellCompany(former, receiver, staysHere: name != nil, in: db, by: author, at: now)
        return id
    }

    /// To a bureau of this server: a request of its own, with the thread.
    private func deliver(
        _ request: CompanyRequest, _ messages: [RequestMessage], to uai: String, from here: School,
        in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        try db.onPlatform { platform in
            guard let place = try platform.school(uai: uai) else { throw NotFound("Ce bureau") }
            let other = platform.school(place.id)
            let copy = request.copy(
                id: other.newID(), number: try other.nextRequestNumber(year: now.day.year),
                tokenHash: Secret.hash(mailer.token(request.linkSeed)), at: now)
            let kept = try other.open(copy, by: Author.entry(of: place), at: now)
            try other.delete(from: .requestMessage, where: "request_id = \(kept.id)")
            for message in messages {
                try other.insert(
                    RequestMessage(
                        id: other.newID(), requestId: kept.id, authorKind: message.authorKind,
                        authorName: message.authorName, body: message.body, sentAt: message.sentAt),
                    into: .requestMessage)
            }
            try other.say("Demande transmise par \(here.name).", .event, by: author.name, in: kept.id, at: now)
            if !note.isEmpty { try other.say(note, .note, by: "\(author.name), \(here.name)", in: kept.id, at: now) }
            try other.warn(about: kept, place, mailer, at: now)
        }
    }

    /// To a bureau that works elsewhere: a mail to its address of the national directory.
    private func write(
        _ request: CompanyRequest, _ messages: [RequestMessage], to bureau: DirectoryBureau?,
        in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        guard let mail = bureau?.emails.split(separator: "\n").first.map(String.init) else {
            throw FieldRefusal("uai", "L’annuaire ne donne pas de courriel pour ce bureau\u{A0}: appelez-le.")
        }
        let thread = messages.map { "\($0.authorName), le \($0.sentAt.day(in: author.zone).long)\u{A0}:\n\($0.body)" }
        let contact = [request.contactName, request.contactFunction, request.email, request.phone ?? ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        let (school, replyTo) = (db.schoolId, try db.answersAddress())
        try db.onPlatform { platform in
            try platform.send(
                to: mail, subject: "Demande d’entreprise transmise par \(author.schoolName)",
                body: """
                    Bonjour,

                    Cette demande vous concerne. L’entreprise a accepté qu’elle vous soit transmise.

                    \(request.companyName), \(request.city)
                    \(contact)
                    \(request.kind.label)

                    \(thread.joined(separator: "\n\n"))

                    \(note)

                    Répondez directement à l’entreprise\u{A0}; elle sait que sa demande vous est confiée.

                    \(author.name), \(author.schoolName)
                    """, school: school, replyTo: replyTo, at: now)
        }
    }

    private func tellCompany(
        _ request: CompanyRequest, _ receiver: String, staysHere: Bool, in db: SchoolDatabase, by author: Author,
        at now: Now
    ) throws {
        guard !request.email.isEmpty else { return }
        // Where the other bureau works elsewhere, its answers come by mail: the link keeps what was said here.
        let words = staysHere ? "Vous la suivez toujours ici" : "Nos échanges restent lisibles ici"
        let link = "\n\n\(words)\u{A0}:\n\(mailer.address(request))"
        let (school, replyTo) = (db.schoolId, try db.answersAddress())
        try db.onPlatform { platform in
            try platform.send(
                to: request.email, subject: "Votre demande \(request.number) est transmise",
                body: """
                    Bonjour,

                    Votre demande concerne plutôt un autre lycée\u{A0}: \(receiver). Nous la lui avons transmise avec nos échanges, et c’est lui qui vous répondra.\(link)

                    \(author.name), \(author.schoolName)
                    """, school: school, replyTo: replyTo, at: now)
        }
    }
}

extension CompanyRequest {
    /// The same request for another bureau: its clock starts again, its link stays.
    fileprivate func copy(id: ID<CompanyRequest>, number: String, tokenHash: String, at now: Now) -> CompanyRequest {
        CompanyRequest(
            id: id, number: number, kind: kind, source: .transfer, companyName: companyName, siret: siret,
            contactName: contactName, contactFunction: contactFunction, email: email, phone: phone,
            postalCode: postalCode, city: city, stream: stream, rome: rome, period: period, volume: volume,
            message: message, mayTransfer: mayTransfer, receivedAt: now.moment, receivedOn: now.day,
            linkSeed: linkSeed, tokenHash: tokenHash)
    }
}

/// Where a request goes.
struct TransferForm: FormInput {
    let uai: String
    let note: String

    init(reading form: inout FormReader) {
        // Picked in the list, or its code typed.
        let typed = form.values["bureau"].trimmedText.uppercased()
        if form.values["uai"].isEmpty, let code = try? UAI(typed) {
            uai = code.rawValue
        } else {
            uai = form.parsed("uai") { try UAI($0).rawValue } ?? ""
        }
        if uai.isEmpty, form.values["uai"].isEmpty {
            form.refuse("uai", "Choisissez le bureau dans la liste, ou tapez le code UAI de l’établissement.")
        }
        note = form.text("mot", max: 1000)
    }
}
