import Foundation

/// The fonts of all documents, read once and shared by threads, with what was already set in them.
public struct PDFFonts: Sendable {
    let shelf: FontShelf

    /// Where Debian and its relatives keep TrueType fonts.
    public static let usualFolders = [
        "/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation",
        "/usr/share/fonts/liberation-sans", "/usr/share/fonts/liberation", "/usr/share/fonts/truetype/dejavu",
        "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF", "/usr/local/share/fonts",
    ]

    /// Liberation Sans, completed by DejaVu Sans for rarer characters; DejaVu Sans alone when it is the only one.
    public static func system(folders: [String] = usualFolders) throws(PDFFailure) -> PDFFonts {
        let search = FontSearch(folders: folders)
        guard let family = search.family() else { throw .fontsMissing(searched: folders) }
        return PDFFonts(shelf: try FontShelf(family: family))
    }
}

/// Finds the files of a family in folders.
struct FontSearch {
    let folders: [String]

    /// Paths of the faces found; nil without a regular one.
    func family() -> [FaceID: String]? {
        let liberation: [FaceID: String] = [
            .regular: "LiberationSans-Regular", .bold: "LiberationSans-Bold", .italic: "LiberationSans-Italic",
            .boldItalic: "LiberationSans-BoldItalic", .fallback: "DejaVuSans", .fallbackBold: "DejaVuSans-Bold",
        ]
        let dejaVu: [FaceID: String] = [
            .regular: "DejaVuSans", .bold: "DejaVuSans-Bold", .italic: "DejaVuSans-Oblique",
            .boldItalic: "DejaVuSans-BoldOblique",
        ]
        for names in [liberation, dejaVu] {
            let paths = names.compactMapValues(path)
            if paths[.regular] != nil { return paths }
        }
        return nil
    }

    private func path(_ name: String) -> String? {
        folders.map { "\($0)/\(name).ttf" }.first { FileManager.default.isReadableFile(atPath: $0) }
    }
}
