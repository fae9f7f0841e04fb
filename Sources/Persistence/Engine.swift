/// What each of the two engines does behind `Store`.
protocol Engine: Sendable {
    var dialect: Dialect { get }
    var warnings: [StoreWarning] { get }

    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value
    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value

    /// A transaction of migration: no other program runs one at the same time, and it may be long.
    func writeAlone<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value

    func close() async
    func backup(to path: String) async throws
    func copyInMemory() async throws -> any Engine
    func checkIntegrity() async throws -> [String]
    func dropSchema() async throws
    func refreshStatistics() async throws
}
