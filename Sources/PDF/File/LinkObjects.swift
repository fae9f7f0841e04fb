/// The clickable area of a link.
struct LinkAnnotation {
    let object: Int
    /// The structure element it belongs to.
    let element: Int
    let address: String
    /// Left, bottom, right and top on its page, in points.
    let box: [Double]
}

extension ObjectFile {
    /// Writes a clickable area; `key` leads to its structure element in the parent tree.
    mutating func addLink(_ link: LinkAnnotation, key: Int) {
        begin(link.object)
        writer.ascii("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
        for number in link.box {
            writer.decimal(number)
            writer.byte(32)
        }
        writer.ascii("]/StructParent ")
        writer.integer(key)
        writer.ascii("/Contents")
        writer.string(link.address)
        writer.ascii("/A<</S/URI/URI")
        writer.string(link.address.percentEncoded)
        writer.ascii(">>>>")
        end()
    }
}

extension String {
    /// An address in plain ASCII, other characters percent-encoded.
    fileprivate var percentEncoded: String {
        utf8.map { unit in
            guard !(33...126).contains(unit) else { return String(Unicode.Scalar(unit)) }
            return "%" + (unit < 16 ? "0" : "") + String(unit, radix: 16, uppercase: true)
        }.joined()
    }
}
