import Domain
import Persistence

/// A stay of a school year with everything the allowance asks of it.
struct AllowanceRow: Codable, Sendable {
    let placementId: ID<Placement>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let ine: String?
    let sex: Sex?
    let birthDate: LocalDate?
    let learnerPublic: LearnerPublic
    let addressLine1: String
    let addressPostalCode: String
    let addressCity: String
    let classId: ID<SchoolClass>
    let classCode: String
    let mef: String
    let enteredOn: LocalDate?
    let leftOn: LocalDate?
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schedule: WeekSchedule
    let agreementState: Agreement.State?
    let companyName: String
    let doneDays: Int?
    let birthPlaceChecked: Bool?
    let addressChecked: Bool?
    let accountOwner: AccountOwner?
    let decision: DecisionState?
    let lineState: AllowanceLine.State?
    let lineDays: Int?
    let lineAmount: Int?
    let lineNote: String?
    let lineVersion: Int?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var state: AllowanceLine.State { lineState ?? .toEnter }
}

/// A line of the list to key in: a stay, its amount under the yearly cap, and what is missing.
struct AllowanceEntry: Sendable {
    let row: AllowanceRow
    let rate: AllowanceRateAnswer
    let days: Int
    /// Whether the days are certified, or only planned.
    let isCertified: Bool
    let amount: AllowanceAmount?
    let checks: [AllowanceCheck]

    var due: Cents { amount?.due ?? Cents(rawValue: 0) }
    var blocking: [AllowanceCheck] { checks.filter(\.blocks) }
    var isReady: Bool { row.state == .toEnter && blocking.isEmpty }
    /// Nothing will ever be keyed in: another public, or a training outside the table.
    var isOutside: Bool { rate == .notListed || row.learnerPublic != .pupil }
}

/// Lines of the list by what is to do with them.
enum AllowanceSelection: String, CaseIterable, Sendable {
    case ready = "pretes"
    case incomplete = "incompletes"
    case entered = "saisies"
    case failed = "erreurs"

    var label: String {
        switch self {
        case .ready: "Prêtes à saisir"
        case .incomplete: "Incomplètes"
        case .entered: "Saisies"
        case .failed: "En erreur"
        }
    }

    func holds(_ entry: AllowanceEntry, on today: LocalDate) -> Bool {
        switch self {
        case .ready: entry.isReady
        case .incomplete: entry.row.state == .toEnter && !entry.isReady && entry.row.endsOn < today
        case .entered: entry.row.state == .entered
        case .failed: entry.row.state == .failed
        }
    }
}

extension SchoolDatabase {
    /// The stays of a school year with their amounts, by class and name.
    func allowances(year: Int, today: LocalDate, of learner: ID<Learner>? = nil) throws -> [AllowanceEntry] {
        let whose: SQL = learner.map { "placement.learner_id = \($0)" } ?? "true"
        let rows = try allowanceRows(where: "pfmp_period.school_year = \(year) and \(whose)")
        let school = try ownSchool()
        guard let schoolYear = SchoolYear(start: year) else { return [] }
        let rates = try ClosingTables.allowanceRates()
        return Dictionary(grouping: rows, by: \.learnerId).values
            .flatMap { stays in AllowanceBook(stays, rates, schoolYear, school, today).entries }
            .sorted {
                ($0.row.classCode, SearchKey($0.row.listName), $0.row.startsOn, $0.row.placementId)
                    < ($1.row.classCode, SearchKey($1.row.listName), $1.row.startsOn, $1.row.placementId)
            }
    }

    private func allowanceRows(where condition: SQL) throws -> [AllowanceRow] {
        try rows(
            """
            select placement.id as placement_id, learner.id as learner_id, learner.family_name, learner.usage_name,
            learner.first_name, learner.ine, learner.sex, learner.birth_date, learner.learner_public,
            learner.address_line1, learner.address_postal_code, learner.address_city, school_class.id as class_id,
            school_class.code as class_code, coalesce(nullif(enrolment.mef, ''), school_class.mef) as mef,
            enrolment.starts_on as entered_on, enrolment.ends_on as left_on, pfmp_period.label, placement.starts_on,
            placement.ends_on, placement.schedule, agreement.state as agreement_state,
            coalesce(company.trade_name, company.legal_name) as company_name, certificate.days as done_days,
            allowance_file.birth_place_checked, allowance_file.address_checked, allowance_file.account_owner,
            allowance_file.decision, allowance_line.state as line_state, allowance_line.days as line_days,
            allowance_line.amount_cents as line_amount, allowance_line.note as line_note,
            allowance_line.version as line_version
            from \(table(.pfmpPeriod)) join \(table(.placement)) on placement.period_id = pfmp_period.id
            \(latestAgreement)
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.enrolment)) on enrolment.learner_id = learner.id
            and enrolment.class_id = pfmp_period.class_id
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            left join \(table(.allowanceFile)) on allowance_file.learner_id = learner.id
            and allowance_file.school_year = pfmp_period.school_year
            left join \(table(.allowanceLine)) on allowance_line.placement_id = placement.id
            where \(condition) and (agreement.state is null
            or agreement.state not in (\(Agreement.State.refused), \(Agreement.State.cancelled)))
            order by placement.starts_on, placement.id
            """)
    }

