/// Presences in a legal unit that meet in time.
///
/// Presences of one legal unit that follow each other do not add up: each set that meets has the quota for itself. When
/// all of a set meet in one same week, the quota holds for the set exactly. When they only meet in a chain (A with B, B
/// with C, but not A with C), the rows of the weeks are no forest: such a set is left free at first, and its places get
/// rations (`WeekRations`) when the free answer breaks a week.
struct WeekClusters {
    private(set) var ofPlace: [Int?]
    /// Legal units with a chain.
    private(set) var chainedUnits: Set<Int> = []

    init(_ question: Question) {
        ofPlace = Array(repeating: nil, count: question.places.count)
        var byUnit: [Int: [Int]] = [:]
        for (place, facts) in question.places.enumerated() {
            if let unit = facts.legalUnit { byUnit[unit, default: []].append(place) }
        }
        var number = 0
        for unit in byUnit.keys.sorted() {
            let places = (byUnit[unit] ?? []).sorted {
                let left = question.places[$0].weeks
                let right = question.places[$1].weeks
                return left.lowerBound == right.lowerBound ? $0 < $1 : left.lowerBound < right.lowerBound
            }
            var from = 0
            while from < places.count {
                var to = from
                var end = question.places[places[from]].weeks.upperBound
                var firstEnd = end
                while to < places.count, question.places[places[to]].weeks.lowerBound <= end {
                    end = max(end, question.places[places[to]].weeks.upperBound)
                    firstEnd = min(firstEnd, question.places[places[to]].weeks.upperBound)
                    to += 1
                }
                let allMeet = question.places[places[to - 1]].weeks.lowerBound <= firstEnd
                if allMeet {
                    for place in places[from..<to] { ofPlace[place] = number }
                    number += 1
                } else {
                    chainedUnits.insert(unit)
                }
                from = to
            }
        }
    }

    /// The chained legal units whose quota is broken in some week.
    static func broken(_ question: Question, chained: Set<Int>, placeOf: [Int?]) -> Set<Int> {
        var present: [Int: [ClosedRange<Int32>]] = [:]
        for place in placeOf.compactMap({ $0 }) {
            if let unit = question.places[place].legalUnit, chained.contains(unit) {
                present[unit, default: []].append(question.places[place].weeks)
            }
        }
        return Set(
            present.filter { unit, weeks in
                // The busiest week is the first of some presence.
                weeks.contains { start in
                    weeks.count { $0.contains(start.lowerBound) } > Int(question.legalUnitLimits[unit])
                }
            }.keys)
    }
}
