/// When people may be written to again about an agreement: data of a school, with usual values.
public struct ReminderRules: Codable, Equatable, Sendable {
    /// Days between two mails to the same person.
    public var cooldownDays: Int
    /// Mails to the same person about the same agreement, at most.
    public var most: Int
    /// Also remind once the placement has begun.
    public var afterStart: Bool

    /// Rules of a school.
    public init(cooldownDays: Int = 5, most: Int = 3, afterStart: Bool = true) {
        self.cooldownDays = cooldownDays
        self.most = most
        self.afterStart = afterStart
    }

    /// Those of a school that changed nothing.
    public static let usual = ReminderRules()

    /// Why nobody writes to this party now; `nil` when they may.
    public func stop(_ facts: ReminderFacts) -> ReminderStop? {
        guard facts.state == .toSign else { return .notToSign(facts.state) }
        guard !facts.hasSigned else { return .signed }
        guard !facts.isRefused else { return .refused }
        guard facts.hasAddress else { return .noAddress }
        guard afterStart || facts.today < facts.startsOn else { return .begun(facts.startsOn) }
        guard facts.today <= facts.endsOn else { return .over(facts.endsOn) }
        guard facts.sent.count < most else { return .tooMany(facts.sent.count) }
        guard let last = facts.sent.max() else { return nil }
        let next = last.adding(days: cooldownDays)
        return facts.today < next ? .tooSoon(last: last, next: next) : nil
    }
}

/// What decides whether somebody is reminded.
public struct ReminderFacts: Equatable, Sendable {
    public var state: Agreement.State
    public var hasSigned: Bool
    public var isRefused: Bool
    public var hasAddress: Bool
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    /// The days on which a mail already left for this person about this agreement.
    public var sent: [LocalDate]
    public var today: LocalDate

    /// The facts of one person and one agreement.
    public init(
        state: Agreement.State, hasSigned: Bool = false, isRefused: Bool = false, hasAddress: Bool = true,
        startsOn: LocalDate, endsOn: LocalDate, sent: [LocalDate] = [], today: LocalDate
    ) {
        self.state = state
        self.hasSigned = hasSigned
        self.isRefused = isRefused
        self.hasAddress = hasAddress
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.sent = sent
        self.today = today
    }
}

/// Why a mail does not leave.
public enum ReminderStop: Equatable, Sendable {
    case notToSign(Agreement.State)
    case signed
    case refused
    case noAddress
    case begun(LocalDate)
    case over(LocalDate)
    case tooMany(Int)
    case tooSoon(last: LocalDate, next: LocalDate)

    /// A few French words, after a name.
    public var message: String {
        switch self {
        case .notToSign(let state): "la convention est à l’état «\u{A0}\(state.label)\u{A0}»"
        case .signed: "a déjà signé"
        case .refused: "a refusé de signer"
        case .noAddress: "pas d’adresse de courriel connue"
        case .begun(let day): "la période a commencé le \(day.short)"
        case .over(let day): "la période s’est terminée le \(day.short)"
        case .tooMany(let count): "déjà \(FrenchNumber.counted(count, "courriel envoyé", "courriels envoyés"))"
        case .tooSoon(let last, let next): "déjà écrit le \(last.short), pas avant le \(next.short)"
        }
    }
}
