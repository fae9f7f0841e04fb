#if PostgreSQL
    import Foundation

    /// Lets the writes of this program run together, and one of them alone when it has lost against the others too
    /// often: it then cannot lose again. Only threads of the pool wait here, with no transaction open.
    final class WriteTurns: Sendable {
        /// Unchecked because everything in it is read and changed under the condition's lock only.
        private final class State: @unchecked Sendable {
            var together = 0
            var waitingAlone = 0
            var isOneAlone = false
        }

        private let condition = NSCondition()
        private let state = State()

        func together<Value>(_ work: () throws -> Value) rethrows -> Value {
            condition.withLock {
                while state.isOneAlone || state.waitingAlone > 0 { condition.wait() }
                state.together += 1
            }
            defer { leave { state.together -= 1 } }
            return try work()
        }

        func alone<Value>(_ work: () throws -> Value) rethrows -> Value {
            condition.withLock {
                state.waitingAlone += 1
                while state.isOneAlone || state.together > 0 { condition.wait() }
                state.waitingAlone -= 1
                state.isOneAlone = true
            }
            defer { leave { state.isOneAlone = false } }
            return try work()
        }

        private func leave(_ change: () -> Void) {
            condition.withLock {
                change()
                condition.broadcast()
            }
        }
    }
#endif
