/// What is known of a learner and a stay before it is keyed into ApLyPro. No bank data: only whose account it is.
public struct AllowanceFacts: Sendable {
    public var learnerPublic: LearnerPublic
    public var sex: Sex?
    public var ine: String?
    public var birthDate: LocalDate?
    /// The school checked the codes of the place of birth, or of the country, in its pupils' base.
    public var birthPlaceChecked: Bool
    public var address: PostalAddress
    /// The school checked the INSEE codes of the address.
    public var addressChecked: Bool
    public var rate: AllowanceRateAnswer
    /// `nil` as long as the account was not entered in ApLyPro.
    public var owner: AccountOwner?
    public var decision: DecisionState
    public var stay: AllowanceStay
    /// `nil` as long as no days are certified.
    public var days: Int?
    public var due: Cents?
    public var overlaps: Bool
    /// First and last day in the class; `nil` when open.
    public var schooling: (from: LocalDate?, until: LocalDate?)
    public var underAgreement: Bool
    public var schoolYear: SchoolYear
    public var academie: Academie?
    public var today: LocalDate

    public init(
        learnerPublic: LearnerPublic, sex: Sex? = nil, ine: String? = nil, birthDate: LocalDate? = nil,
        birthPlaceChecked: Bool = false, address: PostalAddress = PostalAddress(), addressChecked: Bool = false,
        rate: AllowanceRateAnswer, owner: AccountOwner? = nil, decision: DecisionState = .missing,
        stay: AllowanceStay, days: Int? = nil, due: Cents? = nil, overlaps: Bool = false,
        schooling: (from: LocalDate?, until: LocalDate?) = (nil, nil), underAgreement: Bool = true,
        schoolYear: SchoolYear, academie: Academie? = nil, today: LocalDate
    ) {
        self.learnerPublic = learnerPublic
        self.sex = sex
        self.ine = ine
        self.birthDate = birthDate
        self.birthPlaceChecked = birthPlaceChecked
        self.address = address
        self.addressChecked = addressChecked
        self.rate = rate
        self.owner = owner
        self.decision = decision
        self.stay = stay
        self.days = days
        self.due = due
        self.overlaps = overlaps
        self.schooling = schooling
        self.underAgreement = underAgreement
        self.schoolYear = schoolYear
        self.academie = academie
        self.today = today
    }
}

/// Where the decision that grants the allowance stands (PFMP-87, PFMP-93).
public enum DecisionState: String, Codable, CaseIterable, Sendable {
    case missing = "manquante"
    case given = "prise"
    /// The learner left: repealed, or withdrawn when it was wrong from the start.
    case cancelled = "annulee"

    public var label: String {
        switch self {
        case .missing: "Pas encore éditée"
        case .given: "Éditée et signée"
        case .cancelled: "Abrogée ou retirée"
        }
    }
}

/// One thing that ApLyPro would refuse, with its code there (table 7.2).
public struct AllowanceCheck: Equatable, Sendable {
    public enum Code: String, CaseIterable, Sendable {
        case sex = "missing_biological_sex"
        case ine = "ine_not_found"
        case birthPlace = "missing_birthplace_country_insee_code"
        case address = "missing_address_postal_code"
        case addressCode = "missing_address_city_insee_code"
        case account = "missing_rib"
        case accountOwner = "adult_wrong_owner_type"
        case dates = "pfmp"
        case amount = "pfmp_amount"
        case overlap = "overlaps"
        case outsideSchooling = "pfmp_outside_schooling_dates"
        case decision = "missing_attributive_decision"
        case cancelledDecision = "attributive_decision_cancelled"
        case status = "student_type"
        case excluded = "excluded_schooling"
    }

    public let code: Code
    public let message: String
    public let remedy: String
    /// Whether the line cannot be keyed in; the others are reminders.
    public let blocks: Bool
}

/// The checks of table 7.2, made before ApLyPro makes them.
public enum AllowanceChecks {
    /// Everything that is missing, those that block first.
    public static func all(_ facts: AllowanceFacts) -> [AllowanceCheck] {
        let found = entitlement(facts) + identity(facts) + stay(facts) + papers(facts)
        return found.filter(\.blocks) + found.filter { !$0.blocks }
    }

    /// PFMP-82, PFMP-83. Who is entitled, and for which stays.
    public static func entitlement(_ facts: AllowanceFacts) -> [AllowanceCheck] {
        var found: [AllowanceCheck] = []
        if facts.learnerPublic != .pupil {
            found.append(
                blocking(
                    .status,
                    "\(facts.learnerPublic.label)\u{A0}: l’allocation est réservée aux élèves sous statut scolaire.",
                    "Aucune saisie n’est à faire."))
        } else if facts.rate == .notListed {
            found.append(
                blocking(
                    .excluded, "La formation n’est pas dans le barème de l’allocation.",
                    "Vérifiez le MEF de l’élève."))
        }
        if !facts.underAgreement {
            found.append(
                blocking(
                    .dates, "La période n’est pas couverte par une convention signée de tous.",
                    "Notez les signatures de la convention."))
        }
        return found
    }

