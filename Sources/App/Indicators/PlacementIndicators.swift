import Domain
import Persistence

/// A placement of the year with what its agreement and its attestation say.
private struct PlacementFact {
    let id: ID<Placement>
    let periodId: ID<PFMPPeriod>
    let learnerId: ID<Learner>
    let companyId: ID<Company>
    let startsOn: LocalDate
    let endsOn: LocalDate
    let origin: RelationOrigin
    let state: Agreement.State?
    let lastSignedOn: LocalDate?
    let receivedOn: LocalDate?

    /// Reads the columns in their order; a damaged row tells nothing.
    init?(_ row: Row) {
        guard let startsOn = LocalDate(row.text(4)), let endsOn = LocalDate(row.text(5)),
            let origin = RelationOrigin(rawValue: row.text(6))
        else { return nil }
        (id, periodId, learnerId) = (ID(row.text(0)), ID(row.text(1)), ID(row.text(2)))
        companyId = ID(row.text(3))
        (self.startsOn, self.endsOn, self.origin) = (startsOn, endsOn, origin)
        state = row.optionalText(7).flatMap(Agreement.State.init(rawValue:))
        lastSignedOn = row.optionalText(8).flatMap { LocalDate($0) }
        receivedOn = row.optionalText(9).flatMap { LocalDate($0) }
    }

    /// It was not given up before it began.
    var stands: Bool { state != .cancelled && state != .refused }

    var isSigned: Bool {
        switch state {
        case .signed, .running, .ended, .certified, .broken: true
        default: false
        }
    }
}

/// A period of the year with how many learners it expects.
private struct PeriodFact: Codable {
    let id: ID<PFMPPeriod>
    let startsOn: LocalDate
    let stream: String
    let classId: ID<SchoolClass>
    let expected: Int
}

/// What a learner thought of a host.
private struct LearnerReport: Codable {
    let companyId: ID<Company>
    let ratings: String
}

private struct StreamCount: Codable {
    let stream: String
    let amount: Int
}

private struct NamedCount: Codable {
    let name: String
    let amount: Int
}

extension IndicatorSource {
    /// I3.1 to I3.11: how the placements of a year went.
    static let placements: [IndicatorSource] = [
        IndicatorSource(
            ["I3.1", "I3.2", "I3.4", "I3.6", "I3.7", "I3.9"],
            reading: [
                .placement, .pfmpPeriod, .agreement, .agreementSignature, .certificate, .schoolClass, .enrolment,
                .learner, .placementSearch, .evaluation, .hostQuality, .interruption, .followUp,
            ]
        ) { try $0.placementFigures($1) },
        IndicatorSource(
            ["I3.3"],
            reading: [
                .pfmpPeriod, .schoolClass, .enrolment, .learner, .catchUp, .placement, .agreement, .placementSearch,
                .pathwayGoer, .pathwayChoice, .pathwayCampaign,
            ]
        ) { [try $0.homelessIndicator($1)] },
        IndicatorSource(
            ["I3.5"],
            reading: [.hostPlace, .pfmpPeriod, .schoolClass, .enrolment, .learner, .placementSearch, .placement]
        ) { [try $0.capacity($1)] },
        IndicatorSource(["I3.8"], reading: [.followUp, .placement, .pfmpPeriod]) { [try $0.visits($1)] },
        IndicatorSource(
            ["I3.10"],
            reading: [
                .refundClaim, .placement, .pfmpPeriod, .agreement, .learner, .company, .schoolThreshold,
            ]
        ) { [try $0.farFromHome($1)] },
        IndicatorSource(
            ["I3.11"], reading: [.mobility, .placement, .pfmpPeriod, .mobilityProject, .mobilityTraveller]
        ) { [try $0.mobilities($1)] },
    ]
}

extension SchoolDatabase {
    /// What the placements of the year tell, read once.
    fileprivate func placementFigures(_ span: IndicatorYear) throws -> [IndicatorValue] {
        let placements = try placementFacts(span.year).filter(\.stands)
        let periods = try periodFacts(span.year)
        let started = placements.filter { $0.startsOn <= span.until }
        let signed = started.count { placement in
            placement.isSigned && (placement.lastSignedOn.map { $0 < placement.startsOn } ?? false)
        }
        return [
            placedInTime(placements, periods, span),
            IndicatorValue("I3.2", signed, of: started.count),
            origins(placements),
            try quality(placements, span),
            try ruptures(started.count, span),
            try certificates(placements, span),
        ]
    }

