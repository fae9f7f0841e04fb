import Domain

extension DemoBuilder {
    /// One to four people: who leads, who tutors, who recruits.
    mutating func addContacts(of company: Company, business: DemoBusiness) {
        let headcount = company.headcount ?? 1
        let isKnown = company.relation != .prospect
        addLeader(of: company, business: business)
        guard isKnown else { return }
        let tutorCount = headcount < 4 ? random.below(2) : headcount < 12 ? 1 : 2
        for _ in 0..<tutorCount {
            let title = random.pick(business.tutors)
            addContact(
                of: company, sex: DemoBuilder.sex(ofTitle: title), function: { _ in title }, tutor: true,
                roles: [.tutor])
        }
        if headcount >= 20, random.chance(75) {
            let isFemale = random.chance(65)
            addContact(
                of: company, sex: isFemale ? .female : .male,
                function: { _ in "Chargé\(isFemale ? "e" : "") des ressources humaines" },
                signatory: random.chance(30), roles: [.humanResources, .taxAccountant])
        }
    }

    /// The one who decides; in a small place, the tutor too.
    private mutating func addLeader(of company: Company, business: DemoBusiness) {
        let isSmall = (company.headcount ?? 1) < 12
        let jury: [ContactRole] = random.chance(8) ? [.jury] : []
        addContact(
            of: company, function: business.leader, tutor: isSmall, signatory: true,
            roles: [.manager] + (isSmall ? [.tutor] : []) + jury)
    }

    private mutating func addContact(
        of company: Company, sex: Sex? = nil, function: (Bool) -> String, tutor: Bool = false,
        signatory: Bool = false, roles: [ContactRole]
    ) {
        let person = adult(sex)
        let domain = company.email.map { String($0.drop { $0 != "@" }.dropFirst()) }
        made.contacts.append(
            Contact(
                id: ids.next(on: today.adding(days: -random.between(400...760))), companyId: company.id,
                civility: person.civility, familyName: person.familyName, firstName: person.firstName,
                function: function(person.sex == .female),
                email: domain.flatMap { domain in
                    random.chance(70)
                        ? DemoIdentifiers.email(person.firstName, person.familyName, at: domain) : nil
                },
                phone: random.chance(65)
                    ? DemoIdentifiers.phone(mobile: random.chance(60), random: &random) : nil,
                // Not drawn: what the rest of the school looks like does not depend on it. One in eight was never asked.
                tutor: tutor, adult: made.contacts.count.isMultiple(of: 8) ? nil : true, signatory: signatory,
                roles: roles))
    }

    /// Whom a title in French names: « Vendeuse », « Mécanicien »; `nil` when it names both.
    static func sex(ofTitle title: String) -> Sex? {
        let word = title.prefix { $0 != " " }
        if ["euse", "ère", "rice", "ée", "ante", "Cheffe"].contains(where: word.hasSuffix) { return .female }
        if ["aire", "able", "iste", "ATSEM", "Cadre", "Manager"].contains(where: word.hasSuffix) { return nil }
        return .male
    }
}
