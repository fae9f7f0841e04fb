import Domain

extension DemoBuilder {
    /// Two years of calls, visits and messages, and what remains to be done.
    mutating func addInteractions() {
        begin(6)
        let authors = staff(.office) + staff(.office) + staff(.trainingAssistant) + staff(.trainingDirector)
        let people = Dictionary(grouping: made.contacts, by: \.companyId)
        for company in made.companies {
            let days = interactionDays(company)
            let contacts = people[company.id] ?? []
            for (position, day) in days.enumerated() {
                guard let contact = contacts.isEmpty ? nil : random.pick(contacts) else { continue }
                let isLast = position == days.count - 1
                let exchange = exchange(company, position: position, isLast: isLast)
                let author = random.chance(80) ? random.pick(authors) : random.pick(staff(.teacher))
                add(exchange, with: contact, of: company, on: day, by: author, isLast: isLast)
            }
        }
    }

    private mutating func add(
        _ exchange: DemoExchange, with contact: Contact, of company: Company, on day: LocalDate, by author: StaffMember,
        isLast: Bool
    ) {
        let next = isLast ? nextAction(exchange, company: company, contact: contact) : nil
        made.interactions.append(
            Interaction(
                id: ids.next(on: day), companyId: company.id, contactId: contact.id,
                kind: random.pick(exchange.kinds), purpose: exchange.purpose, outcome: exchange.outcome,
                happenedOn: day, note: note(random.pick(exchange.notes), company: company, contact: contact),
                authorName: author.accountName, nextAction: next?.text ?? "", nextActionOn: next?.day))
    }

    /// The days of the exchanges with a company, in order: many and recent when it is a partner.
    private mutating func interactionDays(_ company: Company) -> [LocalDate] {
        let (count, span): (ClosedRange<Int>, ClosedRange<Int>) =
            switch company.relation {
            case .active: (5...8, 4...720)
            case .interested: (2...4, 6...240)
            case .contacted: (1...2, 3...120)
            case .toRevive: (3...5, 120...700)
            case .dormant: (2...4, 380...720)
            case .inactive: (1...3, 300...720)
            case .leaveAlone: (2...3, 60...600)
            case .prospect: (0...0, 1...1)
            }
        var days = Set((0..<random.between(count)).map { _ in workday(before: today, by: random.between(span)) })
        if company.relation == .active { days.insert(workday(before: today, by: random.between(4...200))) }
        return days.sorted()
    }

    /// A Monday to Friday some days ago, outside the summer when the bureau is closed.
    private func workday(before day: LocalDate, by days: Int) -> LocalDate {
        let aim = day.adding(days: -days)
        let isSummer = aim.month == 8 || aim.month == 7 && aim.day > 10
        let found = isSummer ? aim.adding(days: -56) : aim
        return found.weekday > 5 ? found.adding(days: 5 - found.weekday) : found
    }

    private mutating func exchange(_ company: Company, position: Int, isLast: Bool) -> DemoExchange {
        if isLast, let last = DemoExchange.last(company.relation) { return random.pick(last) }
        if position == 0 { return random.pick(DemoExchange.first) }
        return random.pick(random.chance(40) ? DemoExchange.hosting : DemoExchange.following)
    }

    private mutating func note(_ text: String, company: Company, contact: Contact) -> String {
        let trade = trades[company.id] ?? .commerce
        let code = random.pick(classCodes[trade] ?? ["élèves"])
        let month = random.pick(DemoExchange.months)
        let number = random.pick(["deux", "trois", "quatre"])
        let filled = DemoExchange.filled(text) { key in
            switch key {
            case "contact": "\(contact.civility) \(contact.familyName)"
            case "métier": trade.subject
            case "classe": code
            case "mois": month
            default: number
            }
        }
        return ["avril", "octobre"].reduce(filled) { $0.replacing("de \($1)", with: "d’\($1)") }
    }

    /// What is left to do after the last exchange: late, this week or later.
    private mutating func nextAction(
        _ exchange: DemoExchange, company: Company, contact: Contact
    ) -> (text: String, day: LocalDate)? {
        let share =
            switch company.relation {
            case .interested, .contacted, .toRevive: 85
            case .active: exchange.outcome == .callBack ? 90 : 22
            default: 0
            }
        guard random.chance(share) else { return nil }
        let text = note(random.pick(DemoExchange.nextActions), company: company, contact: contact)
        let gap = random.weighted([
            (-random.between(8...45), 14), (-random.between(1...7), 12), (random.below(8 - today.weekday), 30),
            (random.between(7...60), 44),
        ])
        let day = today.adding(days: gap)
        return (text, day.weekday > 5 ? day.adding(days: day > today ? 8 - day.weekday : 5 - day.weekday) : day)
    }
}
