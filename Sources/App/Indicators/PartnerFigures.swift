import Domain
import Persistence

extension SchoolDatabase {
    /// I1.x: what the first axis did.
    func partnerIndicators(_ span: IndicatorSpan) throws -> [IndicatorValue] { [] }

    /// I4.x: what became of those who left.
    func leaverIndicators(_ span: IndicatorSpan) throws -> [IndicatorValue] { [] }
}
