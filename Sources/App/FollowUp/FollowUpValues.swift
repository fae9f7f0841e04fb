import Domain
import Persistence

// Values of the follow-up that go into statements as they are.

extension Absence.Kind: SQLBindable {}
extension AbsenceFamily: SQLBindable {}
extension FollowUp.Kind: SQLBindable {}
extension Incident.State: SQLBindable {}
extension Incident.Severity: SQLBindable {}
extension Incident.Kind: SQLBindable {}
extension Evaluation.Kind: SQLBindable {}
extension BookletMark.Writer: SQLBindable {}
extension FollowUpLinkPurpose: SQLBindable {}
extension HostQuality.State: SQLBindable {}

extension Link {
    static let followUp = Link("/suivi")

    static func followUp(_ selection: FollowUpSelection) -> Link {
        Link("/suivi", query: [("vue", selection.rawValue)])
    }

    /// The follow-up of one placement.
    static func followUp(of placement: ID<Placement>) -> Link {
        Link.placement(placement).appending("suivi")
    }
}
