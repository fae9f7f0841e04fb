/// The row an engine stands on while it runs through an answer. Columns are numbered from 0.
///
/// A conversion that makes no sense (a word read as an integer) gives `nil`; so does `null`.
protocol Cells: AnyObject {
    var count: Int { get }
    func name(_ column: Int) -> String
    func hasName(_ column: Int, _ name: String) -> Bool
    func isNull(_ column: Int) -> Bool
    func text(_ column: Int) -> String?
    func integer(_ column: Int) -> Int64?
    func real(_ column: Int) -> Double?
    func boolean(_ column: Int) -> Bool?
    func bytes(_ column: Int) -> [UInt8]?
}

/// A connection of one engine, in the hands of one transaction.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    var memory: StatementMemory { get }

    /// The first statement that failed: a transaction that goes on after it is not committed.
    var failure: PersistenceFailure? { get }

    /// Calls `body` for each row until it answers `false`.
    func query(_ sql: SQL, _ body: (any Cells) throws -> Bool) throws

    /// Runs a statement and answers how many rows it changed.
    func execute(_ sql: SQL) throws -> Int

    /// Runs several statements separated by `;`, without argument.
    func script(_ text: String) throws
}

/// What a connection remembers of the statements it has run: the checked ones, and how their columns are read.
final class StatementMemory {
    private static let capacity = 1000

    private var inspected: Set<String> = []
    private var plans: [String: RowPlan] = [:]

    func inspect(_ text: String, _ check: (String) throws -> Void) throws {
        guard !inspected.contains(text) else { return }
        try check(text)
        if inspected.count >= StatementMemory.capacity { inspected.removeAll() }
        inspected.insert(text)
    }

    /// The plan of the statement, started.
    func plan(for text: String, _ cells: any Cells) -> RowPlan {
        if let plan = plans[text], plan.fits(cells) {
            plan.start(cells)
            return plan
        }
        if plans.count >= StatementMemory.capacity { plans.removeAll() }
        let plan = RowPlan(cells)
        plans[text] = plan
        return plan
    }
}
