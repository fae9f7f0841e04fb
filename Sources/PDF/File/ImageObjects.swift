extension ObjectFile {
    /// Writes a picture and returns its object.
    mutating func addImage(_ image: PreparedImage) -> Int {
        let object = allocate()
        let mask = image.opacity.map { addMask($0, of: image) }
        begin(object)
        writeSize(image)
        writer.ascii("/BitsPerComponent ")
        writer.integer(image.bits)
        writer.ascii("/ColorSpace")
        writeSpace(image.space)
        writeCoding(image)
        if let mask {
            writer.ascii("/SMask ")
            writer.reference(mask)
        }
        writeData(image.data)
        return object
    }

    private mutating func addMask(_ opacity: [UInt8], of image: PreparedImage) -> Int {
        let object = allocate()
        begin(object)
        writeSize(image)
        writer.ascii("/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode")
        writeData(opacity)
        return object
    }

    private mutating func writeSize(_ image: PreparedImage) {
        writer.ascii("<</Type/XObject/Subtype/Image/Width ")
        writer.integer(image.width)
        writer.ascii("/Height ")
        writer.integer(image.height)
    }

    private mutating func writeSpace(_ space: PreparedImage.Space) {
        switch space {
        case .gray: writer.ascii("/DeviceGray")
        case .rgb: writer.ascii("/DeviceRGB")
        case .cmyk: writer.ascii("/DeviceCMYK")
        case .cmykInverted: writer.ascii("/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]")
        case .palette(let colors):
            writer.ascii("[/Indexed/DeviceRGB ")
            writer.integer(colors.count / 3 - 1)
            writer.ascii("<")
            for color in colors { writer.hexadecimal(Int(color), digits: 2) }
            writer.ascii(">]")
        }
    }

    private mutating func writeCoding(_ image: PreparedImage) {
        switch image.coding {
        case .jpeg:
            writer.ascii("/Filter/DCTDecode")
        case .deflate(filtered: false):
            writer.ascii("/Filter/FlateDecode")
        case .deflate(filtered: true):
            writer.ascii("/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ")
            writer.integer(image.space.components)
            writer.ascii("/BitsPerComponent ")
            writer.integer(image.bits)
            writer.ascii("/Columns ")
            writer.integer(image.width)
            writer.ascii(">>")
        }
    }

    private mutating func writeData(_ data: [UInt8]) {
        writer.ascii("/Length ")
        writer.integer(data.count)
        writer.ascii(">>stream\n")
        writer.raw(data)
        writer.ascii("\nendstream")
        end()
    }
}
