import Domain

/// Which placements a view of the follow-up shows.
enum FollowUpSelection: String, CaseIterable, Sendable {
    /// Those the person follows.
    case mine = "mes-eleves"
    /// Everybody at a host's today.
    case running = "en-entreprise"
    /// Nobody called the tutor yet (F85).
    case firstWeek = "premiere-semaine"
    /// No contact at half period (PFMP-77).
    case silent = "sans-nouvelles"
    /// No visit done nor planned although half of the period is over.
    case unvisited = "visites"
    /// Away or late this week, or away without a known cause.
    case absences
    /// Somebody asked that these be looked at.
    case concerns = "alertes"
    /// Over or about to be, without the tutor's evaluation or the learner's report.
    case unevaluated = "evaluations"

    /// Days after a placement in which papers still come in: a choice of the program.
    static let paperDays = 30
    /// Days before the end from which an evaluation is awaited.
    static let eveDays = 3

    var label: String {
        switch self {
        case .mine: "Mes élèves"
        case .running: "En entreprise"
        case .firstWeek: "À appeler"
        case .silent: "Sans nouvelles"
        case .unvisited: "À visiter"
        case .absences: "Absences"
        case .concerns: "À surveiller"
        case .unevaluated: "Évaluations"
        }
    }

    /// The question that the view answers.
    var question: String {
        switch self {
        case .mine: "Les élèves que vous suivez"
        case .running: "Qui est en entreprise aujourd’hui\u{A0}?"
        case .firstWeek: "Quels tuteurs appeler pour confirmer l’arrivée\u{A0}?"
        case .silent: "De qui sommes-nous sans nouvelles\u{A0}?"
        case .unvisited: "Qui n’a ni visite faite, ni visite prévue\u{A0}?"
        case .absences: "Qui est absent ou en retard cette semaine\u{A0}?"
        case .concerns: "Qui demande de l’attention\u{A0}?"
        case .unevaluated: "Quelles évaluations manquent\u{A0}?"
        }
    }

    var tone: Tone {
        switch self {
        case .mine, .running: .done
        case .firstWeek, .unvisited, .unevaluated: .soon
        case .silent, .absences, .concerns: .late
        }
    }
}

/// A placement with what was done for it.
struct FollowUpLine: Sendable {
    let placement: FollowedPlacement
    let counts: FollowUpCounts
    let today: LocalDate

    var missing: FollowUpNeed.Missing? {
        FollowUpNeed.missing(
            from: placement.startsOn, through: placement.endsOn, contacts: counts.contacts,
            visitsDone: counts.visitsDone, visitsPlanned: counts.visitsPlanned, on: today)
    }

    var awaitsEvaluation: Bool {
        placement.endsOn <= today.adding(days: FollowUpSelection.eveDays)
            && !(counts.tutorEvaluated && counts.learnerEvaluated)
    }

    func isIn(_ selection: FollowUpSelection, staff: ID<StaffMember>?) -> Bool {
        let isRunning = placement.isRunning(on: today)
        return switch selection {
        case .mine: staff != nil && placement.referentId == staff && (isRunning || awaitsEvaluation)
        case .running: isRunning
        case .firstWeek: missing == .firstCall
        case .silent: missing == .anyContact
        case .unvisited: missing == .visit
        case .absences: isRunning && (counts.absences > 0 || counts.unexplained > 0)
        case .concerns: isRunning && counts.concerns > 0
        case .unevaluated: awaitsEvaluation
        }
    }
}

/// The follow-up as one person sees it.
struct FollowUpBoard: Sendable {
    let lines: [FollowUpLine]
    let selection: FollowUpSelection
    let classId: ID<SchoolClass>?
    let query: FormValues
    let today: LocalDate
    let author: Author
    /// Incidents not closed, for those who may see them.
    let openIncidents: Int?

    static let pageSize = 30

    func lines(in selection: FollowUpSelection) -> [FollowUpLine] {
        lines.filter { $0.isIn(selection, staff: author.staffId) }
    }

    /// The lines of the view, of one class when one is asked.
    var shown: [FollowUpLine] {
        lines(in: selection).filter { classId == nil || $0.placement.classId == classId }
    }

    /// The views offered: whoever follows nobody has no « mes élèves ».
    var views: [FollowUpSelection] {
        FollowUpSelection.allCases.filter {
            $0 != .mine || author.staffId != nil && (!author.may(.seeAllLearners) || !lines(in: .mine).isEmpty)
        }
    }

    var classes: [(value: String, label: String)] {
        var seen = Set<ID<SchoolClass>>()
        return lines.filter { seen.insert($0.placement.classId).inserted }
            .map { ($0.placement.classId.rawValue, $0.placement.classCode) }
    }
}

extension SchoolDatabase {
    /// Everybody under way, or lately back.
    func followUpLines(on today: LocalDate) throws -> [FollowUpLine] {
        let counts = try followUpCounts(where: recent(today), week: today)
        return try followedPlacements(where: recent(today)).compactMap { placement in
            counts[placement.id].map { FollowUpLine(placement: placement, counts: $0, today: today) }
        }
    }
}
