import CLibZip
import Domain
import Foundation

/// Packs files into an archive.
public enum ZipWriter {
    /// The archive appears once it is complete; readable by this account only.
    /// - Parameter moment: the date of every entry, so that the same files give the same archive.
    /// - Throws: `ExchangeFailure` when it cannot be written.
    public static func write(_ files: [NamedFile], to path: String, at moment: Moment) throws {
        let unfinished = path + ".partial"
        do {
            try pack(files, to: unfinished, at: moment)
            guard chmod(unfinished, 0o600) == 0, rename(unfinished, path) == 0 else {
                throw failure(path, String(cString: strerror(errno)))
            }
        } catch {
            // What is half-written is of no use; the failure that matters is the one being thrown.
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    /// The bytes of an archive made in memory.
    /// - Parameter stored: names of the entries that are not compressed.
    /// - Throws: `ExchangeFailure` when memory or libzip refuses.
    public static func bytes(_ files: [NamedFile], at moment: Moment, storing stored: Set<String> = []) throws
        -> [UInt8]
    {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
            throw failure("archive", "mémoire insuffisante")
        }
        // Closing the archive frees the source, unless it is kept once more.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        guard let archive = zip_open_from_source(source, Int32(ZIP_TRUNCATE), &error) else {
            zip_source_free(source)
            throw failure("archive", String(cString: zip_error_strerror(&error)))
        }
        do {
            for file in files { try add(file, to: archive, at: moment, storing: stored.contains(file.name)) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw failure("archive", reason)
        }
        return try read(source)
    }

    private static func read(_ source: OpaquePointer) throws -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw failure("archive", "relecture impossible") }
        defer { zip_source_close(source) }
        zip_source_seek(source, 0, SEEK_END)
        let size = zip_source_tell(source)
        zip_source_seek(source, 0, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: max(0, Int(size)))
        let read = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64($0.count)) }
        guard read == size else { throw failure("archive", "relecture incomplète") }
        return bytes
    }

    private static func pack(_ files: [NamedFile], to path: String, at moment: Moment) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, Int32(ZIP_CREATE | ZIP_TRUNCATE), &code) else {
            throw failure(path, String(cString: strerror(errno)))
        }
        do {
            for file in files { try add(file, to: archive, at: moment) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw failure(path, reason)
        }
    }

    /// The bytes are copied: the archive reads them when it closes, and frees them.
    private static func add(
        _ file: NamedFile, to archive: OpaquePointer, at moment: Moment, storing: Bool = false
    ) throws {
        guard let copy = malloc(max(1, file.bytes.count)) else { throw failure(file.name, "mémoire insuffisante") }
        file.bytes.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
        }
        guard let source = zip_source_buffer(archive, copy, UInt64(file.bytes.count), 1) else {
            free(copy)
            throw failure(file.name, String(cString: zip_strerror(archive)))
        }
        let index = zip_file_add(archive, file.name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw failure(file.name, String(cString: zip_strerror(archive)))
        }
        if storing { zip_set_file_compression(archive, UInt64(index), Int32(ZIP_CM_STORE), 0) }
        zip_file_set_mtime(archive, UInt64(index), time_t(moment.millisecondsSince1970 / 1000), 0)
    }

    private static func failure(_ name: String, _ reason: String) -> ExchangeFailure {
        ExchangeFailure(file: name, cause: .notWritten(reason))
    }
}

/// Unpacks an archive that the program itself made.
public enum ZipReader {
    /// Every file of the archive, by name.
    /// - Throws: `ExchangeFailure` when it is damaged, encrypted, or over the limits.
    public static func files(of archive: NamedFile, limits: ReadingLimits) throws -> [NamedFile] {
        try archive.checkSize(limits)
        guard ZipArchive.looksLikeZip(archive.bytes) else {
            throw ExchangeFailure(file: archive.name, cause: .brokenArchive)
        }
        return try ZipArchive.unpack(archive, limits: limits).files
    }
}
