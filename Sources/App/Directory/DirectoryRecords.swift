import Domain
import Persistence

/// What the directory is asked to show.
struct DirectoryFilter: Sendable, Equatable {
    /// Bureaux des entreprises, or every school.
    enum Kind: String, CaseIterable, Sendable {
        case bureaux
        case schools = "etablissements"
    }

    var kind = Kind.bureaux
    var words: [String] = []
    var department = ""
    var vocationalOnly = false
    /// Folded key and UAI of the last line of the page before.
    var after: (key: String, uai: String)?

    static func == (left: Self, right: Self) -> Bool {
        left.kind == right.kind && left.words == right.words && left.department == right.department
            && left.vocationalOnly == right.vocationalOnly && left.after?.key == right.after?.key
            && left.after?.uai == right.after?.uai
    }

    init(query: FormValues) {
        kind = Kind(rawValue: query["quoi"]) ?? .bureaux
        words = SearchKey(query["q"]).words
        department = query["departement"]
        vocationalOnly = query["pro"] == "1"
        let parts = query["apres"].split(separator: "|", maxSplits: 1).map(String.init)
        if parts.count == 2 { after = (parts[0], parts[1]) }
    }
}

/// A line of the directory.
struct DirectoryLine: Codable, Sendable {
    let uai: String
    let name: String
    let addressCity: String
    let department: String
    let academie: String
    /// What prepares there, or what kind of school it is.
    let detail: String
    let searchKey: String
}

// The directories are open data and belong to no school: every member reads the same rows.
extension SchoolDatabase {
    /// A page of the directory, by name.
    func directoryLines(_ filter: DirectoryFilter, limit: Int) throws -> [DirectoryLine] {
        var position: SQL = "true"
        if let after = filter.after {
            position = """
                (place.search_key > \(after.key) or (place.search_key = \(after.key) and place.uai > \(after.uai)))
                """
        }
        return try rows(
            """
            select place.uai, place.name, place.address_city, place.department, place.academie,
            \(filter.kind == .bureaux ? "place.trades" as SQL : "place.kind") as detail, place.search_key
            from \(source(filter)) where \(condition(filter)) and \(position)
            order by place.search_key, place.uai limit \(limit)
            """)
    }

    func directoryCount(_ filter: DirectoryFilter) throws -> Int {
        try count("select count(*) from \(source(filter)) where \(condition(filter))")
    }

    /// Départements present in the directory.
    func directoryDepartments(_ filter: DirectoryFilter) throws -> [String] {
        try rows(
            """
            select distinct place.department from \(source(filter)) where place.department <> ''
            order by place.department
            """)
    }

    func directorySchool(_ uai: String) throws -> DirectorySchool? {
        try row("select directory_school.* from directory_school where directory_school.uai = \(uai)")
    }

    func directoryBureau(_ uai: String) throws -> DirectoryBureau? {
        try row("select directory_bureau.* from directory_bureau where directory_bureau.uai = \(uai)")
    }

    private func source(_ filter: DirectoryFilter) -> SQL {
        filter.kind == .bureaux ? "directory_bureau as place" : "directory_school as place"
    }

    private func condition(_ filter: DirectoryFilter) -> SQL {
        var condition: SQL = "true"
        for word in filter.words { condition = "\(condition) and place.search_key like \("%" + word + "%")" }
        if !filter.department.isEmpty { condition = "\(condition) and place.department = \(filter.department)" }
        if filter.vocationalOnly, filter.kind == .schools { condition = "\(condition) and place.vocational" }
        return condition
    }
}
