/// The record of an accident (PFMP-99, PFMP-100). It holds data on health: read by very few.
public struct AccidentSheet: Codable, Equatable, Sendable {
    /// Who declares the accident to the CPAM.
    public enum Declarant: String, Codable, CaseIterable, Sendable {
        case host = "entreprise"
        case school = "lycee"

        /// « L’entreprise »
        public var label: String { self == .host ? "L’entreprise d’accueil" : "Le lycée" }
    }

    public let id: ID<AccidentSheet>
    public let placementId: ID<Placement>
    public let incidentId: ID<Incident>
    public var circumstances: String
    public var injuries: String
    public var witnesses: String
    public var firstAid: String
    public var daysOff: Int?
    public var declarant: Declarant
    public var hostToldOn: LocalDate?
    public var declaredOn: LocalDate?
    public var copyReceivedOn: LocalDate?
    public var certificateReceivedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<AccidentSheet>, placementId: ID<Placement>, incidentId: ID<Incident>, circumstances: String = "",
        injuries: String = "", witnesses: String = "", firstAid: String = "", daysOff: Int? = nil,
        declarant: Declarant = .host, hostToldOn: LocalDate? = nil, declaredOn: LocalDate? = nil,
        copyReceivedOn: LocalDate? = nil, certificateReceivedOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.incidentId = incidentId
        self.circumstances = circumstances
        self.injuries = injuries
        self.witnesses = witnesses
        self.firstAid = firstAid
        self.daysOff = daysOff
        self.declarant = declarant
        self.hostToldOn = hostToldOn
        self.declaredOn = declaredOn
        self.copyReceivedOn = copyReceivedOn
        self.certificateReceivedOn = certificateReceivedOn
        self.version = version
    }
}

/// Until when an accident is declared (PFMP-99): hours that skip Sundays and public holidays.
public struct DeclarationDeadline: Equatable, Sendable {
    public let day: LocalDate
    /// Minutes of the day.
    public let minute: Int

    /// The deadline of an accident known at a minute of a day; `nil` when the number of hours of that day is unknown.
    public init?(
        after start: LocalDate, minute: Int, territory: Territory, parameters: LegalParameters
    ) {
        guard let hours = parameters.value(.accidentDeclarationHours, on: start) else { return nil }
        let holidays = Set(
            PublicHolidays.between(start, start.adding(days: hours / 24 + 14), territory: territory).map(\.date))
        var left = hours * 60
        var day = start
        var from = max(0, min(minute, 1440))
        while true {
            let isOff = day.weekday == 7 || holidays.contains(day)
            if !isOff {
                if left <= 1440 - from { break }
                left -= 1440 - from
            }
            day = day.adding(days: 1)
            from = 0
        }
        self.day = day
        self.minute = from + left
    }

    /// « lundi 17 novembre 2025 à 16 h 00 »
    public var spelled: String { "\(day.spelled) à \(HourSpan.clock(minute))" }
}
