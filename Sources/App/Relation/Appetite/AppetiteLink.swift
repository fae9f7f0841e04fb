import Domain
import Persistence

/// The question of the year as the company sees it.
struct AppetiteLink: Sendable {
    let appetite: Appetite
    let schoolId: ID<School>
    let schoolName: String
    let companyName: String
    let phone: String?
}

private struct AppetiteRow: Codable {
    let id: ID<Appetite>
    let schoolId: ID<School>
    let companyId: ID<Company>
}

extension PlatformDatabase {
    /// The question behind a secret: the secret alone says which company is meant.
    func appetiteLink(_ token: String) throws -> AppetiteLink? {
        let found: AppetiteRow? = try row(
            """
            select appetite.id, appetite.school_id, appetite.company_id from appetite
            where appetite.token_hash = \(Secret.hash(token))
            """)
        guard let found else { return nil }
        let db = school(found.schoolId)
        let place = try db.ownSchool()
        let appetite: Appetite = try db.find(found.id, in: .appetite, "Cette question")
        // A question of a past year is closed.
        guard appetite.schoolYear == place.currentYear else { return nil }
        return AppetiteLink(
            appetite: appetite, schoolId: place.id, schoolName: place.name,
            companyName: try db.company(found.companyId).displayName, phone: place.bureauPhone ?? place.phone)
    }
}
