/// The fields of Word’s own mail merge (« MERGEFIELD »), turned into marks: documents made for a timetable tool serve as
/// they are.
enum MergeFields {
    /// The XML of a part with each field replaced by its mark, `{{eleve}}`, in the looks of the field.
    static func opened(_ xml: String) -> String {
        guard xml.contains(keyword) else { return xml }
        var rest = xml[...]
        var opened = ""
        while let word = rest.firstRange(of: keyword) {
            guard let field = simple(rest, word) ?? complex(rest, word) else {
                // Not within a field we know: left as it is.
                opened += rest[..<word.upperBound]
                rest = rest[word.upperBound...]
                continue
            }
            opened += rest[..<field.start]
            opened += "<w:r>\(looks(of: rest[field.start..<field.end]))<w:t>{{\(field.name)}}</w:t></w:r>"
            rest = rest[field.end...]
        }
        return opened + rest
    }

    private static let keyword = "MERGEFIELD"

    private struct Field {
        let name: String
        let start: String.Index
        let end: String.Index
    }

    /// `<w:fldSimple w:instr=" MERGEFIELD eleve ">…</w:fldSimple>`
    private static func simple(_ xml: Substring, _ word: Range<String.Index>) -> Field? {
        guard let start = last("<w:fldSimple", in: xml[..<word.lowerBound]),
            !xml[start..<word.lowerBound].contains(">"),
            let tag = xml[word.upperBound...].firstIndex(of: ">"),
            let name = name(xml[word.upperBound..<tag])
        else { return nil }
        if xml[..<tag].hasSuffix("/") { return Field(name: name, start: start, end: xml.index(after: tag)) }
        guard let close = xml[tag...].firstRange(of: "</w:fldSimple>") else { return nil }
        return Field(name: name, start: start, end: close.upperBound)
    }

    /// A run that begins the field, one that names it, and one that ends it.
    private static func complex(_ xml: Substring, _ word: Range<String.Index>) -> Field? {
        let before = xml[..<word.lowerBound]
        guard let begin = last("w:fldCharType=\"begin\"", in: before),
            let start = [last("<w:r>", in: xml[..<begin]), last("<w:r ", in: xml[..<begin])].compactMap(\.self).max(),
            let text = xml[word.upperBound...].firstIndex(of: "<"),
            let name = name(xml[word.upperBound..<text]),
            let stop = xml[text...].firstRange(of: "w:fldCharType=\"end\""),
            let close = xml[stop.upperBound...].firstRange(of: "</w:r>")
        else { return nil }
        return Field(name: name, start: start, end: close.upperBound)
    }

    /// `eleve` of ` eleve \* MERGEFORMAT `, between quotes or not.
    private static func name(_ text: Substring) -> String? {
        let plain = text.replacing("&quot;", with: "\"").drop { $0 == " " }
        let name =
            plain.first == "\""
            ? plain.dropFirst().prefix { $0 != "\"" } : plain.prefix { $0 != " " && $0 != "\\" && $0 != "\"" }
        return name.isEmpty ? nil : String(name)
    }

    /// The run properties of what the field shows, so that the value looks the same.
    private static func looks(of field: Substring) -> Substring {
        guard let start = last("<w:rPr>", in: field), let end = field[start...].firstRange(of: "</w:rPr>") else {
            return ""
        }
        return field[start..<end.upperBound]
    }

    private static func last(_ text: String, in xml: Substring) -> String.Index? {
        xml.ranges(of: text).last?.lowerBound
    }
}
