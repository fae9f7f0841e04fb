import Domain

extension DemoBuilder {
    /// CV and AvenirPro workshops of the last years.
    mutating func addPaths() {
        for schoolClass in made.currentClasses {
            guard let level = plans[schoolClass.id]?.level, level == .terminale || level == .cap2 else { continue }
            let workshops = PathSession.Kind.workshops.prefix(2)
            for learner in pupils[schoolClass.id] ?? [] where learner.learnerPublic == .pupil {
                let cv: LearnerPath.CV = random.weighted([(.missing, 15), (.draft, 25), (.ready, 35), (.approved, 25)])
                made.actions.paths.append(
                    LearnerPath(
                        id: ids.next(on: today), learnerId: learner.id, cv: cv,
                        cvOn: max(calendar.firstDay, today.adding(days: -random.between(3...40))),
                        seeks: random.weighted([(.apprenticeship, 35), (.job, 20), (.studies, 25), (.unknown, 20)])))
                for (rank, kind) in workshops.enumerated() {
                    let wanted = max(calendar.firstDay, today.adding(days: -40 + rank * 21))
                    guard let day = schoolDay(wanted, for: [schoolClass.id]), day <= today else { continue }
                    made.actions.sessions.append(
                        PathSession(
                            id: ids.next(on: day), learnerId: learner.id, kind: kind, heldOn: day,
                            present: random.chance(90), partner: "France Travail", notedBy: "Bureau des entreprises"))
                }
                guard random.chance(30) else { continue }
                made.actions.sessions.append(
                    PathSession(
                        id: ids.next(on: today), learnerId: learner.id, kind: .cv,
                        heldOn: max(calendar.firstDay, today.adding(days: -random.between(2...30))),
                        notedBy: "Bureau des entreprises"))
            }
        }
        addMentorings()
    }

    private mutating func addMentorings() {
        let final = made.currentClasses.filter { plans[$0.id]?.level == .terminale }
        for (rank, learner) in final.compactMap({ pupils[$0.id]?.first { $0.learnerPublic == .pupil } }).prefix(4)
            .enumerated()
        {
            guard let contact = made.contacts.first(where: { $0.leftOn == nil && $0.id != made.contacts.first?.id })
            else { return }
            let mentor = rank < made.contacts.count ? made.contacts[rank * 3 % made.contacts.count] : contact
            made.actions.mentorings.append(
                Mentoring(
                    id: ids.next(on: today), learnerId: learner.id, contactId: mentor.id, mentorName: mentor.fullName,
                    startsOn: max(calendar.firstDay, today.adding(days: -30)), state: rank == 3 ? .proposed : .running,
                    objective: ["Trouver une alternance", "Préparer le BTS", "Prendre confiance", "Choisir un métier"][
                        rank]))
        }
    }

    mutating func addOffers() {
        let hosts = random.some(7, of: made.companies.filter { $0.archivedOn == nil && $0.relation != .prospect })
        // The first ones were born from an action that was held.
        let bornFrom = made.actions.actions.filter { $0.state.isDone }.prefix(2).map(\.id)
        for (rank, company) in hosts.enumerated() {
            let day = today.adding(days: -random.between(2...25))
            let offer = JobOffer(
                id: ids.next(on: day), companyId: company.id,
                kind: rank == 6 ? .seasonal : rank % 3 == 1 ? .job : .apprenticeship,
                title: offerTitle(trades[company.id] ?? .commerce, rank: rank),
                place: company.address.city,
                description: "Équipe de \(random.between(3...12)) personnes, formation à l’arrivée.",
                replyTo: "Passer par le bureau des entreprises", publishedOn: day,
                expiresOn: today.adding(days: rank == 5 ? -1 : random.between(4...40)),
                state: rank == 4 ? .filled : .open, actionId: rank < bornFrom.count ? bornFrom[rank] : nil)
            made.actions.offers.append(offer)
            let classes = made.currentClasses.filter { schoolClass in
                plans[schoolClass.id]?.trade == trades[company.id] && plans[schoolClass.id]?.level == .terminale
            }
            for schoolClass in classes {
                made.actions.offerClasses.append(
                    OfferClass(id: ids.next(on: day), offerId: offer.id, classId: schoolClass.id))
            }
            let candidates = classes.flatMap { pupils[$0.id] ?? [] }.filter { $0.learnerPublic == .pupil }
            for learner in random.some(random.between(0...4), of: candidates) {
                made.actions.interests.append(
                    OfferInterest(
                        id: ids.next(on: day), offerId: offer.id, learnerId: learner.id,
                        state: rank == 4
                            ? .hired : random.weighted([(.interested, 50), (.sent, 35), (.interview, 15)]),
                        notedOn: day))
            }
        }
    }

