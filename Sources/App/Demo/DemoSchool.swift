import Domain

/// Everything the demonstration knows of one school, ready to be written.
struct DemoSchool: Equatable, Sendable {
    var school: School
    var staff: [StaffMember] = []
    /// The classes of this year, then those of last year.
    var classes: [SchoolClass] = []
    var teachings: [Teaching] = []
    var learners: [Learner] = []
    var enrolments: [Enrolment] = []
    var guardians: [Guardian] = []
    var guardianships: [Guardianship] = []
    var companies: [Company] = []
    var contacts: [Contact] = []
    /// In the order of the days for each company.
    var interactions: [Interaction] = []
    var hostPlaces: [HostPlace] = []
    var periods: [PFMPPeriod] = []
    var placements: [Placement] = []
    var agreements: [DemoAgreement] = []
    var signatures: [DemoSignature] = []
    var stepNotes: [StepNote] = []
    var hostSheets: [HostSheet] = []
    var interruptions: [Interruption] = []
    var annexes: [TeachingAnnex] = []
    var accounts: [Account] = []
    var memberships: [Membership] = []
    /// The last number given to an agreement in each school year, by the civil year it starts in.
    var lastNumbers: [Int: Int] = [:]
    /// Leads, calendar and pathway of the year in use.
    var year = DemoYear()
    /// The end of the PFMP and the other publics.
    var closing = DemoClosing()
    var followUp = DemoFollowUp()
    var partnerLife = DemoPartnerLife()
    var relation = DemoRelation()
    var network = DemoNetwork()
    var office = DemoOffice()
    var actions = DemoActions()
    /// Who left in the two years before; none of them is among `learners`.
    var leavers = DemoLeavers()

    /// The classes of the school year in use.
    var currentClasses: [SchoolClass] { classes.filter { $0.schoolYear == school.currentYear } }
}

/// An agreement in the state the demonstration wants it in, with the columns of its row.
struct DemoAgreement: Codable, Equatable, Sendable {
    let id: ID<Agreement>
    let placementId: ID<Placement>
    let number: String
    let state: Agreement.State
    let template: String
    let version: Int
}

/// One signature of an agreement, with the columns of its row.
struct DemoSignature: Codable, Equatable, Sendable {
    let id: ID<DemoSignature>
    let agreementId: ID<Agreement>
    let party: Party
    let signedOn: LocalDate
    let recordedAt: Moment
    let recordedBy: String
}
