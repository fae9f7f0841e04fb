/// The attestation that the host gives at the end of a stay (D.124-9): what was really done there (PFMP-38).
public struct Certificate: Codable, Equatable, Sendable {
    public let id: ID<Certificate>
    public let placementId: ID<Placement>
    /// Whole days of effective presence; `nil` as long as nobody said.
    public var days: Int?
    /// Minutes of effective presence; `nil` as long as nobody said.
    public var minutes: Int?
    /// What explains the difference with what was planned; never health data.
    public var remark: String
    /// The total paid by the host, when there was any.
    public var gratificationCents: Int?
    /// What becomes of the stay for the diploma (PFMP-37).
    public var outcome: StayOutcome
    /// Who signed for the host.
    public var signedBy: String
    /// The day the signed paper came back to the school.
    public var receivedOn: LocalDate?
    public var remindedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<Certificate>, placementId: ID<Placement>, days: Int? = nil, minutes: Int? = nil, remark: String = "",
        gratificationCents: Int? = nil, outcome: StayOutcome = .done, signedBy: String = "",
        receivedOn: LocalDate? = nil, remindedOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.days = days
        self.minutes = minutes
        self.remark = remark
        self.gratificationCents = gratificationCents
        self.outcome = outcome
        self.signedBy = signedBy
        self.receivedOn = receivedOn
        self.remindedOn = remindedOn
        self.version = version
    }

    /// The last day the school expects it back, counted from the end of the stay (bureau.md §5.4).
    public static func dueOn(_ endsOn: LocalDate, parameters: LegalParameters) -> LocalDate {
        endsOn.adding(days: parameters.value(.certificateDelay, on: endsOn) ?? 0)
    }
}

/// What becomes of a stay for the diploma (PFMP-21, PFMP-37).
public enum StayOutcome: String, Codable, CaseIterable, Sendable {
    /// What was done counts, days missing are days missing.
    case done = "selon_les_jours"
    /// L.124-15: the authority validates the period though it was cut short.
    case validated = "validee"
    /// Another way of validating was proposed.
    case alternative = "modalite_alternative"
    /// The end is postponed: a catch-up is planned.
    case postponed = "report"
    /// Unjustified absence: the whole is to be done again.
    case unjustified = "absence_injustifiee"

    public var label: String {
        switch self {
        case .done: "Selon les jours faits"
        case .validated: "Validée malgré l’interruption (L. 124-15)"
        case .alternative: "Autre modalité de validation"
        case .postponed: "Fin reportée : rattrapage prévu"
        case .unjustified: "Absence injustifiée : à refaire"
        }
    }
}

/// Why an attestation is refused.
public enum CertificateRefusal: Refusal, Equatable {
    case notOver(LocalDate)
    case notSigned(Agreement.State)
    case tooManyDays(Int)
    case noDays
    case halfDays(Int)
    case receivedBeforeEnd(LocalDate)
    case receivedInFuture
    case notFilled

    public var message: String {
        switch self {
        case .notOver(let day):
            "La période dure jusqu’au \(day.long) compris\u{A0}: l’attestation dit ce qui a été fait, elle s’établit ensuite."
        case .notSigned(let state):
            "La convention est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: sans convention signée, il n’y a pas d’attestation."
        case .tooManyDays(let most):
            "La période ne compte que \(most)\u{A0}jours de calendrier\u{A0}: vérifiez les jours faits."
        case .noDays: "Indiquez le nombre de jours réellement faits, 0 si l’élève n’est pas venu."
        case .halfDays(let whole):
            "Les jours se comptent entiers, sans demi-journée\u{A0}: écrivez \(whole) (une demi-journée se garde dans les heures)."
        case .receivedBeforeEnd(let day):
            "La période s’est terminée le \(day.long)\u{A0}: l’attestation ne peut pas être revenue avant."
        case .receivedInFuture: "Ce jour n’est pas encore arrivé."
        case .notFilled: "Indiquez d’abord les jours réellement faits."
        }
    }
}

extension Certificate {
    /// PFMP-38. Reads a number of whole days: `13,5` is refused with the number to write instead.
    public static func days(parsing text: String) throws(CertificateRefusal) -> Int {
        let compact = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        if let days = Int(compact), days >= 0 { return days }
        guard let number = Double(compact), number >= 0, number < 1000 else { throw .noDays }
        throw .halfDays(Int(number))
    }

    /// Whether an attestation may be made for a stay on a day, and why not.
    public static func requireReady(
        endsOn: LocalDate, state: Agreement.State?, today: LocalDate
    ) throws(CertificateRefusal) {
        guard today > endsOn || state == .broken else { throw .notOver(endsOn) }
        guard let state, [.signed, .running, .ended, .certified, .broken].contains(state) else {
            throw .notSigned(state ?? .draft)
        }
    }

    /// The days fit the stay.
    public func requireDays(from start: LocalDate, through end: LocalDate) throws(CertificateRefusal) {
        let most = start.days(until: end) + 1
        guard (days ?? 0) <= most else { throw .tooManyDays(most) }
    }

    /// The signed paper is back.
    public func received(on day: LocalDate, endsOn: LocalDate, today: LocalDate, early: Bool = false)
        throws(CertificateRefusal) -> Certificate
    {
        guard days != nil else { throw .notFilled }
        guard day <= today else { throw .receivedInFuture }
        guard early || day >= endsOn else { throw .receivedBeforeEnd(endsOn) }
        var certificate = self
        certificate.receivedOn = day
        return certificate
    }
}

/// How long the papers are kept (PFMP-39): they justify an expense of the State.
public enum PaperRetention {
    /// The first day on which the papers of a school year may be destroyed; `nil` when the number of years is unknown.
    public static func endsOn(_ year: SchoolYear, academie: Academie? = nil, parameters: LegalParameters) -> LocalDate?
    {
        let last = year.lastDay(in: academie)
        return parameters.value(.paperYears, on: last).map { last.adding(years: $0).adding(days: 1) }
    }

    /// Whether the papers of a school year may be destroyed on a day.
    public static func mayDestroy(
        _ year: SchoolYear, on day: LocalDate, academie: Academie? = nil, parameters: LegalParameters
    ) -> Bool {
        endsOn(year, academie: academie, parameters: parameters).map { day >= $0 } ?? false
    }
}
