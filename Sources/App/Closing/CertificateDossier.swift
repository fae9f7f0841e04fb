import Crypto
import Domain
import Foundation
import PDF

/// Everything an attestation says on paper.
struct CertificateFacts: Codable, Equatable, Sendable {
    /// Text of the model, printed in the footer.
    static let template = "2026-11"

    var number: String
    var revision: Int
    var school: AgreementFacts.Establishment
    var learner: AgreementFacts.Trainee
    var host: AgreementFacts.Host
    var signatory: AgreementFacts.Person?
    var tutor: AgreementFacts.Person?
    var label: String
    var startsOn: LocalDate
    var endsOn: LocalDate
    /// `nil`: to be filled in by the host by hand.
    var days: Int?
    var minutes: Int?
    var remark: String
    var gratification: Int?
    var signedBy: String

    /// SHA-256 of everything but the revision, in hexadecimal.
    func fingerprint() throws -> String {
        var facts = self
        facts.revision = 0
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Digest.sha256(try encoder.encode(facts))
    }
}

/// Fingerprints in hexadecimal.
enum Digest {
    static func sha256(_ bytes: some DataProtocol) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// An attestation with the stay it certifies.
struct CertificateDossier: Sendable {
    let agreement: AgreementDossier
    /// The one kept; an empty one before anything was typed.
    let certificate: Certificate
    let presence: EffectivePresence
    let lastDocument: CertificateDocumentLine?

    var placement: Placement { agreement.placement }
    var learner: Learner { agreement.learner }

    var facts: CertificateFacts {
        let facts = agreement.facts
        return CertificateFacts(
            number: facts.number, revision: (lastDocument?.revision ?? 0) + 1, school: facts.school,
            learner: facts.learner, host: facts.host, signatory: facts.signatory, tutor: facts.tutor,
            label: facts.stay.label, startsOn: placement.startsOn, endsOn: placement.endsOn, days: presence.days,
            minutes: presence.minutes, remark: certificate.remark, gratification: certificate.gratificationCents,
            signedBy: certificate.signedBy)
    }

    /// Whether it may be made on a day, and why not.
    func requireReady(on today: LocalDate) throws(CertificateRefusal) {
        try Certificate.requireReady(endsOn: placement.endsOn, state: agreement.agreement.state, today: today)
    }
}

extension SchoolDatabase {
    /// The attestation of a placement that has an agreement.
    func certificateDossier(_ id: ID<Placement>, today: LocalDate) throws -> CertificateDossier {
        let placement = try placement(id)
        guard let agreement = try agreement(of: id) else { throw NotFound("La convention de ce placement") }
        return CertificateDossier(
            agreement: try dossier(of: placement, agreement: agreement, today: today),
            certificate: try certificate(of: id) ?? Certificate(id: newID(), placementId: id, version: 0),
            presence: try effectiveDays(of: placement), lastDocument: try certificateDocuments(of: id).first)
    }

    /// The attestations of a period that may be made on a day, by name of the learner.
    func certificateDossiers(of period: ID<PFMPPeriod>, today: LocalDate) throws -> [CertificateDossier] {
        try certificates(of: period)
            .filter { $0.endsOn < today || $0.agreementState == .broken }
            .sorted { SearchKey($0.listName) < SearchKey($1.listName) }
            .map { try certificateDossier($0.placementId, today: today) }
    }
}
