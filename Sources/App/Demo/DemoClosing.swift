import Domain
import Persistence

/// The end of the PFMP in a demonstration school, and its other publics.
struct DemoClosing: Equatable, Sendable {
    var certificates: [Certificate] = []
    var allowanceFiles: [AllowanceFile] = []
    var allowanceLines: [AllowanceLineRow] = []
    var examCases: [ExamCase] = []
    var scales: [RefundScale] = []
    var claims: [RefundClaim] = []
    var stays: [CompanyStay] = []
    var visitors: [Visitor] = []
    var mobilities: [Mobility] = []
    /// Hosts abroad and their people.
    var companies: [Company] = []
    var contacts: [Contact] = []
}

extension DemoBuilder {
    /// Attestations of what is over, what was keyed in, and everybody who has another document.
    mutating func addClosing() throws {
        begin(20)
        try addCertificates()
        addRefunds()
        addCompanyStays()
        addVisitors()
        addMobility()
    }

    // MARK: Attestations and allowance

    private mutating func addCertificates() throws {
        let rates = try ClosingTables.allowanceRates()
        let states = Dictionary(uniqueKeysWithValues: made.agreements.map { ($0.placementId, $0.state) })
        let periods = Dictionary(uniqueKeysWithValues: made.periods.map { ($0.id, $0) })
        var filed: Set<ID<Learner>> = []
        for placement in made.placements {
            guard let state = states[placement.id], let period = periods[placement.periodId],
                state == .certified || state == .broken || state == .ended && random.chance(40)
            else { continue }
            let certificate = certificate(of: placement, state: state)
            made.closing.certificates.append(certificate)
            guard period.schoolYear == year.start, let plan = plans[period.classId],
                let mef = MEF(rawValue: plan.mef), let rate = rates.rate(of: mef, year: year.start).rate,
                plan.level.learnerPublic == .pupil, filed.insert(placement.learnerId).inserted
            else { continue }
            addAllowance(of: placement, certificate: certificate, rate: rate, keyed: state == .certified)
        }
    }

    private mutating func certificate(of placement: Placement, state: Agreement.State) -> Certificate {
        let presence = EffectivePresence(
            schedule: placement.schedule, from: placement.startsOn, through: placement.endsOn,
            territory: made.school.place, doneDays: nil, doneMinutes: nil)
        let lost = random.weighted([(0, 78), (1, 10), (2, 6), (4, 4), (6, 2)])
        let days = max(1, presence.plannedDays - lost)
        let back = min(today, placement.endsOn.adding(days: random.between(1...9)))
        return Certificate(
            id: ids.next(on: back), placementId: placement.id, days: days,
            minutes: presence.plannedMinutes * days / max(1, presence.plannedDays),
            remark: lost == 0
                ? ""
                : random.pick(["Absence justifiée.", "Absences signalées par le tuteur.", "Convocation officielle."]),
            receivedOn: state == .certified ? back : nil)
    }

    private mutating func addAllowance(
        of placement: Placement, certificate: Certificate, rate: AllowanceRate, keyed: Bool
    ) {
        let learner = made.learners.first { $0.id == placement.learnerId }
        let isComplete = random.chance(80)
        let adult = learner.map { !$0.isMinor(on: placement.startsOn) } ?? false
        made.closing.allowanceFiles.append(
            AllowanceFile(
                id: ids.next(on: placement.startsOn), learnerId: placement.learnerId, schoolYear: year.start,
                birthPlaceChecked: isComplete, addressChecked: isComplete,
                accountOwner: isComplete ? (adult ? .personal : random.pick([.personal, .otherPerson])) : nil,
                decision: isComplete ? .given : .missing, version: 1))
        guard keyed, isComplete, random.chance(45), let days = certificate.days, let back = certificate.receivedOn
        else { return }
        let failed = random.chance(8)
        made.closing.allowanceLines.append(
            AllowanceLineRow(
                id: ids.next(on: back), learnerId: placement.learnerId, placementId: placement.id,
                state: failed ? .failed : .entered, days: days,
                amountCents: min(rate.cap.rawValue, days * rate.daily.rawValue),
                note: failed ? "ine_not_found : INE introuvable dans le répertoire." : "", changedOn: back,
                changedBy: staff(.office).first?.fullName ?? "", version: 1))
    }

