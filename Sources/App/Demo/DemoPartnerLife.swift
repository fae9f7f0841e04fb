import Domain
import Foundation
import Persistence

/// What companies ask, sign, lack and give in a demonstration school.
struct DemoPartnerLife: Equatable, Sendable {
    var pages: [BureauPage] = []
    var templates: [AnswerTemplate] = []
    var rules: [RoutingRule] = []
    var requests: [CompanyRequest] = []
    var messages: [RequestMessage] = []
    var partnerships: [Partnership] = []
    var commitments: [PartnershipCommitment] = []
    var reviews: [PartnershipReview] = []
    var needs: [SkillsNeed] = []
    var files: [OfferFile] = []
    var campaigns: [TaxCampaign] = []
    var dates: [TaxDate] = []
    var gifts: [TaxGift] = []
    var sheets: [SiteSheet] = []
    var declarations: [HostDeclaration] = []
    var events: [HostQualityEvent] = []
}

extension DemoBuilder {
    /// The public page, the inbox, the agreements, the needs, the tax and the places.
    mutating func addPartnerLife() throws {
        begin(30)
        addBureauPage()
        try addRequests()
        addPartnerships()
        addNeeds()
        addTax()
        addHostSites()
    }

    private var officeName: String { staff(.office).first?.fullName ?? "Bureau des entreprises" }
    private var partners: [Company] { made.companies.filter { $0.relation == .active } }
    private var streams: [String] { Array(Set(made.currentClasses.map(\.stream))).filter { !$0.isEmpty }.sorted() }

    /// The first stream that a company hosts.
    private func stream(of company: Company) -> String {
        // The name of a stream may hold a comma.
        streams.first { company.streams.contains($0) } ?? streams.first ?? ""
    }

    private func moment(_ day: LocalDate, _ hour: Int) -> Moment {
        Moment(millisecondsSince1970: (Int64(day.dayNumber) * 86_400 + Int64(hour) * 3600) * 1000)
    }

    /// A day some days ago, from Monday to Friday.
    private func openDay(before days: Int) -> LocalDate {
        let day = today.adding(days: -days)
        return day.weekday > 5 ? day.adding(days: 5 - day.weekday) : day
    }

    // MARK: Entry

    private mutating func addBureauPage() {
        var page = BureauPage.blank(ids.next(on: calendar.firstDay))
        page.published = true
        page.introduction =
            "Un seul interlocuteur pour accueillir un élève, recruter, intervenir, visiter nos ateliers ou former vos salariés."
        page.openingHours =
            "Du lundi au vendredi, de 8 h 30 à 12 h et de 13 h 30 à 17 h.\nFermé pendant les vacances scolaires."
        page.access =
            "Entrée par le portail principal, stationnement visiteurs à droite. Accès en fauteuil par la cour."
        let taught = Set(made.companies.compactMap { trades[$0.id] })
        page.trades = DemoTrade.allCases.filter(taught.contains).flatMap(\.jobs).joined(separator: "\n")
        page.workshops = "Atelier mécanique avec deux ponts\nCuisine d’application de douze postes\nMagasin pédagogique"
        page.team = ([officeName + ", responsable du bureau"] + (made.school.ddfptName.map { [$0 + ", DDFPT"] } ?? []))
            .joined(separator: "\n")
        page.version = 1
        made.partnerLife.pages = [page]
        made.partnerLife.templates = [
            (
                "Accord de principe", "",
                "Bonjour {contact},\n\nMerci de votre proposition. Nous vous appelons cette semaine pour voir ensemble les dates et la filière qui conviennent.\n\n{signature}"
            ),
            (
                "Stage, dates de la classe", "accueillir_stagiaire",
                "Bonjour {contact},\n\nNos élèves cherchent une entreprise aux dates indiquées sur notre page. Si {entreprise} peut en accueillir un, dites-nous combien et pour quelles tâches\u{A0}: nous préparons la convention.\n\n{signature}"
            ),
            (
                "Nous ne préparons pas à ce métier", "",
                "Bonjour {contact},\n\nNotre lycée ne prépare pas à ce métier. Acceptez-vous que nous transmettions votre demande {demande} à un lycée voisin\u{A0}?\n\n{signature}"
            ),
        ].map { AnswerTemplate(id: ids.next(on: calendar.firstDay), title: $0.0, kind: $0.1, body: $0.2, version: 1) }
        let cfp = made.memberships.first { $0.role == .cfp }?.accountId
        if let cfp {
            made.partnerLife.rules = [CompanyRequest.Kind.trainEmployees, .skills].map {
                RoutingRule(id: ids.next(on: calendar.firstDay), kind: $0, stream: "", place: "", assigneeId: cfp)
            }
        }
    }

