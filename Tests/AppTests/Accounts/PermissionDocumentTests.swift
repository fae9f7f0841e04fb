import Foundation
import Testing

@testable import App

@Suite struct PermissionDocumentTests {
    @Test func `docs/permissions.md says what the code does`() async throws {
        let test = try await TestApp.make()
        let text = PermissionDocument.text(of: test.app)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/permissions.md").standardizedFileURL
        if ProcessInfo.processInfo.environment["BUREAU_WRITE_DOCS"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        let missing = lines(of: text).subtracting(lines(of: written)).sorted()
        let extra = lines(of: written).subtracting(lines(of: text)).sorted()
        #expect(missing.isEmpty, "to add: run the tests once with BUREAU_WRITE_DOCS=1")
        #expect(extra.isEmpty, "to remove: run the tests once with BUREAU_WRITE_DOCS=1")
        #expect(written == text, "same lines in another order: run the tests once with BUREAU_WRITE_DOCS=1")
    }

    private func lines(of text: String) -> Set<String> {
        Set(text.split(separator: "\n").map(String.init))
    }
}
