import Foundation
import Synchronization

/// A bar on the last line of the terminal, for work that lasts more than a second; nothing when nobody watches.
final class ProgressBar: Sendable {
    private struct State {
        var drawn = false
        var lastTenths = -1
    }

    private let label: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(_ label: String, isShown: Bool = Terminal.showsProgress) {
        self.label = label
        self.isShown = isShown
    }

    /// Draws how far the work is.
    func show(_ done: Int, of all: Int) {
        guard isShown, all > 0, ContinuousClock.now - start > .seconds(1) else { return }
        let tenths = done * 1000 / all
        state.withLock { state in
            guard tenths != state.lastTenths else { return }
            state.lastTenths = tenths
            state.drawn = true
            let full = done * 30 / all
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
            put("\r\u{1B}[K\(label)  \(bar) \(done)/\(all)")
        }
    }

    /// Gives the line back.
    func finish() {
        let isDrawn = state.withLock { $0.drawn }
        if isDrawn { put("\r\u{1B}[K") }
    }

    private func put(_ text: String) {
        // The bar is a comfort: what cannot be drawn does not stop the work.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
