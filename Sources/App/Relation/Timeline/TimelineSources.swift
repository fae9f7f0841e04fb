import Domain
import Persistence

// What the features already there tell of a partner.

extension TimelineSource {
    /// Calls, mails, visits, events.
    static let exchanges = TimelineSource(name: "echanges", label: "Échanges", permission: nil) {
        db, companies, _, limit in
        try db.toldExchanges(companies, limit).map { row in
            TimelineEntry(
                day: row.happenedOn, key: row.id.rawValue, icon: interactionIcon(row.kind),
                title: "\(row.kind.label) · \(row.purpose.label) · <strong>\(row.outcome.label)</strong>",
                who: [row.contactName, "par " + row.authorName].compactMap { $0 }.joined(separator: ", "),
                text: row.note)
        }
    }

    /// Learners hosted.
    static let stays = TimelineSource(name: "accueils", label: "Accueils", permission: .seePlacements) {
        db, companies, _, limit in
        try db.toldStays(companies, limit).map { row in
            TimelineEntry(
                day: row.startsOn, key: row.id.rawValue, icon: "person",
                title: "Accueil de <a href=\"\(Link.learner(row.learnerId))\">\(row.listName)</a>, \(row.classCode)",
                who: "\(row.label), jusqu’au \(row.endsOn.long)")
        }
    }

    /// Agreements whose last signature came.
    static let agreements = TimelineSource(name: "conventions", label: "Conventions", permission: .seePlacements) {
        db, companies, _, limit in
        try db.toldAgreements(companies, limit).map { row in
            TimelineEntry(
                day: row.signedOn, key: row.id.rawValue, icon: "signature",
                title:
                    "<a href=\"\(Link.agreement(row.id))\">Convention \(row.number)</a> · <strong>signée de tous</strong>",
                who: row.listName)
        }
    }

    /// Visits and calls about learners away.
    static let followUps = TimelineSource(name: "suivi", label: "Suivi des élèves", permission: .recordFollowUp) {
        db, companies, _, limit in
        try db.toldFollowUps(companies, limit).map { row in
            TimelineEntry(
                day: row.doneOn, key: row.id.rawValue, icon: row.kind == .visit ? "pin" : "phone",
                title: "<a href=\"\(Link.followUp(of: row.placementId))\">Suivi de \(row.listName)</a>",
                who: [row.personMet, "par " + row.authorName].filter { !$0.isEmpty }.joined(separator: ", "))
        }
    }

    /// Incidents, without what happened: the page of each is read by those who may, and its reading is noted.
    static let incidents = TimelineSource(name: "incidents", label: "Incidents", permission: .seeIncidents) {
        db, companies, author, limit in
        try db.toldIncidents(companies, author, limit).map { row in
            TimelineEntry(
                day: row.happenedOn, key: row.id.rawValue, icon: "alert",
                title:
                    "<a href=\"\(Link.incidents.appending(row.id.rawValue))\">\(row.kind.label)</a> · \(row.state.label)"
            )
        }
    }

    /// Where the relation stood.
    static let relationChanges = TimelineSource(name: "relation", label: "Relation", permission: nil) {
        db, companies, _, limit in
        try db.relationChanges(of: companies, limit: limit).map { row in
            TimelineEntry(
                day: row.changedOn, key: row.id.rawValue, icon: "swap",
                title: "Relation\u{A0}: \(row.former.label) → <strong>\(row.current.label)</strong>",
                who: "par " + row.authorName)
        }
    }

    /// Promises kept.
    static let actionsDone = TimelineSource(name: "promesses", label: "Promesses tenues", permission: nil) {
        db, companies, _, limit in
        try db.toldActions(companies, limit).map { row in
            TimelineEntry(
                day: row.doneOn, key: row.id.rawValue, icon: "check", title: "Fait\u{A0}: \(row.label)",
                who: "par " + row.doneBy)
        }
    }

