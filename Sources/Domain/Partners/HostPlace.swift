/// Places that a partner offers for one school year: how many learners of which stream, and when.
public struct HostPlace: Codable, Equatable, Sendable {
    public let id: ID<HostPlace>
    public let companyId: ID<Company>
    public var schoolYear: Int
    /// Stream or trade, as the school calls it; empty means any.
    public var stream: String
    /// A `TrainingLevel`; empty means any.
    public var level: String
    public var count: Int
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    public var notes: String
    public var version: Int

    public init(
        id: ID<HostPlace>, companyId: ID<Company>, schoolYear: Int, stream: String = "",
        level: String = "", count: Int, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil, notes: String = "",
        version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.schoolYear = schoolYear
        self.stream = stream
        self.level = level
        self.count = count
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.notes = notes
        self.version = version
    }
}