    // MARK: Costs

    private mutating func addRefunds() {
        let voted = LocalDate(year: year.start - 1, month: 11, day: 20) ?? today
        made.closing.scales = [
            RefundScale(
                id: ids.next(on: voted), kind: .meals, cap: Cents(rawValue: 800), deduction: Cents(rawValue: 400),
                votedOn: voted),
            RefundScale(id: ids.next(on: voted), kind: .transport, cap: Cents(rawValue: 20), votedOn: voted),
        ]
        let over = made.closing.certificates.filter { $0.receivedOn != nil }.suffix(60)
        for certificate in random.some(min(9, over.count), of: Array(over)) {
            guard let placement = made.placements.first(where: { $0.id == certificate.placementId }),
                placement.startsOn >= calendar.firstDay, let back = certificate.receivedOn
            else { continue }
            let kind: ExpenseKind = random.pick([.meals, .transport])
            let quantity = kind == .meals ? random.between(8...15) : random.between(120...480)
            let spent = kind == .meals ? quantity * random.between(700...950) : quantity * 22
            let isGranted = random.chance(35)
            let scale = made.closing.scales[kind == .meals ? 0 : 1]
            let granted = ExpenseRefund.amount(spent: Cents(rawValue: spent), quantity: quantity, scale: scale).rawValue
            made.closing.claims.append(
                RefundClaim(
                    id: ids.next(on: back), learnerId: placement.learnerId, placementId: placement.id, kind: kind,
                    quantity: quantity, spentCents: spent, receipts: isGranted || random.chance(60),
                    note: "", state: isGranted ? .granted : .asked, grantedCents: isGranted ? granted : nil,
                    decision: "", askedOn: back, decidedOn: isGranted ? back : nil,
                    decidedBy: isGranted ? made.school.headName : "", version: 1))
        }
    }

    // MARK: Other publics

    private mutating func addCompanyStays() {
        let people = Dictionary(grouping: made.contacts, by: \.companyId)
        for (classId, learners) in pupils.sorted(by: { $0.key < $1.key }) {
            guard let plan = plans[classId], made.currentClasses.contains(where: { $0.id == classId }) else { continue }
            let hosts = made.companies.filter { $0.relation == .active && trades[$0.id] == plan.trade }
            guard !hosts.isEmpty else { continue }
            for learner in learners where random.chance(70) {
                guard let kind = CompanyStay.Kind(learner.learnerPublic) else { continue }
                let host = random.pick(hosts)
                let start =
                    kind == .apprenticeship
                    ? calendar.firstDay.adding(days: -30).monday : today.monday.adding(days: 7 * random.between(-2...5))
                let weeks = kind == .apprenticeship ? 104 : random.between(3...6)
                made.closing.stays.append(
                    CompanyStay(
                        id: ids.next(on: calendar.firstDay), learnerId: learner.id, kind: kind, companyId: host.id,
                        tutorId: people[host.id]?.first(where: \.tutor)?.id, startsOn: start,
                        endsOn: start.adding(days: 7 * weeks - 3),
                        rhythm: kind == .apprenticeship
                            ? "Une semaine au lycée, deux en entreprise." : "Du lundi au vendredi, 35 h.",
                        objectives: random.some(3, of: plan.trade.tasks.activities).joined(separator: "\n"), version: 1)
                )
            }
        }
    }

