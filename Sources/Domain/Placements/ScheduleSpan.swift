/// Part of a placement during which the same rules of age apply (PFMP-40).
struct ScheduleSpan {
    enum Age: Equatable {
        case under16, from16, adult
    }

    let facts: ScheduleFacts
    let age: Age
    let start: LocalDate
    let end: LocalDate
    /// « Jusqu’au 13 janvier 2026, » when the rules change inside the period; empty otherwise.
    let opening: String

    var isMinor: Bool { age != .adult }

    /// A sentence that begins with the opening, or with a capital letter.
    func sentence(_ text: String) -> String {
        opening.isEmpty ? text.prefix(1).uppercased() + text.dropFirst() : opening + "\u{A0}: " + text
    }

    /// The days of the first week and the one after, as far as they belong to the span: every kind of day and every
    /// pair of days that follow each other.
    private var sample: ClosedRange<Int> { start.dayNumber...min(end.dayNumber, start.dayNumber + 7) }

    /// Days of the week with presence, Monday first.
    var workedDays: [(weekday: Int, day: DaySchedule)] {
        let present = Set(sample.map { LocalDate(dayNumber: $0).weekday })
        return present.sorted().compactMap { weekday in
            let day = facts.schedule.days[weekday - 1]
            return day.minutes > 0 ? (weekday, day) : nil
        }
    }

    /// Days with presence that follow each other: today and tomorrow.
    var followingDays: [(weekday: Int, today: DaySchedule, tomorrow: DaySchedule)] {
        sample.dropLast().map { LocalDate(dayNumber: $0).weekday }.sorted().reduce(into: []) { pairs, weekday in
            let today = facts.schedule.days[weekday - 1]
            let tomorrow = facts.schedule.days[weekday % 7]
            guard today.minutes > 0, tomorrow.minutes > 0, pairs.last?.weekday != weekday else { return }
            pairs.append((weekday, today, tomorrow))
        }
    }

    /// Minutes of presence of the busiest week.
    var busiestWeek: Int {
        let first = LocalDate(dayNumber: sample.lowerBound).monday
        return (0...1).map { week -> Int in
            let monday = first.adding(days: 7 * week)
            return (0..<7).reduce(0) { sum, index in
                let day = monday.adding(days: index)
                let inside = (start...max(start, end)).contains(day)
                return sum + (inside ? facts.schedule.days[index].minutes : 0)
            }
        }.max() ?? 0
    }
}

extension ScheduleFacts {
    /// The spans of the placement, in the order of the days; none when the dates are reversed.
    func spans(_ parameters: LegalParameters) throws(UnknownParameter) -> [ScheduleSpan] {
        guard startsOn <= endsOn else { return [] }
        let first = try age(on: startsOn, parameters)
        guard try age(on: endsOn, parameters) != first else { return [span(first, startsOn, endsOn)] }

        var spans: [(age: ScheduleSpan.Age, start: LocalDate)] = [(first, startsOn)]
        for number in startsOn.dayNumber...endsOn.dayNumber {
            let day = LocalDate(dayNumber: number)
            let age = try age(on: day, parameters)
            if spans.last?.age != age { spans.append((age, day)) }
        }
        return spans.indices.map { index in
            let isLast = index == spans.count - 1
            let end = isLast ? endsOn : spans[index + 1].start.adding(days: -1)
            let opening = isLast ? "À partir du \(spans[index].start.long)" : "Jusqu’au \(end.long)"
            return span(spans[index].age, spans[index].start, end, opening)
        }
    }

    private func span(
        _ age: ScheduleSpan.Age, _ start: LocalDate, _ end: LocalDate, _ opening: String = ""
    ) -> ScheduleSpan {
        ScheduleSpan(facts: self, age: age, start: start, end: end, opening: opening)
    }

    private func age(on day: LocalDate, _ parameters: LegalParameters) throws(UnknownParameter) -> ScheduleSpan.Age {
        guard let birthDate else { return .from16 }
        let years = birthDate.age(on: day)
        if years >= (try parameters.require(.ageOfMajority, on: day)) { return .adult }
        return years >= (try parameters.require(.ageOfLongerHours, on: day)) ? .from16 : .under16
    }
}

extension DaySchedule {
    /// The spans of the day in their order, those after midnight counted beyond 24 h.
    var spans: [ClosedRange<Int>] {
        [morning, afternoon].compactMap { $0 }.filter { $0.minutes > 0 }.map { $0.from...($0.from + $0.minutes) }
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Minute of arrival.
    var arrival: Int? { spans.first?.lowerBound }
    /// Minute of departure, beyond 1440 after midnight.
    var departure: Int? { spans.map(\.upperBound).max() }

    /// Minutes of the longest presence without a break of at least that many minutes.
    func longestRun(minimumBreak: Int) -> Int {
        var longest = 0
        var run: ClosedRange<Int>?
        for span in spans {
            if let current = run, span.lowerBound - current.upperBound < minimumBreak {
                run = current.lowerBound...max(current.upperBound, span.upperBound)
            } else {
                run = span
            }
            longest = max(longest, run?.count ?? 0)
        }
        return max(0, longest - 1)
    }

    /// Minutes of presence within a night that starts at a minute of the evening and ends at one of the morning.
    func nightMinutes(from evening: Int, to morning: Int) -> Int {
        let nights = [0...morning, evening...(1440 + morning)]
        return spans.reduce(0) { sum, span in
            nights.reduce(sum) {
                $0 + max(0, min(span.upperBound, $1.upperBound) - max(span.lowerBound, $1.lowerBound))
            }
        }
    }
}

extension WeekSchedule {
    /// Days of the week with presence within a night that starts at a minute of the evening and ends at one of the
    /// morning; 1 is Monday.
    public func nightWeekdays(from evening: Int, to morning: Int) -> [Int] {
        (1...7).filter { days[$0 - 1].nightMinutes(from: evening, to: morning) > 0 }
    }
}
