/// A case under examination: its facts, the numbers of the day, and what several rules compute from them, once.
///
/// A class, so that rules share one instead of copying a hundred facts each.
final class Study: Sendable {
    let facts: AgreementCase
    let parameters: LegalParameters
    /// The day of the check.
    let today: LocalDate
    /// First and last day; `nil` when unknown or reversed.
    let days: ClosedRange<LocalDate>?
    /// Public holidays of the stay.
    let holidays: [PublicHoliday]
    /// Hours of every day; `nil` when there are none.
    let plan: WorkPlan?
    /// The rules of the allowance speak of a PFMP that is over, or as soon as something of the allowance is told.
    let asksAllowance: Bool
    /// The rate of the allowance, for the cases that ask about it; `nil` for the others.
    let allowanceRate: Result<DatedAllowanceRate?, Unknown>?
    /// What the learner is to do, folded; `nil` when unknown.
    let activities: FoldedText?
    /// What the stay counts for; `nil` without days or hours.
    let presence: PresenceCount?
    /// Parts of the stay under the same rules of age.
    let spans: Result<[ScheduleSpan], Unknown>

    init(_ facts: AgreementCase, parameters: LegalParameters, today: LocalDate) {
        self.facts = facts
        self.parameters = parameters
        self.today = today
        let days = facts.period.days
        self.days = days
        let territory = facts.school.territory ?? .metropole
        holidays = days.map { PublicHolidays.between($0.lowerBound, $0.upperBound, territory: territory) } ?? []
        plan = facts.hours.plan(from: days?.lowerBound)
        let isOver = days.map { $0.upperBound < today } ?? false
        asksAllowance = (facts.kind ?? .pfmp) == .pfmp && (isOver || facts.allowance != AllowanceCaseFacts())
        allowanceRate = asksAllowance ? Study.rate(facts, parameters, on: days?.lowerBound ?? today) : nil
        activities = facts.agreement.activities.map(FoldedText.init)
        presence = Study.count(facts, days, plan, holidays)
        spans = Study.spans(facts, days, plan, holidays, parameters)
    }

    private static func rate(
        _ facts: AgreementCase, _ parameters: LegalParameters, on day: LocalDate
    ) -> Result<DatedAllowanceRate?, Unknown> {
        do throws(Unknown) {
            return .success(try AllowanceRateTable.single(facts, parameters, on: day))
        } catch {
            return .failure(error)
        }
    }

    private static func count(
        _ facts: AgreementCase, _ days: ClosedRange<LocalDate>?, _ plan: WorkPlan?, _ holidays: [PublicHoliday]
    ) -> PresenceCount? {
        guard let days, let plan else { return nil }
        let off = facts.hours.worksPublicHolidays == true ? [] : holidays
        let stop = facts.agreement.termination?.on ?? facts.agreement.interruption?.on
        return PresenceCount(
            plan: plan, from: days.lowerBound, through: days.upperBound, off: Set(off.map(\.date)),
            absences: facts.absences.compactMap(\.days), stoppedOn: stop)
    }

    private static func spans(
        _ facts: AgreementCase, _ days: ClosedRange<LocalDate>?, _ plan: WorkPlan?, _ holidays: [PublicHoliday],
        _ parameters: LegalParameters
    ) -> Result<[ScheduleSpan], Unknown> {
        guard let days else { return .failure(.fact("period.startsOn")) }
        guard let plan else { return .failure(.fact("hours.weeks")) }
        let schedule = ScheduleFacts(facts, days: days, plan: plan)
        do throws(Unknown) {
            return .success(try schedule.spans(parameters, holidays: holidays))
        } catch {
            return .failure(error)
        }
    }
}

extension Study {
    /// The day whose numbers apply: the first of the stay, or today.
    var day: LocalDate { days?.lowerBound ?? facts.period.startsOn ?? today }

    /// The kind of stay; a PFMP unless said otherwise (PFMP-23).
    var kind: StayKind { facts.kind ?? .pfmp }

    /// A fact that must be known, by its path in the JSON form.
    func known<Value>(_ value: Value?, _ path: String) throws(Unknown) -> Value {
        guard let value else { throw .fact(path) }
        return value
    }

    /// Looks at items one by one: what is unknown of one hides nothing of the others.
    func each<Item>(
        _ items: some Sequence<Item>, _ look: (Item) throws(Unknown) -> [Observation]
    ) -> [Observation] {
        var found: [Observation] = []
        for item in items {
            do throws(Unknown) {
                found += try look(item)
            } catch {
                found.append(error.observation(parameters))
            }
        }
        return found
    }

    /// A number of the law on the day of the stay.
    func number(_ name: LegalParameter) throws(Unknown) -> Int { try parameters.require(name, on: day) }

    /// First and last day.
    func period() throws(Unknown) -> ClosedRange<LocalDate> {
        if let days { return days }
        if facts.period.startsOn == nil { throw .fact("period.startsOn") }
        if facts.period.endsOn == nil { throw .fact("period.endsOn") }
        let text =
            facts.period.isReversed ? "La date de fin précède la date de début." : "La période dure plus de 3 ans."
        throw .matter(text, "Corrigez les dates.")
    }

    /// Age in completed years on a day.
    func age(on day: LocalDate) throws(Unknown) -> Int {
        try known(facts.learner.birthDate, "learner.birthDate").age(on: day)
    }

    /// Whether the learner is a minor on a day (PFMP-40).
    func isMinor(on day: LocalDate) throws(Unknown) -> Bool { try age(on: day) < number(.ageOfMajority) }

    /// Days and minutes of presence.
    func counted() throws(Unknown) -> PresenceCount {
        guard let presence else { throw days == nil ? .fact("period.startsOn") : .fact("hours.weeks") }
        return presence
    }

    /// Whether the stay is over on the day of the check.
    var isOver: Bool { days.map { $0.upperBound < today } ?? false }
    /// Whether the stay has begun on the day of the check.
    var hasBegun: Bool { days.map { $0.lowerBound <= today } ?? false }
    /// Whether it is a pupil of secondary education; `nil` when not known.
    var isPupil: Bool? { facts.learner.status.map { $0 == .pupil } }
}

extension PeriodFacts {
    /// First to last day; `nil` when one is unknown, when they are reversed or too far apart to be a stay.
    var days: ClosedRange<LocalDate>? {
        guard let startsOn, let endsOn, startsOn <= endsOn, startsOn.days(until: endsOn) <= PeriodFacts.longest else {
            return nil
        }
        return startsOn...endsOn
    }

    /// The last day comes before the first.
    var isReversed: Bool {
        guard let startsOn, let endsOn else { return false }
        return endsOn < startsOn
    }

    /// Days beyond which dates are a mistake: three years.
    static let longest = 3 * 366
}

extension AbsenceFacts {
    /// First to last day; one day when the last is not said.
    var days: ClosedRange<LocalDate>? {
        guard let from else { return nil }
        let last = until ?? from
        return from <= last ? from...last : nil
    }
}

/// Whether a text says nothing.
func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
