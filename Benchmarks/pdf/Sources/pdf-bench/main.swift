// usage: pdf-bench COUNT FOLDER [--dejavu] [--varied] [--one-file]
// Renders COUNT agreements into FOLDER and prints one JSON line like the peers' script.
//   --dejavu    sets the text in the font of the peers instead of Liberation Sans
//   --varied    makes every article different, so that nothing set before can be used again
//   --one-file  puts all agreements into one file

import Foundation
import PDF

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

func rounded(_ value: Double, _ digits: Int) -> Double {
    let factor = pow(10, Double(digits))
    return (value * factor).rounded() / factor
}

let words = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--") }
let options = Set(CommandLine.arguments.filter { $0.hasPrefix("--") })
guard words.count == 2, let count = Int(words[words.startIndex]), count > 0, let folder = words.last else {
    print("usage: pdf-bench COUNT FOLDER [--dejavu] [--varied] [--one-file]")
    exit(2)
}

try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let folders = options.contains("--dejavu") ? ["/usr/share/fonts/truetype/dejavu"] : PDFFonts.usualFolders
let clock = ContinuousClock()
let start = clock.now
let cpuStart = cpuSeconds()

let fonts = try PDFFonts.system(folders: folders)
let agreements = (0..<count).map { Agreement(number: $0, varied: options.contains("--varied")) }
let books: [[Agreement]] = options.contains("--one-file") ? [agreements] : agreements.map { [$0] }
var bytes = 0
var pages = 0
for (index, book) in books.enumerated() {
    let rendering = try PDFBook(title: "Convention", sections: book.map(\.section)).renderReporting(with: fonts)
    try Data(rendering.bytes).write(to: URL(fileURLWithPath: "\(folder)/swift-\(index).pdf"))
    bytes += rendering.bytes.count
    pages += rendering.pages
}

let cpu = cpuSeconds() - cpuStart
let wall = start.duration(to: clock.now) / .seconds(1)
let figures: [(String, any CustomStringConvertible)] = [
    ("docs", count), ("wall_s", rounded(wall, 3)), ("cpu_s", rounded(cpu, 3)),
    ("pages_in_sample", pages / books.count), ("KB_per_doc", rounded(Double(bytes) / Double(count) / 1000, 1)),
    ("docs_per_cpu_s", rounded(Double(count) / cpu, 1)),
]
let engine = (["swift"] + options.sorted().map { String($0.dropFirst(2)) }).joined(separator: "-")
print("{\"engine\": \"\(engine)\", " + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
