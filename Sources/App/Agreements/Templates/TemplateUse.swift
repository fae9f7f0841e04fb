import Domain
import PDF

/// The text an agreement is printed with: the usual one, or a version of the school.
struct TemplateUse: Sendable {
    /// As the footer and the record name it: `2026-09`, or `etab-3` for the third version of the school.
    let name: String
    let text: TemplateText
    var logo: AgreementLogo?

    /// The text that comes with the program. A test proves that it can be read; without articles nothing is printed.
    static let usual = TemplateUse(
        name: AgreementUsualText.name,
        text: (try? TemplateText(parsing: AgreementUsualText.source))
            ?? TemplateText(articles: [], teachingAnnex: [], costsAnnex: []))

    static let schoolPrefix = "etab-"

    static func name(rank: Int) -> String { schoolPrefix + String(rank) }

    /// The rank of a version of the school; `nil` for the usual text.
    static func rank(of name: String) -> Int? {
        name.hasPrefix(schoolPrefix) ? Int(name.dropFirst(schoolPrefix.count)) : nil
    }

    /// « modèle 2026-09 », « modèle de l’établissement n° 3 »
    static func label(_ name: String) -> String {
        rank(of: name).map { "modèle de l’établissement n°\u{A0}\($0)" } ?? "modèle\u{A0}\(name)"
    }
}

/// The picture at the head of the agreements of a school.
struct AgreementLogo: Sendable {
    let bytes: [UInt8]
    let school: String

    var block: PDFBlock {
        .image(PDFImage(bytes: bytes, alternative: "Logo de \(school)", width: 90, align: .left))
    }
}
