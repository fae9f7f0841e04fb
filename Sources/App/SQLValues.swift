import Domain
import Persistence

// Domain values that go into statements as they are.

extension ID: SQLBindable {}
extension LocalDate: SQLBindable {
    public var sqlValue: SQLValue { .text(description) }
}
extension Moment: SQLBindable {
    public var sqlValue: SQLValue { .text(description) }
}
extension LearnerPublic: SQLBindable {}
extension RelationStatus: SQLBindable {}
extension RelationOrigin: SQLBindable {}
extension Agreement.State: SQLBindable {}
extension Party: SQLBindable {}
extension Role: SQLBindable {}
extension PeriodKind: SQLBindable {}
extension LeadAnswer: SQLBindable {}
extension SearchExemption: SQLBindable {}
extension SchoolThreshold: SQLBindable {}
