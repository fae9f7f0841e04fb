import Exchange
import Foundation

/// Filters a StockEtablissement file. usage: sirene-bench FILE [all]
///
/// Keeps the active places of eight départements and of the NAF divisions 10 to 47, or all with the word `all`. Prints one
/// line of JSON: rows, kept, processor seconds, rows per second, greatest memory.

struct Result: Encodable {
    var engine = "bureau"
    var rows: Int
    var kept: Int
    var letters: Int
    var cpu_s: Double
    var rows_per_cpu_s: Double
    var peak_MB: Double
}

/// Processor seconds of this process.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The most memory that the process ever held, in megabytes.
func peakMegabytes() throws -> Double {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) * 1024 / 1e6
}

let departements: Set<String> = ["13", "84", "04", "05", "69", "38", "42", "01"]
let keepsAll = CommandLine.arguments.count > 2
let filter =
    keepsAll
    ? SireneFilter(closedSince: SireneFilter.always)
    : SireneFilter(departements: departements, divisions: Set(10...47))
let file = try SireneFile(path: CommandLine.arguments[1])
var letters = 0
let start = processorTime()
var reading = try file.establishments(filter)
while let places = try reading.next() {
    for place in places {
        letters += place.siret.utf8.count + place.ownName.utf8.count + place.street.utf8.count + place.town.utf8.count
    }
}
let report = reading.report
let seconds = processorTime() - start
let result = Result(
    rows: report.rows, kept: report.kept, letters: letters, cpu_s: seconds,
    rows_per_cpu_s: Double(report.rows) / seconds, peak_MB: try peakMegabytes())
print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
