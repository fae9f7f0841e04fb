import Domain
import Persistence

/// Someone who may be written to about an agreement, and why not when they may not.
struct MailPerson: Sendable {
    let party: Party
    let name: String
    let email: String?
    /// The days on which a mail already left.
    let sent: [LocalDate]
    let stop: ReminderStop?
}

/// What would be sent about one agreement.
struct MailPlanLine: Sendable {
    let dossier: AgreementDossier
    /// The last printed version; `nil` when it was never printed.
    let revision: Int?
    let people: [MailPerson]

    var agreement: Agreement { dossier.agreement }
}

/// Whether a mail goes for the first time or again.
enum MailKind: String, Codable, Sendable, SQLBindable {
    case send = "envoi"
    case remind = "relance"
}

/// A mail that left.
struct AgreementMessage: Codable, Sendable {
    let id: ID<AgreementMessage>
    let agreementId: ID<Agreement>
    let kind: MailKind
    let party: Party
    let recipient: String
    let sentOn: LocalDate
    let sentAt: Moment
    let sentBy: String
}

extension SchoolDatabase {
    /// Who would be written to about the agreements of a period, and who would not and why.
    func mailPlan(of period: ID<PFMPPeriod>, today: LocalDate) throws -> [MailPlanLine] {
        let rules = try agreementSetting(.reminders, usual: ReminderRules.usual).value
        let order = try signingOrder()
        return try dossiers(of: period, today: today).map { try mailPlan($0, rules, order, today: today) }
    }

    func mailPlan(
        _ dossier: AgreementDossier, _ rules: ReminderRules, _ order: SigningOrder, today: LocalDate
    ) throws -> MailPlanLine {
        let agreement = dossier.agreement
        let signed = Set(try signatures(of: agreement.id).map(\.party))
        let sent = Dictionary(grouping: try messages(of: agreement.id), by: \.party)
        let parties = order.sorted(Party.required(minor: dossier.facts.learner.minor)).filter { $0 != .head }
        let people = parties.map { party -> MailPerson in
            let (name, email) = dossier.address(of: party)
            let days = (sent[party] ?? []).map(\.sentOn)
            let facts = ReminderFacts(
                state: agreement.state, hasSigned: signed.contains(party), hasAddress: email != nil,
                startsOn: dossier.placement.startsOn, endsOn: dossier.placement.endsOn, sent: days, today: today)
            return MailPerson(party: party, name: name, email: email, sent: days, stop: rules.stop(facts))
        }
        return MailPlanLine(
            dossier: dossier, revision: try documents(of: agreement.id).first?.revision, people: people)
    }

    /// The mails about an agreement, the last first.
    func messages(of agreement: ID<Agreement>) throws -> [AgreementMessage] {
        try rows(
            """
            select agreement_message.* from \(table(.agreementMessage))
            where agreement_message.agreement_id = \(agreement)
            order by agreement_message.sent_at desc, agreement_message.id desc
            """)
    }
}

extension AgreementDossier {
    /// How a party is called and written to.
    func address(of party: Party) -> (name: String, email: String?) {
        switch party {
        case .host:
            (
                sources.signatory?.fullName ?? sources.company.displayName,
                filled(sources.signatory?.email) ?? filled(sources.company.email)
            )
        case .tutor: (sources.tutor?.fullName ?? "le tuteur", filled(sources.tutor?.email))
        case .learner: (learner.fullName, filled(learner.email))
        case .guardian:
            (sources.guardians.first?.guardian.fullName ?? "", filled(sources.guardians.first?.guardian.email))
        case .secondGuardian:
            (
                sources.guardians.dropFirst().first?.guardian.fullName ?? "",
                filled(sources.guardians.dropFirst().first?.guardian.email)
            )
        case .referent: (sources.referent?.fullName ?? "", filled(sources.referent?.email))
        case .head: (sources.school.headName, filled(sources.school.email))
        }
    }

    private func filled(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
