#if PostgreSQL
    import Synchronization

    /// Lends connections to requests, first come, first served.
    final class ConnectionPool: Sendable {
        private struct Waiter {
            let number: Int
            let continuation: CheckedContinuation<PostgreSQLConnection, any Error>
        }

        private struct State {
            var idle: [PostgreSQLConnection]
            var waiters: [Waiter] = []
            var lastNumber = 0
            var isClosed = false
        }

        private let state: Mutex<State>

        init(_ connections: [PostgreSQLConnection]) {
            state = Mutex(State(idle: connections.reversed()))
        }

        /// - Parameter patience: seconds after which a request gives up.
        func lend(patience: Double) async throws -> PostgreSQLConnection {
            if let connection = try takeIdle() { return connection }
            let number = state.withLock { state in
                state.lastNumber += 1
                return state.lastNumber
            }
            let limit = Task {
                try await Task.sleep(for: .seconds(patience))
                dismiss(number, .overloaded)
            }
            defer { limit.cancel() }
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    queue(Waiter(number: number, continuation: continuation))
                    if Task.isCancelled { dismiss(number, .cancelled) }
                }
            } onCancel: {
                dismiss(number, .cancelled)
            }
        }

        func giveBack(_ connection: PostgreSQLConnection) {
            let waiter: Waiter? = state.withLock { state in
                guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
                state.idle.append(connection)
                return nil
            }
            waiter?.continuation.resume(returning: connection)
        }

        /// Requests that wait are refused, and so are new ones; those under way go on.
        func close() {
            let waiters = state.withLock { state in
                state.isClosed = true
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.continuation.resume(throwing: PersistenceFailure.closed) }
        }

        private func takeIdle() throws -> PostgreSQLConnection? {
            try state.withLock { state in
                guard !state.isClosed else { throw PersistenceFailure.closed }
                return state.idle.popLast()
            }
        }

        /// A connection may have come back since the request looked.
        private func queue(_ waiter: Waiter) {
            let connection: PostgreSQLConnection? = state.withLock { state in
                if let connection = state.idle.popLast() { return connection }
                state.waiters.append(waiter)
                return nil
            }
            if let connection { waiter.continuation.resume(returning: connection) }
        }

        private func dismiss(_ number: Int, _ failure: PersistenceFailure) {
            let waiter: Waiter? = state.withLock { state in
                guard let index = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
                return state.waiters.remove(at: index)
            }
            waiter?.continuation.resume(throwing: failure)
        }
    }
#endif
