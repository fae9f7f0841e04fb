import Domain
import Persistence

extension SchoolDatabase {
    /// The next number of a series, without gap nor double: the row of the series is locked until the end of the write.
    func nextNumber(in series: String) throws -> Int {
        let key: SQL = "name = \(series)"
        if try change(.numberSeries, set: "last = last + 1", where: key) == 0 {
            try insert(NumberSeries(name: series, last: 1), into: .numberSeries)
        }
        return try count("select number_series.last from \(table(.numberSeries)) where number_series.name = \(series)")
    }

    /// `2026-00042`: the year in which the school year begins, and a rank.
    func nextAgreementNumber(year: Int) throws -> String {
        let rank = String(try nextNumber(in: "convention-\(year)"))
        return "\(year)-" + String(repeating: "0", count: max(0, 5 - rank.count)) + rank
    }
}

private struct NumberSeries: Codable {
    let name: String
    let last: Int
}
