import Domain
import Persistence

// Values of the paths that go into statements as they are.

extension LearnerPath.CV: SQLBindable {}
extension PathSession.Kind: SQLBindable {}
extension JobOffer.State: SQLBindable {}
extension OfferInterest.State: SQLBindable {}
extension PathLinkPurpose: SQLBindable {}
extension Situation: SQLBindable {}
extension Mentoring.State: SQLBindable {}
extension MobilityProject.State: SQLBindable {}
extension MobilityTraveller.State: SQLBindable {}

extension Link {
    static let offers = Link("/offres")
    static let sessions = Link("/ateliers")
    static let alumni = Link("/anciens")
    static let mentorings = Link("/mentorats")
    static let insertion = Link("/insertion")
    static let mobilities = Link("/mobilites")

    static func offer(_ id: ID<JobOffer>) -> Link { Link("/offres", [id.rawValue]) }
    static func alumnus(_ id: ID<Alumnus>) -> Link { Link("/anciens", [id.rawValue]) }
    static func mobilityProject(_ id: ID<MobilityProject>) -> Link { Link("/mobilites", [id.rawValue]) }

    /// The path of a learner, from entry to leaving.
    static func path(of learner: ID<Learner>) -> Link { Link.learner(learner).appending("parcours") }
}
