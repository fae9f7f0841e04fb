import Persistence

/// What a database holds, asked before the program opens on it.
public enum Installation {
    /// The establishments by name, each with its UAI: « Lycée professionnel Ada-Fictive (0999001W) ».
    public static func schoolNames(in store: Store) async throws -> [String] {
        try await store.read { database in
            try database.rows(
                "select school.name || ' (' || school.uai || ')' from school order by school.name", as: String.self)
        }
    }
}
