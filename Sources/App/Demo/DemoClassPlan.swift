import Domain

/// What a class of the demonstration is.
struct DemoClassPlan: Sendable, Equatable {
    let code: String
    let label: String
    let mef: String
    let stream: String
    let trade: DemoTrade
    let level: DemoLevel
    let size: Int
    /// How many of them are apprentices.
    var apprentices = 0
    /// The class its learners come from, a year before.
    var former: String?

    init(
        _ code: String, _ label: String, _ mef: String, _ stream: String, _ trade: DemoTrade, _ level: DemoLevel,
        _ size: Int, apprentices: Int = 0, from former: String? = nil
    ) {
        self.code = code
        self.label = label
        self.mef = mef
        self.stream = stream
        self.trade = trade
        self.level = level
        self.size = size
        self.apprentices = apprentices
        self.former = former
    }

    static func plans(_ size: DemoSize) -> [DemoClassPlan] {
        switch size {
        case .full: cap + seconde + premiere + terminale + beyond
        case .small: small
        }
    }

    private static let cap = [
        DemoClassPlan(
            "1EPC", "CAP Équipier polyvalent du commerce, 1re année", "24131223210", "Équipier polyvalent du commerce",
            .commerce, .cap1, 22),
        DemoClassPlan(
            "2EPC", "CAP Équipier polyvalent du commerce, 2e année", "24131223220", "Équipier polyvalent du commerce",
            .commerce, .cap2, 20, from: "1EPC"),
        DemoClassPlan("1CUI", "CAP Cuisine, 1re année", "24122140210", "Cuisine", .kitchen, .cap1, 24),
        DemoClassPlan(
            "2CUI", "CAP Cuisine, 2e année (élèves et apprentis)", "24122140220", "Cuisine", .kitchen, .cap2, 22,
            apprentices: 8, from: "1CUI"),
        DemoClassPlan(
            "1MEN", "CAP Menuisier fabricant, 1re année", "24123437210", "Menuisier fabricant", .wood, .cap1, 18),
        DemoClassPlan(
            "2MEN", "CAP Menuisier fabricant, 2e année", "24123437220", "Menuisier fabricant", .wood, .cap2, 16,
            from: "1MEN"),
    ]
    private static let seconde = [
        DemoClassPlan(
            "2MRC1", "2de Métiers de la relation client 1", "24731211310", "Métiers de la relation client", .commerce,
            .seconde, 28),
        DemoClassPlan(
            "2MRC2", "2de Métiers de la relation client 2", "24731211310", "Métiers de la relation client", .commerce,
            .seconde, 28),
        DemoClassPlan(
            "2GATL", "2de Métiers de la gestion administrative, du transport et de la logistique", "24730003310",
            "Gestion administrative, transport et logistique", .office, .seconde, 28),
        DemoClassPlan(
            "2ASSP", "2de Accompagnement, soins et services à la personne", "24733006310",
            "Accompagnement, soins et services à la personne", .care, .seconde, 30),
        DemoClassPlan(
            "2MVE", "2de Métiers de la maintenance des véhicules", "24725214310", "Maintenance des véhicules", .cars,
            .seconde, 26),
        DemoClassPlan(
            "2TNE", "2de Métiers des transitions numérique et énergétique", "24725511310",
            "Transitions numérique et énergétique", .electricity, .seconde, 26),
    ]
    private static let premiere = [
        DemoClassPlan(
            "1MCV", "1re Métiers du commerce et de la vente", "24731212320", "Métiers du commerce et de la vente",
            .commerce, .premiere, 28, from: "2MRC1"),
        DemoClassPlan(
            "1AGO", "1re Assistance à la gestion des organisations", "24732406320",
            "Assistance à la gestion des organisations", .office, .premiere, 26, from: "2GATL"),
        DemoClassPlan(
            "1ASSP", "1re Accompagnement, soins et services à la personne", "24733006320",
            "Accompagnement, soins et services à la personne", .care, .premiere, 28, from: "2ASSP"),
        DemoClassPlan(
            "1MVE", "1re Maintenance des véhicules", "24725216320", "Maintenance des véhicules", .cars, .premiere, 24,
            from: "2MVE"),
        DemoClassPlan(
            "1MEL", "1re Métiers de l’électricité et de ses environnements connectés", "24725510320",
            "Métiers de l’électricité", .electricity, .premiere, 24, from: "2TNE"),
    ]
    private static let terminale = [
        DemoClassPlan(
            "TMCV", "Tle Métiers du commerce et de la vente", "24731212330", "Métiers du commerce et de la vente",
            .commerce, .terminale, 26, from: "1MCV"),
        DemoClassPlan(
            "TAGO", "Tle Assistance à la gestion des organisations", "24732406330",
            "Assistance à la gestion des organisations", .office, .terminale, 24, from: "1AGO"),
        DemoClassPlan(
            "TASSP", "Tle Accompagnement, soins et services à la personne", "24733006330",
            "Accompagnement, soins et services à la personne", .care, .terminale, 26, from: "1ASSP"),
        DemoClassPlan(
            "TMVE", "Tle Maintenance des véhicules", "24725216330", "Maintenance des véhicules", .cars, .terminale, 22,
            from: "1MVE"),
        DemoClassPlan(
            "TMEL", "Tle Métiers de l’électricité et de ses environnements connectés", "24725510330",
            "Métiers de l’électricité", .electricity, .terminale, 22, from: "1MEL"),
    ]
    private static let beyond = [
        DemoClassPlan(
            "1BTSMCO", "BTS Management commercial opérationnel, 1re année", "31131213210",
            "Management commercial opérationnel", .commerce, .bts1, 28),
        DemoClassPlan(
            "2BTSMCO", "BTS Management commercial opérationnel, 2e année", "31131213220",
            "Management commercial opérationnel", .commerce, .bts2, 24, from: "1BTSMCO"),
        DemoClassPlan(
            "CSAR", "Certificat de spécialisation Accueil-réception", "25833408110", "Accueil-réception", .reception,
            .specialised, 14),
        DemoClassPlan(
            "FCPE", "CAP Accompagnant éducatif petite enfance, adultes", "24033220110",
            "Accompagnant éducatif petite enfance", .care, .adults, 16),
    ]
    private static let small = [
        DemoClassPlan(
            "2MRC", "2de Métiers de la relation client", "24731211310", "Métiers de la relation client", .commerce,
            .seconde, 12),
        DemoClassPlan(
            "1MCV", "1re Métiers du commerce et de la vente", "24731212320", "Métiers du commerce et de la vente",
            .commerce, .premiere, 10, from: "2MRC"),
        DemoClassPlan(
            "TMCV", "Tle Métiers du commerce et de la vente", "24731212330", "Métiers du commerce et de la vente",
            .commerce, .terminale, 9, from: "1MCV"),
        DemoClassPlan("1CUI", "CAP Cuisine, 1re année", "24122140210", "Cuisine", .kitchen, .cap1, 9),
    ]
}

