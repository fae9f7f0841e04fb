/// What an indicator counts, and how its figure is written.
public enum IndicatorUnit: String, Codable, Sendable {
    case count
    /// A share: numerator of denominator.
    case percent
    /// A mean in tenths, the marks added up over their number.
    case mean
    case minutes
    case euros

    /// `12`, `87 %`, `3,2`, `14 h`.
    public func written(_ figure: Int) -> String {
        switch self {
        case .count: FrenchNumber.grouped(figure)
        case .percent: "\(figure)\u{A0}%"
        case .mean: "\(figure / 10),\(figure % 10)"
        case .minutes: HourSpan.duration(figure)
        case .euros: FrenchNumber.grouped(figure) + "\u{A0}€"
        }
    }

    /// Reads what a person types as a target: `80`, `80 %`, `3,2`; `nil` when it is no figure of this unit.
    public func figure(parsing text: String) -> Int? {
        let digits = text.filter { !$0.isWhitespace && !"%€h\u{A0}\u{202F}".contains($0) }
        switch self {
        case .mean:
            let parts = digits.split(whereSeparator: { ",.".contains($0) })
            guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...4).contains(whole) else { return nil }
            guard parts.count == 2 else { return whole * 10 }
            guard parts[1].count == 1, let tenths = Int(parts[1]) else { return nil }
            return whole * 10 + tenths
        case .percent: return Int(digits).flatMap { (0...100).contains($0) ? $0 : nil }
        case .minutes: return Int(digits).flatMap { (0...100_000).contains($0) ? $0 * 60 : nil }
        case .count, .euros: return Int(digits).flatMap { (0...10_000_000).contains($0) ? $0 : nil }
        }
    }
}

/// One indicator of the catalogue (bureau.md §9.2): what it is and how it is counted.
public struct Indicator: Equatable, Sendable {
    /// `I3.1`
    public let code: String
    /// In French, short.
    public let label: String
    /// How it is counted, in French.
    public let formula: String
    public let unit: IndicatorUnit
    /// Whether it speaks of people, so that small groups are hidden.
    public let isPersonal: Bool
    public let lowerIsBetter: Bool

    init(
        _ code: String, _ label: String, _ formula: String, _ unit: IndicatorUnit = .count, personal: Bool = false,
        lowerIsBetter: Bool = false
    ) {
        self.code = code
        self.label = label
        self.formula = formula
        self.unit = unit
        isPersonal = personal
        self.lowerIsBetter = lowerIsBetter
    }

    /// Whether it counts what is done since September: at nothing when the year begins.
    public var addsUp: Bool {
        [
            "I1.2", "I1.5", "I1.6", "I1.8", "I1.9", "I2.1", "I2.2", "I2.3", "I2.4", "I2.6", "I2.7", "I3.11",
        ].contains(code)
    }

    /// The axis it tells of; `office` for what the bureau is itself and for insertion.
    public var axis: BureauAxis {
        switch code.dropFirst().first {
        case "1": .partners
        case "2", "4": .pathways
        case "3": .placements
        default: .office
        }
    }

    /// The indicator of a code.
    public static func of(_ code: String) -> Indicator? { known[code] }

    private static let known = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The whole catalogue, in its order.
    public static let all: [Indicator] = partners + pathways + placements + insertion + office

    private static let partners = [
        Indicator(
            "I1.1", "Partenaires actifs", "Entreprises avec un échange daté ou un élève accueilli sur douze mois"),
        Indicator("I1.2", "Nouveaux partenaires", "Entreprises dont le premier échange est dans l’année"),
        Indicator(
            "I1.3", "Fidélisation", "Partenaires actifs cette année et l’an passé, sur ceux de l’an passé", .percent),
        Indicator("I1.4", "Conventions de partenariat actives", "Conventions en cours à la date"),
        Indicator("I1.5", "Contacts de prospection", "Appels, courriels et visites dont l’objet est la prospection"),
        Indicator("I1.6", "Visites d’entreprises par le bureau", "Échanges sur place notés"),
        Indicator("I1.7", "Demandes traitées", "Demandes closes sur demandes reçues", .percent),
        Indicator("I1.8", "Besoins en compétences recueillis", "Besoins notés dans l’année"),
        Indicator("I1.9", "Taxe d’apprentissage reçue", "Montants reçus dans la campagne", .euros),
        Indicator(
            "I1.10", "Filières couvertes", "Filières avec assez de partenaires actifs, sur les filières", .percent),
    ]

