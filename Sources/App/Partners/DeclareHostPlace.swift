import Domain
import Persistence

/// A partner says how many learners it takes this year.
struct DeclareHostPlace: Operation {
    let company: ID<Company>
    let form: HostPlaceForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<HostPlace> {
        try author.require(.editCompanies)

        _ = try db.company(company)
        let place = HostPlace(
            id: db.newID(), companyId: company, schoolYear: author.currentYear, stream: form.stream,
            level: form.level?.rawValue ?? "", count: form.count, startsOn: form.startsOn, endsOn: form.endsOn,
            notes: form.notes)
        try db.insert(place, into: .hostPlace)
        try db.journal("Places d’accueil notées", Subject("company", company), after: place, by: author, at: now)
        return place.id
    }
}

/// The offer is withdrawn.
struct WithdrawHostPlace: Operation {
    let id: ID<HostPlace>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Company> {
        try author.require(.editCompanies)

        let place: HostPlace = try db.find(id, in: .hostPlace, "Cette offre de places")
        try db.delete(from: .hostPlace, where: "id = \(id)")
        try db.journal(
            "Places d’accueil retirées", Subject("company", place.companyId), before: place, by: author, at: now)
        return place.companyId
    }
}