    private func placementFacts(_ year: Int) throws -> [PlacementFact] {
        var facts: [PlacementFact] = []
        try eachRow(
            """
            select placement.id, placement.period_id, placement.learner_id, placement.company_id, placement.starts_on,
            placement.ends_on, placement.origin, agreement.state,
            case when agreement.state in (\(Agreement.State.signedStates), \(Agreement.State.broken)) then
            (select max(agreement_signature.signed_on) from \(table(.agreementSignature))
            where agreement_signature.agreement_id = agreement.id) end, certificate.received_on
            from \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id
            \(latestAgreement) left join \(table(.certificate)) on certificate.placement_id = placement.id
            where pfmp_period.school_year = \(year)
            """
        ) { row in
            if let fact = PlacementFact(row) { facts.append(fact) }
        }
        return facts
    }

    private func periodFacts(_ year: Int) throws -> [PeriodFact] {
        try rows(
            """
            select pfmp_period.id, pfmp_period.starts_on, school_class.stream, school_class.id as class_id,
            (select count(*) from \(table(.enrolment)) join \(table(.learner)) on learner.id = enrolment.learner_id
            where enrolment.class_id = school_class.id and enrolment.ends_on is null and learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))) -
            (select count(*) from \(table(.placementSearch)) where placement_search.period_id = pfmp_period.id
            and placement_search.exemption is not null
            and not exists (select 1 from \(table(.placement)) where placement.period_id = pfmp_period.id
            and placement.learner_id = placement_search.learner_id)) as expected
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            where pfmp_period.school_year = \(year) and pfmp_period.kind = \(PeriodKind.wholeClass)
            and not pfmp_period.pathway
            order by pfmp_period.id
            """)
    }

    /// I3.1. Keys of placements tell when they were made, so that the past is counted as it was.
    private func placedInTime(
        _ placements: [PlacementFact], _ periods: [PeriodFact], _ span: IndicatorYear
    ) -> IndicatorValue {
        let byPeriod = Dictionary(grouping: placements, by: \.periodId)
        func counts(daysBefore days: Int) -> (placed: Int, expected: Int) {
            var (placed, expected) = (0, 0)
            for period in periods where period.startsOn.adding(days: -days) <= span.until {
                let bound = UUIDv7.firstKey(after: period.startsOn.adding(days: -days))
                let known = Set((byPeriod[period.id] ?? []).filter { $0.id.rawValue < bound }.map(\.learnerId))
                placed += min(known.count, period.expected)
                expected += period.expected
            }
            return (placed, expected)
        }
        let start = counts(daysBefore: 0)
        let parts = [35, 21, 11, 0].map { days in
            let count = counts(daysBefore: days)
            return IndicatorValue.Part(days == 0 ? "Jour du départ" : "J − \(days)", count.placed, of: count.expected)
        }
        return IndicatorValue(
            "I3.1", start.placed, of: start.expected, parts: parts, partsLabel: "avant le départ")
    }

    /// I3.3: exactly the learners that the list « Sans lieu » shows.
    fileprivate func homelessIndicator(_ span: IndicatorYear) throws -> IndicatorValue {
        guard span.isRunning else { return IndicatorValue("I3.3", nil) }
        let near = try periods(near: span.today)
        let classes = Dictionary(grouping: near, by: \.classCode)
            .map { IndicatorValue.Part($0.key, $0.value.reduce(0) { $0 + $1.missing }) }
            .filter { $0.numerator > 0 }.sorted { ($1.numerator, $0.label) < ($0.numerator, $1.label) }
        return IndicatorValue(
            "I3.3", near.reduce(0) { $0 + $1.missing }, parts: Array(classes.prefix(12)), partsLabel: "par classe",
            partsAddUp: classes.count <= 12)
    }

    private func origins(_ placements: [PlacementFact]) -> IndicatorValue {
        let groups = Dictionary(grouping: placements, by: \.origin)
        let parts = RelationOrigin.allCases.compactMap { origin in
            groups[origin].map { IndicatorValue.Part(origin.label, $0.count) }
        }
        return IndicatorValue(
            "I3.4", groups[.office]?.count ?? 0, of: placements.count, parts: parts,
            partsLabel: "par origine, en placements",
            partsAddUp: true)
    }

    fileprivate func capacity(_ span: IndicatorYear) throws -> IndicatorValue {
        let (periods, year) = (try periodFacts(span.year), span.year)
        let declared: [StreamCount] = try rows(
            """
            select host_place.stream, cast(sum(host_place.count) as bigint) as amount from \(table(.hostPlace))
            where host_place.school_year = \(year) group by host_place.stream order by host_place.stream
            """)
        // A learner looks for one host at a time: the largest period of the class counts, not all of them.
        let classes = Dictionary(grouping: periods, by: \.classId).values.map { group in
            (stream: group[0].stream, learners: group.map(\.expected).max() ?? 0)
        }
        let needs = Dictionary(classes.map { ($0.stream, $0.learners) }, uniquingKeysWith: +)
        let places = Dictionary(declared.map { ($0.stream, $0.amount) }, uniquingKeysWith: +)
        let parts = needs.keys.sorted().map { stream in
            IndicatorValue.Part(stream.isEmpty ? "Sans filière" : stream, places[stream] ?? 0, of: needs[stream])
        }
        return IndicatorValue(
            "I3.5", places.values.reduce(0, +), of: needs.values.reduce(0, +), parts: parts, partsLabel: "par filière")
    }