    func allowanceFile(of learner: ID<Learner>, year: Int) throws -> AllowanceFile? {
        try row(
            """
            select allowance_file.* from \(table(.allowanceFile))
            where allowance_file.learner_id = \(learner) and allowance_file.school_year = \(year)
            """)
    }

    func allowanceLine(of placement: ID<Placement>) throws -> AllowanceLineRow? {
        try row(
            "select allowance_line.* from \(table(.allowanceLine)) where allowance_line.placement_id = \(placement)")
    }

    /// The amounts of the school year in which a stay falls, for the learner who makes it.
    func allowanceAmounts(around placement: ID<Placement>, at now: Now) throws -> [AllowanceAmount] {
        let stay = try self.placement(placement)
        let year = try period(stay.periodId).schoolYear
        return try allowances(year: year, today: now.day, of: stay.learnerId).compactMap(\.amount)
    }

    /// Lines keyed in whose amount is no longer what was keyed go back to do, with the reason.
    func reopenAllowances(around placement: ID<Placement>, by author: Author, at now: Now) throws {
        let stay = try self.placement(placement)
        let year = try period(stay.periodId).schoolYear
        for entry in try allowances(year: year, today: now.day, of: stay.learnerId) {
            guard entry.row.state == .entered, let days = entry.row.lineDays, let amount = entry.row.lineAmount,
                days != entry.days || amount != entry.due.rawValue,
                let line = try allowanceLine(of: entry.row.placementId)
            else { continue }
            var changed = line
            changed.state = .toEnter
            changed.note = entry.correction(
                try LegalTexts.parameters(), from: Cents(rawValue: amount), days: days, on: now.day)
            changed.stamp(by: author, at: now)
            try update(changed, in: .allowanceLine, replacing: line.version)
            try journal(
                "Allocation à corriger", Subject("learner", stay.learnerId), before: line, after: changed, by: author,
                at: now)
        }
    }
}

extension AllowanceEntry {
    /// What to do in ApLyPro about a line already keyed in.
    fileprivate func correction(
        _ parameters: LegalParameters, from paid: Cents, days former: Int, on day: LocalDate
    ) -> String {
        let change = "Saisi\u{A0}: \(former) j, \(paid.french). À présent\u{A0}: \(days) j, \(due.french)."
        switch Allowance.rectification(paid: paid, corrected: due, on: day, parameters: parameters) {
        case .none: return change + " Le montant ne change pas."
        case .complement(let cents): return change + " Complément de \(cents.french)."
        case .refund(let cents): return change + " Trop-perçu de \(cents.french), s’il est déjà payé."
        case .tooSmall(let cents):
            return change
                + " Trop-perçu de \(cents.french)\u{A0}: sous le seuil, ApLyPro ne le réclame pas une fois payé."
        }
    }
}

/// What the school checked of a learner for a year.
struct AllowanceFile: Codable, Equatable, Sendable {
    let id: ID<AllowanceFile>
    let learnerId: ID<Learner>
    let schoolYear: Int
    var birthPlaceChecked = false
    var addressChecked = false
    var accountOwner: AccountOwner?
    var decision = DecisionState.missing
    var version = 0
}

/// A line as it was keyed in.
struct AllowanceLineRow: Codable, Equatable, Sendable {
    let id: ID<AllowanceLineRow>
    let learnerId: ID<Learner>
    let placementId: ID<Placement>
    var state: AllowanceLine.State
    var days: Int
    var amountCents: Int
    var note: String
    var changedOn: LocalDate
    var changedBy: String
    var version: Int

    mutating func stamp(by author: Author, at now: Now) {
        changedOn = now.day
        changedBy = author.name
        version += 1
    }
}