    private static let asked: [(kind: CompanyRequest.Kind, days: Int, state: CompanyRequest.State, text: String)] = [
        (.hostTrainee, 0, .received, "Nous pouvons accueillir un élève en mars, avec un tuteur confirmé."),
        (.speak, 1, .received, "Notre chef d’atelier propose de présenter son métier à une classe."),
        (.hireApprentice, 2, .qualified, "Nous cherchons un apprenti pour la rentrée prochaine."),
        (.trainEmployees, 3, .routed, "Quatre salariés ont besoin d’une remise à niveau en électricité."),
        (.hostTrainee, 5, .received, "Quelles sont vos dates de stage pour le printemps\u{A0}?"),
        (.showAround, 8, .running, "Nous ouvrons l’entreprise à deux classes, le jeudi de préférence."),
        (.tax, 12, .running, "Comment vous désigner pour notre solde de taxe d’apprentissage\u{A0}?"),
        (.skills, 18, .routed, "Nous ne trouvons plus de personnes formées. Pouvez-vous nous aider\u{A0}?"),
        (.hostTrainee, 26, .satisfied, "Deux places en cuisine pour trois semaines."),
        (.equipment, 33, .satisfied, "Nous changeons nos outils et pouvons en donner."),
        (.partnership, 47, .satisfied, "Nous aimerions un partenariat durable avec une filière."),
        (.hireGraduate, 61, .dropped, "Nous recrutons un conducteur de grue."),
        (.mentor, 75, .satisfied, "Deux de nos cadres seraient mentors."),
    ]

    private mutating func addRequests() throws {
        let office = made.memberships.first { $0.role == .rbde }?.accountId
        let cfp = made.memberships.first { $0.role == .cfp }?.accountId
        let people = Dictionary(grouping: made.contacts, by: \.companyId)
        let companies = random.some(min(DemoBuilder.asked.count, partners.count), of: partners)
        for (index, (asked, company)) in zip(DemoBuilder.asked, companies).enumerated() {
            let day = openDay(before: asked.days)
            let contact = people[company.id]?.first
            let received = moment(day, 9)
            var request = CompanyRequest(
                id: ids.next(on: day),
                number: "D\(day.year)-" + String(String(10_000 + DemoBuilder.asked.count - index).suffix(4)),
                kind: asked.kind, source: index % 4 == 3 ? .phone : .form, companyName: company.displayName,
                contactName: contact?.fullName ?? "Andrea Inventé", contactFunction: contact?.function ?? "",
                email: contact?.email ?? "contact@entreprise.example", phone: contact?.phone,
                postalCode: company.address.postalCode, city: company.address.city, stream: stream(of: company),
                message: asked.text, mayTransfer: index.isMultiple(of: 2), receivedAt: received, receivedOn: day)
            request.companyId = asked.days > 7 ? company.id : nil
            say(asked.text, .company, by: request.contactName, in: request.id, at: received)
            request = try moved(request, to: asked.state, office: office, cfp: cfp)
            request.version = 1
            made.partnerLife.requests.append(request)
        }
    }

    private mutating func moved(
        _ request: CompanyRequest, to state: CompanyRequest.State, office: ID<Account>?, cfp: ID<Account>?
    ) throws -> CompanyRequest {
        let answerDay = min(today, openDay(before: today.days(until: request.receivedOn) * -1 - random.between(1...3)))
        let answeredAt = moment(max(request.receivedOn, answerDay), 11)
        var request = request
        switch state {
        case .received, .handedOver: break
        case .qualified: request = try request.after(.qualify)
        case .routed:
            request = try request.after(.route)
            request.assigneeId = cfp
        case .running, .satisfied:
            let day = max(request.receivedOn, answerDay)
            request = try request.answered(at: answeredAt, on: day)
            request.assigneeId = office
            say(
                "Merci de votre message. Nous vous appelons demain matin.", .bureau, by: officeName, in: request.id,
                at: answeredAt)
            if state == .satisfied {
                request = try request.closed(
                    .satisfy, reason: nil, note: "", at: answeredAt.adding(seconds: 86_400), on: day)
            }
        case .dropped:
            request = try request.closed(
                .drop, reason: .notTaught, note: "", at: answeredAt, on: max(request.receivedOn, answerDay))
        }
        return request
    }

    private mutating func say(
        _ text: String, _ kind: RequestMessage.AuthorKind, by name: String, in request: ID<CompanyRequest>,
        at when: Moment
    ) {
        made.partnerLife.messages.append(
            RequestMessage(
                id: ids.next(on: when.day(in: .gmt)), requestId: request, authorKind: kind, authorName: name,
                body: text,
                sentAt: when))
    }

    // MARK: Agreements

