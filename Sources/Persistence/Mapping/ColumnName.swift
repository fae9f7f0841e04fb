/// Names of columns from names of Swift properties.
enum ColumnName {
    /// `startsOn` gives `starts_on`, `homeUAI` gives `home_uai`, `uaiCode` gives `uai_code`.
    static func from(property: String) -> String {
        let bytes = Array(property.utf8)
        var name: [UInt8] = []
        name.reserveCapacity(bytes.count + 4)
        for (index, byte) in bytes.enumerated() {
            guard isUpper(byte) else {
                name.append(byte)
                continue
            }
            let afterLower = index > 0 && !isUpper(bytes[index - 1]) && bytes[index - 1] != 0x5F
            let endsAcronym =
                index > 0 && isUpper(bytes[index - 1]) && index + 1 < bytes.count && isLower(bytes[index + 1])
            if afterLower || endsAcronym { name.append(0x5F) }
            name.append(byte | 0x20)
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
