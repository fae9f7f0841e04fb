/// Which dated numbers each rule reads, so that people see the value of their year and whether it is confirmed.
public enum RuleNumbers {
    /// The numbers of a rule, in the order of its text; none for a rule without.
    public static func of(_ rule: Int) -> [LegalParameter] { byRule[rule] ?? [] }

    private static let byRule: [Int: [LegalParameter]] = durations.merging(presence) { $0 + $1 }
        .merging(people) { $0 + $1 }.merging(others) { $0 + $1 }

    private static let durations: [Int: [LegalParameter]] = [
        2: [.capTotalMinimum, .capTotalMaximum, .capYearMinimum, .capYearMaximum],
        3: [.capFloor],
        4: [.secondeMinimum, .secondeMaximum],
        5: [.premiereMinimum, .premiereMaximum],
        6: [.terminaleCertifying],
        7: [.endPathWeeks, .endPathStart, .endPathEnd],
        10: [.bacproTotalMinimum, .bacproTotalMaximum],
        11: [.periodMinimum],
        12: [.bacproFloor, .capFloor],
        14: [.csMinimum, .csMaximum, .csTeachingHours],
        15: [.weekDays],
        17: [.dayEquivalent, .monthDays, .weekDays],
        18: [.holidayShareMinor, .weekDays],
        20: [.preparationDays],
        31: [.yearlyTeachingMinimum],
        32: [.hostYearDays, .dayEquivalent],
        33: [.waitingDivisor],
    ]

    private static let presence: [Int: [LegalParameter]] = [
        24: [.ageOfMajority],
        40: [.ageOfMajority],
        41: [.ageOfMajority, .weekMaximumMinor],
        42: [.dayMaximumFrom16, .dayMaximumUnder16, .dayWarningUnder16, .ageOfLongerHours],
        43: [.weekMaximumMinor],
        44: [.siteDayMaximum, .siteWeekMaximum, .weekExtension],
        45: [.runMaximumMinor, .breakMinimumMinor],
        46: [.dailyRestFrom16, .dailyRestUnder16],
        47: [.weeklyRestDaysMinor, .weeklyRestFallback],
        50: [
            .nightStartFrom16, .nightStartUnder16, .nightEndMinor, .nightRestaurantEnd, .nightBakeryStart,
            .nightShowEnd, .nightDerogationYears,
        ],
        51: [.dayMaximumAdult, .weekReferenceAdult, .weekMaximumAdult, .weekAverageAdult, .dailyRestAdult],
        52: [.presenceFine, .presenceFineRepeated],
        53: [.minimumAge, .minimumAgeWarning],
    ]

    private static let people: [Int: [LegalParameter]] = [
        54: [.minimumAgeRegulatedWork, .ageOfMajority],
        55: [.worksDeclarationYears, .regulatedWorkYears],
        57: [.medicalOpinionMonths],
        60: [.handlingPercent],
        62: [.hostQuotaThreshold, .hostQuotaSmall, .hostQuotaPercent],
        63: [.orderThreshold, .orderSmall, .orderPercent],
        65: [.tutorMaximum, .ageOfMajority],
        68: [.gratificationThreshold, .gratificationThresholdAgricultural],
        69: [.gratificationRate],
        72: [.leaveDays],
        75: [.referentMaximumSchool, .referentMaximumHigher],
        76: [.referentWeeklyHours, .referentWeeksMaximum],
        77: [.contactsMinimum],
    ]

    private static let others: [Int: [LegalParameter]] = [
        22: [.signedBeforeDays],
        38: [.certificateDelay],
        39: [.paperYears, .otherPaperYears],
        83: [.allowanceStart],
        87: [.instalmentMonths, .allowancePartsMonths],
        92: [.rectificationThreshold],
        99: [.accidentDeclarationHours],
        118: [.observationDays, .observationLongestDays, .observationAge, .observationMinimumAge],
        119: [.secondeSequenceWeeks, .secondeSequenceStart, .secondeSequenceEnd],
        120: [
            .observationDayMaximum, .observationWeekMaximum, .observationEarliest, .observationLatest,
            .observationDayStart, .observationDayEnd,
        ],
        121: [.visitDays],
        122: [.miniStageDays, .miniStageLongestDays],
    ]
}

/// A number of a rule on a day, as people read it.
public struct RuleNumber: Equatable, Sendable {
    /// What it is, in French.
    public let meaning: String
    /// « 6 semaines »; `nil` when no text of that day is known.
    public let value: String?
    /// The article, in French.
    public let source: String
    /// The text of that day was read again.
    public let isConfirmed: Bool
}

extension PlacementRule {
    /// Its numbers on a day.
    public func numbers(on day: LocalDate, _ parameters: LegalParameters) -> [RuleNumber] {
        RuleNumbers.of(number).compactMap { parameters.parameter($0) }.map { parameter in
            RuleNumber(
                meaning: parameter.meaning, value: parameter.value(on: day).map(parameter.unit.text),
                source: parameter.source, isConfirmed: parameter.standing(on: day) == .read)
        }
    }

    /// Whether somebody must confirm it before trusting it on a day: its text was not read again, or one of its numbers
    /// was not, or is not known.
    public func isToConfirm(on day: LocalDate, _ parameters: LegalParameters) -> Bool {
        standing != .read || numbers(on: day, parameters).contains { !$0.isConfirmed }
    }
}
