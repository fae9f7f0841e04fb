/// How a pupil spends the end of terminale when a host was found for a part of it only (PFMP-08).
public enum EndPathPlan {
    /// One part of the path: with a host, or at school.
    public struct Part: Equatable, Sendable {
        public let choice: EndPath
        public let days: ClosedRange<LocalDate>
    }

    /// The path from its first to its last day, without gap.
    /// - Parameter hosted: days with a host, within the path or not, in any order.
    public static func parts(_ path: ClosedRange<LocalDate>, hosted: [ClosedRange<LocalDate>]) -> [Part] {
        var parts: [Part] = []
        var next = path.lowerBound
        for days in hosted.sorted(by: { $0.lowerBound < $1.lowerBound }) where days.overlaps(path) {
            let start = max(next, days.lowerBound)
            let end = min(path.upperBound, days.upperBound)
            guard start <= end else { continue }
            if next < start { parts.append(Part(choice: .study, days: next...start.adding(days: -1))) }
            parts.append(Part(choice: .work, days: start...end))
            next = end.adding(days: 1)
        }
        if next <= path.upperBound { parts.append(Part(choice: .study, days: next...path.upperBound)) }
        return parts
    }
}
