/// One step of the way from « lieu trouvé » to the learner's evaluation, as a school decides it.
public struct WorkflowStep: Codable, Equatable, Sendable {
    /// How a step is noted.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Handed in, then validated or sent back with a reason.
        case validation
        /// Simply done.
        case task = "tache"

        /// « À valider »
        public var label: String {
            switch self {
            case .validation: "À valider"
            case .task: "À faire"
            }
        }
    }

    /// What the due day is counted from.
    public enum Base: String, Codable, CaseIterable, Sendable {
        /// The last weekday before the first day.
        case departure = "depart"
        case start = "debut"
        case middle = "milieu"
        case end = "fin"

        /// « départ », in a narrow list.
        public var shortLabel: String {
            switch self {
            case .departure: "veille du départ"
            case .start: "premier jour"
            case .middle: "milieu"
            case .end: "dernier jour"
            }
        }

        /// « dernier jour de cours avant le départ »
        public var label: String {
            switch self {
            case .departure: "dernier jour de cours avant le départ"
            case .start: "premier jour"
            case .middle: "milieu de la période"
            case .end: "dernier jour"
            }
        }
    }

    /// Who carries the step.
    public enum Actor: String, Codable, CaseIterable, Sendable {
        case learner = "eleve"
        case host = "entreprise"
        case referent
        case teacher = "enseignant"
        case office = "bureau"
        case head = "chef"

        /// « Enseignant référent »
        public var label: String {
            switch self {
            case .learner: "Élève"
            case .host: "Entreprise"
            case .referent: "Enseignant référent"
            case .teacher: "Professeur de spécialité"
            case .office: "Bureau des entreprises"
            case .head: "Chef d’établissement"
            }
        }
    }

    /// How the program knows that the step is done.
    public enum Source: String, Codable, CaseIterable, Sendable {
        /// Somebody notes it.
        case typed = "saisie"
        /// The learner is placed.
        case host = "lieu"
        /// The sheet came back from the host; somebody still validates it.
        case sheet = "fiche"
        /// The agreement is at its parties'.
        case sent = "envoi"
        /// Everybody signed but the head.
        case returned = "retour"
        /// Everybody signed.
        case complete = "signatures"
        /// The host's certificate is in.
        case certified = "attestation"

        /// « la convention est à la signature »
        public var label: String {
            switch self {
            case .typed: "noté à la main"
            case .host: "l’élève est placé"
            case .sheet: "la fiche de l’entreprise est revenue, puis validée à la main"
            case .sent: "la convention est à la signature"
            case .returned: "tous ont signé, sauf le chef d’établissement"
            case .complete: "tous ont signé"
            case .certified: "l’attestation est notée"
            }
        }

        /// Whether the program alone says that it is done.
        public var isKnown: Bool { self != .typed && self != .sheet }
    }

    /// Short name that stays when the label changes: `negociation`.
    public let code: String
    public var label: String
    public var kind: Kind
    public var actor: Actor
    public var base: Base
    /// Calendar days from the base; negative before.
    public var days: Int
    public let source: Source
    public var isActive: Bool

    /// A step.
    public init(
        code: String, label: String, kind: Kind, actor: Actor, base: Base, days: Int, source: Source = .typed,
        isActive: Bool = true
    ) {
        self.code = code
        self.label = label
        self.kind = kind
        self.actor = actor
        self.base = base
        self.days = days
        self.source = source
        self.isActive = isActive
    }

    /// The day it should be done by, for a placement; never a public holiday of the territory: the day before, or after
    /// when it is counted from the end.
    public func due(startsOn: LocalDate, endsOn: LocalDate, territory: Territory) -> LocalDate {
        let from =
            switch base {
            case .departure: startsOn.lastWeekdayBefore
            case .start: startsOn
            case .middle: startsOn.adding(days: startsOn.days(until: endsOn) / 2)
            case .end: endsOn
            }
        var day = from.adding(days: days)
        guard WorkflowStep.isHoliday(day, territory) else { return day }
        repeat {
            day = day.adding(days: days > 0 ? 1 : -1)
        } while day.weekday > 5 || WorkflowStep.isHoliday(day, territory)
        return day
    }

    private static func isHoliday(_ day: LocalDate, _ territory: Territory) -> Bool {
        PublicHolidays.of(year: day.year, territory: territory).contains { $0.date == day }
    }

    /// « 35 jours avant le dernier jour de cours », « 5 jours après le dernier jour »
    public var dueLabel: String {
        guard days != 0 else { return base.label }
        let count = FrenchNumber.counted(abs(days), "jour", "jours")
        return "\(count) \(days < 0 ? "avant" : "après") le \(base.label)"
    }
}

extension WorkflowStep {
    /// The steps of a school that changed nothing, after the sequence of a real lycée professionnel.
    public static let usual: [WorkflowStep] = [
        WorkflowStep(
            code: "lieu", label: "Lieu trouvé, conditions adaptées et sûres", kind: .validation, actor: .learner,
            base: .departure, days: -35, source: .host),
        WorkflowStep(
            code: "negociation", label: "Fiche de négociation signée et validée", kind: .validation, actor: .referent,
            base: .departure, days: -30, source: .sheet),
        WorkflowStep(
            code: "preconvention", label: "Pré-convention rendue complète", kind: .validation, actor: .learner,
            base: .departure, days: -21),
        WorkflowStep(
            code: "convention", label: "Convention et annexes remises à la signature", kind: .task, actor: .referent,
            base: .departure, days: -18, source: .sent),
        WorkflowStep(
            code: "retour", label: "Exemplaire signé revenu et conforme", kind: .validation, actor: .learner,
            base: .departure, days: -11, source: .returned),
        WorkflowStep(
            code: "chef", label: "Transmise au bureau et signée par le chef", kind: .task, actor: .head,
            base: .departure, days: -10, source: .complete),
        WorkflowStep(
            code: "appel", label: "Tuteur appelé, arrivée confirmée", kind: .task, actor: .referent, base: .start,
            days: -7),
        WorkflowStep(
            code: "arrivee", label: "Arrivée et conditions vérifiées", kind: .task, actor: .referent, base: .start,
            days: 1),
        WorkflowStep(
            code: "mi-parcours", label: "Point à mi-parcours", kind: .task, actor: .referent, base: .middle, days: 0),
        WorkflowStep(
            code: "visite", label: "Visite et fiche d’évaluation", kind: .task, actor: .referent, base: .end, days: -3),
        WorkflowStep(
            code: "attestation", label: "Attestation reçue par le bureau", kind: .validation, actor: .learner,
            base: .end, days: 5, source: .certified),
        WorkflowStep(
            code: "evaluation", label: "Évaluation du lieu par l’élève", kind: .task, actor: .learner, base: .end,
            days: 12),
    ]
}

extension LocalDate {
    /// The last day from Monday to Friday before this one.
    var lastWeekdayBefore: LocalDate {
        var day = adding(days: -1)
        while day.weekday > 5 { day = day.adding(days: -1) }
        return day
    }
}
