/// Objects every file has, in this order from object 1.
enum FixedObject: Int, CaseIterable {
    case catalog = 1
    case pages, information, metadata, structure, parents, outlines, resources
}

extension Composer {
    /// Writes what depends on the whole book and returns the bytes of the file.
    func finishFile() throws(PDFFailure) -> [UInt8] {
        let pageObjects = file.allocate(pages.count)
        let numbers = Array(pageObjects..<pageObjects + pages.count)
        writePages(first: pageObjects)
        try writeResources()
        writeStructure(pages: numbers)
        if !outline.isEmpty { outline.write(to: &file, root: FixedObject.outlines.rawValue, pages: numbers) }
        writeMetadata()
        writeCatalog()
        return file.finish(root: FixedObject.catalog.rawValue, information: FixedObject.information.rawValue)
    }

    private func writePages(first: Int) {
        for (index, page) in pages.enumerated() {
            file.begin(first + index)
            file.writer.ascii("<</Type/Page/Tabs/S/Parent ")
            file.writer.reference(FixedObject.pages.rawValue)
            file.writer.ascii("/Resources ")
            file.writer.reference(FixedObject.resources.rawValue)
            file.writer.ascii("/StructParents ")
            file.writer.integer(index)
            file.writer.ascii("/Contents[")
            file.writer.reference(page.content)
            if let running = page.running {
                file.writer.byte(32)
                file.writer.reference(running)
            }
            file.writer.ascii("]")
            if !page.annotations.isEmpty { writeReferences(page.annotations, key: "/Annots[") }
            file.writer.ascii(">>")
            file.end()
        }
        file.begin(FixedObject.pages.rawValue)
        file.writer.ascii("<</Type/Pages/MediaBox[0 0 ")
        file.writer.decimal(PageGeometry.width)
        file.writer.byte(32)
        file.writer.decimal(PageGeometry.height)
        file.writer.ascii("]/Count ")
        file.writer.integer(pages.count)
        writeReferences(Array(first..<first + pages.count), key: "/Kids[")
        file.writer.ascii(">>")
        file.end()
    }

    private func writeResources() throws(PDFFailure) {
        var fonts: [(face: FaceID, object: Int)] = []
        for face in FaceID.allCases where !usedGlyphs(face).isEmpty {
            guard let embedded = try shelf.embedded(face, showing: usedGlyphs(face)) else { continue }
            fonts.append((face, file.addFont(embedded)))
        }
        file.begin(FixedObject.resources.rawValue)
        file.writer.ascii("<</Font<<")
        for font in fonts {
            file.writer.ascii("/F")
            file.writer.integer(Int(font.face.rawValue))
            file.writer.byte(32)
            file.writer.reference(font.object)
        }
        file.writer.ascii(">>/XObject<<")
        for object in images.values.map(\.object).sorted() {
            file.writer.ascii("/I")
            file.writer.integer(object)
            file.writer.byte(32)
            file.writer.reference(object)
        }
        file.writer.ascii(">>>>")
        file.end()
    }

    private func writeStructure(pages numbers: [Int]) {
        let elements = file.allocate(tree.count)
        tree.write(to: &file, first: elements, root: FixedObject.structure.rawValue, pages: numbers)
        for (index, link) in annotations.enumerated() { file.addLink(link, key: pages.count + index) }

        file.begin(FixedObject.structure.rawValue)
        file.writer.ascii("<</Type/StructTreeRoot/K[")
        file.writer.reference(elements)
        file.writer.ascii("]/ParentTree ")
        file.writer.reference(FixedObject.parents.rawValue)
        file.writer.ascii("/ParentTreeNextKey ")
        file.writer.integer(pages.count + annotations.count)
        file.writer.ascii(">>")
        file.end()

        let lists = file.allocate(pages.count)
        for (index, page) in pages.enumerated() {
            file.begin(lists + index)
            writeReferences(page.owners.map { elements + $0 }, key: "[")
            file.end()
        }
        let parents = (0..<pages.count).map { lists + $0 } + annotations.map { elements + $0.element }
        file.begin(FixedObject.parents.rawValue)
        file.writer.ascii("<</Nums[")
        for (key, object) in parents.enumerated() {
            file.writer.integer(key)
            file.writer.byte(32)
            file.writer.reference(object)
            file.writer.byte(32)
        }
        file.writer.ascii("]>>")
        file.end()
    }

    private func writeMetadata() {
        let metadata = Metadata(book)
        file.begin(FixedObject.information.rawValue)
        metadata.writeInformation(to: &file.writer)
        file.end()
        let packet = metadata.packet()
        file.begin(FixedObject.metadata.rawValue)
        file.writer.ascii("<</Type/Metadata/Subtype/XML/Length ")
        file.writer.integer(packet.count)
        file.writer.ascii(">>stream\n")
        file.writer.raw(packet)
        file.writer.ascii("\nendstream")
        file.end()
    }

    private func writeCatalog() {
        file.begin(FixedObject.catalog.rawValue)
        file.writer.ascii("<</Type/Catalog/Pages ")
        file.writer.reference(FixedObject.pages.rawValue)
        file.writer.ascii("/Lang")
        file.writer.string(book.language)
        file.writer.ascii("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ")
        file.writer.reference(FixedObject.structure.rawValue)
        file.writer.ascii("/Metadata ")
        file.writer.reference(FixedObject.metadata.rawValue)
        if !outline.isEmpty {
            file.writer.ascii("/Outlines ")
            file.writer.reference(FixedObject.outlines.rawValue)
        }
        if book.sections.count > 1 { file.writer.ascii("/PageMode/UseOutlines") }
        file.writer.ascii(">>")
        file.end()
        if outline.isEmpty { file.writeNull(FixedObject.outlines.rawValue) }
    }

    private func writeReferences(_ objects: [Int], key: StaticString) {
        file.writer.ascii(key)
        for (index, object) in objects.enumerated() {
            if index > 0 { file.writer.byte(32) }
            file.writer.reference(object)
        }
        file.writer.ascii("]")
    }
}

extension ObjectFile {
    /// Fills a number that stands for nothing in this file.
    fileprivate mutating func writeNull(_ object: Int) {
        begin(object)
        writer.ascii("null")
        end()
    }
}
