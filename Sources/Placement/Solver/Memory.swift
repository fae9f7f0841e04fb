extension UnsafeMutablePointer {
    /// New memory with the same value everywhere. The owner deallocates it.
    static func filled(_ value: Pointee, count: Int) -> UnsafeMutablePointer {
        let memory = UnsafeMutablePointer.allocate(capacity: count)
        memory.initialize(repeating: value, count: count)
        return memory
    }

    /// New memory with the values of a list. The owner deallocates it.
    static func copy(_ list: [Pointee]) -> UnsafeMutablePointer {
        let memory = UnsafeMutablePointer.allocate(capacity: list.count)
        list.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { memory.initialize(from: base, count: list.count) }
        }
        return memory
    }
}
