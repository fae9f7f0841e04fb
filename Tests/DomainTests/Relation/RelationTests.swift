import Domain
import Testing

private func at(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(dayNumber: 0) }

@Suite struct `What is to do with a partner` {
    private let action = PartnerAction(
        id: ID("a"), companyId: ID("c"), label: "Rappeler", dueOn: at("2026-11-20"), createdOn: at("2026-11-01"),
        createdBy: "Camille")

    @Test func `is done once, and may be opened again`() throws {
        let done = try action.done(by: "Alix", on: at("2026-11-23"))
        #expect(done.isDone && done.doneBy == "Alix" && done.version == 2)
        #expect(throws: PartnerActionRefusal.alreadyDone(by: "Alix", on: at("2026-11-23"))) {
            try done.done(by: "Camille", on: at("2026-11-24"))
        }
        #expect(!done.reopened().isDone)
    }

    @Test func `is put off to a day to come, and counts how often`() throws {
        let later = try action.postponed(to: at("2026-11-30"), today: at("2026-11-23"))
        #expect(later.dueOn == at("2026-11-30") && later.postponed == 1)
        #expect(throws: PartnerActionRefusal.notLater) {
            try action.postponed(to: at("2026-11-23"), today: at("2026-11-23"))
        }
    }

    @Test(arguments: [
        ("2026-11-22", Urgency.late), ("2026-11-23", .today), ("2026-11-29", .week), ("2026-11-30", .later),
    ]) func `is late, due or to come`(due: String, urgency: Urgency) {
        // A Monday.
        #expect(Urgency(at(due), seenOn: at("2026-11-23")) == urgency)
    }
}

@Suite struct `Two records of one company` {
    private func company(
        _ key: String, _ name: String, town: String = "TOULOUSE", line: String = "", siret: String? = nil,
        phone: String? = nil, email: String? = nil
    ) -> CompanyTraits {
        CompanyTraits(
            Company(
                id: ID(key), siret: siret, legalName: name, address: PostalAddress(line1: line, city: town),
                phone: phone, email: email))
    }

    @Test(arguments: [
        ("SARL Dupont et Fils", "Éts Dupont & Fils"), ("Boulangerie de la Gare", "BOULANGERIE LA GARE SAS"),
        ("St-Gobain", "Saint Gobain"), ("L’Œuvre d’Été", "Oeuvre été"), ("Garage 🚗 du Lac", "Garage du Lac"),
    ]) func `have one name in spite of forms, accents and small words`(one: String, other: String) {
        #expect(FrenchNames.company(one) == FrenchNames.company(other))
        #expect(company("a", one).reasons(company("b", other, town: "Toulouse Cedex 7")).contains(.nameAndTown))
    }

    @Test func `have one address in spite of abbreviations`() {
        #expect(FrenchNames.street("2, av. de la Gare") == FrenchNames.street("2 AVENUE de la gare"))
        let one = company("a", "Garage Dupont", line: "2 av. de la Gare")
        #expect(one.reasons(company("b", "Dupont Automobiles", line: "2 avenue de la Gare")) == [.nameAndStreet])
        #expect(one.reasons(company("b", "Coiffure Martin", line: "2 avenue de la Gare")).isEmpty)
    }

    @Test func `are met by number, mail, and a name one letter apart`() {
        let one = company("a", "Menuiserie Marchand", phone: "+33561300012", email: "Contact@exemple.fr")
        #expect(one.reasons(company("b", "Autre", town: "Albi", phone: "+33561300012")) == [.phone])
        #expect(one.reasons(company("b", "Autre", town: "Albi", email: "contact@exemple.fr")) == [.email])
        #expect(one.reasons(company("b", "Menuiserie Marchant")) == [.closeName])
        #expect(one.reasons(company("b", "Menuiserie Marchant", town: "Albi")).isEmpty)
        #expect(one.reasons(one).isEmpty)
    }

    @Test func `are two sites when the register numbers them twice`() {
        let one = company("a", "Carrefour", siret: "99988877900017")
        #expect(one.reasons(company("b", "Carrefour", siret: "99988877900025")).isEmpty)
        #expect(one.reasons(company("b", "Carrefour")) == [.nameAndTown])
    }

    @Test func `are found in a whole base, but for those already compared`() {
        var all = (0..<2000).map { company("n\($0)", "Atelier numéro \($0)", town: "Ville \($0 % 40)") }
        all += [company("x", "Boulangerie Dupont"), company("y", "SARL Boulangerie Dupond")]
        #expect(DuplicateFinder.pairs(all).map { [$0.first, $0.second] } == [["x", "y"]])
        #expect(DuplicateFinder.pairs(all, known: [DuplicateFinder.key("y", "x")]).isEmpty)
    }
}

@Suite struct `A mail to many` {
    @Test func `fills its variables and says which one does not exist`() throws {
        let template = try MailTemplate("{bonjour} et {Lien réponse} à {entreprise}, {")
        #expect(template.holds(.appetite) && !template.holds(.signature))
        #expect(template.filled { $0.rawValue } == "bonjour et lien_reponse à entreprise, {")
        #expect(throws: MailTemplate.UnknownVariable.self) { try MailTemplate("{prenom_du_chien}") }
    }

    @Test func `moves by its table of states and by nothing else`() throws {
        let allowed: Set<String> = [
            "brouillon start", "en_cours pause", "en_pause resume", "en_cours finish", "en_pause finish",
        ]
        for state in Campaign.State.allCases {
            for event in Campaign.Event.allCases {
                let campaign = Campaign.sample(in: state)
                let moved = try? campaign.after(event)
                #expect((moved != nil) == allowed.contains("\(state.rawValue) \(event.rawValue)"), "\(state) \(event)")
            }
        }
    }
}

@Suite struct `The answer of the year` {
    @Test func `wakes a relation, and never one that asked for peace`() {
        #expect(Appetite.Answer.looking.relation(after: .dormant) == .interested)
        #expect(Appetite.Answer.interested.relation(after: .leaveAlone) == nil)
        #expect(Appetite.Answer.looking.relation(after: .active) == nil)
        #expect(Appetite.Answer.no.relation(after: .prospect) == nil)
    }

    @Test func `labels are read once each`() {
        #expect(CompanyTag.labels(in: " Boulanger, vendeuse ;boulanger,, 🥐 ") == ["Boulanger", "vendeuse"])
    }
}

extension Campaign {
    /// A campaign brought to a state by its own events.
    fileprivate static func sample(in state: State) -> Campaign {
        let draft = Campaign(
            id: ID("c"), name: "Essai", subject: "Essai", body: "Essai", query: "", segment: "", perDay: 10,
            createdAt: Moment(millisecondsSince1970: 0), createdBy: "Camille")
        let path: [Event] =
            switch state {
            case .draft: []
            case .running: [.start]
            case .paused: [.start, .pause]
            case .finished: [.start, .finish]
            }
        return path.reduce(draft) { campaign, event in (try? campaign.after(event)) ?? campaign }
    }
}
