/// Weeks in sentences and in comparisons.
enum Weeks {
    /// `1 semaine`, `6 semaines`.
    static func text(_ weeks: Int) -> String { FrenchNumber.counted(weeks, "semaine", "semaines") }

    /// `14,5 semaines` from 145.
    static func tenths(_ tenths: Int) -> String {
        guard tenths % 10 != 0 else { return text(tenths / 10) }
        return "\(tenths / 10),\(tenths % 10)\u{A0}" + (tenths < 20 ? "semaine" : "semaines")
    }

    /// Weeks of the calendar touched by some days (PFMP-17).
    static func touched(_ days: ClosedRange<LocalDate>) -> Int {
        days.lowerBound.monday.days(until: days.upperBound.monday) / 7 + 1
    }

    /// What to say of weeks outside their bounds.
    static func outside(_ weeks: Int, _ bounds: ClosedRange<Int>, _ what: String) -> [Observation] {
        guard !bounds.contains(weeks) else { return [] }
        let limit = weeks > bounds.upperBound ? "\(bounds.upperBound) au plus" : "\(bounds.lowerBound) au moins"
        return [
            Observation(
                .warning, "\(what)\u{A0}: \(text(weeks)) prévues, \(limit).", remedy: "Corrigez le calendrier.")
        ]
    }

    /// Two numbers of the law as bounds.
    static func bounds(
        _ study: Study, _ least: LegalParameter, _ most: LegalParameter, on day: LocalDate? = nil
    ) throws(Unknown) -> ClosedRange<Int> {
        let low = try study.parameters.require(least, on: day ?? study.day)
        let high = try study.parameters.require(most, on: day ?? study.day)
        return min(low, high)...max(low, high)
    }

    /// The weeks of a year of the baccalauréat against its bounds; nothing when that year is not planned.
    static func year(
        _ year: Int, of study: Study, _ what: String, _ least: LegalParameter, _ most: LegalParameter
    ) throws(Unknown) -> [Observation] {
        let training = study.facts.training
        guard training.diploma == .bacpro, training.plannedWeeks.count >= year else { return [] }
        return outside(training.plannedWeeks[year - 1], try bounds(study, least, most), what)
    }
}

/// Where a candidate stands against the weeks of the diploma (PFMP-12).
public enum ExamFloor: Equatable, Sendable {
    case complete
    /// Below the weeks of the diploma, at or above the floor: a derogation is asked for so many tenths of a week.
    case toRequest(missingTenths: Int)
    /// Below the floor, in weeks.
    case belowFloor(Int)

    /// - Parameters:
    ///   - validatedTenths: weeks validated, in tenths.
    ///   - required: weeks of the diploma.
    ///   - floor: least weeks, whatever was decided.
    public static func standing(validatedTenths: Int, required: Int, floor: Int) -> ExamFloor {
        guard validatedTenths >= floor * 10 else { return .belowFloor(floor) }
        let missing = required * 10 - validatedTenths
        return missing > 0 ? .toRequest(missingTenths: missing) : .complete
    }

    static func standing(_ study: Study, validatedTenths: Int) throws(Unknown) -> ExamFloor {
        let training = study.facts.training
        let diploma = try study.known(training.diploma, "training.diploma")
        guard diploma.isCAP || diploma == .bacpro else {
            throw .matter(
                "Aucun plancher de semaines n’est connu pour ce diplôme.", "Vérifiez le règlement de l’examen.")
        }
        let floor = try study.number(diploma == .bacpro ? .bacproFloor : .capFloor)
        let required = try study.known(training.specialityWeeks, "training.specialityWeeks")
        return standing(validatedTenths: validatedTenths, required: required, floor: floor)
    }
}
