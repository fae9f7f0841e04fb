/// Days out of a placement, or its end before its time (PFMP-35, PFMP-36, PFMP-37).
public struct Interruption: Codable, Equatable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// The learner is away for a cause of L.124-15, then comes back.
        case interruption
        /// The head takes the learner out of the place at once (PFMP-36).
        case suspension
        /// It is over.
        case ending = "rupture"

        /// « Interruption »
        public var label: String {
            switch self {
            case .interruption: "Interruption"
            case .suspension: "Suspension par l’établissement"
            case .ending: "Rupture"
            }
        }
    }

    /// Who asks for it.
    public enum Side: String, Codable, CaseIterable, Sendable {
        case host = "entreprise"
        case school = "etablissement"
        case family = "famille"

        /// « L’organisme d’accueil »
        public var label: String {
            switch self {
            case .host: "L’organisme d’accueil"
            case .school: "L’établissement"
            case .family: "L’élève ou sa famille"
            }
        }
    }

    /// Why, without any detail on health.
    public enum Cause: String, Codable, CaseIterable, Sendable {
        case illness = "maladie"
        case accident
        case pregnancy = "grossesse_paternite_adoption"
        case hostBreach = "manquement_entreprise"
        case learnerBreach = "manquement_eleve"
        case activities = "activites_non_conformes"
        case closure = "fermeture"
        case agreed = "accord"
        case other = "autre"

        /// « Maladie »
        public var label: String {
            switch self {
            case .illness: "Maladie"
            case .accident: "Accident"
            case .pregnancy: "Grossesse, paternité ou adoption"
            case .hostBreach: "Manquement de l’organisme d’accueil"
            case .learnerBreach: "Manquement de l’élève"
            case .activities: "Activités non conformes à la convention"
            case .closure: "Fermeture ou activité arrêtée"
            case .agreed: "Accord des parties"
            case .other: "Autre"
            }
        }

        /// Whether the authority validates a period cut short by it (L.124-15).
        public var isProtected: Bool {
            switch self {
            case .illness, .accident, .pregnancy, .hostBreach, .activities: true
            case .learnerBreach, .closure, .agreed, .other: false
            }
        }
    }

    /// What becomes of the period (PFMP-37).
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case validated = "validee"
        case otherWay = "modalite_alternative"
        case postponed = "report"

        /// « Durée accomplie validée »
        public var label: String {
            switch self {
            case .validated: "Durée accomplie validée"
            case .otherWay: "Autre manière de valider"
            case .postponed: "Fin reportée par avenant"
            }
        }
    }

    public let id: ID<Interruption>
    public let agreementId: ID<Agreement>
    public let kind: Kind
    public let side: Side
    public let cause: Cause
    public let startsOn: LocalDate
    /// The last day out; `nil` while it lasts.
    public var endsOn: LocalDate?
    public let note: String
    /// The legal steps that were done, by `LegalStep` raw values joined with commas.
    public var steps: String
    public var outcome: Outcome?
    public var version: Int

    /// An interruption as noted.
    public init(
        id: ID<Interruption>, agreementId: ID<Agreement>, kind: Kind, side: Side, cause: Cause, startsOn: LocalDate,
        endsOn: LocalDate? = nil, note: String = "", steps: [LegalStep] = [], outcome: Outcome? = nil, version: Int = 1
    ) {
        self.id = id
        self.agreementId = agreementId
        self.kind = kind
        self.side = side
        self.cause = cause
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
        self.steps = steps.map(\.rawValue).joined(separator: ",")
        self.outcome = outcome
        self.version = version
    }

    /// The legal steps that were done.
    public var doneSteps: Set<LegalStep> {
        Set(steps.split(separator: ",").compactMap { LegalStep(rawValue: String($0)) })
    }

    /// Whether the learner is out on a day.
    public func holds(on day: LocalDate) -> Bool { startsOn <= day && day <= (endsOn ?? day) }

    /// Days of presence lost to it in a placement, public holidays taken out.
    public func lostDays(_ placement: Placement, without holidays: Set<LocalDate>) -> Int {
        let last = kind == .ending ? placement.endsOn : min(endsOn ?? placement.endsOn, placement.endsOn)
        let first = kind == .ending ? startsOn.adding(days: 1) : max(startsOn, placement.startsOn)
        return placement.schedule.presenceDays(
            from: first, through: last, without: holidays, since: placement.startsOn)
    }
}