    private mutating func addPartnerships() {
        let firms = random.some(min(6, partners.count), of: partners)
        let states: [Partnership.State] = [.active, .toRenew, .active, .toSign, .draft, .expired]
        for (company, state) in zip(firms, states) {
            let start = calendar.firstDay.adding(months: state == .expired ? -30 : state == .toRenew ? -22 : -10)
            let end: LocalDate =
                switch state {
                case .toRenew: today.adding(days: 45)
                case .expired: today.adding(days: -60)
                default: start.adding(months: 36)
                }
            let isSigned = state.isInForce || state == .expired
            let stream = stream(of: company)
            let agreement = Partnership(
                id: ids.next(on: start), companyId: company.id, title: "Accueil d’élèves et découverte des métiers",
                streams: stream, startsOn: start, endsOn: end, tacitRenewal: random.chance(40),
                companySignatory: made.contacts.first { $0.companyId == company.id && $0.signatory }?.fullName ?? "",
                reviewOn: isSigned ? today.adding(days: random.between(-10...60)) : nil, state: state,
                companySignedOn: isSigned ? start : nil, schoolSignedOn: isSigned ? start : nil)
            made.partnerLife.partnerships.append(agreement)
            addCommitments(to: agreement)
        }
    }

    private mutating func addCommitments(to agreement: Partnership) {
        let promises: [(PartnershipCommitment.Side, PartnershipCommitment.Kind, Int)] = [
            (.company, .hosting, 4), (.company, .visits, 1), (.company, .juries, 2), (.school, .events, 1),
            (.school, .training, 1),
        ]
        for (side, kind, planned) in promises {
            made.partnerLife.commitments.append(
                PartnershipCommitment(
                    id: ids.next(on: agreement.startsOn), partnershipId: agreement.id, side: side, kind: kind,
                    schoolYear: year.start, planned: planned,
                    done: agreement.state.isInForce ? random.between(0...planned) : 0))
        }
        guard agreement.state == .toRenew else { return }
        made.partnerLife.reviews.append(
            PartnershipReview(
                id: ids.next(on: today.adding(days: -330)), partnershipId: agreement.id,
                heldOn: openDay(before: 330), attendees: "Le directeur, le DDFPT, le bureau",
                summary:
                    "Trois élèves accueillis sur quatre, deux jurys tenus. L’entreprise demande une visite des ateliers.",
                nextSteps: "Organiser la visite au printemps.", writtenBy: officeName))
    }

    // MARK: Needs

    private mutating func addNeeds() {
        let told: [(String, SkillsNeed.Audience, String, Int, SkillsNeed.Horizon, DemoTrade)] = [
            ("Menuisiers sur machine à commande numérique", .hiring, "H2206", 3, .now, .wood),
            ("Remise à niveau en électricité du bâtiment", .employees, "F1602", 4, .months, .electricity),
            ("Vendeurs à l’aise avec la commande en ligne", .hiring, "D1214", 2, .year, .commerce),
            ("Commis de cuisine pour la saison", .apprentices, "G1602", 5, .months, .kitchen),
            ("Diagnostic des véhicules électriques", .employees, "I1604", 6, .year, .cars),
            ("Aides à domicile, temps partiel possible", .hiring, "K1302", 8, .years, .care),
        ]
        // A school of a few trades hears of what it teaches.
        let tellers = told.compactMap { need in
            partners.first { trades[$0.id] == need.5 && !$0.streams.isEmpty }.map { (need, $0) }
        }
        let adviser = made.accounts.first { account in
            made.memberships.contains { $0.accountId == account.id && $0.role == .cfp }
        }.map { "\($0.firstName) \($0.familyName)" }
        for (index, (need, company)) in tellers.enumerated() {
            let day = openDay(before: 12 + index * 31)
            var kept = SkillsNeed(
                id: ids.next(on: day), companyId: company.id, teller: company.displayName, audience: need.1,
                rome: need.2, description: need.0, volume: need.3, horizon: need.4, territory: company.address.city,
                source: index.isMultiple(of: 2) ? .visit : .call, confidence: .fair,
                stream: stream(of: company), motive: .localNeeds,
                recordedOn: day, recordedBy: officeName)
            if index > 1, let adviser {
                kept.handedTo = adviser
                kept.handedOn = day.adding(days: 2)
                kept.handedBy = officeName
                if index > 2 {
                    kept.receivedOn = day.adding(days: 6)
                    kept.receivedBy = adviser
                }
                if index > 3 {
                    kept = kept.settled(.offered, answer: "Proposition de formation envoyée.", orion: "")
                    kept.version = 1
                }
            }
            made.partnerLife.needs.append(kept)
        }
        guard let stream = streams.first else { return }
        var file = OfferFile(
            id: ids.next(on: openDay(before: 40)), stream: stream, requestKind: .increase, schoolYear: year.start + 1)
        file.motives = "besoins_economiques_locaux,mise_en_place_partenariat"
        file.capacityBefore = 24
        file.capacityAfter = 30
        file.partnerOne = partners.first?.displayName ?? ""
        file.comment = "Les entreprises du bassin ne trouvent pas assez de candidats."
        made.partnerLife.files = [file]
    }

