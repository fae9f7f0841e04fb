import Domain

/// What people typed beside the findings of a form, by field.
struct TypedReasons: Sendable {
    private let texts: [String: String]

    /// The longest a reason may be.
    static let longest = 1000

    init(reading form: inout FormReader) {
        var texts: [String: String] = [:]
        for pair in form.values.pairs where pair.name.hasPrefix(Finding.reasonPrefix) {
            let text = form.text(pair.name, max: TypedReasons.longest)
            if !text.isEmpty { texts[pair.name] = text }
        }
        self.texts = texts
    }

    var isEmpty: Bool { texts.isEmpty }

    /// The reason typed for a finding as it stands now.
    subscript(_ finding: Finding) -> String? { texts[finding.reasonField] }
}

extension Finding {
    static let reasonPrefix = "raison_"

    /// The name of the field for the reason of this finding: another sentence is another field, so that a reason is
    /// never kept for something its author did not read.
    var reasonField: String {
        // FNV-1a: short, and the same in every process.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in (rule + message).utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return Finding.reasonPrefix + rule.dropFirst("PFMP-".count) + "_" + String(hash, radix: 36)
    }
}
