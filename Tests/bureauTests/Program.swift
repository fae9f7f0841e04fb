import Foundation
import Testing

/// One run of the program, as a person makes it in a terminal.
struct Program {
    let code: Int32
    let output: String
    let errors: String

    /// Runs `bureau` with some arguments. Its environment holds no setting of the machine.
    static func run(_ arguments: String..., input: String = "") throws -> Program { try run(arguments, input: input) }

    static func run(_ arguments: [String], input: String = "") throws -> Program {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "BUREAU_PASSWORD_COST": "4"]
        let folder = try Scratch()
        defer { withExtendedLifetime(folder) {} }
        let (out, err) = (folder.path("out"), folder.path("err"))
        for path in [out, err] { FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
        let typed = Pipe()
        process.standardInput = typed
        try process.run()
        try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try typed.fileHandleForWriting.close()
        process.waitUntilExit()
        return Program(
            code: process.terminationStatus, output: try text(out), errors: try text(err))
    }

    /// A file as it is, mark of UTF-8 included.
    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// What `--json` printed.
    func decoded<T: Decodable>(_: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(output.utf8))
    }

    /// The program that was built with the tests, beside them.
    private static func executable() throws -> URL {
        let tests = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let found = tests.deletingLastPathComponent().appendingPathComponent("bureau")
        try #require(FileManager.default.isExecutableFile(atPath: found.path), "\(found.path)")
        return found
    }
}

/// A folder for the files of one test, gone with it.
final class Scratch: Sendable {
    private let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("bureau-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        // What is left in the folder of temporary files harms nobody.
        try? FileManager.default.removeItem(atPath: root)
    }

    func path(_ name: String) -> String { root + "/" + name }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Everything in the folder.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] }
}
