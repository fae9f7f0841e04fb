/// What a partner wants this year: asked once, answered by a link without account (I12).
public struct Appetite: Codable, Equatable, Sendable {
    public enum Answer: String, Codable, CaseIterable, Sendable {
        case looking = "cherche"
        case interested = "interesse"
        case full = "complet"
        case no = "non"

        /// The words on the button.
        public var label: String {
            switch self {
            case .looking: "Nous cherchons un élève"
            case .interested: "Intéressés, appelez-nous"
            case .full: "Déjà complet"
            case .no: "Pas cette année"
            }
        }

        /// In lists.
        public var short: String {
            switch self {
            case .looking: "Cherche"
            case .interested: "Intéressée"
            case .full: "Complète"
            case .no: "Pas cette année"
            }
        }

        /// Where the relation stands after the answer; `nil` when it stays.
        public func relation(after current: RelationStatus) -> RelationStatus? {
            switch (self, current) {
            case (_, .leaveAlone), (_, .active): nil
            case (.looking, _), (.interested, _): .interested
            case (.full, _), (.no, _): nil
            }
        }
    }

    public let id: ID<Appetite>
    public let companyId: ID<Company>
    public let schoolYear: Int
    public let tokenHash: String
    public let askedOn: LocalDate
    public var answer: Answer?
    /// Why not.
    public var reason: String
    public var trades: String
    public var weeks: String
    public var places: Int?
    public var answeredOn: LocalDate?

    public init(id: ID<Appetite>, companyId: ID<Company>, schoolYear: Int, tokenHash: String, askedOn: LocalDate) {
        self.id = id
        self.companyId = companyId
        self.schoolYear = schoolYear
        self.tokenHash = tokenHash
        self.askedOn = askedOn
        (reason, trades, weeks) = ("", "", "")
    }
}
