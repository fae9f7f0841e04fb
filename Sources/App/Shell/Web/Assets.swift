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

    /// - Parameter leaflet: the folder of Debian's package; where it is missing, maps stay as the server draws them.
    static func load(leaflet: String) throws -> Assets {
        let root = resources.appendingPathComponent("assets")
        var files: [String: Asset] = [:]
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        for name in names {
            guard let type = types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent(name)))
            files[name] = asset(bytes, type)
        }
        guard !files.isEmpty else { throw MissingResources(folder: root.path) }
        return Assets(files: files.merging(leafletFiles(in: leaflet)) { own, _ in own })
    }

    /// Both files of Leaflet or none: half of it would show a broken map.
    private static func leafletFiles(in folder: String) -> [String: Asset] {
        let wanted = ["leaflet.js": "leaflet.esm.min.js", "leaflet.css": "leaflet.css"]
        var files: [String: Asset] = [:]
        for (name, source) in wanted {
            // A package that is not installed is a choice, not an error.
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(source)),
                let type = types[URL(fileURLWithPath: name).pathExtension]
            else { return [:] }
            files["leaflet/" + name] = asset([UInt8](data), type)
        }
        return files
    }

    private static func asset(_ bytes: [UInt8], _ type: String) -> Asset {
        Asset(bytes: bytes, type: type, tag: Hex.text(Array(Array(SHA256.hash(data: bytes)).prefix(8))))
    }

    /// Whether maps can move.
    var hasLeaflet: Bool { files["leaflet/leaflet.js"] != nil }

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
