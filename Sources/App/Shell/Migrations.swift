import Foundation
import Persistence

/// The numbered scripts that build the database, read from the resources: `0001_foundation.sql`.
public enum Migrations {
    public static func all() throws -> [Migration] {
        let folder = Assets.resources.appendingPathComponent("migrations")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path), !names.isEmpty else {
            throw MissingResources(folder: folder.path)
        }
        let files = names.filter { $0.hasSuffix(".sql") }.sorted()
        let numbers = Dictionary(grouping: files) { $0.prefix { $0.isNumber } }
        return try numbers.compactMap { number, files in try migration(number: number, files: files, in: folder) }
            .sorted { $0.number < $1.number }
    }

    /// A script for both engines, `0003_year.sql`, then what one engine adds: `0003_year.postgresql.sql`.
    private static func migration(number: Substring, files: [String], in folder: URL) throws -> Migration? {
        guard let number = Int(number), let first = files.first else { return nil }
        let name = first.drop { $0.isNumber || $0 == "_" }.prefix { $0 != "." }
        func script(_ suffix: String) throws -> String {
            guard let file = files.first(where: { $0.hasSuffix(suffix) }) else { return "" }
            return try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        }
        return Migration(
            number: number, name: String(name), sql: try script(name + ".sql"),
            sqliteSQL: try script(".sqlite.sql"), postgreSQLSQL: try script(".postgresql.sql"))
    }
}