    /// What a company of a trade looks for.
    private func offerTitle(_ trade: DemoTrade, rank: Int) -> String {
        let names =
            switch trade {
            case .commerce: ["Vendeur conseil", "Employé de rayon"]
            case .office: ["Assistant administratif", "Agent de saisie"]
            case .care: ["Aide à domicile", "Agent de service en crèche"]
            case .cars: ["Mécanicien automobile", "Agent de maintenance des véhicules"]
            case .electricity: ["Électricien de chantier", "Monteur câbleur"]
            case .kitchen: ["Commis de cuisine", "Employé de restauration"]
            case .wood: ["Menuisier poseur", "Menuisier d’atelier"]
            case .reception: ["Agent d’accueil", "Hôte d’accueil"]
            }
        return names[rank % 2]
    }

    mutating func addAlumni() {
        for rank in 0..<14 {
            let sex: Sex = rank.isMultiple(of: 2) ? .female : .male
            let person = young(sex)
            let day = today.adding(days: -random.between(10...1000))
            made.actions.alumni.append(
                Alumnus(
                    id: ids.next(on: day), formerId: nil, familyName: person.familyName, firstName: person.firstName,
                    email: DemoIdentifiers.email(person.firstName, person.familyName, at: "courriel.example"),
                    diploma: random.pick(made.currentClasses).stream, leftYear: day.year - random.between(0...3),
                    situation: random.weighted([(.job, 45), (.apprenticeship, 25), (.studies, 20), (.searching, 10)]),
                    employer: random.chance(60) ? random.pick(made.companies).displayName : "",
                    willing: random.some(random.between(0...2), of: Alumnus.Offer.allCases), consentOn: day,
                    consentMeans: "lien personnel"))
        }
        let cohort = "cumul \(year.start - 4)-\(year.start - 3)"
        let moment = Moment(millisecondsSince1970: Int64(today.dayNumber) * 86_400_000)
        for stream in Array(Set(made.currentClasses.map(\.stream))).sorted().prefix(5) {
            let leavers = random.between(16...60)
            let working = leavers * random.between(30...62) / 100
            let isPublished = leavers >= 20
            let values: [(OfficialMeasure, Int?)] = [
                (.leavers, leavers * 10), (.continuingRate, random.between(300...550)),
                (.jobSix, isPublished ? working * 10 : nil),
                (.jobRateSix, isPublished ? working * 1000 / leavers : nil),
                (.jobRateTwelve, isPublished ? min(1000, working * 1120 / leavers) : nil),
                (.addedValue, random.between(-40...60)),
            ]
            for (measure, value) in values {
                made.actions.official.append(
                    OfficialInsertion(
                        id: ids.next(on: today), cohort: cohort, trainingCode: "", training: stream,
                        measure: measure.rawValue, valueTenths: value, importedAt: moment))
            }
        }
    }

    mutating func addMobilityProjects() {
        let partner = MobilityPartner(
            id: ids.next(on: today), name: "Centro Ficticio de Formación", country: "Espagne", city: "Séville",
            role: .school, person: "Señora Ficticia", email: "contacto@centro.example")
        made.actions.partners = [
            partner,
            MobilityPartner(
                id: ids.next(on: today), name: "Officina Immaginaria", country: "Italie", city: "Turin", role: .host),
        ]
        let start = LocalDate(year: year.start + 1, month: 4, day: 12)?.monday
        let done: [MobilityProject.Document] = [.application, .agreement, .board, .partnership]
        let project = MobilityProject(
            id: ids.next(on: today), schoolYear: year.start, code: "\(year.start)-1-FR01-KA121-VET-000000",
            title: "Trois semaines à Séville", consortium: "Consortium fictif de l’académie", country: "Espagne",
            partnerId: partner.id, startsOn: start, endsOn: start?.adding(days: 18), places: 8, state: .funded,
            grantedCents: 1_680_000, receivedCents: 1_344_000, documents: done.map(\.rawValue).joined(separator: " "))
        made.actions.projects = [project]
        let candidates = made.currentClasses.filter { plans[$0.id]?.level == .premiere }.flatMap { pupils[$0.id] ?? [] }
        for (rank, learner) in candidates.filter({ $0.learnerPublic == .pupil }).prefix(9).enumerated() {
            let papers: [MobilityStep] = rank < 4 ? [.healthCard, .liability, .learningAgreement] : []
            made.actions.travellers.append(
                MobilityTraveller(
                    id: ids.next(on: today), projectId: project.id, learnerId: learner.id,
                    state: rank < 7 ? .chosen : .candidate, documents: papers.map(\.rawValue).joined(separator: " "),
                    grantCents: rank < 7 ? 180_000 : nil))
        }
    }
}