    private mutating func addVisitors() {
        let teachers = made.staff.filter { $0.function == "ENS" }
        let hosts = made.companies.filter { $0.relation == .active }
        guard !teachers.isEmpty, !hosts.isEmpty else { return }
        let schools = ["Collège des Trois-Sources", "Collège Louise-Imaginaire", "Collège du Val-Fictif"]
        let workshops = ["Cuisine", "Maintenance des véhicules", "Menuiserie", "Métiers du soin"]
        let names = [
            ("RÊVEUX", "Inès"), ("CURIEUX", "Tom"), ("LOINTAIN", "Awa"), ("MATINAL", "Hugo"), ("PASSAGE", "Lina"),
            ("BROUILLON", "Noé"), ("VISITEUR", "Maya"), ("DÉCOUVERTE", "Sacha"),
        ]
        for (index, name) in names.enumerated() {
            let kind: Visitor.Kind = index % 3 == 2 ? .observation : .miniStage
            let start = today.monday.adding(days: 7 * (index - 2) + (kind == .observation ? 0 : index % 5))
            let isOver = start < today
            made.closing.visitors.append(
                Visitor(
                    id: ids.next(on: today), kind: kind, familyName: name.0, firstName: name.1,
                    birthDate: LocalDate(year: year.start - 14, month: 1 + index, day: 12),
                    originName: schools[index % schools.count], level: index % 2 == 0 ? "3e" : "4e",
                    guardianName: "Mme \(name.0)", companyId: kind == .observation ? random.pick(hosts).id : nil,
                    workshop: kind == .miniStage ? workshops[index % workshops.count] : "",
                    staffId: random.pick(teachers).id, startsOn: start,
                    endsOn: kind == .observation ? start.adding(days: 4) : start, dayStart: 510, dayEnd: 990, pause: 60,
                    authorisedOn: isOver || index % 2 == 0 ? start.adding(days: -12) : nil,
                    attended: isOver ? true : nil, feedback: isOver ? "Très intéressé par l’atelier." : "", version: 1))
        }
    }

    /// One learner of the demonstration prepares a stay in Spain.
    private mutating func addMobility() {
        let drafts = Set(made.agreements.filter { $0.state == .draft }.map(\.placementId))
        let adults = Set(made.learners.filter { !$0.isMinor(on: today) && $0.learnerPublic == .pupil }.map(\.id))
        guard size == .full,
            let index = made.placements.firstIndex(where: {
                $0.startsOn > today && drafts.contains($0.id) && adults.contains($0.learnerId)
            })
        else { return }
        let host = Company(
            id: ids.next(on: today), noSiretReason: .foreign, legalName: "Comercial Inventada SL", activity: "Commerce",
            headcount: 24, address: PostalAddress(line1: "Calle Imaginaria 12", postalCode: "48001", city: "BILBAO"),
            relation: .active)
        let tutor = Contact(
            id: ids.next(on: today), companyId: host.id, familyName: "INVENTADA", firstName: "Elena",
            function: "Responsable de tienda", tutor: true, signatory: true)
        made.closing.companies = [host]
        made.closing.contacts = [tutor]
        made.closing.mobilities = [
            Mobility(
                id: ids.next(on: today), placementId: made.placements[index].id, country: "Espagne",
                project: "2026-1-FR01-KA121-VET", grantCents: 115_000, optionalUnit: true,
                receivingTutor: tutor.fullName, steps: "echange contrat_pedagogique", version: 1)
        ]
    }
}

extension SchoolDatabase {
    /// Writes the end of the PFMP, after the placements it speaks of.
    func insertClosing(of made: DemoSchool) throws {
        let closing = made.closing
        try insertMany(closing.certificates, into: .certificate)
        try insertMany(closing.allowanceFiles, into: .allowanceFile)
        try insertMany(closing.allowanceLines, into: .allowanceLine)
        try insertMany(closing.scales, into: .refundScale)
        try insertMany(closing.claims, into: .refundClaim)
        try insertMany(closing.stays, into: .companyStay)
        try insertMany(closing.visitors, into: .visitor)
        try insertMany(closing.mobilities, into: .mobility)
        for (mobility, host) in zip(closing.mobilities, closing.contacts) {
            try change(
                .placement, set: "company_id = \(host.companyId), tutor_id = \(host.id), signatory_id = \(host.id)",
                where: "id = \(mobility.placementId)")
        }
    }
}
