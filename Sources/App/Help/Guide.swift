import Domain
import Foundation

/// The guide for the staff of a lycée: the same files as in `docs/guide`.
struct Guide: Sendable {
    struct Chapter: Sendable {
        /// `importer-vos-eleves`, as in addresses.
        let name: String
        let title: String
        let text: String
    }

    let chapters: [Chapter]

    /// Reads the chapters in the order of their file names: `02-importer-vos-eleves.md`.
    static func load() throws -> Guide {
        let folder = Assets.resources.appendingPathComponent("guide")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let chapters = try files.filter { $0.hasSuffix(".md") }.sorted().map { file in
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            let name = String(file.dropLast(3))
            return Chapter(name: name, title: Markdown.title(of: text) ?? name, text: text)
        }
        return Guide(chapters: chapters)
    }

    func chapter(_ name: String) -> Chapter? {
        chapters.first { $0.name == name }
    }

    /// Chapters that hold every word, the best first: in the title, then by number of mentions.
    func search(_ words: [String]) -> [Chapter] {
        chapters.map { (chapter: $0, title: SearchKey($0.title).rawValue, text: SearchKey($0.text).rawValue) }
            .filter { entry in words.allSatisfy { entry.text.contains($0) } }
            .sorted { left, right in
                let titles = [left, right].map { entry in words.filter { entry.title.contains($0) }.count }
                return titles[0] > titles[1]
            }
            .map(\.chapter)
    }
}

/// Text as a piece of address: `importer-vos-eleves`.
enum SearchKeyText {
    static func dashed(_ text: String) -> String {
        SearchKey(text).words.joined(separator: "-")
    }
}
