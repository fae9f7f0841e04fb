import CLibZip

/// What an archive held: the names of everything, and the bytes of what was asked for.
struct ZipContents {
    var names: [String] = []
    var files: [NamedFile] = []
}

/// Unpacks an archive in memory, with limits. Never writes to disk, never opens an archive inside an archive.
enum ZipArchive {
    /// Whether bytes begin like an archive.
    static func looksLikeZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// - Parameter isWanted: tells from the whole name of an entry whether to unpack it.
    /// - Throws: `ExchangeFailure` when the archive is damaged, encrypted, or larger than the limits once unpacked.
    static func unpack(
        _ file: NamedFile, limits: ReadingLimits, where isWanted: (String) -> Bool = { _ in true }
    ) throws -> ZipContents {
        try file.bytes.withUnsafeBytes { buffer in
            var error = zip_error_t()
            zip_error_init(&error)
            defer { zip_error_fini(&error) }
            guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
                throw ExchangeFailure(file: file.name, cause: .brokenArchive)
            }
            guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
                zip_source_free(source)
                throw ExchangeFailure(file: file.name, cause: .brokenArchive)
            }
            defer { zip_discard(archive) }
            return try OpenZip(archive: archive, file: file.name, limits: limits).read(where: isWanted)
        }
    }
}

/// One open archive.
private struct OpenZip {
    let archive: OpaquePointer
    let file: String
    let limits: ReadingLimits

    func read(where isWanted: (String) -> Bool) throws -> ZipContents {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0 else { throw failure(.brokenArchive) }
        guard count <= limits.maxEntries else {
            throw failure(.unsafeArchive("\(count) fichiers, \(limits.maxEntries) au plus"))
        }
        var contents = ZipContents()
        var total = 0
        for index in 0..<UInt64(count) {
            var entry = zip_stat_t()
            zip_stat_init(&entry)
            guard zip_stat_index(archive, index, 0, &entry) == 0, let rawName = entry.name else {
                throw failure(.brokenArchive)
            }
            let name = String(cString: rawName)
            try check(name, entry)
            contents.names.append(name)
            guard !name.hasSuffix("/"), isWanted(name) else { continue }
            let bytes = try unpack(index, entry, budget: limits.maxUnpackedBytes - total)
            total += bytes.count
            contents.files.append(NamedFile(name: name, bytes: bytes))
        }
        return contents
    }

    private func check(_ name: String, _ entry: zip_stat_t) throws {
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard !name.hasPrefix("/"), !name.hasPrefix("\\"), !parts.contains(".."), !name.contains(":") else {
            throw failure(.unsafeArchive("chemin « \(ImportProblem.shortened(name)) »"))
        }
        guard entry.encryption_method == UInt16(ZIP_EM_NONE) else { throw failure(.encrypted) }
    }

    /// Counts what really comes out: the sizes that an archive declares may lie.
    private func unpack(_ index: UInt64, _ entry: zip_stat_t, budget: Int) throws -> [UInt8] {
        guard let handle = zip_fopen_index(archive, index, 0) else { throw failure(.brokenArchive) }
        defer { zip_fclose(handle) }
        let packed = max(1, Int(clamping: entry.comp_size))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(clamping: entry.size), 1 << 20))
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let read = zip_fread(handle, &chunk, UInt64(chunk.count))
            guard read >= 0 else { throw failure(.brokenArchive) }
            if read == 0 { break }
            bytes += chunk[..<Int(read)]
            guard bytes.count <= budget else {
                throw failure(.unsafeArchive("plus de \(limits.maxUnpackedBytes >> 20) Mo une fois décompressée"))
            }
            guard bytes.count < 1 << 20 || bytes.count / packed <= limits.maxRatio else {
                throw failure(.unsafeArchive("taux de compression anormal"))
            }
        }
        return bytes
    }

    private func failure(_ cause: ExchangeFailure.Cause) -> ExchangeFailure {
        ExchangeFailure(file: file, cause: cause)
    }
}
