import Domain
import Persistence

/// Corrects the record of the school.
struct UpdateSchool: Operation {
    let form: SchoolRecordForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> School {
        try author.require(.manageSchool)

        let school = try db.ownSchool()
        let updated = form.applied(to: school)
        try db.onPlatform { platform in
            let written = try platform.database.update(
                updated, in: "school", where: "school.version = \(form.version)")
            guard written == 1 else { throw Conflict() }
        }
        try db.journal(
            "Fiche de l’établissement modifiée", Subject("school", school.id), before: school, after: updated,
            by: author, at: now)
        return updated
    }
}
