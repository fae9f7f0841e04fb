import Foundation
import Lookup

/// Searches one million names with the queries of the peers. usage: search-bench NAMES.tsv QUERIES.tsv [rounds]
///
/// NAMES has the name in its second column; QUERIES has class, text and folded target. Prints one line of JSON.

func lines(of path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
}

/// Processor seconds of this process.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Memory held now, in megabytes.
func residentMegabytes() -> Double {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return Double(pages.flatMap { Int($0[1]) } ?? 0) * 4096 / 1e6
}

func folded(_ text: String) -> String {
    let plain = text.lowercased().replacingOccurrences(of: "œ", with: "oe").replacingOccurrences(of: "æ", with: "ae")
        .decomposedStringWithCanonicalMapping
    var words: [String] = [""]
    for scalar in plain.unicodeScalars {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: words[words.count - 1].unicodeScalars.append(scalar)
        case 0x300...0x36F: continue
        default: if words.last?.isEmpty == false { words.append("") }
        }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
}

struct Run {
    let seconds: Double
    let processor: Double
    let isFound: Bool
}

struct Times: Encodable {
    var p50_ms = 0.0
    var p99_ms = 0.0
    var cpu_p50_ms = 0.0
    var cpu_p99_ms = 0.0
    var recall = 0.0

    init(_ runs: [Run]) {
        (p50_ms, p99_ms) = Times.quantiles(runs.map(\.seconds))
        (cpu_p50_ms, cpu_p99_ms) = Times.quantiles(runs.map(\.processor))
        recall = Double(runs.count(where: \.isFound)) / Double(runs.count)
    }

    private static func quantiles(_ seconds: [Double]) -> (Double, Double) {
        let sorted = seconds.sorted()
        return (sorted[sorted.count / 2] * 1000, sorted[min(sorted.count - 1, sorted.count * 99 / 100)] * 1000)
    }
}

struct Report: Encodable {
    var engine = "bureau"
    var docs: Int
    var words: Int
    var build_s: Double
    var memory_MB: Double
    var classes: [String: Times]
}

let arguments = CommandLine.arguments
let shows = ProcessInfo.processInfo.environment["SEARCH_SHOW"]
let names = try lines(of: arguments[1]).map { String($0.split(separator: "\t", omittingEmptySubsequences: false)[1]) }
let targets = names.map(folded)
let queries = try lines(of: arguments[2]).map {
    $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
}

var records = names.enumerated().map { LookupRecord(number: $0.offset, name: $0.element) }
let before = residentMegabytes()
let start = processorTime()
let index = LookupIndex(records)
let built = processorTime() - start
let held = residentMegabytes() - before
records = []

for query in queries.prefix(20) { _ = index.search(query[1]) }
var runs: [String: [Run]] = [:]
let clock = ContinuousClock()
for query in queries {
    var found: [LookupMatch] = []
    let began = processorTime()
    let duration = clock.measure { found = index.search(query[1]) }
    let processor = processorTime() - began
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    let isFound = found.contains {
        targets[$0.number] == query[2] || query[0] == "prefix" && targets[$0.number].hasPrefix(query[1])
    }
    runs[query[0], default: []].append(Run(seconds: seconds, processor: processor, isFound: isFound))
    runs["all", default: []].append(Run(seconds: seconds, processor: processor, isFound: isFound))
    if shows == query[0], !isFound || seconds > 0.008 {
        let answers = found.prefix(3).map { "\(targets[$0.number]) \($0.score)" }
        print(isFound ? "SLOW \(seconds)" : "MISS", query[1], "|", query[2], "|", answers)
    }
}
let report = Report(
    docs: names.count, words: index.wordCount, build_s: built, memory_MB: held, classes: runs.mapValues(Times.init))
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
print(String(decoding: try encoder.encode(report), as: UTF8.self))