    /// Mails to many that this one received.
    static let campaigns = TimelineSource(name: "campagnes", label: "Campagnes", permission: nil) {
        db, companies, _, limit in
        try db.toldCampaigns(companies, limit).map { row in
            TimelineEntry(
                day: row.queuedOn, key: row.id.rawValue, icon: "send", title: "Campagne «\u{A0}\(row.name)\u{A0}»",
                who: "par " + row.createdBy)
        }
    }

    /// What the partner answered for the year.
    static let appetites = TimelineSource(name: "reponses", label: "Réponses de l’année", permission: nil) {
        db, companies, _, limit in
        try db.appetites(of: companies).prefix(limit).compactMap { row in
            guard let day = row.answeredOn, let answer = row.answer else { return nil }
            return TimelineEntry(
                day: day, key: row.id.rawValue, icon: "people",
                title: "Réponse pour \(row.schoolYear)-\(row.schoolYear + 1)\u{A0}: <strong>\(answer.short)</strong>",
                text: [row.reason, row.trades, row.weeks].filter { !$0.isEmpty }.joined(separator: " · "))
        }
    }

    /// Records that became one.
    static let merges = TimelineSource(name: "fusions", label: "Fusions", permission: nil) { db, companies, _, limit in
        try db.toldMerges(companies, limit).map { row in
            TimelineEntry(
                day: row.mergedAt.day(in: .paris), key: row.id.rawValue, icon: "copy",
                title: "Fiche «\u{A0}\(row.name)\u{A0}» fusionnée ici", who: "par " + row.authorName)
        }
    }
}

// MARK: Rows

private struct ToldExchange: Codable {
    let id: ID<Interaction>
    let kind: InteractionKind
    let purpose: InteractionPurpose
    let outcome: InteractionOutcome
    let happenedOn: LocalDate
    let note: String
    let authorName: String
    let civility: String?
    let familyName: String?

    var contactName: String? {
        familyName.map { [civility ?? "", $0].filter { !$0.isEmpty }.joined(separator: " ") }
    }
}

private struct ToldStay: Codable {
    let id: ID<Placement>
    let startsOn: LocalDate
    let endsOn: LocalDate
    let familyName: String
    let usageName: String?
    let firstName: String
    let learnerId: ID<Learner>
    let label: String
    let classCode: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

private struct ToldAgreement: Codable {
    let id: ID<Agreement>
    let number: String
    let signedOn: LocalDate
    let familyName: String
    let usageName: String?
    let firstName: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

private struct ToldFollowUp: Codable {
    let id: ID<FollowUp>
    let placementId: ID<Placement>
    let kind: FollowUp.Kind
    let doneOn: LocalDate
    let personMet: String
    let authorName: String
    let familyName: String
    let usageName: String?
    let firstName: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

private struct ToldIncident: Codable {
    let id: ID<Incident>
    let kind: Incident.Kind
    let state: Incident.State
    let happenedOn: LocalDate
}

private struct ToldAction: Codable {
    let id: ID<PartnerAction>
    let label: String
    let doneOn: LocalDate
    let doneBy: String
}

private struct ToldCampaign: Codable {
    let id: ID<CampaignMail>
    let name: String
    let queuedOn: LocalDate
    let createdBy: String
}

private struct ToldMerge: Codable {
    let id: ID<CompanyMerge>
    let name: String
    let mergedAt: Moment
    let authorName: String
}

extension SchoolDatabase {
    fileprivate func toldExchanges(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldExchange] {
        try rows(
            """
            select interaction.id, interaction.kind, interaction.purpose, interaction.outcome,
            interaction.happened_on, interaction.note, interaction.author_name, contact.civility, contact.family_name
            from \(table(.interaction)) left join \(table(.contact)) on contact.id = interaction.contact_id
            where interaction.company_id in (\(list: companies))
            order by interaction.happened_on desc, interaction.id desc limit \(limit)
            """)
    }

    fileprivate func toldStays(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldStay] {
        try rows(
            """
            select placement.id, placement.starts_on, placement.ends_on, learner.family_name, learner.usage_name,
            learner.first_name, learner.id as learner_id, pfmp_period.label, school_class.code as class_code
            from \(table(.placement)) join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where placement.company_id in (\(list: companies))
            order by placement.starts_on desc, placement.id desc limit \(limit)
            """)
    }

