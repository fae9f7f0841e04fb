import Domain

/// The accounts of a demonstration school: one a role.
public enum DemoAccounts {
    /// The password of all of them.
    public static let password = "bureau-demo-2026"

    /// The accounts of the first school and what each may show, for the page of sign-in and the command line.
    public static let list: [(email: String, role: Role)] = logins.map { ($0.name + "@demo.example", $0.role) }

    /// The person who is RBDE in the demonstration lycée and in a second, smaller one.
    public static let doubleEmail = "double@demo.example"

    static let logins: [(name: String, role: Role)] = [
        ("rbde", .rbde), ("ddfpt", .ddfpt), ("assistant", .ddfptAssistant), ("proviseur", .proviseur),
        ("adjoint", .adjoint), ("cpe", .cpe), ("pp", .principalTeacher), ("referent", .referentTeacher),
        ("enseignant", .teacher), ("intendance", .intendance), ("cfp", .cfp),
    ]
}

extension DemoBuilder {
    /// One account for each role; the small school is reached by the account of the first one.
    mutating func addAccounts() {
        begin(10)
        guard size == .full else { return }
        for login in DemoAccounts.logins {
            guard let person = person(login.role) else { continue }
            let domain = rank == 0 ? "@demo.example" : "@demo-\(rank).example"
            addAccount(login.name + domain, person.firstName, person.familyName, role: login.role, staffId: person.id)
        }
        guard rank == 0 else { return }
        let double = adult()
        addAccount(DemoAccounts.doubleEmail, double.firstName, double.familyName, role: .rbde, staffId: nil)
    }

    private mutating func addAccount(
        _ email: String, _ firstName: String, _ familyName: String, role: Role, staffId: ID<StaffMember>?
    ) {
        let account = Account(
            id: ids.next(on: year.firstDay()), email: email, familyName: familyName, firstName: firstName)
        made.accounts.append(account)
        made.memberships.append(
            Membership(
                id: ids.next(on: year.firstDay()), accountId: account.id, schoolId: made.school.id, role: role,
                staffId: staffId))
    }

    /// The member of staff who holds a role; the teachers are those of a class that is away now.
    private func person(_ role: Role) -> StaffMember? {
        switch role {
        case .rbde: staff(.office).first
        case .ddfpt: staff(.trainingDirector).first
        case .ddfptAssistant: staff(.trainingAssistant).first
        case .proviseur: staff(.head).first
        case .adjoint: staff(.deputy).first
        case .cpe: staff(.education).first
        case .intendance: staff(.finance).first
        case .cfp: staff(.adultTraining).first
        case .principalTeacher: shownTeacher { $0.principal }
        case .referentTeacher: busiestReferent()
        case .teacher: shownTeacher { !$0.principal && $0.subject == DemoPost.general[1].discipline }
        default: nil
        }
    }

    private func shownTeacher(_ isRight: (Teaching) -> Bool) -> StaffMember? {
        guard let shown = made.currentClasses.first(where: { $0.code == "1ASSP" }),
            let teaching = made.teachings.first(where: { $0.classId == shown.id && isRight($0) })
        else { return nil }
        return made.staff.first { $0.id == teaching.staffId }
    }

    /// The teacher who follows most placements that are not over, outside those who lead a class.
    private func busiestReferent() -> StaffMember? {
        let leaders = Set(made.teachings.filter(\.principal).map(\.staffId))
        let current = made.placements.filter { $0.endsOn >= today }
        let load = Dictionary(grouping: current.compactMap(\.referentId), by: \.self).mapValues(\.count)
        return made.staff.filter { $0.function == DemoFunction.teacher.rawValue && !leaders.contains($0.id) }
            .max { (load[$0.id, default: 0], $1.id) < (load[$1.id, default: 0], $0.id) }
    }
}
