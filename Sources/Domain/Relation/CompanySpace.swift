/// What somebody at a partner's sees of the relation through a personal link (F27): more or less by what they do there.
public struct SpaceScope: Equatable, Sendable {
    /// Whose stays are shown.
    public enum Trainees: Equatable, Sendable { case all, own, none }

    /// Whose stays, with their papers.
    public let trainees: Trainees
    /// The whole site: partnership agreements, requests of colleagues, the question of the year.
    public let isWhole: Bool
    /// The letters of the apprenticeship tax.
    public let seesTax: Bool

    /// By the roles of a contact: who signs, leads or recruits sees the site, a tutor their own trainees, the accountant
    /// the tax; everybody the record of the company.
    public init(_ contact: Contact) {
        let roles = Set(contact.roles.split(separator: ",").compactMap { ContactRole(rawValue: String($0)) })
        isWhole = contact.signatory || !roles.isDisjoint(with: [.manager, .humanResources])
        let tutors = contact.tutor || !roles.isDisjoint(with: [.tutor, .apprenticeMaster])
        trainees = isWhole ? .all : tutors ? .own : .none
        seesTax = isWhole || roles.contains(.taxAccountant)
    }

    /// For the people of the school: « tout le site », « ses élèves ».
    public var label: String {
        var parts = [
            trainees == .all ? "tous les élèves du site" : trainees == .own ? "ses élèves" : "aucun élève"
        ]
        if isWhole { parts.append("partenariat") }
        if seesTax { parts.append("taxe") }
        return parts.joined(separator: ", ")
    }
}

/// How a learner is called outside the school, where the whole name is not needed: « Marco I. ».
public enum ShortName {
    /// The first name and the initial of the family name.
    public static func of(firstName: String, familyName: String) -> String {
        let initial = familyName.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() + "." }
        return [firstName, initial ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
