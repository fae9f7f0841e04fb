import Domain
import Persistence

/// Tours that somebody kept, in the list of a teacher.
struct KeptTours: Codable, Sendable {
    let id: ID<TourProposal>
    let createdAt: Moment
    let createdBy: String
    let visits: Int
    let planned: Int
}

/// A visit of kept tours with where it is, and what became of it.
struct KeptVisit: Sendable {
    let visit: TourVisit
    let placement: FollowedPlacement
    /// The visit in force for the placement, planned or done.
    let inForce: VisitInForce?

    /// It came of these tours.
    var isPlanned: Bool { visit.followUpId != nil && visit.followUpId == inForce?.id }
    /// It is planned or done otherwise.
    var isElsewhere: Bool { inForce != nil && !isPlanned }
}

/// A visit planned or done for a placement.
struct VisitInForce: Codable, Sendable {
    let id: ID<FollowUp>
    let placementId: ID<Placement>
    let plannedOn: LocalDate?
    let doneOn: LocalDate?

    /// « faite le 3 décembre 2026 »
    var words: String {
        if let doneOn { return "faite le \(doneOn.long)" }
        return plannedOn.map { "prévue le \($0.long)" } ?? "prévue"
    }
}

/// A half-day of kept tours.
struct KeptHalfDay: Sendable {
    let day: LocalDate
    let half: FreeHalfDay.Half
    let visits: [KeptVisit]

    /// « 2026-12-15~matin »
    var name: String { "\(day)~\(half.rawValue)" }
    var drivingMinutes: Int { visits.first?.visit.drivingMinutes ?? 0 }
}

extension SchoolDatabase {
    /// The tours kept for a teacher, latest first.
    func keptTours(of staff: ID<StaffMember>) throws -> [KeptTours] {
        try rows(
            """
            select tour_proposal.id, tour_proposal.created_at, tour_proposal.created_by, count(tour_stop.id) as visits,
            count(tour_stop.follow_up_id) as planned from \(table(.tourProposal))
            left join \(table(.tourStop)) on tour_stop.proposal_id = tour_proposal.id
            where tour_proposal.staff_id = \(staff)
            group by tour_proposal.id, tour_proposal.created_at, tour_proposal.created_by
            order by tour_proposal.created_at desc, tour_proposal.id desc limit 30
            """)
    }

    func tourProposal(_ id: ID<TourProposal>, of staff: ID<StaffMember>) throws -> TourProposal {
        let found: TourProposal = try find(id, in: .tourProposal, "Ces tournées")
        guard found.staffId == staff else { throw NotFound("Ces tournées") }
        return found
    }

    func visits(of tours: ID<TourProposal>) throws -> [TourVisit] {
        try rows(
            """
            select tour_stop.* from \(table(.tourStop)) where tour_stop.proposal_id = \(tours)
            order by tour_stop.held_on, tour_stop.start_minute, tour_stop.id
            """)
    }

    /// The half-days of kept tours, with what is in force today.
    func keptHalfDays(of tours: ID<TourProposal>) throws -> [KeptHalfDay] {
        let visits = try visits(of: tours)
        guard !visits.isEmpty else { return [] }
        let keys = visits.map(\.placementId)
        let placements = Dictionary(
            try followedPlacements(where: "placement.id in (\(list: keys))").map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let inForce: [VisitInForce] = try rows(
            """
            select follow_up.id, follow_up.placement_id, follow_up.planned_on, follow_up.done_on from \(table(.followUp))
            where follow_up.kind = \(FollowUp.Kind.visit) and follow_up.placement_id in (\(list: keys))
            order by follow_up.id
            """)
        let known = Dictionary(grouping: inForce, by: \.placementId)
        let kept = visits.compactMap { visit -> KeptVisit? in
            guard let placement = placements[visit.placementId] else { return nil }
            let all = known[visit.placementId] ?? []
            return KeptVisit(
                visit: visit, placement: placement, inForce: all.first { $0.id == visit.followUpId } ?? all.first)
        }
        let groups = Dictionary(grouping: kept) { "\($0.visit.heldOn)~\($0.visit.half == .morning ? 0 : 1)" }
        return groups.sorted { $0.key < $1.key }.compactMap { _, visits in
            visits.first.map { KeptHalfDay(day: $0.visit.heldOn, half: $0.visit.half, visits: visits) }
        }
    }
}

/// The tours proposed today are kept as they are; nothing is planned yet.
struct KeepTours: Operation {
    let staff: ID<StaffMember>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<TourProposal> {
        try author.require(.recordFollowUp)

        let staff = try db.tourStaff(staff, for: author)
        let tours = try db.tours(of: staff.id, today: now.day)
        let kept = TourProposal(
            id: db.newID(), staffId: staff.id, createdAt: now.moment, createdBy: author.name, proven: tours.isProven)
        var seen: Set<ID<Placement>> = []
        let visits = tours.tours.flatMap { tour in
            tour.stops.compactMap { stop -> TourVisit? in
                guard let day = tour.day, seen.insert(stop.visit.placement.id).inserted else { return nil }
                return TourVisit(
                    id: db.newID(), proposalId: kept.id, placementId: stop.visit.placement.id, heldOn: day,
                    half: tour.half, startMinute: stop.minute, drivingMinutes: tour.drivingMinutes)
            }
        }
        guard !visits.isEmpty else { throw NothingToPlan() }
        try db.insert(kept, into: .tourProposal)
        try db.insertMany(visits, into: .tourStop)
        try db.journal("Tournées gardées", Subject("tour_proposal", kept.id), after: kept, by: author, at: now)
        return kept.id
    }
}

/// Kept tours become planned visits, all or some half-days, each by the rules of `RecordFollowUp`.
struct PlanKeptTours: Operation {
    let staff: ID<StaffMember>
    let tours: ID<TourProposal>
    /// Names of half-days; empty for all.
    let halfDays: [String]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.recordFollowUp)

