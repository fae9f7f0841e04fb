import CZlib

/// A zlib compressor that is set up once and used for many streams. Confined to one rendering.
final class Deflater {
    private var stream = z_stream()

    /// A compressor of the given zlib level (1 fast to 9 small).
    init(level: Int32) throws(PDFFailure) {
        let status = deflateInit_(&stream, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .compressionFailed }
    }

    deinit {
        deflateEnd(&stream)
    }

    /// The zlib form of the bytes.
    func compress(_ bytes: [UInt8]) throws(PDFFailure) -> [UInt8] {
        guard deflateReset(&stream) == Z_OK else { throw .compressionFailed }
        let bound = Int(deflateBound(&stream, uLong(bytes.count)))
        var status = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(bound)
                status = deflate(&stream, Z_FINISH)
                count = bound - Int(stream.avail_out)
            }
        }
        guard status == Z_STREAM_END else { throw .compressionFailed }
        return packed
    }
}

/// A stream compressed once, with its raw bytes to recognise it.
final class PackedStream: Sendable {
    let raw: [UInt8]
    let packed: [UInt8]

    init(raw: [UInt8], packed: [UInt8]) {
        self.raw = raw
        self.packed = packed
    }
}

/// The bytes behind a zlib stream, at most `limit` of them; nil when the stream is damaged or larger.
func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    var size = uLong(limit)
    var status = Z_OK
    let plain = [UInt8](unsafeUninitializedCapacity: limit) { output, count in
        status = uncompress(output.baseAddress, &size, bytes, uLong(bytes.count))
        count = status == Z_OK ? Int(size) : 0
    }
    return status == Z_OK ? plain : nil
}
