import CLibZip
import Foundation

/// A Sirene file on disk, plain or zipped, read a block at a time.
final class SireneSource {
    /// Name of the file, without its folder.
    let name: String
    /// Bytes to read in all, once unpacked; 0 when nobody knows.
    private(set) var size = 0
    /// Bytes read so far.
    private(set) var read = 0
    private var plain: UnsafeMutablePointer<FILE>?
    private var archive: OpaquePointer?
    private var entry: OpaquePointer?

    /// Opens a file; what it is shows from its first bytes.
    init(path: String) throws {
        name = URL(fileURLWithPath: path).lastPathComponent
        guard let file = fopen(path, "rb") else {
            throw SireneFailure(file: name, cause: .unreadable(String(cString: strerror(errno))))
        }
        var start = [UInt8](repeating: 0, count: 4)
        let count = fread(&start, 1, 4, file)
        guard count == 4, start.starts(with: [0x50, 0x4B]) else {
            fseek(file, 0, SEEK_END)
            size = ftell(file)
            rewind(file)
            plain = file
            return
        }
        fclose(file)
        try openArchive(path)
    }

    deinit { close() }

    private func openArchive(_ path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, Int32(ZIP_RDONLY), &code) else {
            throw SireneFailure(file: name, cause: .brokenArchive)
        }
        self.archive = archive
        for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
            var facts = zip_stat_t()
            zip_stat_init(&facts)
            guard zip_stat_index(archive, index, 0, &facts) == 0, let title = facts.name else { continue }
            guard String(cString: title).lowercased().hasSuffix(".csv") else { continue }
            guard let entry = zip_fopen_index(archive, index, 0) else { break }
            self.entry = entry
            size = Int(clamping: facts.size)
            return
        }
        close()
        throw SireneFailure(file: name, cause: .noTable)
    }

    /// Puts the next bytes in a buffer; 0 at the end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if let entry {
            let count = zip_fread(entry, buffer.baseAddress, UInt64(buffer.count))
            guard count >= 0 else { throw SireneFailure(file: name, cause: .brokenArchive) }
            read += Int(count)
            return Int(count)
        }
        guard let plain else { return 0 }
        let count = fread(buffer.baseAddress, 1, buffer.count, plain)
        guard count > 0 || ferror(plain) == 0 else {
            throw SireneFailure(file: name, cause: .unreadable(String(cString: strerror(errno))))
        }
        read += count
        return count
    }

    private func close() {
        if let entry { zip_fclose(entry) }
        if let archive { zip_discard(archive) }
        if let plain { fclose(plain) }
        (entry, archive, plain) = (nil, nil, nil)
    }
}
