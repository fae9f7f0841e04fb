import CLibZip
import Exchange
import Testing

/// Packs files in memory, as a person would before sending them.
enum ZipSample {
    static func pack(_ name: String, _ files: [NamedFile], password: String? = nil) throws -> NamedFile {
        var error = zip_error_t()
        zip_error_init(&error)
        let source = try #require(zip_source_buffer_create(nil, 0, 0, &error))
        zip_source_keep(source)
        defer { zip_source_free(source) }
        let archive = try #require(zip_open_from_source(source, Int32(ZIP_TRUNCATE), &error))
        let held = files.map { file -> UnsafeMutableBufferPointer<UInt8> in
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: file.bytes.count)
            _ = buffer.initialize(from: file.bytes)
            return buffer
        }
        defer { for buffer in held { buffer.deallocate() } }
        for (file, buffer) in zip(files, held) {
            let content = try #require(zip_source_buffer(archive, buffer.baseAddress, UInt64(buffer.count), 0))
            let index = zip_file_add(archive, file.name, content, UInt32(ZIP_FL_ENC_UTF_8))
            try #require(index >= 0)
            if let password {
                try #require(zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) == 0)
            }
        }
        try #require(zip_close(archive) == 0)
        return NamedFile(name: name, bytes: try content(of: source))
    }

    private static func content(of source: OpaquePointer) throws -> [UInt8] {
        try #require(zip_source_open(source) == 0)
        defer { zip_source_close(source) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let read = zip_source_read(source, &chunk, UInt64(chunk.count))
            try #require(read >= 0)
            if read == 0 { return bytes }
            bytes += chunk[..<Int(read)]
        }
    }
}

extension ZipSample {
    /// The texts of an archive, by name.
    static func unpack(_ file: NamedFile) throws -> [String: String] {
        var texts: [String: String] = [:]
        try file.bytes.withUnsafeBytes { buffer in
            var error = zip_error_t()
            zip_error_init(&error)
            let source = try #require(zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error))
            let archive = try #require(zip_open_from_source(source, Int32(ZIP_RDONLY), &error))
            defer { zip_discard(archive) }
            for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
                var entry = zip_stat_t()
                zip_stat_init(&entry)
                try #require(zip_stat_index(archive, index, 0, &entry) == 0)
                let handle = try #require(zip_fopen_index(archive, index, 0))
                defer { zip_fclose(handle) }
                var bytes = [UInt8](repeating: 0, count: Int(entry.size))
                try #require(zip_fread(handle, &bytes, entry.size) == Int64(entry.size))
                texts[String(cString: entry.name)] = String(decoding: bytes, as: UTF8.self)
            }
        }
        return texts
    }
}
