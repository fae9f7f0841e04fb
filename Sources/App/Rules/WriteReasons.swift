import Domain
import Persistence

/// What the form beside the findings of an agreement sends.
struct ReasonsForm: FormInput {
    let reasons: TypedReasons

    init(reading form: inout FormReader) {
        reasons = TypedReasons(reading: &form)
        if reasons.isEmpty {
            form.refuse("", "Écrivez au moins une raison, à côté de l’avertissement que vous passez.")
        }
    }
}

/// Somebody writes why the agreement goes past warnings; the head may also pass what blocks, where the rule allows it.
struct WriteReasons: Operation {
    let agreement: ID<Agreement>
    let reasons: TypedReasons

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(agreement)
        guard agreement.state.isUnsigned else { throw AgreementRefusal.termsFixed(agreement.state) }
        return try db.keep(reasons, on: agreement.id, by: author, at: now)
    }
}

/// A reason written by mistake is taken back, as long as nobody signed; it stays in the records.
struct WithdrawReason: Operation {
    let agreement: ID<Agreement>
    let reason: ID<ReasonRow>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(agreement)
        try agreement.requireOpenTerms()
        var row = try db.reasonRow(reason, of: agreement.id)
        row.withdrawnAt = now.moment
        row.withdrawnBy = author.name
        try db.update(row, in: .writtenReason)
        try db.journal(
            "Raison retirée\u{A0}: \(row.rule), \(row.content)", Subject("agreement", agreement.id), by: author,
            at: now)
    }
}
