import Domain
import Persistence

/// What the tasks of an area are told from.
struct SpaceFacts: Sendable {
    let trainees: [SpaceTrainee]
    let documents: [SpaceDocument]
    let requests: [SpaceRequest]
    let appetite: Appetite?
}

private struct InvitationRow: Codable {
    let id: ID<ActionGuest>
    let title: String
    let startsOn: LocalDate?
    let tokenHash: String
}

private struct SignedRow: Codable {
    let agreementId: ID<Agreement>
    let party: Party
}

extension SchoolDatabase {
    /// What awaits the person, the most pressing first.
    func spaceTasks(of holder: SpaceHolder, _ facts: SpaceFacts, _ mailer: SpaceMailer) throws -> [SpaceTask] {
        let tasks =
            try signatureTasks(of: holder, facts) + hostSheetTasks(of: holder, facts.trainees)
            + evaluationTasks(of: holder, facts)
            + certificateTasks(of: holder, facts) + answerTasks(of: holder, facts)
            + invitationTasks(of: holder, mailer) + yearTasks(of: holder, facts) + taxTasks(of: holder)
            + sheetTasks(of: holder)
        let order: [Tone] = [.late, .soon]
        func rank(_ task: SpaceTask) -> Int { order.firstIndex(of: task.tone) ?? order.count }
        return tasks.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    // MARK: Papers

    private func signatureTasks(of holder: SpaceHolder, _ facts: SpaceFacts) throws -> [SpaceTask] {
        let waiting = facts.trainees.filter { $0.agreementState == .toSign && $0.endsOn >= holder.today }
        let known = try signedParties(of: waiting.compactMap(\.agreement))
        return waiting.compactMap { trainee -> SpaceTask? in
            guard let agreement = trainee.agreement else { return nil }
            let signed = known[agreement] ?? []
            var missing: [String] = []
            if holder.scope.isWhole, !signed.contains(.host) { missing.append("le représentant de l’entreprise") }
            if trainee.isOwn || holder.scope.isWhole, !signed.contains(.tutor) { missing.append("le tuteur") }
            guard !missing.isEmpty else { return nil }
            let days = holder.today.days(until: trainee.startsOn)
            let isThere = facts.documents.contains { $0.kind == .agreement && $0.key == agreement.rawValue }
            return SpaceTask(
                title: "Convention de \(trainee.name) à signer",
                why: "\(trainee.dates). Signature attendue\u{A0}: \(missing.joined(separator: ", ")). "
                    + (isThere
                        ? "Imprimez-la, signez-la et rendez-la au lycée."
                        : "Le lycée vous la remet."),
                tone: days < 0 ? .late : days <= 14 ? .soon : .waiting, button: "Ouvrir la convention",
                gesture: isThere ? .document(.agreement, agreement.rawValue) : .none, dueOn: trainee.startsOn)
        }
    }

    /// The tutor's, from the last week on, while the link of the evaluation would serve.
    private func evaluationTasks(of holder: SpaceHolder, _ facts: SpaceFacts) throws -> [SpaceTask] {
        let purpose = FollowUpLinkPurpose.tutorEvaluation
        let due = facts.trainees.filter { holder.mayOpen(purpose, of: $0) }
        let done = try evaluated(due.map(\.placement))
        return due.filter { !done.contains($0.placement) }.map { trainee in
            SpaceTask(
                title: "Évaluation de \(trainee.name)",
                why: "\(trainee.dates). Quelques questions, cinq minutes.",
                tone: trainee.endsOn < holder.today ? .late : .soon, button: "Évaluer",
                gesture: .followUp(trainee.placement, purpose), dueOn: trainee.endsOn)
        }
    }

    private func certificateTasks(of holder: SpaceHolder, _ facts: SpaceFacts) throws -> [SpaceTask] {
        let delay = try LegalTexts.parameters().value(.certificateDelay, on: holder.today) ?? 0
        let due = facts.trainees.filter { trainee in
            let went = trainee.agreementState.map { Agreement.State.went.contains($0) } ?? false
            return went && trainee.endsOn < holder.today && trainee.certificateOn == nil
                && trainee.schoolYear == holder.school.currentYear
        }
        return due.map { trainee in
            let paper = facts.documents.first { $0.kind == .certificate && $0.placement == trainee.placement }
            return SpaceTask(
                title: "Attestation de \(trainee.name) à rendre signée",
                why: "\(trainee.dates). Elle dit les jours faits\u{A0}: l’allocation de l’élève en dépend. "
                    + (paper == nil ? "Le lycée vous la remet." : "Imprimez-la, signez-la et rendez-la au lycée."),
                tone: trainee.endsOn.adding(days: delay) < holder.today ? .late : .soon, button: "Ouvrir l’attestation",
                gesture: paper.map { .document(.certificate, $0.key) } ?? .none, dueOn: trainee.endsOn)
        }
    }

    private func signedParties(of agreements: [ID<Agreement>]) throws -> [ID<Agreement>: Set<Party>] {
        guard !agreements.isEmpty else { return [:] }
        let found: [SignedRow] = try rows(
            """
            select agreement_signature.agreement_id, agreement_signature.party from \(table(.agreementSignature))
            where agreement_signature.agreement_id in (\(list: agreements))
            """)
        return found.reduce(into: [:]) { $0[$1.agreementId, default: []].insert($1.party) }
    }

    /// Those whose tutor evaluated already.
    func evaluated(_ placements: [ID<Placement>]) throws -> Set<ID<Placement>> {
        guard !placements.isEmpty else { return [] }
        let found: [ID<Placement>] = try rows(
            """
            select evaluation.placement_id from \(table(.evaluation))
            where evaluation.placement_id in (\(list: placements)) and evaluation.kind = \(Evaluation.Kind.tutor)
            """)
        return Set(found)
    }

    // MARK: Exchanges

    private func answerTasks(of holder: SpaceHolder, _ facts: SpaceFacts) -> [SpaceTask] {
        facts.requests.filter { $0.request.state.isOpen && !$0.request.awaitsAnswer }.map { line in
            SpaceTask(
                title: "Le lycée a répondu à votre demande \(line.request.number)", why: line.request.kind.label,
                tone: .soon, button: "Lire la réponse", gesture: .request(token: line.token), dueOn: nil)
        }
    }

    private func invitationTasks(of holder: SpaceHolder, _ mailer: SpaceMailer) throws -> [SpaceTask] {
        let found: [InvitationRow] = try rows(
            """
            select action_guest.id, action.title, action.starts_on, action_guest.token_hash from \(table(.actionGuest))
            join \(table(.action)) on action.id = action_guest.action_id
            where action_guest.contact_id in (\(list: holder.people.sorted()))
            and action_guest.state = \(ActionGuest.State.invited.rawValue) and action_guest.token_hash is not null
            and (action.starts_on is null or action.starts_on >= \(holder.today))
            order by action.starts_on, action_guest.id limit 10
            """)
        return found.filter { $0.tokenHash == Secret.hash(mailer.invitationToken($0.id)) }.map { row in
            SpaceTask(
                title: "Invitation\u{A0}: \(row.title)",
                why: row.startsOn.map { "Le \($0.long). Dites-nous si vous venez." } ?? "Dites-nous si vous venez.",
                tone: .soon, button: "Répondre", gesture: .invitation(token: mailer.invitationToken(row.id)),
                dueOn: row.startsOn)
        }
    }

    private func yearTasks(of holder: SpaceHolder, _ facts: SpaceFacts) -> [SpaceTask] {
        guard holder.scope.isWhole, holder.company.relation != .leaveAlone, facts.appetite?.answer == nil else {
            return []
        }
        let year = holder.school.currentYear
        return [
            SpaceTask(
                title: "Accueillerez-vous un élève en \(year)-\(year + 1)\u{A0}?",
                why: "Oui, peut-être, ou pas cette année et pourquoi\u{A0}: un mot nous évite de vous déranger.",
                tone: .waiting, button: "Répondre", gesture: .year, dueOn: nil)
        ]
    }

    private func taxTasks(of holder: SpaceHolder) throws -> [SpaceTask] {
        guard holder.scope.seesTax, holder.company.relation != .leaveAlone,
            let campaign = try taxCampaigns().first,
            let next = try taxDates(of: campaign.id).first(where: { $0.fallsOn >= holder.today }),
            holder.today.days(until: next.fallsOn) <= TaxCampaign.warningDays
        else { return [] }
        let given = try count(
            """
            select count(*) from \(table(.taxGift)) where tax_gift.campaign_id = \(campaign.id)
            and tax_gift.company_id in (\(list: holder.family))
            """)
        guard given == 0 else { return [] }
        return [
            SpaceTask(
                title: "Solde de la taxe d’apprentissage \(campaign.year)",
                why: "\(next.label), le \(next.fallsOn.long). Sur la plateforme SOLTéA, notre code est "
                    + "\(holder.school.uai).",
                tone: .soon, button: "Nous en parler", gesture: .ask(.tax), dueOn: next.fallsOn)
        ]
    }

    private func sheetTasks(of holder: SpaceHolder) throws -> [SpaceTask] {
        let months = try thresholds()[.spaceConfirmMonths]
        if let day = holder.link.confirmedOn, day.adding(months: months) > holder.today { return [] }
        return [
            SpaceTask(
                title: "Relire votre fiche", why: "Adresse, téléphone, contacts\u{A0}: est-ce toujours exact\u{A0}?",
                tone: .waiting, button: "Relire", gesture: .sheet, dueOn: nil)
        ]
    }
}

extension SpaceHolder {
    /// The tutor's own trainees, those without a tutor for who answers for the site; while it makes sense.
    func mayOpen(_ purpose: FollowUpLinkPurpose, of trainee: SpaceTrainee) -> Bool {
        guard trainee.isOwn || scope.isWhole && trainee.tutor == nil else { return false }
        switch purpose {
        case .tutorEvaluation:
            let went = trainee.agreementState.map { Agreement.State.went.contains($0) } ?? true
            return went && trainee.endsOn.adding(days: -7) <= today
                && trainee.endsOn.adding(days: purpose.daysAfter) >= today
        case .presence, .booklet: return trainee.isRunning(on: today)
        case .learnerReport, .learnerBooklet: return false
        }
    }
}