/// What must be done when a placement stops, by who stops it.
public enum LegalStep: String, Codable, CaseIterable, Sendable {
    case contactedSchool = "contact_referent"
    case writtenNotice = "ecrit"
    case familyTold = "famille_prevenue"
    case amendment = "avenant"
    case certificate = "attestation"
    case newSearch = "nouvelle_recherche"

    /// « Échange avec le référent ou le DDFPT »
    public var label: String {
        switch self {
        case .contactedSchool: "L’entreprise en a parlé avec l’enseignant référent ou le DDFPT"
        case .writtenNotice: "La décision est écrite et motivée"
        case .familyTold: "L’élève et sa famille sont prévenus"
        case .amendment: "La fin anticipée est constatée par un avenant"
        case .certificate: "L’attestation du temps accompli est demandée"
        case .newSearch: "Une nouvelle recherche de lieu est lancée"
        }
    }

    /// The steps of an end, by who asks for it (PFMP-35, PFMP-36).
    public static func steps(of kind: Interruption.Kind, side: Interruption.Side) -> [LegalStep] {
        switch (kind, side) {
        case (.interruption, _): [.familyTold]
        case (.suspension, _): [.writtenNotice, .familyTold]
        case (.ending, .host): [.contactedSchool, .familyTold, .amendment, .certificate, .newSearch]
        case (.ending, .school): [.writtenNotice, .familyTold, .amendment, .certificate, .newSearch]
        case (.ending, .family): [.writtenNotice, .amendment, .certificate, .newSearch]
        }
    }
}

/// Why an interruption is not noted.
public enum InterruptionRefusal: Refusal, Equatable {
    case notRunning(Agreement.State)
    case outside(from: LocalDate, through: LocalDate)
    case reversed
    case overlaps(LocalDate)
    case stillOut(LocalDate)
    case outcomeMissing

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .notRunning(let state):
            "La convention est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: une interruption se note sur une convention en "
                + "cours ou terminée."
        case .outside(let from, let through):
            "Ces jours sont hors de la période, du \(from.long) au \(through.long)."
        case .reversed: "Le dernier jour doit suivre le premier."
        case .overlaps(let day): "Une autre interruption couvre déjà le \(day.long)."
        case .stillOut(let day):
            "Une interruption commencée le \(day.long) n’a pas de fin\u{A0}: notez d’abord la reprise."
        case .outcomeMissing:
            "Choisissez ce que devient la période\u{A0}: durée validée, autre manière de valider, ou fin reportée."
        }
    }
}

extension Interruption {
    /// Checks an interruption against its placement and the others.
    public func check(
        state: Agreement.State, placement: Placement, others: [Interruption]
    ) throws(InterruptionRefusal) {
        guard state == .running || (kind != .ending && state == .ended) else { throw .notRunning(state) }
        guard placement.startsOn <= startsOn, startsOn <= placement.endsOn, (endsOn ?? startsOn) <= placement.endsOn
        else { throw .outside(from: placement.startsOn, through: placement.endsOn) }
        if let endsOn, endsOn < startsOn { throw .reversed }
        for other in others where other.id != id && kind != .ending {
            guard let end = other.endsOn else { throw .stillOut(other.startsOn) }
            if startsOn <= end, other.startsOn <= (endsOn ?? placement.endsOn) {
                throw .overlaps(max(startsOn, other.startsOn))
            }
        }
    }

    /// The learner is back; the last day out is the one before.
    public func resumed(on day: LocalDate) throws(InterruptionRefusal) -> Interruption {
        guard day > startsOn || kind == .interruption && day >= startsOn else { throw .reversed }
        var back = self
        back.endsOn = max(startsOn, day.adding(days: -1))
        back.version += 1
        return back
    }
}
