/// One element of an XML record with all it holds.
struct XMLElement {
    let name: String
    let line: Int
    var attributes: [String: String] = [:]
    /// The text directly inside, as written.
    var text = ""
    var children: [XMLElement] = []

    /// The first child of a name.
    func child(_ name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// The children of the child of a name: `SERVICES` gives every `SERVICE`.
    func list(_ name: String) -> [XMLElement] {
        child(name)?.children ?? []
    }

    /// The text of a child, or an attribute of that name; `nil` when absent or blank.
    subscript(_ name: String) -> String? {
        if let child = child(name) { return child.text.trimmedOrNil }
        return attributes[name]?.trimmedOrNil
    }

    /// Every element of a name at any depth below.
    func descendants(_ name: String) -> [XMLElement] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }
}

extension String {
    /// Without blanks around, no-break spaces included; `nil` when nothing is left.
    var trimmedOrNil: String? {
        let trimmed = self.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Without blanks around, no-break spaces included.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return "" }
        if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isBlank }),
            let end = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(scalars[start...end])
    }
}

extension Unicode.Scalar {
    var isBlank: Bool { properties.isWhitespace || value == 0xFEFF || value == 0x200B }
}
