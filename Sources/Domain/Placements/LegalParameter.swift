/// A number set by a text, that changes with time; its values are in `Data/legal-parameters.json`.
public enum LegalParameter: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    case dayMaximumFrom16, dayMaximumUnder16, dayWarningUnder16, weekMaximumMinor
    case runMaximumMinor, breakMinimumMinor
    case dailyRestFrom16, dailyRestUnder16, weeklyRestDaysMinor, weeklyRestFallback
    case nightStartFrom16, nightStartUnder16, nightEndMinor
    case ageOfMajority, ageOfLongerHours, minimumAge, minimumAgeWarning, minimumAgeRegulatedWork
    case dayMaximumAdult, weekMaximumAdult, weekReferenceAdult, dailyRestAdult
    case hostQuotaThreshold, hostQuotaSmall, hostQuotaPercent, tutorMaximum
    case referentMaximumSchool, referentMaximumHigher
    case gratificationThreshold, gratificationThresholdAgricultural, gratificationRate
    case dayEquivalent, yearlyTeachingMinimum, accidentDeclarationHours, paperYears
    // The end of the PFMP and the other publics.
    case rectificationThreshold, allowancePartsMonths, certificateDelay, weekDays
    case observationMinimumAge, observationLongestDays, observationDayStart, observationDayEnd
    case observationDayMaximum, observationWeekMaximum, miniStageLongestDays, medicalOpinionMonths
    case regulatedWorkYears
}

/// What a parameter counts.
public enum ParameterUnit: String, Codable, CaseIterable, Sendable {
    case minutes, minuteOfDay, hours, days, years, people, percent, centsPerHour
    case cents, months
}

/// A number set by a text with its values over time.
public struct DatedParameter: Codable, Equatable, Sendable {
    /// One value and the days it holds, both included; `nil` is open.
    public struct Value: Codable, Equatable, Sendable {
        /// First day; `nil` when it held already before the program knew.
        public let from: LocalDate?
        /// Last day; `nil` when it holds until further notice.
        public let until: LocalDate?
        /// The number, in the unit of the parameter.
        public let value: Int
    }

    /// Which number it is.
    public let name: LegalParameter
    /// What it is, in French.
    public let meaning: String
    /// What it counts.
    public let unit: ParameterUnit
    /// The article, in French.
    public let source: String
    /// How sure it is.
    public let standing: RuleStanding
    /// Its values, the oldest first.
    public let values: [Value]

    /// The value of a day; `nil` when it is not known.
    public func value(on day: LocalDate) -> Int? {
        values.last { ($0.from ?? day) <= day && day <= ($0.until ?? day) }?.value
    }
}