/// The year of a course: decides ages and the length of the periods.
enum DemoLevel: Sendable, Equatable {
    case cap1, cap2, seconde, premiere, terminale, bts1, bts2, specialised, adults

    /// Ages reached in the civil year of the start of the school year, with how often.
    var ages: [(item: Int, weight: Int)] {
        switch self {
        case .cap1, .seconde: [(15, 72), (16, 23), (17, 5)]
        case .cap2, .premiere: [(16, 70), (17, 24), (18, 6)]
        case .terminale: [(17, 68), (18, 26), (19, 6)]
        case .bts1, .specialised: [(18, 60), (19, 28), (20, 12)]
        case .bts2: [(19, 60), (20, 28), (21, 12)]
        case .adults: (24...54).map { ($0, 1) }
        }
    }

    /// Weeks of each period of the year, within the bounds of PFMP-02 to PFMP-14.
    var weeks: [Int] {
        switch self {
        case .cap1, .seconde, .terminale: [3, 3]
        case .cap2: [4, 3]
        case .premiere: [4, 4]
        case .bts1, .bts2: [4, 3]
        case .specialised: [6, 6]
        case .adults: []
        }
    }

    var learnerPublic: LearnerPublic {
        switch self {
        case .bts1, .bts2: .student
        case .adults: .adultTrainee
        default: .pupil
        }
    }
}
