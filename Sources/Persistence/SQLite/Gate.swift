import Synchronization

/// Lets requests in until it is closed, and knows when the last of them has left: GRDB must not be asked anything once
/// its connections are closed.
final class Gate: Sendable {
    private struct State {
        var inside = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func pass<Value>(_ work: () async throws -> Value) async throws -> Value {
        try state.withLock { state in
            guard !state.isClosed else { throw PersistenceFailure.closed }
            state.inside += 1
        }
        defer { leave() }
        return try await work()
    }

    /// Refuses new requests and waits for those inside.
    /// - Returns: `false` when it was closed already.
    func close() async -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        await waitUntilEmpty()
        return isFirst
    }

    private func waitUntilEmpty() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.inside > 0 { state.closers.append(continuation) }
                return state.inside == 0
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func leave() {
        let closers: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.inside -= 1
            guard state.inside == 0 else { return [] }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
