import Domain

/// The allowance of one learner over one school year: amounts in the order of the calendar, under the yearly cap.
struct AllowanceBook: Sendable {
    let entries: [AllowanceEntry]

    init(
        _ rows: [AllowanceRow], _ rates: AllowanceRates, _ year: SchoolYear, _ school: School, _ today: LocalDate
    ) {
        let groups = Dictionary(grouping: rows, by: \.mef)
        entries = groups.values.flatMap { stays in
            AllowanceBook.entries(stays, all: rows, rates, year, school, today)
        }
    }

    /// The stays of one training: another training of the same year has a cap of its own (PFMP-84).
    private static func entries(
        _ rows: [AllowanceRow], all: [AllowanceRow], _ rates: AllowanceRates, _ year: SchoolYear, _ school: School,
        _ today: LocalDate
    ) -> [AllowanceEntry] {
        let answer = MEF(rawValue: rows[0].mef).map { rates.rate(of: $0, year: year.start) } ?? .notListed
        let stays = rows.map { row in
            let presence = EffectivePresence(
                schedule: row.schedule, from: row.startsOn, through: row.endsOn, territory: school.place,
                doneDays: row.doneDays, doneMinutes: nil)
            return AllowanceStay(
                id: row.placementId, label: row.label, startsOn: row.startsOn, endsOn: row.endsOn,
                days: row.agreementState == .broken && row.doneDays == nil ? 0 : presence.expectedDays)
        }
        let isEntitled = rows[0].learnerPublic == .pupil
        let amounts = isEntitled ? answer.rate.map { Allowance.amounts(stays, rate: $0) } ?? [] : []
        return zip(rows, stays).map { row, stay in
            let amount = amounts.first { $0.stay.id == row.placementId }
            let facts = AllowanceFacts(
                row, stay: stay, rate: answer, due: amount?.due, overlaps: row.overlaps(all), year: year,
                academie: school.academy, today: today)
            return AllowanceEntry(
                row: row, rate: answer, days: stay.days, isCertified: row.doneDays != nil, amount: amount,
                checks: AllowanceChecks.all(facts))
        }
    }
}

extension AllowanceRow {
    fileprivate func overlaps(_ others: [AllowanceRow]) -> Bool {
        others.contains { $0.placementId != placementId && $0.startsOn <= endsOn && startsOn <= $0.endsOn }
    }
}

extension AllowanceFacts {
    fileprivate init(
        _ row: AllowanceRow, stay: AllowanceStay, rate: AllowanceRateAnswer, due: Cents?, overlaps: Bool,
        year: SchoolYear, academie: Academie?, today: LocalDate
    ) {
        self.init(
            learnerPublic: row.learnerPublic, sex: row.sex, ine: row.ine, birthDate: row.birthDate,
            birthPlaceChecked: row.birthPlaceChecked ?? false,
            address: PostalAddress(
                line1: row.addressLine1, postalCode: row.addressPostalCode, city: row.addressCity),
            addressChecked: row.addressChecked ?? false, rate: rate, owner: row.accountOwner,
            decision: row.decision ?? .missing, stay: stay, days: row.doneDays, due: due, overlaps: overlaps,
            schooling: (row.enteredOn, row.leftOn),
            underAgreement: row.agreementState.map { Agreement.State.went.contains($0) } ?? false, schoolYear: year,
            academie: academie, today: today)
    }
}
