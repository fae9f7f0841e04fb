import Domain

/// What the radar of learners without a host shows (I1).
struct RadarView: Sendable {
    let lines: [RadarLine]
    /// Lines of this page, with their proposals.
    let shown: [RadarLine]
    let next: String?
    let attempts: [String: Attempts]
    let proposals: [String: [HostProposal]]
    let thresholds: SchoolThresholds
    let classes: [ClassLine]
    let streams: [String]
    let team: [TeamChoice]
    let query: FormValues
    let today: LocalDate
    let author: Author

    static let pageSize = 15

    func urgency(_ line: RadarLine) -> SearchUrgency {
        SearchUrgency(line.startsOn, today: today, thresholds: thresholds)
    }
}

/// One line of the radar with what was tried and what to try.
struct RadarFacts: Sendable {
    let line: RadarLine
    let attempts: Attempts
    let proposals: [HostProposal]
}

extension SchoolDatabase {
    /// The radar with its filters, a page of it.
    func radarView(query: FormValues, today: LocalDate, author: Author) throws -> RadarView {
        let filter = RadarFilter(query: query)
        let thresholds = try thresholds()
        let lines = try radarLines(filter, thresholds, today: today)
        let start = lines.firstIndex { $0.key == query["apres"] }.map { $0 + 1 } ?? 0
        let shown = Array(lines.dropFirst(start).prefix(RadarView.pageSize))
        let more = lines.count > start + shown.count
        return RadarView(
            lines: lines, shown: shown, next: more ? shown.last?.key : nil,
            attempts: try attemptsByLine(near: today),
            proposals: try proposals(for: shown, author: author, today: today), thresholds: thresholds,
            classes: try classes(year: author.currentYear), streams: try streams(year: author.currentYear),
            team: try teamChoices(for: ID("")), query: query, today: today, author: author)
    }

    /// Every line, for the file.
    func radarFacts(query: FormValues, today: LocalDate, author: Author) throws -> [RadarFacts] {
        let lines = try radarLines(RadarFilter(query: query), thresholds(), today: today)
        let attempts = try attemptsByLine(near: today)
        let proposals = try proposals(for: lines, author: author, today: today)
        return lines.map {
            RadarFacts(line: $0, attempts: attempts[$0.key] ?? Attempts(), proposals: proposals[$0.key] ?? [])
        }
    }

    private func radarLines(
        _ filter: RadarFilter, _ thresholds: SchoolThresholds, today: LocalDate
    ) throws -> [RadarLine] {
        try radar(near: today, filter).filter { line in
            guard let wanted = filter.urgency else { return true }
            return SearchUrgency(line.startsOn, today: today, thresholds: thresholds) == wanted
        }
    }

    private func attemptsByLine(near today: LocalDate) throws -> [String: Attempts] {
        try attempts(near: today).reduce(into: [:]) { known, attempt in
            known[attempt.periodId.rawValue + "." + attempt.learnerId.rawValue, default: Attempts()].add(attempt)
        }
    }

    /// Three companies for each line: the hosts of a period are read once, whatever the number of learners.
    private func proposals(for lines: [RadarLine], author: Author, today: LocalDate) throws -> [String: [HostProposal]]
    {
        var known: [String: [HostProposal]] = [:]
        for (periodId, members) in Dictionary(grouping: lines, by: \.periodId) {
            guard let first = members.first else { continue }
            let hosts = try hostCandidates(
                for: try period(periodId), of: try schoolClass(first.classId), today: today)
            var byTown: [String: [HostProposal]] = [:]
            for line in members {
                let town = author.may(.seeLearnerContacts) ? line.city : ""
                let best = byTown[town] ?? hosts.best(near: town.isEmpty ? nil : town)
                byTown[town] = best
                known[line.key] = best
            }
        }
        return known
    }
}
