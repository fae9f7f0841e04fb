import Foundation

/// Command-line programs that read PDF files, where this machine has them.
enum Tool {
    static func isInstalled(_ name: String) -> Bool {
        path(name) != nil
    }

    private static func path(_ name: String) -> String? {
        ["/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program on a file with these bytes; `{}` stands for its path.
    static func run(_ name: String, _ arguments: [String], on bytes: [UInt8]) throws -> (status: Int32, output: String)
    {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("pdf-\(ProcessInfo.processInfo.globallyUniqueString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // a leftover in /tmp harms nobody
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path(name) ?? name)
        process.arguments = arguments.map { $0 == "{}" ? file.path : $0 }
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// The text of a file as a reader copies it.
    static func text(of bytes: [UInt8]) throws -> String {
        try run("pdftotext", ["-enc", "UTF-8", "{}", "-"], on: bytes).output
    }

    /// The text with its lines joined and spaces made plain, to compare words.
    static func words(of bytes: [UInt8]) throws -> String {
        try text(of: bytes).split { $0.isWhitespace || $0 == "\u{C}" }.joined(separator: " ")
    }
}
