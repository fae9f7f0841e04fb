import Domain

/// What people typed to go past findings: beside each, or once for every warning.
struct TypedReasons: Sendable {
    private let texts: [String: String]
    /// The reason that stands for every warning without one of its own.
    private let whole: String

    /// The field of the reason that stands for all warnings.
    static let wholeField = "raison"

    /// The longest a reason may be.
    static let longest = 1000

    init(reading form: inout FormReader) {
        var texts: [String: String] = [:]
        for pair in form.values.pairs where pair.name.hasPrefix(Finding.reasonPrefix) {
            let text = form.text(pair.name, max: TypedReasons.longest)
            if !text.isEmpty { texts[pair.name] = text }
        }
        self.texts = texts
        whole = form.text(TypedReasons.wholeField, max: TypedReasons.longest)
    }

    /// One reason for every warning; none when the text is empty.
    init(whole text: String = "") {
        texts = [:]
        whole = text
    }

    var isEmpty: Bool { texts.isEmpty && whole.isEmpty }

    /// The reason typed for a finding as it stands now. What blocks needs one of its own.
    subscript(_ finding: Finding) -> String? {
        texts[finding.reasonField] ?? (finding.severity == .warning && !whole.isEmpty ? whole : nil)
    }

    /// The field in which the reason of a finding was typed.
    func field(of finding: Finding) -> String {
        texts[finding.reasonField] == nil ? TypedReasons.wholeField : finding.reasonField
    }
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
