/// The order of the académie on the numbers of trainees, as a school noted it (R.124-11, PFMP-63).
public struct AcademicOrder: Codable, Equatable, Sendable {
    /// « Arrêté du recteur du 12 mars 2025 »
    public var reference: String
    /// First and last day it holds; open where they are not known.
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    /// Trainees at most in a small place.
    public var small: Int?
    /// Percent of the headcount at most in others.
    public var percent: Int?

    /// An order as noted; nothing at all when nobody noted one.
    public init(
        reference: String = "", startsOn: LocalDate? = nil, endsOn: LocalDate? = nil, small: Int? = nil,
        percent: Int? = nil
    ) {
        self.reference = reference
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.small = small
        self.percent = percent
    }

    /// Its numbers, when it holds on a day and gives some.
    public func numbers(on day: LocalDate) -> HostOrder? {
        guard small != nil || percent != nil, (startsOn ?? day) <= day, day <= (endsOn ?? day) else { return nil }
        var order = HostOrder()
        order.small = small
        order.percent = percent
        return order
    }
}
