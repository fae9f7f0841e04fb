import Domain

extension Application {
    /// A published calendar with what a school of the same académie imported or typed.
    /// - Parameter uai: the school to ask; without it, the first of the académie.
    public func completed(_ published: SchoolCalendar, uai: String?) async throws -> SchoolCalendar {
        let named = try await uai.asyncMap { try await school(uai: $0) }
        let schools = try await readPlatform { try $0.schools() }
        let own = named ?? schools.first { Academie(named: $0.academie) == published.academie }
        guard let own else { return published }
        return try await read(.commandLine(for: own)) { db in
            var calendar = published
            calendar.take(try db.vacations(of: published.academie, year: published.year.start))
            if Academie(named: own.academie) == published.academie {
                calendar.add(try db.closures(year: published.year.start))
            }
            return calendar
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ change: (Wrapped) async throws -> Value) async throws -> Value? {
        guard let self else { return nil }
        return try await change(self)
    }
}
