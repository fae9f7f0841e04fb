/// What the exam file of a learner holds beside the stays: weeks done elsewhere, decisions, derogation (PFMP-112).
public struct ExamCase: Codable, Equatable, Sendable {
    public let id: ID<ExamCase>
    public let learnerId: ID<Learner>
    /// Tenths of a week done before the learner came, with their proof.
    public var earlierTenths: Int
    public var earlierProof: String
    /// Weeks left to do by a decision of positioning; `nil` when there is none.
    public var reducedTo: Int?
    public var reductionReason: String
    public var derogation: Derogation
    public var derogationOn: LocalDate?
    public var remark: String
    public var version: Int

    public init(
        id: ID<ExamCase>, learnerId: ID<Learner>, earlierTenths: Int = 0, earlierProof: String = "",
        reducedTo: Int? = nil, reductionReason: String = "", derogation: Derogation = .none,
        derogationOn: LocalDate? = nil, remark: String = "", version: Int = 0
    ) {
        self.id = id
        self.learnerId = learnerId
        self.earlierTenths = earlierTenths
        self.earlierProof = earlierProof
        self.reducedTo = reducedTo
        self.reductionReason = reductionReason
        self.derogation = derogation
        self.derogationOn = derogationOn
        self.remark = remark
        self.version = version
    }
}
