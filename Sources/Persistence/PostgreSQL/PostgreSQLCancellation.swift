#if PostgreSQL
    import CLibPQ
    import Dispatch
    import Synchronization

    /// Gives up the statement under way when the request that wanted it is given up.
    final class PostgreSQLCancellation: Sendable {
        /// Unchecked because the pointer is used and freed under the lock only; `PQcancel` may be called on any thread.
        private struct State: @unchecked Sendable {
            var handle: OpaquePointer?
            var request = 0
            var isRunning = false
            var isRequested = false
        }

        private let state = Mutex(State())

        deinit { replace(with: nil) }

        func replace(with handle: OpaquePointer?) {
            state.withLock { state in
                if let old = state.handle { PQfreeCancel(old) }
                state.handle = handle
            }
        }

        /// A request begins to use the connection.
        func start() {
            state.withLock { state in
                state.request += 1
                state.isRunning = true
                state.isRequested = false
            }
        }

        /// The request no longer uses the connection.
        /// - Returns: whether it was given up meanwhile.
        @discardableResult
        func stop() -> Bool {
            state.withLock { state in
                state.isRunning = false
                return state.isRequested
            }
        }

        var wasRequested: Bool { state.withLock { $0.isRequested } }

        /// Asks from a thread that may block, and not once the request is over: the next one must not suffer.
        func request() {
            let request = state.withLock { state in
                state.isRequested = true
                return state.request
            }
            DispatchQueue.global().async {
                self.state.withLock { state in
                    guard state.isRunning, state.request == request, let handle = state.handle else { return }
                    var message = [CChar](repeating: 0, count: 256)
                    PQcancel(handle, &message, Int32(message.count))
                }
            }
        }
    }
#endif
