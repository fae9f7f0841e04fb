import Domain
import Persistence

/// A signature received is noted; the last one awaited closes the agreement (PFMP-22, PFMP-24).
struct RecordSignature: Operation {
    let id: ID<Agreement>
    let party: Party
    let signedOn: LocalDate
    var method = SignatureMethod.paper
    /// The scan that proves it.
    var paper: ID<PaperRow>?

    /// - Returns: what the order of the school has to say, when the signature comes before its turn (PFMP-25).
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Finding? {
        try author.require(.recordSignatures)

        let agreement = try db.agreement(id)
        let terms = try db.signingTerms(of: agreement, at: now)
        let signed = try agreement.signed(by: party, on: signedOn, terms: terms)
        if party == .head {
            // The school does not sign what the rules stop (PFMP-22); others may have signed a paper already.
            let readiness = try db.dossier(id, today: now.day).readiness
            guard readiness.blocking.isEmpty else {
                throw AgreementRefusal.incomplete(readiness.blocking.map(\.message))
            }
        }
        if let paper { _ = try db.paper(paper, of: id) }
        let signature = AgreementSignature(
            id: db.newID(), agreementId: id, party: party, signedOn: signedOn, method: method)
        try db.insert(
            signature, into: .agreementSignature,
            also: [
                "recorded_at": now.moment.sqlValue, "recorded_by": author.name.sqlValue,
                "paper_id": paper.map(\.sqlValue) ?? .null,
            ])
        try db.save(signed)
        let remark = try db.signingOrder().remark(
            signing: party, signedBy: terms.signedBy, required: Party.required(minor: terms.minor))
        try db.journal(
            "Signature notée : \(party.label)\(remark == nil ? "" : ", avant son tour")", Subject("agreement", id),
            before: agreement, after: signed, by: author, at: now)
        return remark
    }
}

extension SchoolDatabase {
    /// What decides whether a signature may be noted and whether it is the last one.
    func signingTerms(of agreement: Agreement, at now: Now) throws -> SigningTerms {
        let placement = try placement(agreement.placementId)
        let learner = try learner(placement.learnerId)
        return SigningTerms(
            minor: learner.isMinor(on: now.day), signedBy: Set(try signatures(of: agreement.id).map(\.party)),
            endsOn: placement.endsOn, today: now.day)
    }
}
