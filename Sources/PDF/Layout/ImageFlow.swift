extension Composer {
    /// A picture and its size on the page, in points; nil when it cannot be read.
    func prepared(_ image: PDFImage) -> (picture: PreparedImage, width: Double, height: Double)? {
        guard let picture = shelf.image(image.bytes) else { return nil }
        let ratio = Double(picture.height) / Double(picture.width)
        let width = min(max(image.width, 1), frame.width, pageHeight / ratio)
        return (picture, width, width * ratio)
    }

    func placeImage(_ image: PDFImage, in element: Int) throws(PDFFailure) {
        guard let (picture, width, height) = prepared(image) else {
            return warn(.imageUnreadable(alternative: image.alternative))
        }
        try require(height)
        let object = imageObject(picture)
        let slack = frame.width - width
        let x = frame.x + (image.align == .right ? slack : image.align == .center ? slack / 2 : 0)
        let top = y
        if image.alternative.isEmpty {
            canvas.artifact { $0.image(object, x: x, top: top, width: width, height: height) }
        } else {
            let bottom = PageGeometry.height - y - height
            let figure = tree.add(
                .figure, to: element, attribute: .box([x, bottom, x + width, bottom + height]))
            tree.alternative(image.alternative, of: figure)
            let mark = canvas.mark(for: figure)
            tree.addContent(mark, onPage: pages.count, to: figure)
            canvas.beginMark(mark, tag: .figure)
            canvas.image(object, x: x, top: y, width: width, height: height)
            canvas.endMark()
        }
        advance(height)
    }

    /// A picture used several times is one object.
    private func imageObject(_ picture: PreparedImage) -> Int {
        let key = ObjectIdentifier(picture)
        if let known = images[key] { return known.object }
        let object = file.addImage(picture)
        images[key] = (object, picture)
        return object
    }
}
