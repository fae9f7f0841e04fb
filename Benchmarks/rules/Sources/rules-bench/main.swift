// usage: rules-bench [COUNT] [ROUNDS]
// Checks every rule of the catalogue on COUNT agreements (1000), ROUNDS times (9), in one thread, and prints one JSON
// line: the median of the CPU time, the time for one agreement, and what was found.

import Domain
import Foundation

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

let words = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let count = words.first ?? 1000
let rounds = words.dropFirst().first ?? 9
guard count > 0, rounds > 0, let day = LocalDate("2026-02-20") else {
    print("usage: rules-bench [COUNT] [ROUNDS]")
    exit(2)
}

let parameters = try LegalParameters.embedded()
let cases = try Cases.all(count)
let rules = RuleCatalogue.all.count
var findings: [Finding.Severity: Int] = [:]
var times: [Double] = []
for _ in 0..<rounds {
    findings = [:]
    let start = cpuSeconds()
    for facts in cases {
        for finding in PlacementRules.check(facts, parameters: parameters, on: day) {
            findings[finding.severity, default: 0] += 1
        }
    }
    times.append((cpuSeconds() - start) * 1000)
}
times.sort()
let median = times[times.count / 2]
let counts = Finding.Severity.allCases.map { "\"\($0.rawValue)\": \(findings[$0, default: 0])" }.joined(separator: ", ")
print(
    "{\"agreements\": \(count), \"rules\": \(rules), \"cpu_ms\": \((median * 10).rounded() / 10), "
        + "\"best_ms\": \((times[0] * 10).rounded() / 10), "
        + "\"us_per_agreement\": \((median * 1000 / Double(count)).rounded()), \"findings\": {\(counts)}}")
