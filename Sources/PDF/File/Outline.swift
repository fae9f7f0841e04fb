/// The bookmarks of a document: its sections and, under them, their headings of level 1 and 2.
struct Outline {
    private struct Entry {
        let title: String
        let depth: Int
        let page: Int
        /// Distance from the bottom of the page, in points.
        let top: Double
    }

    private var entries: [Entry] = []
    private var sectionTitle = ""
    private var hasFirstHeading = false

    var isEmpty: Bool { entries.isEmpty }

    mutating func addSection(_ title: String, page: Int, top: Double) {
        sectionTitle = title
        hasFirstHeading = false
        entries.append(Entry(title: title, depth: 0, page: page, top: top))
    }

    /// A heading of the current section; one that repeats the name of the section adds nothing.
    mutating func addHeading(_ title: String, level: Int, page: Int, top: Double) {
        guard level <= 2 else { return }
        if level == 1 {
            guard title != sectionTitle else { return }
            hasFirstHeading = true
        }
        let depth = level == 1 || !hasFirstHeading ? 1 : 2
        entries.append(Entry(title: title, depth: depth, page: page, top: top))
    }

    /// Writes the bookmarks; those of a book of several sections are folded.
    func write(to file: inout ObjectFile, root: Int, pages: [Int]) {
        let first = file.allocate(entries.count)
        let links = linked()
        let folded = links[0].children.count > 1
        file.begin(root)
        file.writer.ascii("<</Type/Outlines")
        writeChildren(of: links[0], first: first, count: folded ? links[0].children.count : entries.count, to: &file)
        file.writer.ascii(">>")
        file.end()
        for index in entries.indices {
            let link = links[index + 1]
            file.begin(first + index)
            file.writer.ascii("<</Title")
            file.writer.string(entries[index].title)
            file.writer.ascii("/Parent ")
            file.writer.reference(link.parent == 0 ? root : first + link.parent - 1)
            let siblings = links[link.parent].children
            if link.rank > 0 { writeReference("/Prev ", first + siblings[link.rank - 1] - 1, to: &file) }
            if link.rank + 1 < siblings.count {
                writeReference("/Next ", first + siblings[link.rank + 1] - 1, to: &file)
            }
            writeChildren(of: link, first: first, count: folded ? -link.children.count : link.descendants, to: &file)
            file.writer.ascii("/Dest[")
            file.writer.reference(pages[entries[index].page])
            file.writer.ascii("/XYZ 0 ")
            file.writer.decimal(entries[index].top)
            file.writer.ascii(" 0]>>")
            file.end()
        }
    }

    private struct Link {
        var parent = 0
        var rank = 0
        var children: [Int] = []
        var descendants = 0
    }

    /// Who is under whom; 0 is the root and entry i is i + 1.
    private func linked() -> [Link] {
        var links = [Link](repeating: Link(), count: entries.count + 1)
        var path = [0]
        for (index, entry) in entries.enumerated() {
            path.removeLast(max(0, path.count - 1 - entry.depth))
            let parent = path[path.count - 1]
            links[index + 1].parent = parent
            links[index + 1].rank = links[parent].children.count
            links[parent].children.append(index + 1)
            for ancestor in path { links[ancestor].descendants += 1 }
            path.append(index + 1)
        }
        return links
    }

    private func writeChildren(of link: Link, first: Int, count: Int, to file: inout ObjectFile) {
        guard let head = link.children.first, let tail = link.children.last else { return }
        writeReference("/First ", first + head - 1, to: &file)
        writeReference("/Last ", first + tail - 1, to: &file)
        file.writer.ascii("/Count ")
        file.writer.integer(count)
    }

    private func writeReference(_ key: StaticString, _ object: Int, to file: inout ObjectFile) {
        file.writer.ascii(key)
        file.writer.reference(object)
    }
}
