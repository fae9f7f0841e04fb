extension Composer {
    /// Draws boxes to sign in, in lines of equal boxes that are never cut.
    func placeSignatures(_ boxes: [PDFSignatureBox], in element: Int) throws(PDFFailure) {
        let columns = SignatureGeometry.columns(boxes.count)
        for start in stride(from: 0, to: boxes.count, by: columns) {
            if start > 0 { leaveSpace(before: SignatureGeometry.gap) }
            let line = Array(boxes[start..<min(start + columns, boxes.count)])
            let height = lineHeight(line, width: SignatureGeometry.width(columns, of: frame.width))
            try require(height)
            drawLine(line, columns: columns, height: height, in: element)
            advance(height)
        }
    }

    /// The height of all boxes on one page.
    func height(of boxes: [PDFSignatureBox]) -> Double {
        let columns = SignatureGeometry.columns(boxes.count)
        let width = SignatureGeometry.width(columns, of: frame.width)
        var total = 0.0
        for start in stride(from: 0, to: boxes.count, by: columns) {
            let line = Array(boxes[start..<min(start + columns, boxes.count)])
            total += lineHeight(line, width: width) + (start > 0 ? SignatureGeometry.gap : 0)
        }
        return total
    }

    private func lineHeight(_ line: [PDFSignatureBox], width: Double) -> Double {
        let heights = line.map { box in
            setTexts(of: box, width: width).reduce(max(box.height, 0)) { $0 + $1.height }
        }
        return (heights.max() ?? 0) + 2 * SignatureGeometry.padding
    }

    private func setTexts(of box: PDFSignatureBox, width: Double) -> [SetParagraph] {
        let inner = width - 2 * SignatureGeometry.padding
        var texts = [set(PDFText(box.role), .headerCell, width: inner)]
        if let name = box.name, !name.isEmpty { texts.append(set(PDFText(name), .cell, width: inner)) }
        if let note = box.note, !note.isEmpty { texts.append(set(PDFText(note), .note, width: inner)) }
        texts.append(set(PDFText(dateLine(of: box)), .small, width: inner))
        return texts
    }

    private func dateLine(of box: PDFSignatureBox) -> String {
        "Fait à \(box.place ?? "....................") le \(box.date ?? "................")"
    }

    private func drawLine(_ line: [PDFSignatureBox], columns: Int, height: Double, in element: Int) {
        let width = SignatureGeometry.width(columns, of: frame.width)
        let lefts = line.indices.map { frame.x + Double($0) * (width + SignatureGeometry.gap) }
        let boxTop = y
        canvas.artifact { canvas in
            for left in lefts { canvas.frame(x: left, top: boxTop, width: width, height: height) }
        }
        for (box, left) in zip(line, lefts) {
            let division = tree.add(.division, to: element)
            var top = y + SignatureGeometry.padding
            for text in setTexts(of: box, width: width) {
                draw(
                    text, lines: text.lines.indices, x: left + SignatureGeometry.padding, top: top,
                    tag: .paragraph, element: tree.add(.paragraph, to: division))
                top += text.height
            }
        }
    }
}

/// Measures of the boxes to sign in.
enum SignatureGeometry {
    static let gap = 10.0
    static let padding = 7.0

    /// How many boxes stand side by side.
    static func columns(_ count: Int) -> Int {
        count <= 2 || count == 4 ? 2 : 3
    }

    static func width(_ columns: Int, of whole: Double) -> Double {
        (whole - Double(columns - 1) * gap) / Double(columns)
    }
}
