/// A class (division) of one school year.
public struct SchoolClass: Codable, Equatable, Sendable {
    public let id: ID<SchoolClass>
    /// First calendar year of its school year.
    public let schoolYear: Int
    /// The code of SIECLE and of the timetable: `1MRC`.
    public var code: String
    public var label: String
    /// The MEF most of its learners follow; empty when unknown.
    public var mef: String
    /// Trade family or speciality, as the school calls it: « Métiers de la relation client ».
    public var stream: String
    public var version: Int

    public init(
        id: ID<SchoolClass>, schoolYear: Int, code: String, label: String, mef: String = "", stream: String = "",
        version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.code = code
        self.label = label
        self.mef = mef
        self.stream = stream
        self.version = version
    }
}

/// One learner in one class for one school year, or part of it.
public struct Enrolment: Codable, Equatable, Sendable {
    public let id: ID<Enrolment>
    public let learnerId: ID<Learner>
    public var classId: ID<SchoolClass>
    public let schoolYear: Int
    public var mef: String
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?

    public init(
        id: ID<Enrolment>, learnerId: ID<Learner>, classId: ID<SchoolClass>, schoolYear: Int, mef: String = "",
        startsOn: LocalDate? = nil, endsOn: LocalDate? = nil
    ) {
        self.id = id
        self.learnerId = learnerId
        self.classId = classId
        self.schoolYear = schoolYear
        self.mef = mef
        self.startsOn = startsOn
        self.endsOn = endsOn
    }
}

/// A member of staff teaches a class.
public struct Teaching: Codable, Equatable, Sendable {
    public let id: ID<Teaching>
    public let staffId: ID<StaffMember>
    public let classId: ID<SchoolClass>
    public var subject: String
    public var principal: Bool

    public init(
        id: ID<Teaching>, staffId: ID<StaffMember>, classId: ID<SchoolClass>, subject: String, principal: Bool = false
    ) {
        self.id = id
        self.staffId = staffId
        self.classId = classId
        self.subject = subject
        self.principal = principal
    }
}
