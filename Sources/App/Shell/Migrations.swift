import Foundation
import Persistence

/// The numbered scripts that build the database, read from the resources: `0001_foundation.sql`.
public enum Migrations {
    public static func all() throws -> [Migration] {
        let folder = Assets.resources.appendingPathComponent("migrations")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path), !names.isEmpty else {
            throw MissingResources(folder: folder.path)
        }
        return try names.filter { $0.hasSuffix(".sql") }.sorted().compactMap { file in
            let parts = file.dropLast(4).split(separator: "_", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]) else { return nil }
            let sql = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            return Migration(number: number, name: String(parts[1]), sql: sql)
        }
    }
}
