/// What somebody said of the age of a person at a host's (PFMP-65); no birth date is asked of them.
enum Majority: String, CaseIterable, Sendable {
    case adult = "oui"
    case minor = "non"

    /// `nil` when nobody said.
    init?(_ adult: Bool?) {
        guard let adult else { return nil }
        self = adult ? .adult : .minor
    }

    var isAdult: Bool { self == .adult }

    var label: String { isAdult ? "Oui" : "Non" }

    /// As a form offers them, beside « à vérifier ».
    static let choices = allCases.map { (value: $0.rawValue, label: $0.label) }
}
