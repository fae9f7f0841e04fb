import CQREncode

/// A square of dark and light modules that a camera reads (ISO/IEC 18004).
struct QRCode: Equatable, Sendable {
    /// Modules on a side, without the quiet zone.
    let width: Int
    /// The modules row by row: `true` is dark.
    let modules: [Bool]

    /// The smallest code that holds a text, at the medium level of correction; `nil` when it is empty or too long.
    init?(_ text: String) {
        guard !text.isEmpty, let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    func isDark(_ row: Int, _ column: Int) -> Bool { modules[row * width + column] }

    /// The dark runs of the rows: one shape of a drawing each.
    var runs: [(row: Int, column: Int, length: Int)] {
        var runs: [(row: Int, column: Int, length: Int)] = []
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, isDark(row, column) { column += 1 }
                if column > start { runs.append((row, start, column - start)) }
                column += 1
            }
        }
        return runs
    }
}

/// The code as a drawing, with the quiet zone of four modules that readers need.
func qrCodeImage(_ code: QRCode, _ label: String) -> HTML {
    let path = code.runs.map { "M\($0.column + 4) \($0.row + 4)h\($0.length)v1h-\($0.length)z" }.joined()
    let side = code.width + 8
    return """
        <svg class="qrcode" role="img" aria-label="\(label)" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
        <rect class="quiet" width="\(side)" height="\(side)"/><path d="\(path)"/></svg>
        """
}