    private func quality(_ placements: [PlacementFact], _ span: IndicatorYear) throws -> IndicatorValue {
        let ended = placements.filter { $0.endsOn <= span.until }
        let hosts = Set(ended.map(\.companyId))
        let reports: [LearnerReport] = try rows(
            """
            select placement.company_id, evaluation.ratings from \(table(.evaluation))
            join \(table(.placement)) on placement.id = evaluation.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and evaluation.kind = \(Evaluation.Kind.learner.rawValue)
            """)
        let states: [NamedCount] = try rows(
            """
            select host_quality.state as name, count(*) as amount from \(table(.hostQuality))
            where host_quality.state in (\(list: [HostQuality.State.watched.rawValue, HostQuality.State.suspended.rawValue]))
            group by host_quality.state order by host_quality.state
            """)
        let concerns = try count(
            """
            select count(distinct placement.company_id) from \(table(.followUp))
            join \(table(.placement)) on placement.id = follow_up.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and follow_up.done_on <= \(span.until) and follow_up.concern
            """)
        let marks = reports.compactMap { Ratings($0.ratings)?.meanTenths }
        var parts = states.compactMap { row in
            HostQuality.State(rawValue: row.name).map {
                IndicatorValue.Part("Lieux à l’état « \($0.label.lowercased()) »", row.amount)
            }
        }
        if !marks.isEmpty {
            let mean = (marks.reduce(0, +) + marks.count / 2) / marks.count
            parts.insert(
                IndicatorValue.Part("Bilans d’élèves, note moyenne \(mean / 10),\(mean % 10) sur 4", marks.count), at: 0
            )
        }
        if concerns > 0 { parts.append(IndicatorValue.Part("Lieux où un professeur a noté un souci", concerns)) }
        return IndicatorValue(
            "I3.6", hosts.intersection(reports.map(\.companyId)).count, of: hosts.count, parts: parts,
            partsLabel: "avis et décisions")
    }

    private func ruptures(_ started: Int, _ span: IndicatorYear) throws -> IndicatorValue {
        let causes: [NamedCount] = try rows(
            """
            select interruption.cause as name, count(*) as amount from \(table(.interruption))
            join \(table(.agreement)) on agreement.id = interruption.agreement_id
            join \(table(.placement)) on placement.id = agreement.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and interruption.starts_on <= \(span.until)
            and interruption.kind = \(Interruption.Kind.ending.rawValue)
            group by interruption.cause order by interruption.cause
            """)
        let parts = causes.map { row in
            IndicatorValue.Part(Interruption.Cause(rawValue: row.name)?.label ?? row.name, row.amount)
        }
        return IndicatorValue(
            "I3.7", causes.reduce(0) { $0 + $1.amount }, of: started, parts: parts, partsLabel: "par motif",
            partsAddUp: true)
    }

    fileprivate func visits(_ span: IndicatorYear) throws -> IndicatorValue {
        let states: [NamedCount] = try rows(
            """
            select case when follow_up.done_on is null then 'prevue' else 'faite' end as name, count(*) as amount
            from \(table(.followUp)) join \(table(.placement)) on placement.id = follow_up.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(span.year) and follow_up.kind = \(FollowUp.Kind.visit.rawValue)
            and (follow_up.done_on is not null or follow_up.planned_on <= \(span.until))
            group by case when follow_up.done_on is null then 'prevue' else 'faite' end
            """)
        return IndicatorValue(
            "I3.8", states.first { $0.name == "faite" }?.amount ?? 0, of: states.reduce(0) { $0 + $1.amount })
    }

    private func certificates(_ placements: [PlacementFact], _ span: IndicatorYear) throws -> IndicatorValue {
        let parameters = try LegalTexts.parameters()
        let ended = placements.filter { $0.endsOn < span.until && $0.state != .broken }
        let back = ended.count { placement in
            guard let day = placement.receivedOn else { return false }
            return day <= Certificate.dueOn(placement.endsOn, parameters: parameters)
        }
        return IndicatorValue(
            "I3.9", back, of: ended.count,
            parts: [
                IndicatorValue.Part("Dans le délai", back),
                IndicatorValue.Part("Plus tard", ended.count { $0.receivedOn != nil } - back),
                IndicatorValue.Part("Pas encore", ended.count { $0.receivedOn == nil }),
            ], partsLabel: "retour des attestations", partsAddUp: true)
    }
}

extension UUIDv7 {
    /// The first key that can be made after a day, at midnight universal time.
    static func firstKey(after day: LocalDate) -> String {
        text(at: Moment(millisecondsSince1970: Int64(day.adding(days: 1).dayNumber) * 86_400_000), random: (0, 0))
    }
}
