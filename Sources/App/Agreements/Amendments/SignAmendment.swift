import Crypto
import Domain
import Persistence

/// The PDF of an amendment is kept, and the amendment goes to its parties.
struct StoreAmendmentDocument: Operation {
    let agreement: ID<Agreement>
    let amendment: ID<Amendment>
    let bytes: [UInt8]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let amendment = try db.amendment(amendment, of: agreement)
        guard amendment.state == .draft else { return }
        let printed = try amendment.printed()
        try db.save(printed)
        let sha = Hex.text(Array(SHA256.hash(data: bytes)))
        try db.change(.amendment, set: "sha256 = \(sha), content = \(bytes)", where: "id = \(amendment.id)")
        try db.journal(
            "Avenant n°\u{A0}\(amendment.rank) imprimé", Subject("agreement", agreement), by: author, at: now)
    }
}

/// A signature of an amendment is noted; with the last one its terms replace those of the placement.
struct SignAmendment: Operation {
    let agreement: ID<Agreement>
    let amendment: ID<Amendment>
    let party: Party
    let signedOn: LocalDate
    let method: SignatureMethod

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordSignatures)

        let agreement = try db.agreement(agreement)
        let amendment = try db.amendment(amendment, of: agreement.id)
        var terms = try db.signingTerms(of: agreement, at: now)
        terms.signedBy = Set(
            try db.amendmentSignatures(of: agreement.id).filter { $0.amendmentId == amendment.id }.map(\.party))
        let signed = try amendment.signed(by: party, on: signedOn, terms: terms)
        try db.insert(
            AmendmentSignature(
                id: db.newID(), agreementId: agreement.id, amendmentId: amendment.id, party: party,
                signedOn: signedOn, method: method, recordedAt: now.moment, recordedBy: author.name),
            into: .amendmentSignature)
        try db.save(signed)
        try db.journal(
            "Avenant n°\u{A0}\(amendment.rank), signature notée : \(party.label)", Subject("agreement", agreement.id),
            by: author, at: now)
        if signed.state == .signed, signed.kind == .terms {
            try apply(signed, of: agreement, in: db, by: author, at: now)
        }
    }

    /// The placement takes the new terms, unless somebody changed it since the amendment was prepared.
    private func apply(
        _ amendment: Amendment, of agreement: Agreement, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        let terms = try db.terms(of: amendment.id)
        let current = try db.placement(agreement.placementId)
        guard current == terms.before else { throw AmendmentRefusal.changedMeanwhile }
        var after = terms.after
        after.version = current.version + 1
        try db.update(after, in: .placement, replacing: current.version)
        try db.journal(
            "Placement modifié par l’avenant n°\u{A0}\(amendment.rank)", Subject("placement", after.id),
            before: current, after: after, by: author, at: now)
    }
}

/// An amendment that will not be signed is dropped; it stays readable.
struct DropAmendment: Operation {
    let agreement: ID<Agreement>
    let amendment: ID<Amendment>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let amendment = try db.amendment(amendment, of: agreement)
        try db.save(try amendment.dropped())
        try db.journal(
            "Avenant n°\u{A0}\(amendment.rank) abandonné", Subject("agreement", agreement), by: author, at: now)
    }
}
