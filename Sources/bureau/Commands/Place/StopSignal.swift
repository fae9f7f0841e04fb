import Foundation
import Synchronization

/// Ctrl-C or a stop of the machine during a long computation: it ends at the next pause, and nothing half done is written.
enum StopSignal {
    private static let asked = Atomic<Bool>(false)

    static func watch() {
        // Read once before, so that the handler finds it made.
        _ = isAsked()
        signal(SIGINT) { _ in StopSignal.asked.store(true, ordering: .relaxed) }
        signal(SIGTERM) { _ in StopSignal.asked.store(true, ordering: .relaxed) }
    }

    @Sendable static func isAsked() -> Bool { asked.load(ordering: .relaxed) }
}
