import Domain

extension DemoBuilder {
    /// The people of the school, those with a function of their own first, then the teachers.
    mutating func addStaff() {
        begin(2)
        for post in DemoPost.posts(size) {
            for _ in 0..<post.count { addStaffMember(post) }
        }
        nameHeads()
    }

    private mutating func addStaffMember(_ post: DemoPost) {
        let person = adult()
        let discipline = post.discipline
        made.staff.append(
            StaffMember(
                id: ids.next(on: year.previous.firstDay()), civility: person.civility,
                familyName: person.familyName, firstName: person.firstName, function: post.function,
                discipline: discipline,
                email: DemoIdentifiers.email(person.firstName, person.familyName, at: mailDomain),
                phone: random.chance(60) ? DemoIdentifiers.phone(mobile: true, random: &random) : nil,
                // Far from the numbers of real or sample exports, which must not take one of these people for theirs.
                stsKey: "epp:\(9_900_001 + made.staff.count)"))
    }

    /// The school says who leads it.
    private mutating func nameHeads() {
        if let head = staff(.head).first {
            made.school.headName = head.fullName
            made.school.headTitle = head.civility == "Mme" ? "Proviseure" : "Proviseur"
        }
        made.school.ddfptName = staff(.trainingDirector).first?.fullName
    }

    /// Those who hold a post.
    func staff(_ post: DemoFunction) -> [StaffMember] {
        made.staff.filter { $0.function == post.rawValue }
    }
}

/// The functions as the demonstration writes them: those of STS-web where it has one.
enum DemoFunction: String, Sendable {
    case head = "DIR"
    case deputy = "ADJ"
    case trainingDirector = "DDFPT"
    case trainingAssistant = "AT-DDFPT"
    case office = "RBDE"
    case education = "EDU"
    case finance = "INT"
    case adultTraining = "CFP"
    case library = "DOC"
    case teacher = "ENS"
}

/// A post and how many hold it.
struct DemoPost: Sendable {
    let function: String
    let discipline: String
    let count: Int

    init(_ function: DemoFunction, _ discipline: String = "", count: Int = 1) {
        self.function = function.rawValue
        self.discipline = discipline
        self.count = count
    }

    /// The subjects of every class, with the teachers of a full school.
    static let general = [
        DemoPost(.teacher, "Lettres-histoire-géographie", count: 8),
        DemoPost(.teacher, "Mathématiques et sciences physiques", count: 8),
        DemoPost(.teacher, "Anglais", count: 5),
        DemoPost(.teacher, "Éducation physique et sportive", count: 4),
        DemoPost(.teacher, "Prévention, santé, environnement", count: 3),
        DemoPost(.teacher, "Arts appliqués", count: 2),
        DemoPost(.teacher, "Espagnol", count: 2),
    ]

    /// 75 people in a full school, 18 in a small one.
    static func posts(_ size: DemoSize) -> [DemoPost] {
        switch size {
        case .full:
            [
                DemoPost(.head), DemoPost(.deputy), DemoPost(.trainingDirector), DemoPost(.trainingAssistant),
                DemoPost(.office), DemoPost(.education, count: 3), DemoPost(.finance, count: 2),
                DemoPost(.adultTraining), DemoPost(.library),
            ] + general + DemoTrade.allCases.map { DemoPost(.teacher, $0.discipline, count: $0.teacherCount) }
        case .small:
            [
                DemoPost(.head), DemoPost(.trainingDirector), DemoPost(.office), DemoPost(.education),
                DemoPost(.finance),
            ] + general.map { DemoPost(.teacher, $0.discipline) } + [
                DemoPost(.teacher, DemoTrade.commerce.discipline, count: 4),
                DemoPost(.teacher, DemoTrade.kitchen.discipline, count: 2),
            ]
        }
    }
}

extension StaffMember {
    /// As an account signs: without civility.
    var accountName: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}