        let staff = try db.tourStaff(staff, for: author)
        let tours = try db.tourProposal(tours, of: staff.id)
        let chosen = Set(halfDays)
        var done = AcceptedLines()
        for halfDay in try db.keptHalfDays(of: tours.id) where chosen.isEmpty || chosen.contains(halfDay.name) {
            for kept in halfDay.visits where !kept.isPlanned {
                var visit = kept.visit
                visit.refusal = refusal(kept, on: now.day) ?? ""
                if visit.refusal.isEmpty {
                    visit.followUpId = try plan(kept, staff, in: db, by: author, at: now)
                    done.done += 1
                } else {
                    done.refused += 1
                }
                try db.update(visit, in: .tourStop)
            }
        }
        guard done.done + done.refused > 0 else { throw NothingToPlan() }
        if done.done > 0 {
            try db.journal(
                "Visites planifiées\u{A0}: \(done.done)", Subject("tour_proposal", tours.id), by: author, at: now)
        }
        return done
    }

    private func refusal(_ kept: KeptVisit, on today: LocalDate) -> String? {
        if let other = kept.inForce { return "une visite est déjà \(other.words)" }
        if kept.visit.heldOn <= today { return "ce jour est passé\u{A0}: proposez d’autres tournées" }
        return nil
    }

    private func plan(
        _ kept: KeptVisit, _ staff: StaffMember, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> ID<FollowUp> {
        let minute = kept.visit.startMinute
        var reader = FormReader(
            FormValues([
                ("moyen", FollowUp.Kind.visit.rawValue), ("qui", staff.id.rawValue),
                ("prevu_le", kept.visit.heldOn.description), ("prevu_a", "\(minute / 60):\(minute % 60)"),
            ]))
        let form = FollowUpForm(reading: &reader)
        return try RecordFollowUp(placement: kept.placement.id, form: form).run(in: db, by: author, at: now)
    }
}

/// The visits that kept tours planned are taken back, those done or moved since stay.
struct UndoTours: Operation {
    let staff: ID<StaffMember>
    let tours: ID<TourProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        try author.require(.recordFollowUp)

        let staff = try db.tourStaff(staff, for: author)
        let tours = try db.tourProposal(tours, of: staff.id)
        var done = AcceptedLines()
        for visit in try db.visits(of: tours.id) {
            guard let key = visit.followUpId else { continue }
            let planned = try db.followUp(key)
            guard planned.doneOn == nil, planned.version == 1 else {
                done.refused += 1
                continue
            }
            var free = visit
            free.followUpId = nil
            try db.update(free, in: .tourStop)
            _ = try RemoveFollowUp(id: key).run(in: db, by: author, at: now)
            done.done += 1
        }
        guard done.done > 0 else { throw NothingToUnplan() }
        try db.journal(
            "Planification annulée\u{A0}: \(done.done)", Subject("tour_proposal", tours.id), by: author, at: now)
        return done
    }
}

/// Kept tours are thrown away; the visits that came of them stay.
struct RemoveTours: Operation {
    let staff: ID<StaffMember>
    let tours: ID<TourProposal>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordFollowUp)

        let staff = try db.tourStaff(staff, for: author)
        let tours = try db.tourProposal(tours, of: staff.id)
        try db.delete(from: .tourStop, where: "proposal_id = \(tours.id)")
        try db.delete(from: .tourProposal, where: "id = \(tours.id)")
        try db.journal("Tournées supprimées", Subject("tour_proposal", tours.id), before: tours, by: author, at: now)
    }
}

/// Nothing of what was planned can be taken back.
struct NothingToUnplan: Refusal, Equatable {
    var message: String {
        "Il n’y a rien à annuler\u{A0}: aucune visite planifiée, ou elles ont été faites ou déplacées depuis."
    }
}
