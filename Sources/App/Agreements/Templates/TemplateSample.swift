import Domain

/// A fictional agreement, to see a text on paper before it goes into use.
enum TemplateSample {
    /// The dossier is made of the school itself and of invented people.
    static func document(of school: School, _ template: TemplateUse, today: LocalDate, order: SigningOrder) throws
        -> AgreementDocument
    {
        let start = today.monday.adding(days: 28)
        let week = Array(repeating: "510-720,810-1020", count: 5).joined(separator: ";")
        let placement = Placement(
            id: ID("exemple"), learnerId: ID("exemple"), periodId: ID("exemple"), companyId: ID("exemple"),
            startsOn: start, endsOn: start.adding(days: 25), schedule: WeekSchedule(week) ?? WeekSchedule(),
            activities: "Accueillir les clients\nPréparer les commandes\nTenir le rayon",
            skills: "Communiquer avec les clients\nOrganiser son travail", followUp: "Deux appels et une visite.",
            meals: "Cantine de l’entreprise.", transport: "Transports en commun.", lodging: "Sans objet.")
        let sources = AgreementSources(
            agreement: Agreement(
                id: ID("exemple"), placementId: ID("exemple"), number: "\(school.currentYear)-00000",
                template: template.name), revision: 1, school: school,
            learner: Learner(
                id: ID("exemple"), familyName: "EXEMPLE", firstName: "Camille",
                birthDate: start.adding(days: -16 * 366)),
            guardians: [
                (Guardian(id: ID("exemple"), civility: "Mme", familyName: "EXEMPLE", firstName: "Dominique"), .mother)
            ],
            schoolClass: SchoolClass(id: ID("exemple"), schoolYear: school.currentYear, code: "EXEMPLE", label: ""),
            training: "Baccalauréat professionnel (exemple)",
            period: PFMPPeriod(
                id: ID("exemple"), classId: ID("exemple"), schoolYear: school.currentYear, rank: 1,
                label: "Période d’exemple", startsOn: start, endsOn: start.adding(days: 25)),
            placement: placement,
            company: Company(
                id: ID("exemple"), siret: "99988877700019", legalName: "Entreprise d’exemple",
                address: PostalAddress(line1: "1 rue de l’Exemple", postalCode: "31000", city: "TOULOUSE"),
                insurer: "Assureur d’exemple"),
            signatory: Contact(id: ID("s"), companyId: ID("exemple"), familyName: "SIGNATAIRE", firstName: "Alix"),
            tutor: Contact(id: ID("t"), companyId: ID("exemple"), familyName: "TUTEUR", firstName: "Sacha"),
            referent: StaffMember(id: ID("r"), familyName: "RÉFÉRENT", firstName: "Claude"), template: template,
            order: order, today: today)
        return AgreementDossier(sources, CaseSurroundings(), try SchoolRules(SeveritySettings()), reasons: []).document
    }
}
