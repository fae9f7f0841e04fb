import Domain
import Synchronization

/// What was read a moment ago and every page asks again: who is signed in, what the filters of a list offer.
///
/// Every write of this process forgets all of it, so that a session closed or a role withdrawn counts at once; what
/// another process writes is seen within `seconds`.
final class RecentReads: Sendable {
    static let seconds = 5

    /// Where something is kept, each with its own bound: a list already written weighs a hundred times a session.
    enum Shelf: CaseIterable {
        case facts
        case lists

        var most: Int {
            switch self {
            case .facts: 5_000
            case .lists: 500
            }
        }
    }

    private struct State {
        var writes = 0
        var kept: [Shelf: [String: (value: any Sendable, at: Moment)]] = [:]
    }

    private let state = Mutex(State())

    /// The value read a moment ago under a key, or read now.
    func value<Value: Sendable>(
        _ key: String, on shelf: Shelf = .facts, at now: Moment, read: () async throws -> Value
    ) async throws -> Value {
        let (known, writes): (Value?, Int) = state.withLock { state in
            guard let found = state.kept[shelf]?[key], (0..<Self.seconds).contains(found.at.seconds(until: now)) else {
                return (nil, state.writes)
            }
            return (found.value as? Value, state.writes)
        }
        if let known { return known }
        let value = try await read()
        state.withLock { state in
            // Something was written meanwhile: what was read may be older than that.
            guard state.writes == writes else { return }
            if state.kept[shelf, default: [:]].count >= shelf.most { state.kept[shelf] = [:] }
            state.kept[shelf, default: [:]][key] = (value, now)
        }
        return value
    }

    /// Forgets everything: something was just written.
    func forget() {
        state.withLock { state in
            state.writes += 1
            state.kept.removeAll(keepingCapacity: true)
        }
    }
}
