import Domain
import Persistence

/// Many signatures that came back the same day.
struct CollectForm: FormInput {
    let signatures: [ChosenMail]
    let signedOn: LocalDate
    let method: SignatureMethod

    init(reading form: inout FormReader) {
        signatures = form.values.all("signature").compactMap { ChosenMail($0) }
        if signatures.isEmpty { form.refuse("", "Cochez les signatures reçues.") }
        signedOn = form.requiredDate("signe_le", "Indiquez le jour de la signature.")
        method = form.choice("moyen", or: .paper)
    }
}

/// What became of many signatures.
struct CollectResult: Sendable {
    var noted = 0
    var leftOut: [String] = []
}

/// Notes many signatures at once; those that a rule refuses are left out and named.
struct CollectSignatures: Operation {
    let signatures: [ChosenMail]
    let signedOn: LocalDate
    let method: SignatureMethod

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> CollectResult {
        try author.require(.recordSignatures)

        var result = CollectResult()
        for signature in signatures {
            do {
                _ = try RecordSignature(
                    id: signature.agreement, party: signature.party, signedOn: signedOn, method: method
                ).run(in: db, by: author, at: now)
                result.noted += 1
            } catch let refusal as AgreementRefusal {
                // A rule said no before anything was written.
                result.leftOut.append("\(try db.agreement(signature.agreement).number) : \(refusal.message)")
            }
        }
        return result
    }
}

/// An agreement at its parties’, and who is still to sign.
struct AwaitedSignatures: Sendable {
    let agreement: Agreement
    let learnerName: String
    let companyName: String
    let signed: [SignatureLine]
    let minor: Bool

    func awaits(_ party: Party) -> Bool {
        Party.required(minor: minor).contains(party) || Party.welcome(minor: minor).contains(party)
    }
}

extension SchoolDatabase {
    /// The agreements of a period that wait for signatures, by name.
    func signaturesAwaited(in period: ID<PFMPPeriod>, today: LocalDate) throws -> [AwaitedSignatures] {
        let lines: [AwaitedLine] = try rows(
            """
            select agreement.id, learner.family_name, learner.usage_name, learner.first_name, learner.birth_date,
            coalesce(company.trade_name, company.legal_name) as company_name
            from \(table(.placement)) join \(table(.agreement)) on agreement.placement_id = placement.id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            where placement.period_id = \(period) and agreement.state = \(Agreement.State.toSign)
            order by learner.search_key, learner.id
            """)
        return try lines.map { line in
            AwaitedSignatures(
                agreement: try agreement(line.id),
                learnerName: (line.usageName ?? line.familyName) + " " + line.firstName,
                companyName: line.companyName, signed: try signatures(of: line.id),
                minor: line.birthDate.map { $0.age(on: today) < Learner.majority } ?? true)
        }
    }
}

private struct AwaitedLine: Codable {
    let id: ID<Agreement>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let companyName: String
}
