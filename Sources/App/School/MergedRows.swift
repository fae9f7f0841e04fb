import Domain
import Persistence

/// What else hangs on a learner when two records are merged: every table with a learner but those that the merge
/// treats one by one.
extension SchoolTable {
    fileprivate static var hangingOnLearners: [SchoolTable] {
        allCases.filter { table in
            guard case .column("learner_id")? = table.learnerLink else { return false }
            return ![.enrolment, .guardianship, .placement].contains(table)
        }
    }

    /// The column that may hold a value once for each learner: where both have a row, the kept one's stays.
    fileprivate var uniqueBesideLearner: String? {
        switch self {
        case .placementSearch, .catchUp, .pathwayGoer: "period_id"
        case .pathwayChoice: "campaign_id"
        case .actionLearner: "action_id"
        case .actionMeeting: "slot_id"
        case .offerInterest: "offer_id"
        case .insertionAnswer: "survey_year"
        case .mobilityTraveller: "project_id"
        case .avenirFollowUp: "entered_on"
        // One a learner, whatever it holds.
        case .learnerPath: "school_id"
        default: nil
        }
    }
}

extension SchoolDatabase {
    /// The keys of the rows that go from one learner to another, by table.
    func rowsToMove(from dropped: ID<Learner>, to kept: ID<Learner>) throws -> [String: [String]] {
        var moved: [String: [String]] = [:]
        for table in SchoolTable.hangingOnLearners {
            let mine = SQL(unsafe: table.rawValue)
            var free: SQL = "true"
            if let column = table.uniqueBesideLearner.map({ SQL(unsafe: $0) }) {
                free = """
                    not exists (select 1 from \(self.table(table, as: "twin")) where twin.learner_id = \(kept)
                    and twin.\(column) = \(mine).\(column))
                    """
            }
            let keys: [String] = try rows(
                """
                select \(mine).id from \(self.table(table)) where \(mine).learner_id = \(dropped) and \(free)
                order by \(mine).id
                """)
            if !keys.isEmpty { moved[table.rawValue] = keys }
        }
        return moved
    }

    func moveRows(_ moved: [String: [String]], to learner: ID<Learner>) throws {
        for (name, keys) in moved.sorted(by: { $0.key < $1.key }) {
            guard let table = SchoolTable(rawValue: name) else { continue }
            try change(table, set: "learner_id = \(learner)", where: "id in (\(list: keys))")
        }
    }

    /// What the kept record already had.
    func dropRows(of learner: ID<Learner>) throws {
        for table in SchoolTable.hangingOnLearners where table.uniqueBesideLearner != nil {
            try delete(from: table, where: "learner_id = \(learner)")
        }
    }
}
