import Domain

extension AgreementCase {
    /// What happened since the signatures.
    mutating func fill(_ life: LifeFacts, _ placement: Placement) {
        agreement.amendments = life.amendments.filter { $0.state != .dropped && $0.state != .draft }.map {
            AmendmentFacts($0, life.amendmentSignatures)
        }
        if let end = life.interruptions.last(where: { $0.kind == .ending }) {
            agreement.termination = TerminationFacts(end)
        } else if let stop = life.interruptions.last(where: { $0.endsOn == nil }) {
            agreement.interruption = InterruptionFacts(stop)
        }
        absences = life.absences.filter { $0.kind == .absence && $0.part == .whole }.map(AbsenceFacts.init)
        followUp.contacts = life.contacts.map { entry in
            var contact = ContactFacts()
            contact.on = entry.doneOn
            contact.kind = ContactKind(rawValue: entry.kind.rawValue)
            return contact
        }
        followUp.tutorForm = life.evaluations.contains(.tutor)
        followUp.learnerForm = life.evaluations.contains(.learner)
        if let situation = life.situations.first {
            followUp.ccf = true
            followUp.ccfOn = situation.doneOn ?? situation.plannedOn
            followUp.ccfJury = situation.evaluators.isEmpty ? [] : [situation.evaluators]
        }
        if let certificate = life.certificate { attestation = AttestationFacts(certificate) }
    }
}

extension AmendmentFacts {
    fileprivate init(_ line: AmendmentLine, _ signatures: [AmendmentSignature]) {
        self.init()
        number = line.rank
        terms = line.kind == .ending ? [.end] : line.terms.compactMap { ChangedTerm($0) }
        signedBy =
            line.state == .signed
            ? Party.allCases : signatures.filter { $0.amendmentId == line.id }.map(\.party)
    }
}

extension ChangedTerm {
    /// The term that a line of an amendment changes; `nil` for those the rules do not name.
    fileprivate init?(_ change: TermChange) {
        switch change.label {
        case "Premier jour", "Dernier jour": self = .dates
        case "Lieu", "Entreprise d’accueil": self = .place
        case "Horaires": self = .hours
        case "Tuteur": self = .tutor
        case "Enseignant référent": self = .referent
        case "Activités confiées": self = .activities
        default: return nil
        }
    }
}

extension TerminationFacts {
    fileprivate init(_ end: Interruption) {
        self.init()
        let steps = Set(end.steps.split(separator: ",").compactMap { LegalStep(rawValue: String($0)) })
        by =
            switch end.side {
            case .host: .host
            case .school: .school
            case .family: .learner
            }
        on = end.startsOn
        reason = end.note
        schoolReached = steps.contains(.contactedSchool)
        notified = steps.contains(.writtenNotice)
    }
}

extension InterruptionFacts {
    fileprivate init(_ stop: Interruption) {
        self.init()
        cause = AbsenceCause(stop.cause)
        on = stop.startsOn
        outcome = stop.outcome.flatMap { InterruptionOutcome(rawValue: $0.rawValue) }
    }
}

extension AbsenceCause {
    fileprivate init?(_ cause: Interruption.Cause) {
        switch cause {
        case .illness: self = .illness
        case .accident: self = .accident
        case .pregnancy: self = .parenthood
        case .hostBreach, .activities: self = .brokenTerms
        case .closure: self = .hostStopped
        case .learnerBreach: self = .unjustified
        case .agreed, .other: return nil
        }
    }

    fileprivate init?(_ family: AbsenceFamily) {
        switch family {
        case .unknown: return nil
        case .protected: self = .protected
        case .forceMajeure: self = .forceMajeure
        case .authorised: self = .authorised
        case .host: self = .hostStopped
        case .unjustified: self = .unjustified
        }
    }
}

extension AbsenceFacts {
    fileprivate init(_ absence: Absence) {
        self.init()
        from = absence.startsOn
        until = absence.endsOn
        cause = AbsenceCause(absence.cause)
        assessed = absence.assessed
    }
}

extension AttestationFacts {
    fileprivate init(_ certificate: Certificate) {
        self.init()
        dayTenths = certificate.days.map { $0 * 10 }
        minutes = certificate.minutes
        gratification = certificate.gratificationCents.map(Cents.init)
        signedBy = certificate.signedBy.isEmpty ? nil : certificate.signedBy
        signedOn = certificate.receivedOn
    }
}
