import Domain
import Persistence

/// What the form beside the findings of an agreement sends.
struct ReasonsForm: FormInput {
    let reasons: TypedReasons

    init(reading form: inout FormReader) {
        reasons = TypedReasons(reading: &form)
        if reasons.isEmpty {
            form.refuse(
                TypedReasons.wholeField, "Écrivez la raison de passer outre, ou une raison à côté d’un avertissement.")
        }
    }
}

/// What a form that prints or sends may say of the warnings it goes past.
struct PassingForm: FormInput {
    let reasons: TypedReasons

    init(reading form: inout FormReader) {
        reasons = TypedReasons(reading: &form)
    }
}

/// One reason lets several agreements go past their warnings; each that needed it keeps it.
struct WriteBatchReason: Operation {
    let agreements: [ID<Agreement>]
    let reason: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let typed = TypedReasons(whole: reason)
        return try db.dossiers(agreements, today: now.day)
            .filter { $0.agreement.state.isUnsigned && $0.readiness.lacksOnlyReasons }
            .reduce(0) { try $0 + (db.keep(typed, on: $1, by: author, at: now) > 0 ? 1 : 0) }
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
