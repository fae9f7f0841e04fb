import Foundation

/// Weeks of PFMP that a diploma asks for, over its cycle (PFMP-01 to PFMP-17).
public struct DiplomaWeeks: Codable, Equatable, Sendable {
    /// Bounds of one year of the cycle.
    public struct Year: Codable, Equatable, Sendable {
        public let year: Int
        public let min: Int
        public let max: Int
    }

    /// « Baccalauréat professionnel »
    public let cycle: String
    public let dispositifs: [String]
    /// School years of the last year of the cycle, named by their first civil year, both included.
    public let from: Int
    public let until: Int?
    public let years: [Year]
    public let totalMin: Int
    public let totalMax: Int
    /// Weeks below which the candidate is not admissible, whatever the derogation (PFMP-12); `nil` when not known.
    public let floor: Int?
    public let standing: RuleStanding
    public let source: String
}

/// The requirements of every diploma, from `Data/diploma-weeks.json`.
public struct DiplomaTable: Sendable {
    private let lines: [DiplomaWeeks]

    public init(json: Data) throws {
        lines = try JSONDecoder().decode([DiplomaWeeks].self, from: json)
    }

    public static func embedded() throws -> DiplomaTable {
        try DiplomaTable(json: Data(PackageResources.diploma_weeks_json))
    }

    /// What a training asks for when its cycle ends in a school year; `nil` when the texts are not known here.
    public func weeks(of mef: MEF, endingIn year: Int) -> DiplomaWeeks? {
        lines.first { $0.dispositifs.contains(mef.dispositif) && $0.from <= year && year <= ($0.until ?? year) }
    }

    /// The same, for a learner in some year of the cycle in a given school year.
    public func weeks(of mef: MEF, inYear year: Int) -> DiplomaWeeks? {
        guard let duration = mef.duration, let rank = mef.year, rank <= duration else { return nil }
        return weeks(of: mef, endingIn: year + duration - rank)
    }
}

extension DiplomaWeeks {
    /// PFMP-02 to PFMP-06. What is said of the weeks planned year by year; nothing blocks.
    public func findings(planned: [Int: Int]) -> [Finding] {
        var found: [Finding] = []
        for bound in years {
            guard let weeks = planned[bound.year], !(bound.min...bound.max).contains(weeks) else { continue }
            let expected = bound.min == bound.max ? "\(bound.min)" : "de \(bound.min) à \(bound.max)"
            found.append(
                finding(
                    "L’année \(bound.year) du cycle compte \(weeks)\u{A0}semaines, le texte en demande \(expected)."))
        }
        let total = planned.values.reduce(0, +)
        if total > totalMax {
            found.append(
                finding("Le cycle compte \(total)\u{A0}semaines, soit \(total - totalMax) de plus que le texte."))
        } else if planned.count >= max(1, years.count), total < totalMin {
            found.append(finding("Le cycle compte \(total)\u{A0}semaines, le texte en demande au moins \(totalMin)."))
        }
        return found
    }

    private func finding(_ message: String) -> Finding {
        Finding(
            rule: 1, severity: .warning, message: message, source: source,
            remedy: "Vérifiez l’arrêté de création de la spécialité.")
    }
}

/// Brevet professionnel (PFMP-16) is prepared by apprenticeship or continuing education.
public enum ProfessionalCertificate {
    /// Whether the title of a training names it.
    public static func isNamed(in title: String) -> Bool {
        let words = SearchKey(title).words
        return words.first == "bp" || zip(words, words.dropFirst()).contains { $0 == ("brevet", "professionnel") }
    }

    /// PFMP-16. A learner under school status there is unexpected.
    public static func findings(title: String, learnerPublic: LearnerPublic) -> [Finding] {
        guard isNamed(in: title), learnerPublic == .pupil else { return [] }
        return [
            Finding(
                rule: 16, severity: .warning,
                message:
                    "Un brevet professionnel se prépare par apprentissage ou en formation continue\u{A0}: aucune PFMP "
                    + "sous statut scolaire n’est attendue.",
                source: "organisation du brevet professionnel",
                remedy: "Vérifiez le statut, ou ouvrez le dossier du contrat.")
        ]
    }
}
