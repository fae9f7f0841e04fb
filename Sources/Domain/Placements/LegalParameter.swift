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
    case allowancePartsMonths, certificateDelay, observationMinimumAge, observationLongestDays
    case observationDayStart, observationDayEnd, miniStageLongestDays, regulatedWorkYears
    case capTotalMinimum, capTotalMaximum, capYearMinimum, capYearMaximum, capFloor, bacproFloor
    case secondeMinimum, secondeMaximum, premiereMinimum, premiereMaximum, terminaleCertifying
    case endPathWeeks, endPathStart, endPathEnd, bacproTotalMinimum, bacproTotalMaximum, periodMinimum, preparationDays
    case csMinimum, csMaximum, csTeachingHours, monthDays, weekDays, holidayShareMinor, hostYearDays
    case waitingDivisor, siteDayMaximum, siteWeekMaximum, weekExtension, weekAverageAdult
    case nightRestaurantEnd, nightBakeryStart, nightShowEnd, nightDerogationYears, presenceFine
    case presenceFineRepeated, worksDeclarationYears, medicalOpinionMonths, handlingPercent, orderThreshold
    case orderSmall, orderPercent, leaveDays, referentWeeklyHours, referentWeeksMaximum, contactsMinimum
    case rectificationThreshold, allowanceStart, instalmentMonths, otherPaperYears, signedBeforeDays, observationDays
    case observationAge, secondeSequenceWeeks, secondeSequenceStart, secondeSequenceEnd
    case observationDayMaximum, observationWeekMaximum, observationEarliest, observationLatest, visitDays
    case miniStageDays
}

/// What a parameter counts.
public enum ParameterUnit: String, Codable, CaseIterable, Sendable {
    case minutes, minuteOfDay, hours, days, weeks, months, years, people, percent, cents, centsPerHour, times
    /// A divisor.
    case ratio
    /// A day written as one number: 20260608.
    case date
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
        /// How sure it is, when it is not as sure as the parameter.
        public let standing: RuleStanding?

        /// Whether it holds on a day.
        func holds(on day: LocalDate) -> Bool { (from ?? day) <= day && day <= (until ?? day) }
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
    public func value(on day: LocalDate) -> Int? { entry(on: day)?.value }

    /// How sure the value of a day is; `nil` when it is not known.
    public func standing(on day: LocalDate) -> RuleStanding? {
        entry(on: day).map { $0.standing ?? standing }
    }

    /// Whether the value of a day is less sure than the parameter: the text of that year was not found yet.
    public func isAssumed(on day: LocalDate) -> Bool {
        guard let own = entry(on: day)?.standing else { return false }
        return own != .read
    }

    private func entry(on day: LocalDate) -> Value? {
        values.last { $0.holds(on: day) }
    }
}
