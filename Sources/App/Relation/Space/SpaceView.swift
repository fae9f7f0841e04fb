import Domain

/// A stay as the company reads it: neither the whole name of the learner nor anything else about them.
struct SpaceTrainee: Sendable, Equatable {
    let placement: ID<Placement>
    /// « Marco I. »
    let name: String
    let stream: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schoolYear: Int
    let tutor: String?
    let isOwn: Bool
    let agreement: ID<Agreement>?
    let agreementState: Agreement.State?
    let certificateOn: LocalDate?

    var dates: String { "du \(startsOn.short) au \(endsOn.long)" }
    func isRunning(on day: LocalDate) -> Bool { startsOn <= day && day <= endsOn && agreementState != .broken }
}

/// A paper that the company is party to.
struct SpaceDocument: Sendable, Equatable {
    enum Kind: String, CaseIterable, Sendable {
        case agreement = "convention"
        case signed = "signee"
        case amendment = "avenant"
        case certificate = "attestation"
        case partnership = "partenariat"
        case review = "bilan"
        case thanks = "remerciement"

        /// Whether it names a learner: its reading is noted.
        var isAboutLearner: Bool { [.agreement, .signed, .amendment, .certificate].contains(self) }
    }

    let kind: Kind
    /// Of the row that the paper comes from.
    let key: String
    let title: String
    let detail: String
    /// The record that the reading is noted on.
    let placement: ID<Placement>?
    /// The school year it belongs to.
    let schoolYear: Int
}

/// One thing that the school expects of the company, or the other way round.
struct SpaceTask: Sendable, Equatable {
    /// What the button does.
    enum Gesture: Sendable, Equatable {
        case document(SpaceDocument.Kind, String)
        case followUp(ID<Placement>, FollowUpLinkPurpose)
        case hostSheet(ID<Placement>)
        case request(token: String)
        case invitation(token: String)
        case year
        case sheet
        case ask(CompanyRequest.Kind)
        /// Nothing to click: the school acts, or the paper goes round.
        case none
    }

    let title: String
    let why: String
    let tone: Tone
    let button: String
    let gesture: Gesture
    let dueOn: LocalDate?
}

/// A request of the company, with the secret of its page.
struct SpaceRequest: Sendable {
    let request: CompanyRequest
    let token: String
}

/// Everything on the page of an area.
struct SpaceView: Sendable {
    let link: CompanyLink
    let scope: SpaceScope
    let school: School
    let page: BureauPage
    let company: Company
    let contact: Contact
    let trainees: [SpaceTrainee]
    let documents: [SpaceDocument]
    let tasks: [SpaceTask]
    let requests: [SpaceRequest]
    let appetite: Appetite?
    let places: [HostPlace]
    /// The other people of the site that the school knows: names and functions.
    let colleagues: [Contact]
    let refusesMail: Bool
    /// How long past trainees are shown.
    let pastYears: Int
    let today: LocalDate

    var running: [SpaceTrainee] { trainees.filter { $0.isRunning(on: today) } }
    var coming: [SpaceTrainee] { trainees.filter { $0.startsOn > today }.reversed() }
    var past: [SpaceTrainee] { trainees.filter { $0.startsOn <= today && !$0.isRunning(on: today) } }
    var who: String { contact.fullName }
}
