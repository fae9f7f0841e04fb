/// A date of the school calendar as an imported file gave it.
public struct SchoolVacation: Codable, Equatable, Sendable {
    /// What the date is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Days without class.
        case vacation = "vacances"
        /// The first day of class of the pupils.
        case start = "rentree"
    }

    public let id: ID<SchoolVacation>
    /// The code of the académie.
    public let academie: String
    /// The civil year in which the school year starts.
    public let schoolYear: Int
    public let kind: Kind
    /// « Vacances de la Toussaint »
    public var label: String
    /// First day without class, or first day of class.
    public var startsOn: LocalDate
    /// Last day without class; `nil` when the day classes start again is not published.
    public var endsOn: LocalDate?
    /// Where it comes from, in French.
    public var source: String

    public init(
        id: ID<SchoolVacation>, academie: String, schoolYear: Int, kind: Kind, label: String, startsOn: LocalDate,
        endsOn: LocalDate?, source: String
    ) {
        self.id = id
        self.academie = academie
        self.schoolYear = schoolYear
        self.kind = kind
        self.label = label
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.source = source
    }
}
