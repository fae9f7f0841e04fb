/// The answer of a leaver to the survey of the school itself, six months after leaving.
public struct InsertionAnswer: Codable, Equatable, Sendable {
    public let id: ID<InsertionAnswer>
    public let learnerId: ID<Learner>
    /// First calendar year of the school year that the learner left.
    public let surveyYear: Int
    public var situation: Situation
    public var employer: String
    /// Whether the job is that of the diploma.
    public var inTrade: Bool?
    public var remark: String
    public var answeredOn: LocalDate
    /// « lien personnel », « téléphone »
    public var means: String

    public init(
        id: ID<InsertionAnswer>, learnerId: ID<Learner>, surveyYear: Int, situation: Situation, employer: String = "",
        inTrade: Bool? = nil, remark: String = "", answeredOn: LocalDate, means: String
    ) {
        self.id = id
        self.learnerId = learnerId
        self.surveyYear = surveyYear
        self.situation = situation
        self.employer = employer
        self.inTrade = inTrade
        self.remark = remark
        self.answeredOn = answeredOn
        self.means = means
    }
}

/// The results of the survey of a year, without names.
public struct InsertionResult: Equatable, Sendable {
    /// Under so many people a share could point at somebody.
    public static let leastShown = 5

    public let leavers: Int
    public let answers: [Situation: Int]

    public init(leavers: Int, answers: [Situation: Int]) {
        self.leavers = leavers
        self.answers = answers
    }

    public var answered: Int { answers.values.reduce(0, +) }
    public var isShown: Bool { answered >= InsertionResult.leastShown }

    /// Tenths of percent of those who answered; `nil` when too few did.
    public func share(of situation: Situation) -> Int? {
        guard isShown else { return nil }
        return (answers[situation, default: 0] * 1000 + answered / 2) / answered
    }
}

/// One published number of InserJeunes for a training of the school: a count or a rate, never a person.
public struct OfficialInsertion: Codable, Equatable, Sendable {
    public let id: ID<OfficialInsertion>
    /// « 2022-2023 »: the two cohorts added together, as published.
    public let cohort: String
    public let trainingCode: String
    public let training: String
    public let measure: String
    /// `nil` when it is not published (fewer than 20 leavers).
    public let valueTenths: Int?
    public let importedAt: Moment

    public init(
        id: ID<OfficialInsertion>, cohort: String, trainingCode: String, training: String, measure: String,
        valueTenths: Int?, importedAt: Moment
    ) {
        self.id = id
        self.cohort = cohort
        self.trainingCode = trainingCode
        self.training = training
        self.measure = measure
        self.valueTenths = valueTenths
        self.importedAt = importedAt
    }
}

/// The measures of InserJeunes that the program keeps, by the name of their column.
public enum OfficialMeasure: String, CaseIterable, Sendable {
    case finalYear = "nb_annee_term"
    case continuing = "nb_poursuite_etudes"
    case leavers = "nb_sortant"
    case jobSix = "nb_en_emploi_6_mois"
    case jobTwelve = "nb_en_emploi_12_mois"
    case jobEighteen = "nb_en_emploi_18_mois"
    case jobTwentyFour = "nb_en_emploi_24_mois"
    case continuingRate = "taux_poursuite_etudes"
    case jobRateSix = "taux_emploi_6_mois"
    case jobRateTwelve = "taux_emploi_12_mois"
    case jobRateEighteen = "taux_emploi_18_mois"
    case jobRateTwentyFour = "taux_emploi_24_mois"
    case addedValue = "valeur_ajoutee"

    public var label: String {
        switch self {
        case .finalYear: "En dernière année"
        case .continuing: "En poursuite d’études"
        case .leavers: "Sortants"
        case .jobSix: "En emploi à 6 mois"
        case .jobTwelve: "En emploi à 12 mois"
        case .jobEighteen: "En emploi à 18 mois"
        case .jobTwentyFour: "En emploi à 24 mois"
        case .continuingRate: "Taux de poursuite d’études"
        case .jobRateSix: "Taux d’emploi à 6 mois"
        case .jobRateTwelve: "Taux d’emploi à 12 mois"
        case .jobRateEighteen: "Taux d’emploi à 18 mois"
        case .jobRateTwentyFour: "Taux d’emploi à 24 mois"
        case .addedValue: "Valeur ajoutée (points)"
        }
    }

    public var isRate: Bool { rawValue.hasPrefix("taux") }
}