    private static let pathways = [
        Indicator("I2.1", "Actions réalisées", "Actions de l’axe 2 réalisées, par type"),
        Indicator("I2.2", "Professionnels mobilisés", "Professionnels différents présents à une action"),
        Indicator("I2.3", "Collégiens accueillis", "Collégiens présents, et collèges différents", personal: true),
        Indicator("I2.4", "Enseignants en entreprise", "Enseignants accueillis par une entreprise, et jours passés"),
        Indicator("I2.5", "Anciens élèves au réseau", "Fiches avec un consentement en vigueur", personal: true),
        Indicator("I2.6", "Mentorats", "Binômes commencés dans l’année, ceux proposés mis à part", personal: true),
        Indicator("I2.7", "Accompagnements individuels", "Séances de CV et d’entretien tenues", personal: true),
        Indicator("I2.8", "Satisfaction", "Moyenne des réponses, de 1 à 4, et part de ceux qui ont répondu", .mean),
        Indicator(
            "I2.9", "Suites des job datings", "Placements et contrats nés d’une rencontre, sur les rencontres tenues",
            .percent),
    ]

    private static let placements = [
        Indicator(
            "I3.1", "Élèves placés au départ", "Élèves avec un lieu le premier jour, sur les élèves attendus", .percent,
            personal: true),
        Indicator(
            "I3.2", "Conventions signées à temps", "Signées par tous avant le premier jour, sur les départs", .percent,
            personal: true),
        Indicator(
            "I3.3", "Élèves sans lieu", "Élèves à placer dans les six semaines", lowerIsBetter: true),
        Indicator(
            "I3.4", "Lieux trouvés avec le bureau", "Placements dont le bureau est l’origine, sur les placements",
            .percent, personal: true),
        Indicator(
            "I3.5", "Capacité d’accueil", "Places déclarées par les entreprises, sur les élèves à placer", .percent),
        Indicator("I3.6", "Lieux évalués", "Lieux évalués par un élève, sur les lieux qui ont accueilli", .percent),
        Indicator(
            "I3.7", "Ruptures", "Placements rompus, sur les placements commencés", .percent, personal: true,
            lowerIsBetter: true),
        Indicator("I3.8", "Visites de suivi faites", "Visites faites, sur les visites prévues", .percent),
        Indicator(
            "I3.9", "Attestations rendues", "Revenues dans le délai, sur les PFMP terminées", .percent, personal: true),
        Indicator(
            "I3.10", "Élèves loin de leur lieu",
            "Élèves dont l’entreprise est loin de leur commune, et aides au transport demandées", personal: true,
            lowerIsBetter: true),
        Indicator("I3.11", "Mobilités hors de France", "Élèves partis, en PFMP ou dans un projet", personal: true),
    ]

    private static let insertion = [
        Indicator(
            "I4.1", "Emploi à six mois (InserJeunes)", "Sortants en emploi, sur les sortants", .percent, personal: true),
        Indicator(
            "I4.2", "Enquête du lycée à six mois", "Réponses reçues, sur les sortants interrogés", .percent,
            personal: true),
    ]

    private static let office = [
        Indicator("I5.1", "Temps consacré aux trois axes", "Heures notées sur un axe, sur les heures notées", .percent),
        Indicator(
            "I5.2", "Objectifs atteints", "Objectifs atteints, sur les objectifs de la feuille de route", .percent),
        Indicator("I5.3", "Bureau ouvert", "Jours où quelqu’un ouvrait, sur les jours de classe passés", .percent),
        Indicator(
            "I5.4", "Formation du responsable",
            "Webinaires du parcours commun suivis par la personne qui en a suivi le plus, sur 25", .percent),
    ]
}
