// usage: place-bench solve FILE [--capacitated] [--threads N]
//        place-bench replan FILE CHANGES
//        place-bench tours FILE SECONDS
// Prints one JSON line. CPU seconds are those of the work named, reading the file apart.
//   --threads N  solves the parts of the instance that share nothing at the same time

import Foundation
import Placement

let words = CommandLine.arguments.dropFirst().map { $0 }
let usage = "usage: place-bench solve FILE [--capacitated] [--threads N] | replan FILE CHANGES | tours FILE SECONDS"

do {
    switch words.first {
    case "solve" where words.count >= 2: try await solve(words)
    case "replan" where words.count == 3: try replan(words[1], changes: Int(words[2]) ?? 0)
    case "tours" where words.count == 3: try tours(words[1], seconds: Double(words[2]) ?? 0)
    default:
        print(usage)
        exit(2)
    }
} catch {
    print("\(error)")
    exit(1)
}
