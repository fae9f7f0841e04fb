/// How much a host is asked these days, before anyone calls it again.
public struct HostPressure: Codable, Equatable, Sendable {
    /// Learners who asked it lately.
    public var learners: Int
    /// Calls, mails and visits of the team lately.
    public var exchanges: Int
    /// Trainees it has or will have in the weeks looked at.
    public var hosted: Int
    /// Trainees of other schools in the same weeks.
    public var hostedElsewhere: Int
    /// How many other schools have trainees there in those weeks.
    public var otherSchools: Int
    /// How many people work there; `nil` when unknown.
    public var headcount: Int?
    /// Places it declared for the weeks looked at; `nil` when it declared none.
    public var declared: Int?

    public init(
        learners: Int = 0, exchanges: Int = 0, hosted: Int = 0, hostedElsewhere: Int = 0, otherSchools: Int = 0,
        headcount: Int? = nil, declared: Int? = nil
    ) {
        self.learners = learners
        self.exchanges = exchanges
        self.hosted = hosted
        self.hostedElsewhere = hostedElsewhere
        self.otherSchools = otherSchools
        self.headcount = headcount
        self.declared = declared
    }

    /// What must be known before calling, the heaviest first; empty when nothing stands in the way.
    public func sayings(_ thresholds: SchoolThresholds, quota: Int?) -> [PressureSaying] {
        var found: [PressureSaying] = []
        let everywhere = hosted + hostedElsewhere
        if let quota, everywhere >= quota {
            found.append(
                PressureSaying(
                    reason: .full,
                    text: "Complet ces semaines-là\u{A0}: \(everywhere) accueillis sur \(quota) possibles."))
        } else if let declared, hosted >= declared {
            found.append(
                PressureSaying(
                    reason: .full,
                    text: "Ses places sont prises\u{A0}: \(FrenchNumber.counted(declared, "place", "places")) "
                        + "\(declared > 1 ? "annoncées" : "annoncée"), \(hosted) "
                        + "\(hosted > 1 ? "occupées" : "occupée")."))
        }
        let days = thresholds[.saturationDays]
        if learners >= thresholds[.saturationLearners] {
            found.append(
                PressureSaying(
                    reason: .learners, text: "Déjà demandée par \(learners)\u{A0}élèves en \(days)\u{A0}jours."))
        }
        if exchanges >= thresholds[.saturationExchanges] {
            found.append(
                PressureSaying(
                    reason: .exchanges,
                    text: "Déjà contactée \(exchanges)\u{A0}fois par l’équipe en \(days)\u{A0}jours."))
        }
        if otherSchools > 0 {
            found.append(
                PressureSaying(
                    reason: .otherSchools,
                    text: FrenchNumber.counted(otherSchools, "autre établissement y a", "autres établissements y ont")
                        + "\u{A0}" + FrenchNumber.counted(hostedElsewhere, "stagiaire", "stagiaires")
                        + " ces semaines-là."))
        }
        return found
    }
}

/// Why a host is better left alone, with its sentence.
public struct PressureSaying: Codable, Equatable, Sendable {
    public enum Reason: String, Codable, CaseIterable, Sendable {
        case full, learners, exchanges
        /// Worth knowing, no reason to stay away.
        case otherSchools

        /// « Complet »
        public var label: String {
            switch self {
            case .full: "Complet"
            case .learners: "Très demandée"
            case .exchanges: "Très sollicitée"
            case .otherSchools: "Plusieurs lycées"
            }
        }

        /// Whether the host is better left alone.
        public var keepsAway: Bool { self != .otherSchools }
    }

    public let reason: Reason
    public let text: String

    public init(reason: Reason, text: String) {
        self.reason = reason
        self.text = text
    }
}
