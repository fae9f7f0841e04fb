import Exchange
import Foundation
import Testing

/// Files of the folder `Fixtures`, and files made of text.
enum Fixture {
    static func file(_ name: String) throws -> NamedFile {
        let address = try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil))
        return NamedFile(name: name, bytes: Array(try Data(contentsOf: address)))
    }
}

extension NamedFile {
    /// A UTF-8 file.
    init(_ name: String, _ text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// A file of one byte a character, as old exports write; characters outside the list must be below U+0100.
    static func latin(_ name: String, _ text: String, _ special: [Unicode.Scalar: UInt8] = [:]) -> NamedFile {
        NamedFile(
            name: name,
            bytes: text.unicodeScalars.map { special[$0] ?? UInt8(truncatingIfNeeded: $0.value) })
    }
}

/// The failure that a reading throws; the test stops when it throws nothing or something else.
func failure(_ read: () throws -> Void) throws -> ExchangeFailure {
    try #require(throws: ExchangeFailure.self) { try read() }
}
