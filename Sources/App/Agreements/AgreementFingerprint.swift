import Crypto
import Foundation

extension AgreementFacts {
    /// SHA-256 of everything the document says but its revision, in hexadecimal: two equal ones need no new revision.
    func fingerprint() throws -> String {
        var facts = self
        facts.revision = 0
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return SHA256.hash(data: try encoder.encode(facts)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
