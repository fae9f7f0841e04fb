import Domain

/// Counts tries in memory: so many by key within a window, then a wait. Forgotten at restart, which is enough for
/// what it guards.
actor Throttle {
    struct Limit: Sendable {
        let tries: Int
        let seconds: Int

        /// Sign-in tries of one address or one account.
        static let signIn = Limit(tries: 10, seconds: 900)
        /// Public forms of one address.
        static let publicForm = Limit(tries: 20, seconds: 3600)
        /// Mails that anyone may cause to one address.
        static let mailsToOne = Limit(tries: 5, seconds: 3600)
        /// Codes of the second factor, and passwords asked again, of one account.
        static let proof = Limit(tries: 6, seconds: 900)
        /// Sign-in tries of one client: a whole school may come out by one address.
        static let signInClient = Limit(tries: 100, seconds: 900)
    }

    private let clock: @Sendable () -> Moment
    private var tries: [String: [Moment]] = [:]

    init(clock: @escaping @Sendable () -> Moment) {
        self.clock = clock
    }

    /// Notes a try, or refuses it when there were too many lately.
    func attempt(_ key: String, _ limit: Limit) throws(TooManyTries) {
        let now = clock()
        let recent = (tries[key] ?? []).filter { $0.seconds(until: now) < limit.seconds }
        guard recent.count < limit.tries else {
            tries[key] = recent
            throw TooManyTries(retryAfterSeconds: limit.seconds - (recent.first?.seconds(until: now) ?? 0))
        }
        tries[key] = recent + [now]
        if tries.count > 10_000 {
            tries = tries.filter { $0.value.last.map { $0.seconds(until: now) < 3600 } ?? false }
        }
    }

    /// Forgets the tries of a key: the person got in.
    func forget(_ key: String) {
        tries[key] = nil
    }
}
