/// The objects of a PDF file under construction, their places and its end.
struct ObjectFile {
    var writer = ByteWriter()
    private var offsets: [Int]

    /// A file whose first `reserved` object numbers are given out already.
    init(reserved: Int) {
        offsets = [Int](repeating: 0, count: reserved + 1)
        writer.reserve(1 << 16)
        writer.ascii("%PDF-1.7\n%")
        writer.raw([0xE2, 0xE3, 0xCF, 0xD3, 10])
    }

    /// The number of a new object.
    mutating func allocate() -> Int {
        allocate(1)
    }

    /// The first of several new numbers in a row.
    mutating func allocate(_ count: Int) -> Int {
        let first = offsets.count
        offsets.append(contentsOf: repeatElement(0, count: count))
        return first
    }

    mutating func begin(_ object: Int) {
        offsets[object] = writer.count
        writer.integer(object)
        writer.ascii(" 0 obj\n")
    }

    mutating func end() {
        writer.ascii("\nendobj\n")
    }

    /// A stream object; `entries` are further entries of its dictionary.
    mutating func stream(_ object: Int, packed bytes: [UInt8], entries: (inout ByteWriter) -> Void = { _ in }) {
        begin(object)
        writer.ascii("<</Filter/FlateDecode/Length ")
        writer.integer(bytes.count)
        entries(&writer)
        writer.ascii(">>stream\n")
        writer.raw(bytes)
        writer.ascii("\nendstream")
        end()
    }

    /// The complete file: cross-reference table and trailer, with an identifier made from the content.
    mutating func finish(root: Int, information: Int) -> [UInt8] {
        let identifier = Fingerprint(writer.bytes).bytes
        let start = writer.count
        writer.ascii("xref\n0 ")
        writer.integer(offsets.count)
        writer.ascii("\n0000000000 65535 f \n")
        for offset in offsets.dropFirst() {
            writer.padded(offset, width: 10)
            writer.ascii(" 00000 n \n")
        }
        writer.ascii("trailer\n<</Size ")
        writer.integer(offsets.count)
        writer.ascii("/Root ")
        writer.reference(root)
        writer.ascii("/Info ")
        writer.reference(information)
        writer.ascii("/ID[")
        for _ in 0..<2 {
            writer.ascii("<")
            for byte in identifier { writer.hexadecimal(Int(byte), digits: 2) }
            writer.ascii(">")
        }
        writer.ascii("]>>\nstartxref\n")
        writer.integer(start)
        writer.ascii("\n%%EOF\n")
        return writer.bytes
    }
}