    private static func identity(_ facts: AllowanceFacts) -> [AllowanceCheck] {
        var found: [AllowanceCheck] = []
        if facts.sex == nil {
            found.append(blocking(.sex, "La civilité n’est pas connue.", "Complétez-la dans SIECLE, puis réimportez."))
        }
        if facts.ine.flatMap({ INE(rawValue: $0) }) == nil {
            found.append(
                blocking(.ine, "L’INE manque ou n’a pas la bonne forme.", "Complétez-le dans SIECLE, puis réimportez."))
        }
        if !facts.birthPlaceChecked {
            found.append(
                reminder(
                    .birthPlace, "Le pays et, en France, la commune de naissance ne sont pas vérifiés.",
                    "Vérifiez-les dans SIECLE, puis cochez la case."))
        }
        if facts.address.postalCode.isEmpty || facts.address.city.isEmpty {
            found.append(
                blocking(.address, "L’adresse est incomplète.", "Complétez le code postal et la commune."))
        } else if !facts.addressChecked {
            found.append(
                reminder(
                    .addressCode, "Le code INSEE de la commune de résidence n’est pas vérifié.",
                    "Vérifiez-le dans SIECLE, puis cochez la case."))
        }
        return found
    }

    private static func stay(_ facts: AllowanceFacts) -> [AllowanceCheck] {
        var found: [AllowanceCheck] = []
        if facts.today <= facts.stay.endsOn {
            found.append(
                blocking(
                    .dates, "La période dure jusqu’au \(facts.stay.endsOn.long) compris.",
                    "Attendez qu’elle soit terminée."))
        } else if facts.days == nil {
            found.append(
                blocking(
                    .dates, "Les jours réellement faits ne sont pas encore connus.",
                    "Saisissez-les avec l’attestation."))
        } else {
            do throws(AllowanceRefusal) {
                var stay = facts.stay
                stay.days = facts.days ?? 0
                try stay.requireValid(in: facts.schoolYear, academie: facts.academie)
            } catch {
                found.append(blocking(.dates, error.message, "Corrigez l’attestation."))
            }
        }
        if facts.days != nil, facts.due?.rawValue == 0 {
            found.append(
                blocking(.amount, "Le plafond de l’année est déjà atteint\u{A0}: rien n’est dû.", "Aucune saisie."))
        }
        if facts.overlaps {
            found.append(
                blocking(.overlap, "Une autre période de l’élève a des jours communs.", "Corrigez les dates."))
        }
        if let from = facts.schooling.from, facts.stay.startsOn < from {
            found.append(outside("La période commence avant l’arrivée dans la classe (\(from.long))."))
        } else if let until = facts.schooling.until, facts.stay.endsOn > until {
            found.append(
                outside(
                    "La période se termine après la sortie de la classe (\(until.long))\u{A0}: un report est nécessaire."
                ))
        }
        return found
    }

    private static func papers(_ facts: AllowanceFacts) -> [AllowanceCheck] {
        var found: [AllowanceCheck] = []
        if let owner = facts.owner {
            let adult = facts.birthDate.map { $0.age(on: facts.stay.startsOn) >= Learner.ageOfMajority } ?? false
            if !Allowance.accepts(owner, adultAtStart: adult) {
                found.append(
                    blocking(
                        .accountOwner, "L’élève était majeur au premier jour\u{A0}: le compte doit être le sien.",
                        "Demandez un compte à son nom, ou un mandat."))
            }
        } else {
            found.append(
                reminder(
                    .account, "Les coordonnées bancaires ne sont pas notées comme saisies dans ApLyPro.",
                    "Saisissez-les dans ApLyPro, puis indiquez ici à qui est le compte. Bureau ne les garde pas."))
        }
        switch facts.decision {
        case .given: break
        case .missing:
            found.append(
                reminder(
                    .decision, "La décision d’attribution n’est pas éditée.",
                    "Éditez-la dans ApLyPro et faites-la signer par le chef d’établissement."))
        case .cancelled:
            found.append(
                blocking(
                    .cancelledDecision, "La décision d’attribution est abrogée ou retirée.",
                    "Éditez une nouvelle décision dans ApLyPro."))
        }
        return found
    }

    private static func outside(_ message: String) -> AllowanceCheck {
        blocking(.outsideSchooling, message, "Vérifiez la scolarité dans SIECLE.")
    }

    private static func blocking(_ code: AllowanceCheck.Code, _ message: String, _ remedy: String) -> AllowanceCheck {
        AllowanceCheck(code: code, message: message, remedy: remedy, blocks: true)
    }

    private static func reminder(_ code: AllowanceCheck.Code, _ message: String, _ remedy: String) -> AllowanceCheck {
        AllowanceCheck(code: code, message: message, remedy: remedy, blocks: false)
    }
}
