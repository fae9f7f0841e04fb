import Domain

/// What the page of an agreement shows, and what the person may do there.
struct AgreementView: Sendable {
    let dossier: AgreementDossier
    let signatures: [SignatureLine]
    let documents: [DocumentLine]
    let journal: [JournalEntry]
    let fingerprint: String
    let today: LocalDate
    let author: Author
    let life: AgreementLifeView
    /// The reasons that stand, with their keys.
    let reasons: [ReasonRow]
    /// What a change of class of the learner does to it.
    let cuts: [CutPlacement]

    var agreement: Agreement { dossier.agreement }
    var placement: Placement { dossier.placement }
    var learner: Learner { dossier.learner }
    var company: Company { dossier.sources.company }
    var period: PFMPPeriod { dossier.sources.period }
    var readiness: AgreementReadiness { dossier.readiness }
    var minor: Bool { dossier.facts.learner.minor }

    var signedBy: Set<Party> { Set(signatures.map(\.party)) }
    var required: [Party] { Party.required(minor: minor) }
    /// Those who sign, and those whose signature is welcome, in the order of the school (PFMP-25).
    var parties: [Party] { life.order.sorted(required + Party.welcome(minor: minor)) }
    var missing: [Party] { required.filter { !signedBy.contains($0) } }

    func may(_ event: AgreementEvent) -> Bool {
        guard let line = AgreementLife.transition(from: agreement.state, on: event),
            case .person(let right) = line.actor
        else { return false }
        return author.may(right)
    }

    /// The host, with a link for who may open its page.
    var companyName: HTML {
        reference(company.displayName, to: .company(company.id), opens: author.may(.seeCompanies))
    }

    var mayEdit: Bool { agreement.termsAreOpen && author.may(.placeLearners) }
    /// Whether the person may write why the agreement goes past a warning.
    var mayReason: Bool { agreement.state.isUnsigned && author.may(.prepareAgreements) }
    /// Whether written words are all that keeps this person from printing.
    var mayPass: Bool { mayReason && readiness.lacksOnlyReasons }
    /// What this person may go past with a reason.
    var passable: [Finding] {
        readiness.stopping.filter {
            $0.severity == .warning
                || RuleCatalogue.rule(of: $0)?.passing == .head && author.may(.signAsHead)
        }
    }

    /// The button that takes a reason back, as long as nobody signed.
    func withdrawing(_ reason: WrittenReason, _ visit: Visit) -> HTML? {
        guard agreement.termsAreOpen, let row = reasons.last(where: { $0.reason == reason }) else { return nil }
        let link = Link.agreement(agreement.id).appending("raisons").appending(row.id.rawValue).appending("retrait")
        return postButton("Retirer", to: link, visit: visit, style: "small quiet")
    }

    var mayPrint: Bool { author.may(.prepareAgreements) }
    /// The last version kept says what the records say.
    var isPrinted: Bool { documents.first?.factsSha256 == fingerprint }

    func name(of party: Party) -> String? {
        let facts = dossier.facts
        return switch party {
        case .host: facts.signatory?.name
        case .tutor: facts.tutor?.name
        case .learner: facts.learner.name
        case .guardian: facts.guardians.first?.name
        case .secondGuardian: facts.guardians.dropFirst().first?.name
        case .referent: facts.referent?.name
        case .head: facts.school.headName
        }
    }
}

extension Agreement.State {
    var tone: Tone {
        switch self {
        case .draft: .neutral
        case .toSign: .waiting
        case .signed, .running, .ended, .certified: .done
        case .refused, .cancelled, .broken: .late
        }
    }

    var badge: HTML { App.badge(label, tone) }
}
