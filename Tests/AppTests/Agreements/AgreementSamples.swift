import Domain
import PDF
import Testing

@testable import App

/// Fictional agreements for the tests of the document.
enum AgreementSamples {
    /// The records of a pupil of 16 in a garage, complete, changed as told.
    static func sources(_ change: (inout AgreementSources) -> Void = { _ in }) throws -> AgreementSources {
        let school = School(
            id: ID("school"), uai: "0310001A", name: "Lycée professionnel Marie-Fictive",
            address: PostalAddress(line1: "12 rue de l’Exemple", postalCode: "31000", city: "Toulouse"),
            phone: "0536490010", email: "lp.marie-fictive@exemple.fr", academie: "Toulouse",
            headName: "Mme Solène Fictive", headTitle: "Proviseure", bureauName: "Bureau des entreprises",
            bureauPhone: "0536490011", bureauEmail: "bureau@exemple.fr", insurer: "Mutuelle d’essai",
            insurancePolicy: "ESSAI-2026-118", currentYear: 2026)
        var sources = AgreementSources(
            agreement: Agreement(
                id: ID("agreement"), placementId: ID("placement"), number: "2026-00042",
                template: AgreementDocument.template),
            revision: 1, school: school, learner: learner(), guardians: guardians(),
            schoolClass: SchoolClass(id: ID("class"), schoolYear: 2026, code: "1MVA", label: "Première MVA"),
            training: "Baccalauréat professionnel Maintenance des véhicules, option A voitures particulières",
            period: try period(), placement: try placement(), company: company(),
            signatory: contact("M.", "Exemple", "Gérard", "Gérant", phone: "0536490020"),
            tutor: contact("Mme", "Modèle", "Aïcha", "Cheffe d’atelier", phone: "0639980021"),
            referent: StaffMember(
                id: ID("staff"), civility: "M.", familyName: "Référent", firstName: "Loïc",
                discipline: "Maintenance automobile", email: "loic.referent@exemple.fr"),
            today: try #require(LocalDate("2026-10-05")))
        change(&sources)
        return sources
    }

    private static func learner() -> Learner {
        Learner(
            id: ID("learner"), ine: "123456789AB", familyName: "Fictif", firstName: "Noé",
            birthDate: LocalDate("2010-02-14"),
            email: "noe.fictif@exemple.fr", phone: "0639980001",
            address: PostalAddress(line1: "3 impasse de l’Essai", postalCode: "31200", city: "Toulouse"))
    }

    private static func guardians() -> [(guardian: Guardian, kinship: Kinship)] {
        let address = PostalAddress(line1: "3 impasse de l’Essai", postalCode: "31200", city: "Toulouse")
        return [
            (
                Guardian(
                    id: ID("mother"), civility: "Mme", familyName: "Fictif", firstName: "Claire", phone: "0639980002",
                    address: address), .mother
            ),
            (
                Guardian(
                    id: ID("father"), civility: "M.", familyName: "Modèle", firstName: "Paul", phone: "0639980003",
                    address: address), .father
            ),
        ]
    }

    private static func period() throws -> PFMPPeriod {
        PFMPPeriod(
            id: ID("period"), classId: ID("class"), schoolYear: 2026, rank: 1, label: "PFMP n°\u{A0}1 de première",
            startsOn: try #require(LocalDate("2026-11-02")), endsOn: try #require(LocalDate("2026-11-27")))
    }

    private static func placement() throws -> Placement {
        let week = Array(repeating: "480-720,780-960", count: 5).joined(separator: ";")
        return Placement(
            id: ID("placement"), learnerId: ID("learner"), periodId: ID("period"), companyId: ID("company"),
            startsOn: try #require(LocalDate("2026-11-02")), endsOn: try #require(LocalDate("2026-11-27")),
            schedule: try #require(WeekSchedule(week)),
            activities: """
                Accueillir le véhicule et préparer le poste de travail
                Réaliser les opérations d’entretien périodique
                Remplacer des éléments de freinage et de liaison au sol
                Effectuer les contrôles avant restitution
                """,
            skills: """
                Préparer une intervention à partir de la documentation technique
                Effectuer la maintenance périodique d’un véhicule
                Diagnostiquer un dysfonctionnement mécanique simple
                """,
            followUp: "Un appel de l’enseignant référent la première semaine, une visite sur place la troisième.",
            meals: "Repas pris au restaurant interentreprises, au tarif des salariés.",
            transport: "À la charge de la famille\u{A0}; l’établissement rembourse les frais supplémentaires sur "
                + "justificatifs.",
            lodging: "Sans objet.", regulatedWork: true,
            regulatedWorkDetails:
                "Utilisation de ponts élévateurs et de machines à éléments mobiles (D.\u{A0}4153-27 et "
                + "D.\u{A0}4153-28), déclaration envoyée le 9 septembre 2025.")
    }

    private static func company() -> Company {
        Company(
            id: ID("company"), siret: "99988877900017", legalName: "Garage de l’Exemple SARL",
            tradeName: "Auto Exemple",
            naf: "45.20A", activity: "Entretien et réparation de véhicules automobiles légers", headcount: 8,
            address: PostalAddress(line1: "45 avenue du Modèle", postalCode: "31400", city: "Toulouse"),
            phone: "0536490020", email: "contact@auto-exemple.fr", insurer: "Assurances de l’Essai",
            insurancePolicy: "PRO-445566")
    }

    private static func contact(
        _ civility: String, _ familyName: String, _ firstName: String, _ function: String, phone: String
    ) -> Contact {
        Contact(
            id: ID(familyName), companyId: ID("company"), civility: civility, familyName: familyName,
            firstName: firstName, function: function, phone: phone)
    }

    /// The facts of those records.
    static func facts(_ change: (inout AgreementSources) -> Void = { _ in }) throws -> AgreementFacts {
        AgreementFacts(try sources(change), parameters: try LegalParameters.embedded())
    }

    /// A student of 20 in a shop, with its « stage » long enough for a gratification.
    static func student() throws -> AgreementFacts {
        let start = try #require(LocalDate("2026-10-05"))
        let end = try #require(LocalDate("2026-12-18"))
        return try facts { sources in
            sources.learner.learnerPublic = .student
            sources.learner.birthDate = LocalDate("2006-03-03")
            sources.guardians = []
            sources.training = "BTS Management commercial opérationnel"
            sources.schoolClass.code = "2MCO"
            sources.period.label = "Stage de deuxième année"
            sources.placement.startsOn = start
            sources.placement.endsOn = end
            sources.placement.regulatedWork = false
            sources.placement.regulatedWorkDetails = ""
            sources.placement.gratification = "4,50\u{A0}€ par heure de présence, versés à la fin de chaque mois."
        }
    }

    /// Everything optional is empty, and mandatory mentions are missing.
    static func bare() throws -> AgreementFacts {
        try facts { sources in
            sources.school.insurer = nil
            sources.guardians = []
            sources.tutor = nil
            sources.signatory = nil
            sources.company.siret = nil
            sources.company.insurer = nil
            sources.company.phone = nil
            sources.company.email = nil
            sources.placement.activities = ""
            sources.placement.skills = ""
            sources.placement.followUp = ""
            sources.placement.meals = ""
            sources.placement.transport = ""
            sources.placement.lodging = ""
            sources.placement.regulatedWork = false
            sources.placement.schedule = WeekSchedule()
        }
    }

    /// Texts and names as long as people make them.
    static func long() throws -> AgreementFacts {
        let sentence =
            "Participer, sous la responsabilité du tuteur, à la préparation, à la réalisation et au contrôle "
            + "d’interventions sur les systèmes de freinage, de direction, de suspension et de transmission"
        return try facts { sources in
            sources.learner.familyName = "de la Fictive-Longueville-sur-Exemple"
            sources.learner.firstName = "Marie-Antoinette-Joséphine"
            sources.company.tradeName = nil
            sources.company.legalName =
                "Société coopérative d’intérêt collectif pour l’entretien et la réparation des "
                + "véhicules industriels du Grand Exemple"
            sources.placement.activities = Array(repeating: "- " + sentence, count: 14).joined(separator: "\n")
            sources.placement.skills = Array(repeating: sentence + ".", count: 6).joined(separator: " ")
        }
    }

    /// The document of facts, a draft when a mention or a person is missing.
    static func document(_ facts: AgreementFacts) throws -> AgreementDocument {
        var sample = AgreementCase()
        sample.kind = .pfmp
        sample.agreement.state = .draft
        sample.agreement.gaps = Mentions.gaps(facts.mentions)
        sample.agreement.mentions = Set(Mention.allCases).subtracting(sample.agreement.gaps.keys)
        sample.agreement.people = facts.people
        let found = PlacementRules.check(
            sample, parameters: try LegalParameters.embedded(), on: facts.stay.startsOn, themes: [.agreement])
        return AgreementDocument(
            facts: facts, readiness: AgreementReadiness(found.filter { ["PFMP-24", "PFMP-26"].contains($0.rule) }))
    }
}
