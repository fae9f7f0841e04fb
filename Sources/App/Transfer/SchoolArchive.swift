import Crypto
import Domain
import Exchange
import Foundation

/// A whole school in one file (F137): a manifest and one file of JSON lines a table.
struct SchoolArchive: Sendable {
    /// What the archive says of itself.
    struct Manifest: Codable, Equatable, Sendable {
        struct Table: Codable, Equatable, Sendable {
            let name: String
            let rows: Int
            /// Of the file of the table.
            let sha256: String
        }

        let format: String
        let version: Int
        /// The number of the last migration of the database it comes from.
        let schema: Int
        let program: String
        let uai: String
        let school: String
        let exportedAt: Moment
        let tables: [Table]
    }

    static let format = "bureau-school"
    static let version = 1
    /// What a large school may take.
    static let limits = ReadingLimits(
        maxFileBytes: 1 << 30, maxUnpackedBytes: 4 << 30, maxRatio: 1000, maxEntries: 200)

    let manifest: Manifest
    /// The lines of each table, by its name.
    let tables: [String: [UInt8]]

    /// The files to pack, the manifest first.
    func files() throws -> [NamedFile] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let first = NamedFile(name: "manifest.json", bytes: Array(try encoder.encode(manifest)))
        return [first] + manifest.tables.map { NamedFile(name: $0.name + ".jsonl", bytes: tables[$0.name] ?? []) }
    }

    /// Reads an archive and checks that it is whole.
    /// - Throws: `SchoolArchiveRefusal` or `ExchangeFailure`.
    init(_ file: NamedFile, knownSchema: Int) throws {
        let files = try ZipReader.files(of: file, limits: SchoolArchive.limits)
        guard let first = files.first(where: { $0.name == "manifest.json" }),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(first.bytes)),
            manifest.format == SchoolArchive.format
        else { throw SchoolArchiveRefusal.notASchool }
        guard manifest.version <= SchoolArchive.version, manifest.schema <= knownSchema else {
            throw SchoolArchiveRefusal.newer(program: manifest.program)
        }
        var tables: [String: [UInt8]] = [:]
        for table in manifest.tables {
            guard let found = files.first(where: { $0.name == table.name + ".jsonl" }),
                SchoolArchive.sha256(found.bytes) == table.sha256
            else { throw SchoolArchiveRefusal.altered(file: table.name + ".jsonl") }
            tables[table.name] = found.bytes
        }
        self.init(manifest: manifest, tables: tables)
    }

    init(manifest: Manifest, tables: [String: [UInt8]]) {
        self.manifest = manifest
        self.tables = tables
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        Hex.text(Array(SHA256.hash(data: bytes)))
    }
}

/// Why a school is not reloaded. Nothing of it is written.
public enum SchoolArchiveRefusal: Refusal, Equatable {
    case notASchool
    case newer(program: String)
    case altered(file: String)
    case unreadable(file: String, line: Int)
    case notEmpty(school: String)

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .notASchool:
            "Ce fichier n’est pas l’export d’un établissement. Choisissez un fichier fait par «\u{A0}bureau export school\u{A0}»."
        case .newer(let program):
            "Ce fichier vient d’un programme plus récent (version \(program)). Mettez ce programme à jour, puis recommencez."
        case .altered(let file):
            "Le fichier «\u{A0}\(file)\u{A0}» de l’export manque ou a été modifié\u{A0}: rien n’a été chargé. Refaites l’export."
        case .unreadable(let file, let line):
            "La ligne \(line) de «\u{A0}\(file)\u{A0}» est illisible\u{A0}: rien n’a été chargé. Refaites l’export."
        case .notEmpty(let school):
            "La base contient déjà un établissement (\(school))\u{A0}: un export se recharge dans une base vide. "
                + "Indiquez-en une autre avec --database."
        }
    }
}
