import Foundation
import Placement

struct NotTours: Error {}

/// Reads the text that the tour generator dumps: visits, length of a half-day, duration of a visit, cost of a half-day,
/// travel times row after row, openings and closings, all in seconds.
func tours(_ path: String, seconds: Double) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    guard numbers.count > 4, numbers[0] >= 0 else { throw NotTours() }
    let visits = Int(numbers[0])
    let stops = visits + 1
    guard numbers.count == 4 + stops * stops + 2 * stops else { throw NotTours() }
    let opens = numbers.dropFirst(4 + stops * stops)
    let closes = opens.dropFirst(stops)
    let question = TourQuestion(
        lengths: [numbers[1]],
        visits: (1..<stops).map { stop in
            let from = opens[opens.startIndex + stop]
            return .init(duration: numbers[2], openings: [from...max(from, closes[closes.startIndex + stop])])
        },
        travel: Array(numbers[4..<(4 + stops * stops)]), halfDayCost: numbers[3])
    let start = cpuSeconds()
    let plan = try question.goodPlan { _ in (cpuSeconds() - start) / seconds }
    printLine([
        ("cpu", cpuSeconds() - start), ("obj_min", Double(plan.cost) / 60), ("tours", plan.tours.count),
        ("proven", plan.isProven), ("left", plan.impossible.count),
    ])
}
