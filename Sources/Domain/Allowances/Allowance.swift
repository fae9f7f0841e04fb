/// The State allowance for PFMP (« allocation de stage »): effective days at a daily rate under a yearly cap.
public enum Allowance {
    /// PFMP-84. The amounts of the stays of one learner, one training and one school year, in the order of the
    /// calendar: a stay receives what the earlier ones left under the cap. Whole days only, never below zero.
    public static func amounts(_ stays: [AllowanceStay], rate: AllowanceRate) -> [AllowanceAmount] {
        let ordered = stays.sorted(by: AllowanceStay.earlier)
        let amounts = AllowancePay.amounts(
            ordered.map { AllowancePeriod(days: max(0, $0.days)) }, rate: rate.daily, cap: rate.cap)
        return zip(ordered, amounts).map { stay, due in
            AllowanceAmount(stay: stay, asked: Cents(rawValue: max(0, stay.days) * rate.daily.rawValue), due: due)
        }
    }

    /// What a change of days does to every stay of the year: a later one may gain or lose what the earlier one took.
    public static func changes(from former: [AllowanceAmount], to now: [AllowanceAmount]) -> [AllowanceChange] {
        now.compactMap { amount in
            let before = former.first { $0.stay.id == amount.stay.id }
            guard before?.due != amount.due else { return nil }
            return AllowanceChange(
                label: amount.stay.label, before: before?.due ?? Cents(rawValue: 0), after: amount.due)
        }
    }

    /// PFMP-87. A stay longer than three months may be paid in several times.
    public static func mayBePaidInParts(
        from start: LocalDate, through end: LocalDate, parameters: LegalParameters
    ) -> Bool {
        guard let months = parameters.value(.allowancePartsMonths, on: start) else { return false }
        return end >= start.adding(months: months)
    }

    /// PFMP-92. A paid amount is corrected when it changes; an overpayment only above the threshold.
    public static func rectification(
        paid: Cents, corrected: Cents, on day: LocalDate, parameters: LegalParameters
    ) -> Rectification {
        let difference = corrected.rawValue - paid.rawValue
        if difference == 0 { return .none }
        if difference > 0 { return .complement(Cents(rawValue: difference)) }
        let threshold = parameters.value(.rectificationThreshold, on: day) ?? 0
        let overpaid = Cents(rawValue: -difference)
        return -difference > threshold ? .refund(overpaid) : .tooSmall(overpaid)
    }

    /// PFMP-88. An adult at the start of the stay is paid on an own account, or with a mandate.
    public static func accepts(_ owner: AccountOwner, adultAtStart: Bool) -> Bool {
        !adultAtStart || owner == .personal || owner == .mandate
    }
}

/// Days of one stay, for the allowance.
public struct AllowanceStay: Codable, Equatable, Sendable {
    public let id: ID<Placement>
    /// « PFMP 1 »
    public let label: String
    public let startsOn: LocalDate
    public let endsOn: LocalDate
    /// Whole days of effective presence.
    public var days: Int

    public init(id: ID<Placement>, label: String = "", startsOn: LocalDate, endsOn: LocalDate, days: Int) {
        self.id = id
        self.label = label
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.days = days
    }

    static func earlier(_ left: AllowanceStay, _ right: AllowanceStay) -> Bool {
        (left.startsOn, left.endsOn, left.id) < (right.startsOn, right.endsOn, right.id)
    }

    /// PFMP-90. `0 < days ≤ calendar days of the stay`, the dates in order and inside the school year.
    public func requireValid(in year: SchoolYear, academie: Academie? = nil) throws(AllowanceRefusal) {
        guard endsOn >= startsOn else { throw .datesReversed }
        guard year.contains(startsOn, in: academie), year.contains(endsOn, in: academie) else {
            throw .outsideYear(year)
        }
        guard days > 0 else { throw .noDays }
        let calendar = startsOn.days(until: endsOn) + 1
        guard days <= calendar else { throw .tooManyDays(calendar) }
    }
}

/// What a stay brings.
public struct AllowanceAmount: Equatable, Sendable {
    public let stay: AllowanceStay
    /// Days at the daily rate, before the cap.
    public let asked: Cents
    /// What is due under the cap.
    public let due: Cents

    /// Whether the cap took something away.
    public var isCapped: Bool { due < asked }
}

/// An amount that changes because days changed, for the person who changed them.
public struct AllowanceChange: Equatable, Sendable {
    public let label: String
    public let before: Cents
    public let after: Cents

    /// « PFMP 2 : 10,00 € deviennent 0,00 €. »
    public var sentence: String { "\(label)\u{A0}: \(before.french) deviennent \(after.french)." }
}

/// What to do about an amount already paid.
public enum Rectification: Equatable, Sendable {
    case none
    case complement(Cents)
    case refund(Cents)
    /// An overpayment too small to be claimed back.
    case tooSmall(Cents)
}

/// Whose account receives the allowance; the account itself is never known here (PFMP-88).
public enum AccountOwner: String, Codable, CaseIterable, Sendable {
    case personal
    case otherPerson = "other_person"
    case moralPerson = "moral_person"
    case mandate

    public var label: String {
        switch self {
        case .personal: "L’élève"
        case .otherPerson: "Un représentant légal"
        case .moralPerson: "Une personne morale (ASE…)"
        case .mandate: "Un tiers, avec un mandat signé de l’élève"
        }
    }
}

/// Why days are refused.
public enum AllowanceRefusal: Refusal, Equatable {
    case datesReversed
    case outsideYear(SchoolYear)
    case noDays
    case tooManyDays(Int)
    case impossible(AllowanceLine.State, AllowanceLine.Event)
    case notReady([String])

    public var message: String {
        switch self {
        case .datesReversed: "Le dernier jour doit suivre le premier."
        case .outsideYear(let year): "Ces dates sortent de l’année scolaire \(year.rawValue)."
        case .noDays: "Indiquez au moins un jour réellement fait."
        case .tooManyDays(let most): "La période ne compte que \(most)\u{A0}jours de calendrier\u{A0}: vérifiez."
        case .impossible(let state, let event):
            "Cette ligne est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas \(event.label.lowercased())."
        case .notReady(let sentences):
            "La ligne n’est pas prête à saisir. " + sentences.joined(separator: " ")
        }
    }
}
