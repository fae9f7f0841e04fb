/// Places that hosts declared against the learners who need one, for one stream, one level and one span of days (I3.5).
public struct CapacityLine: Equatable, Sendable {
    public var stream: String
    /// `nil` when the classes do not say theirs.
    public var level: TrainingLevel?
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    public var classes: [String] = []
    public var need = 0
    public var placed = 0
    /// Places for these learners, `shared` included.
    public var capacity = 0
    /// Those of the places that are for any level.
    public var shared = 0
    /// Places for any stream, which these learners may have to share with all others: not among `capacity`.
    public var open = 0

    public init(stream: String, level: TrainingLevel?, startsOn: LocalDate, endsOn: LocalDate) {
        self.stream = stream
        self.level = level
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    /// Places of the stream that miss, were every declared one taken.
    public var gap: Int { max(0, need - capacity) }
}

/// Places that a host offers, as capacity counts them.
public struct PlaceOffer: Equatable, Sendable {
    /// Empty for any stream.
    public let stream: String
    /// `nil` for any level.
    public let level: TrainingLevel?
    public let count: Int
    public let startsOn: LocalDate?
    public let endsOn: LocalDate?

    public init(stream: String, level: TrainingLevel?, count: Int, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil)
    {
        self.stream = stream
        self.level = level
        self.count = count
        self.startsOn = startsOn
        self.endsOn = endsOn
    }
}

/// Who could go where, in numbers.
public enum CapacityPlan {
    /// The lines with their places, in the order of days, streams and levels.
    ///
    /// A place for one level counts for that level. Places for any level are given, within a stream and a span of days, to
    /// the levels that miss most, so that each counts once; what nobody needs stays with the first.
    public static func filled(_ lines: [CapacityLine], with offers: [PlaceOffer]) -> [CapacityLine] {
        let sorted = lines.sorted { key($0) < key($1) }
        let groups = Dictionary(grouping: sorted.indices) { index in
            Group(stream: sorted[index].stream, startsOn: sorted[index].startsOn, endsOn: sorted[index].endsOn)
        }
        var filled = sorted
        for (group, indices) in groups {
            let fitting = offers.filter { $0.fits(group) }
            let near = fitting.filter { !$0.isForAnyStream }
            for index in indices {
                let open = fitting.filter {
                    $0.isForAnyStream && ($0.level ?? filled[index].level) == filled[index].level
                }
                filled[index].open = open.reduce(0) { $0 + $1.count }
                let own = near.filter { $0.level != nil && $0.level == filled[index].level }
                filled[index].capacity = own.reduce(0) { $0 + $1.count }
            }
            share(near.filter { $0.level == nil }.reduce(0) { $0 + $1.count }, among: indices, of: &filled)
        }
        return filled
    }

    private static func share(_ places: Int, among indices: [Int], of lines: inout [CapacityLine]) {
        var rest = places
        for index in indices.sorted(by: { (-lines[$0].gap, $0) < (-lines[$1].gap, $1) }) {
            let given = min(rest, lines[index].gap)
            lines[index].capacity += given
            lines[index].shared += given
            rest -= given
        }
        guard let first = indices.first else { return }
        lines[first].capacity += rest
        lines[first].shared += rest
    }

    private static func key(_ line: CapacityLine) -> (LocalDate, LocalDate, String, Int) {
        let rank = line.level.flatMap { TrainingLevel.allCases.firstIndex(of: $0) } ?? TrainingLevel.allCases.count
        return (line.startsOn, line.endsOn, line.stream, rank)
    }

    fileprivate struct Group: Hashable {
        let stream: String
        let startsOn: LocalDate
        let endsOn: LocalDate
    }
}

extension PlaceOffer {
    fileprivate var isForAnyStream: Bool { SearchKey(stream).rawValue.isEmpty }

    /// The place is for the stream, or for all, and its days touch those of the span.
    fileprivate func fits(_ group: CapacityPlan.Group) -> Bool {
        let wanted = SearchKey(stream).rawValue
        guard wanted.isEmpty || wanted == SearchKey(group.stream).rawValue else { return false }
        return (startsOn ?? group.startsOn) <= group.endsOn && (endsOn ?? group.endsOn) >= group.startsOn
    }
}
