/// What the State’s allowance depends on (PFMP-82 … 97).
public struct AllowanceCaseFacts: Equatable, Sendable {
    /// First four characters of the statistical MEF, when the MEF is not known.
    public var level: String?
    /// The school, or the course, is out of the scheme.
    public var excluded: Bool?
    /// Whole days paid for.
    public var days: Int?
    /// Amounts of the learner’s other periods of the same training and school year.
    public var otherAmounts: [Cents]?
    /// The attribution decision: its number; empty when there is none.
    public var decision: String?
    /// Amount paid already, when a correction is asked.
    public var paid: Cents?
    public var ine: String?
    public var sex: Sex?
    /// INSEE codes of country and commune.
    public var birthCountry: String?
    public var birthCommune: String?
    public var addressCountry: String?
    public var postalCode: String?
    public var addressCommune: String?
    public var bank: BankFacts?
    /// The earlier schooling, whose decision must be abrogated (PFMP-93).
    public var formerDecisionOpen: Bool?
    /// Done after the end of the schooling: the decision must be carried over.
    public var carriedOver: Bool?

    /// Nothing known.
    public init() {}
}

/// The account that the allowance is paid to (PFMP-88).
public struct BankFacts: Equatable, Sendable {
    public var iban: String?
    public var bic: String?
    public var holder: String?
    public var owner: AllowanceAccountOwner?

    /// Nothing known.
    public init() {}
}

/// Whose account it is.
public enum AllowanceAccountOwner: String, Codable, CaseIterable, Sendable {
    case personal
    case otherPerson = "other_person"
    case moralPerson = "moral_person"
    case mandate
}
