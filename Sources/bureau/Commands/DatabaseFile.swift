import App
import Foundation
import Persistence

/// The file of a SQLite database, looked at from outside.
enum DatabaseFile {
    /// Refuses a file that the engine finds damaged.
    static func requireSound(_ path: String) async throws {
        let store = try Store.open(.sqlite(path))
        let problems: [String]
        do {
            problems = try await store.checkIntegrity()
            await store.close()
        } catch {
            await store.close()
            throw error
        }
        guard problems.isEmpty else {
            throw Failure("Le fichier «\u{A0}\(path)\u{A0}» est abîmé (\(problems[0])). Utilisez une autre sauvegarde.")
        }
    }

    /// Refuses a file that is not a database of this program, or that a newer one made.
    /// - Returns: the schools it holds.
    static func requireOurs(_ path: String, shownAs name: String) async throws -> [String] {
        let store = try Store.open(.sqlite(path))
        do {
            let all = try Migrations.all()
            guard try await Migrator(migrations: all).pending(store).count < all.count else {
                throw Failure(
                    "«\u{A0}\(name)\u{A0}» n’est pas une base de Bureau. Choisissez un fichier fait par «\u{A0}bureau backup\u{A0}»."
                )
            }
            let schools = try await Installation.schoolNames(in: store)
            await store.close()
            return schools
        } catch {
            await store.close()
            throw error
        }
    }

    /// Whether another program has the database open: SQLite holds a lock on these bytes as long as it does.
    static func isInUse(_ path: String) -> Bool {
        let file = open(path, O_RDWR)
        guard file >= 0 else { return false }
        defer { close(file) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        return fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
    }

    /// A database and the two files that go with it while it is open.
    static func move(_ path: String, to target: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: target + suffix)
        }
    }

    static func remove(_ path: String) {
        // Only leftovers of our own copy are removed; one that stays does no harm.
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
