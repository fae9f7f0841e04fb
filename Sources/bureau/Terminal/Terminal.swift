import Domain
import Foundation

/// What the program writes: results on the standard output, the rest beside it, at once.
enum Terminal {
    static func print(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// For people: notices, progress and errors never mix with the results.
    static func warn(_ text: String) {
        write(text, to: .standardError)
    }

    /// A value for programs, its keys in alphabetical order.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Whether someone watches the progress.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    private static func write(_ text: String, to handle: FileHandle) {
        // Nobody is left to tell when the reader has closed its end.
        try? handle.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }
}
