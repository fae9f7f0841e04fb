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

    /// A question, on the line where the answer is typed.
    static func prompt(_ text: String) {
        write(Array(text.utf8), to: .standardError)
    }

    /// The content of a file, as it is.
    static func write(_ bytes: [UInt8], to handle: FileHandle = .standardOutput) {
        // Nobody is left to tell when the reader has closed its end.
        try? handle.write(contentsOf: Data(bytes))
    }

    private static func write(_ text: String, to handle: FileHandle) {
        guard !text.isEmpty else { return }
        write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: handle)
    }
}