    fileprivate func toldAgreements(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldAgreement] {
        try rows(
            """
            select agreement.id, agreement.number, max(agreement_signature.signed_on) as signed_on,
            learner.family_name, learner.usage_name, learner.first_name
            from \(table(.placement)) join \(table(.agreement)) on agreement.placement_id = placement.id
            join \(table(.agreementSignature)) on agreement_signature.agreement_id = agreement.id
            join \(table(.learner)) on learner.id = placement.learner_id
            where placement.company_id in (\(list: companies))
            and agreement.state not in (\(list: Agreement.State.withoutAllSignatures))
            group by agreement.id, agreement.number, learner.family_name, learner.usage_name, learner.first_name
            order by signed_on desc, agreement.id desc limit \(limit)
            """)
    }

    fileprivate func toldFollowUps(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldFollowUp] {
        try rows(
            """
            select follow_up.id, follow_up.placement_id, follow_up.kind, follow_up.done_on, follow_up.person_met,
            follow_up.author_name, learner.family_name, learner.usage_name, learner.first_name
            from \(table(.placement)) join \(table(.followUp)) on follow_up.placement_id = placement.id
            join \(table(.learner)) on learner.id = placement.learner_id
            where placement.company_id in (\(list: companies)) and follow_up.done_on is not null
            order by follow_up.done_on desc, follow_up.id desc limit \(limit)
            """)
    }

    fileprivate func toldIncidents(
        _ companies: [ID<Company>], _ author: Author, _ limit: Int
    ) throws -> [ToldIncident] {
        let readable: SQL = author.may(.seeAlerts) ? "true" : "not incident.sensitive"
        return try rows(
            """
            select incident.id, incident.kind, incident.state, incident.happened_on
            from \(table(.placement)) join \(table(.incident)) on incident.placement_id = placement.id
            where placement.company_id in (\(list: companies)) and \(readable)
            order by incident.happened_on desc, incident.id desc limit \(limit)
            """)
    }

    func relationChanges(of companies: [ID<Company>], limit: Int) throws -> [RelationChange] {
        try rows(
            """
            select relation_change.* from \(table(.relationChange))
            where relation_change.company_id in (\(list: companies))
            order by relation_change.changed_on desc, relation_change.id desc limit \(limit)
            """)
    }

    fileprivate func toldActions(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldAction] {
        try rows(
            """
            select partner_action.id, partner_action.label, partner_action.done_on, partner_action.done_by
            from \(table(.partnerAction)) where partner_action.company_id in (\(list: companies))
            and partner_action.done_on is not null
            order by partner_action.done_on desc, partner_action.id desc limit \(limit)
            """)
    }

    fileprivate func toldCampaigns(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldCampaign] {
        try rows(
            """
            select campaign_mail.id, campaign.name, campaign_mail.queued_on, campaign.created_by
            from \(table(.campaignMail)) join \(table(.campaign)) on campaign.id = campaign_mail.campaign_id
            where campaign_mail.company_id in (\(list: companies)) and campaign_mail.queued_on is not null
            order by campaign_mail.queued_on desc, campaign_mail.id desc limit \(limit)
            """)
    }

    fileprivate func toldMerges(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldMerge] {
        try rows(
            """
            select company_merge.id, coalesce(company.trade_name, company.legal_name) as name,
            company_merge.merged_at, company_merge.author_name
            from \(table(.companyMerge)) join \(table(.company)) on company.id = company_merge.removed_id
            where company_merge.kept_id in (\(list: companies)) and company_merge.undone_at is null
            order by company_merge.merged_at desc limit \(limit)
            """)
    }
}

extension Agreement.State {
    /// Not signed by everybody, or given up before that.
    fileprivate static let withoutAllSignatures: [Agreement.State] = [.draft, .toSign, .refused, .cancelled]
}
