/// What an absence asks for (PFMP-21).
public enum AbsenceOutcome: Equatable, Sendable {
    /// The competences were assessed: a derogation is asked, no day to make up.
    case derogation
    /// So many days to make up, under an amendment.
    case days(Int)

    /// - Parameters:
    ///   - cause: why the learner was away.
    ///   - assessed: whether the competences were assessed nonetheless; `nil` when nobody said.
    ///   - days: planned days missed.
    /// - Returns: `nil` when it depends on an assessment nobody told of.
    public static func of(cause: AbsenceCause, assessed: Bool?, days: Int) -> AbsenceOutcome? {
        guard cause != .unjustified else { return .days(days) }
        return assessed.map { $0 ? .derogation : .days(days) }
    }

    static func observation(_ absence: AbsenceFacts, _ study: Study) throws(Unknown) -> Observation? {
        let away = try study.known(absence.days, "absences.from")
        let cause = try study.known(absence.cause, "absences.cause")
        let missed = PresenceRules.plannedDays(away, study)
        guard missed > 0 else { return nil }
        guard let outcome = of(cause: cause, assessed: absence.assessed, days: missed) else {
            throw .fact("absences.assessed")
        }
        let what = "Absence du \(away.lowerBound.long) (\(cause.label))"
        switch outcome {
        case .derogation:
            return Observation(.info, "\(what)\u{A0}: rien à rattraper, dérogation à demander.")
        case .days(let days):
            guard !study.facts.agreement.amendments.contains(where: { $0.terms.contains(.dates) }) else { return nil }
            return Observation(
                .warning, "\(what)\u{A0}: \(FrenchNumber.counted(days, "jour", "jours")) à rattraper.",
                remedy: "Faites un avenant ou une nouvelle convention avant le rattrapage.")
        }
    }
}

/// How much of the school holidays a stay takes (PFMP-18).
enum SchoolHolidayShare {
    static func observations(_ study: Study, _ days: ClosedRange<LocalDate>) throws(Unknown) -> [Observation] {
        var found: [Observation] = []
        for holiday in try study.known(study.facts.school.holidays, "school.holidays")
        where holiday.start <= holiday.end {
            let (first, last) = (max(days.lowerBound, holiday.start), min(days.upperBound, holiday.end))
            guard first <= last else { continue }
            let taken = weekdays(first...last).filter { (study.plan?.day($0).minutes ?? 1) > 0 }.count
            let all = weekdays(holiday.start...holiday.end).count
            guard taken > 0, all > 0 else { continue }
            found += try observation(holiday, taken, of: all, study, days.lowerBound)
        }
        return found
    }

    private static func weekdays(_ days: ClosedRange<LocalDate>) -> [LocalDate] {
        (days.lowerBound.dayNumber...days.upperBound.dayNumber).map(LocalDate.init(dayNumber:))
            .filter { $0.weekday <= 5 }
    }

    private static func observation(
        _ holiday: SchoolHoliday, _ taken: Int, of all: Int, _ study: Study, _ day: LocalDate
    ) throws(Unknown) -> [Observation] {
        let days = FrenchNumber.counted(taken, "jour", "jours")
        // A bridge of a day or two is no holiday to share: the school is closed, and somebody must be reachable.
        guard all >= (try study.number(.weekDays)) else {
            return [
                Observation(
                    .info, "\(days) pendant que le lycée est fermé («\u{A0}\(holiday.name)\u{A0}»).",
                    remedy: "Dites qui répond à l’élève et au tuteur.")
            ]
        }
        let share = "\(days) sur \(all) pris sur «\u{A0}\(holiday.name)\u{A0}»"
        let most = try study.number(.holidayShareMinor)
        if try study.isMinor(on: day), taken * 100 >= most * all {
            return [
                Observation(
                    .warning,
                    "\(share)\u{A0}: " + (taken * 100 > most * all ? "plus de" : "à la limite de")
                        + " \(most)\u{A0}% pour un mineur.",
                    remedy: "Raccourcissez le rattrapage, ou écrivez pourquoi il est nécessaire.")
            ]
        }
        guard study.facts.period.holidaysAgreed != true else {
            return [Observation(.info, "\(share), avec l’accord de la famille et du chef d’établissement.")]
        }
        return [
            Observation(
                .warning, "\(share)\u{A0}: une PFMP pendant les vacances est une exception.",
                remedy: "Obtenez l’accord de la famille et du chef d’établissement, et assurez le suivi.")
        ]
    }
}
