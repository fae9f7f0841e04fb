import Crypto
import Foundation

/// The files of the site (style, icons, modules), read once at start.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    let files: [String: Asset]

    /// The folder of resources beside the executable.
    static var resources: URL { Bundle.module.bundleURL.appendingPathComponent("Resources") }

    static func load() throws -> Assets {
        let root = resources.appendingPathComponent("assets")
        var files: [String: Asset] = [:]
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        for name in names {
            guard let type = types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent(name)))
            let tag = Hex.text(Array(Array(SHA256.hash(data: bytes)).prefix(8)))
            files[name] = Asset(bytes: bytes, type: type, tag: tag)
        }
        guard !files.isEmpty else { throw MissingResources(folder: root.path) }
        return Assets(files: files)
    }

    /// `/assets/bureau.css?v=…`: a new address for every content, so that browsers may keep it for good.
    func address(_ name: String) -> Link {
        Link("/assets", name.split(separator: "/").map(String.init), query: [("v", files[name]?.tag ?? "")])
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "txt": "text/plain; charset=utf-8",
    ]
}

/// The program was moved without its folder of resources.
struct MissingResources: Error, CustomStringConvertible {
    let folder: String

    var description: String {
        "Le dossier des ressources est introuvable : \(folder). "
            + "Déplacez-le avec l’exécutable, ou réinstallez le programme."
    }
}
