import Foundation
import Synchronization

/// A bar on the terminal for work that lasts over a second; nothing when the output is not a terminal.
final class ProgressBar: Sendable {
    private struct State {
        var label = ""
        var done = 0
        var isDrawn = false
    }

    private let total: Int
    private let state = Mutex(State())
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter total: how many steps the work has.
    init(total: Int) {
        self.total = total
    }

    /// Draws from the second after the start until `stop()`.
    func start() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let drawing = Task { [self] in
            // Only cancellation ends a pause early, and it ends the loop.
            try? await Task.sleep(for: .seconds(1))
            while !Task.isCancelled {
                draw()
                try? await Task.sleep(for: .milliseconds(120))
            }
        }
        task.withLock { $0 = drawing }
    }

    /// A step begins.
    func step(_ done: Int, _ label: String) {
        state.withLock {
            $0.done = done
            $0.label = label
        }
    }

    /// Wipes the bar.
    func stop() {
        task.withLock { $0?.cancel() }
        let wasDrawn = state.withLock { $0.isDrawn }
        if wasDrawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private func draw() {
        let line = state.withLock { state -> String in
            state.isDrawn = true
            let width = 24
            let full = width * state.done / max(1, total)
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
            return "\r\u{1B}[K\(bar) \(state.label)…"
        }
        FileHandle.standardError.write(Data(line.utf8))
    }
}
