import Domain
import Persistence

/// Which agreements a list shows: each tile of the home page leads to one of these.
enum AgreementSelection: String, CaseIterable, Sendable {
    /// Departures within three weeks, not all signed.
    case departing = "depart"
    /// Departures until next Monday, not all signed.
    case urgent = "lundi"
    /// Everybody signed but the head (PFMP-25).
    case head = "chef"
    /// Learners at their host's today.
    case away = "en-entreprise"
    /// Over, without the host's certificate (D.124-9).
    case uncertified = "attestation"

    var label: String {
        switch self {
        case .departing: "À faire signer avant le départ"
        case .urgent: "Départ d’ici lundi, non signées"
        case .head: "Attendent le chef d’établissement"
        case .away: "En entreprise aujourd’hui"
        case .uncertified: "Attestation attendue"
        }
    }
}

/// An agreement as lists show it.
struct AgreementLine: Codable, Sendable {
    let id: ID<Agreement>
    let number: String
    let state: Agreement.State
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let companyName: String
    let referentName: String?
    let startsOn: LocalDate
    let endsOn: LocalDate
    let signatureCount: Int

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    /// The agreements of a selection, earliest departures first, from the one that follows `after`.
    func agreements(
        _ selection: AgreementSelection, today: LocalDate, referent: ID<StaffMember>? = nil,
        after: ID<Agreement>? = nil, limit: Int = 50
    ) throws -> [AgreementLine] {
        let mine: SQL = referent.map { "placement.referent_id = \($0)" } ?? "true"
        return try rows(
            """
            select agreement.id, agreement.number, agreement.state, learner.family_name, learner.usage_name,
            learner.first_name, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company_name,
            staff_member.family_name as referent_name, placement.starts_on, placement.ends_on,
            (select count(*) from \(table(.agreementSignature)) where agreement_signature.agreement_id = agreement.id)
            as signature_count
            from \(agreementsOfPeriods) join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where \(condition(of: selection, today)) and \(mine) and \(following(after))
            order by placement.starts_on, school_class.code, learner.search_key, agreement.id limit \(limit)
            """)
    }

    /// What comes after an agreement in the order of the list.
    private func following(_ previous: ID<Agreement>?) -> SQL {
        guard let previous else { return "true" }
        return """
            (placement.starts_on, school_class.code, learner.search_key, agreement.id) > (
            select stay.starts_on, of_class.code, person.search_key, previous.id
            from \(table(.agreement, as: "previous")) join \(table(.placement, as: "stay")) on stay.id = previous.placement_id
            join \(table(.pfmpPeriod, as: "plan")) on plan.id = stay.period_id
            join \(table(.schoolClass, as: "of_class")) on of_class.id = plan.class_id
            join \(table(.learner, as: "person")) on person.id = stay.learner_id
            where previous.id = \(previous))
            """
    }

    func agreementCount(
        _ selection: AgreementSelection, today: LocalDate, referent: ID<StaffMember>? = nil
    ) throws -> Int {
        let mine: SQL = referent.map { "placement.referent_id = \($0)" } ?? "true"
        return try count(
            """
            select count(*) from \(agreementsOfPeriods) join \(table(.learner)) on learner.id = placement.learner_id
            where \(condition(of: selection, today)) and \(mine)
            """)
    }

    /// From the periods, whose dates are indexed, to the agreements.
    private var agreementsOfPeriods: SQL {
        """
        \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id
        join \(table(.agreement)) on agreement.placement_id = placement.id
        """
    }

    private func condition(of selection: AgreementSelection, _ today: LocalDate) -> SQL {
        let open: SQL = "agreement.state in (\(Agreement.State.draft), \(Agreement.State.toSign))"
        return switch selection {
        case .departing: "\(open) and \(leaving(until: today.adding(days: 21), today))"
        case .urgent: "\(open) and \(leaving(until: today.monday.adding(days: 7), today))"
        case .head:
            "agreement.state = \(Agreement.State.toSign) and placement.ends_on >= \(today) and \(headAlone(today))"
        case .away:
            """
            pfmp_period.ends_on >= \(today.adding(days: -60)) and placement.starts_on <= \(today)
            and placement.ends_on >= \(today) and agreement.state in (\(Agreement.State.signedStates))
            """
        case .uncertified:
            """
            pfmp_period.ends_on >= \(today.adding(days: -200)) and placement.ends_on < \(today)
            and agreement.state in (\(Agreement.State.running), \(Agreement.State.ended))
            """
        }
    }

    private func leaving(until day: LocalDate, _ today: LocalDate) -> SQL {
        """
        pfmp_period.ends_on >= \(today) and pfmp_period.starts_on <= \(day) and placement.ends_on >= \(today)
        and placement.starts_on <= \(day)
        """
    }

    /// Only the head's signature is awaited: host, tutor and référent signed, and the learner or, for a minor, the
    /// legal representative.
    private func headAlone(_ today: LocalDate) -> SQL {
        let majority = today.adding(years: -Learner.majority)
        return """
            not exists (\(signature("agreement_signature.party = \(Party.head)")))
            and exists (\(signature("agreement_signature.party = \(Party.host)")))
            and exists (\(signature("agreement_signature.party = \(Party.tutor)")))
            and exists (\(signature("agreement_signature.party = \(Party.referent)")))
            and exists (\(signature("""
                agreement_signature.party = case when learner.birth_date <= \(majority) then 'ELEVE' else 'REP_LEGAL' end
                """)))
            """
    }

    private func signature(_ condition: SQL) -> SQL {
        """
        select 1 from \(table(.agreementSignature)) where agreement_signature.agreement_id = agreement.id
        and \(condition)
        """
    }
}

extension Learner {
    /// Age of majority, for statements.
    static let majority = 18
}
