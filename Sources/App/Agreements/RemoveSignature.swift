import Domain
import Persistence

/// A signature noted by mistake is struck out; a signed agreement waits for signatures again.
struct RemoveSignature: Operation {
    let id: ID<Agreement>
    let party: Party

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordSignatures)

        let agreement = try db.agreement(id)
        let unsigned = try agreement.unsigned(by: party, terms: try db.signingTerms(of: agreement, at: now))
        try db.delete(from: .agreementSignature, where: "agreement_id = \(id) and party = \(party)")
        try db.save(unsigned)
        try db.journal(
            "Signature retirée : \(party.label)", Subject("agreement", id), before: agreement, after: unsigned,
            by: author, at: now)
    }
}