    // MARK: Tax

    private mutating func addTax() {
        let campaign = TaxCampaign(id: ids.next(on: calendar.firstDay), year: today.year, goalCents: 2_500_000)
        made.partnerLife.campaigns = [campaign]
        let steps = [
            ("Fin de la période de répartition", 11), ("Virement aux établissements", 40),
            ("Dépôt de la demande d’habilitation", 75),
        ]
        made.partnerLife.dates = steps.map {
            TaxDate(
                id: ids.next(on: calendar.firstDay), campaignId: campaign.id, label: $0.0,
                fallsOn: today.adding(days: $0.1))
        }
        for (index, company) in random.some(min(9, partners.count), of: partners).enumerated() {
            let promised = random.between(2...30) * 10_000
            let isReceived = index % 3 != 0
            made.partnerLife.gifts.append(
                TaxGift(
                    id: ids.next(on: today), campaignId: campaign.id, companyId: company.id,
                    donorName: company.displayName, siret: company.siret,
                    course: stream(of: company),
                    promisedCents: index == 4 ? nil : promised, promisedOn: index == 4 ? nil : openDay(before: 90),
                    receivedCents: isReceived ? (index == 5 ? promised / 2 : promised) : nil,
                    receivedOn: isReceived ? openDay(before: 15) : nil,
                    thankedOn: index == 1 ? openDay(before: 5) : nil))
        }
    }

    // MARK: Places

    private mutating func addHostSites() {
        for quality in made.followUp.qualities {
            made.partnerLife.events.append(
                HostQualityEvent(
                    id: ids.next(on: quality.decidedOn), companyId: quality.companyId, state: quality.state,
                    reason: quality.reason, decidedOn: quality.decidedOn, decidedBy: quality.decidedBy))
        }
        for (index, company) in random.some(min(10, partners.count), of: partners).enumerated() {
            var sheet = SiteSheet(id: ids.next(on: calendar.firstDay), companyId: company.id)
            sheet.transport = random.pick([
                "Bus 3, arrêt Mairie, puis 5 minutes à pied.", "Train puis vélo, 12 minutes.",
                "Pas de bus avant 7 h\u{A0}: covoiturage possible.",
            ])
            sheet.equipment = random.pick([
                "Chaussures de sécurité à apporter, gants prêtés.", "Tenue noire.", "Couteaux prêtés.",
            ])
            sheet.meals = random.pick(["Réfectoire avec micro-ondes.", "Repas pris sur place."])
            made.partnerLife.sheets.append(sheet)
            guard index < 4 else { continue }
            let declared = today.adding(years: -3).adding(days: [20, -30, 400, 700][index])
            made.partnerLife.declarations.append(
                HostDeclaration(
                    id: ids.next(on: max(declared, year.previous.firstDay())), companyId: company.id,
                    trade: stream(of: company), works: "Machines portatives, travail en hauteur protégé",
                    declaredOn: declared, expiresOn: declared.adding(years: 3),
                    reference: "Courrier à l’inspection du travail",
                    recordedBy: officeName))
        }
    }
}

extension SchoolDatabase {
    func insertPartnerLife(_ made: DemoPartnerLife) throws {
        try insertMany(made.pages, into: .bureauPage)
        try insertMany(made.templates, into: .answerTemplate)
        try insertMany(made.rules, into: .routingRule)
        try insertMany(made.requests, into: .companyRequest)
        try insertMany(made.messages, into: .requestMessage)
        try insertMany(made.partnerships, into: .partnership)
        try insertMany(made.commitments, into: .partnershipCommitment)
        try insertMany(made.reviews, into: .partnershipReview)
        try insertMany(made.needs, into: .skillsNeed)
        try insertMany(made.files, into: .offerFile)
        try insertMany(made.campaigns, into: .taxCampaign)
        try insertMany(made.dates, into: .taxDate)
        try insertMany(made.gifts, into: .taxGift)
        try insertMany(made.sheets, into: .siteSheet)
        try insertMany(made.declarations, into: .worksDeclaration)
        try insertMany(made.events, into: .hostQualityEvent)
        for series in Set(made.requests.map(\.receivedOn.year)) {
            try insert(DemoRequestSeries(name: "demande-\(series)", last: made.requests.count), into: .numberSeries)
        }
    }
}

private struct DemoRequestSeries: Codable {
    let name: String
    let last: Int
}
