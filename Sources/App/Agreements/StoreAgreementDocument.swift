import Crypto
import Domain
import Foundation
import PDF

/// A printed agreement with the facts it was made from, before it is kept.
struct PrintedAgreement: Sendable {
    let agreement: ID<Agreement>
    let factsSha256: String
    let bytes: [UInt8]
    let pages: Int

    init(_ dossier: AgreementDossier, at moment: Moment) throws {
        let printed = try AgreementPrinter.print([dossier], at: moment)
        agreement = dossier.agreement.id
        factsSha256 = try dossier.facts.fingerprint()
        bytes = printed.bytes
        pages = printed.pages
    }

    var sha256: String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// A printed agreement is kept, unless what it says changed while it was being made.
struct StoreAgreementDocument: Operation {
    let printed: PrintedAgreement

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let dossier = try db.dossier(printed.agreement, today: now.day)
        guard try dossier.facts.fingerprint() == printed.factsSha256 else { throw Conflict() }
        guard dossier.readiness.mayBeSigned else {
            throw AgreementRefusal.incomplete(dossier.readiness.blocking.map(\.message))
        }
        if let kept = try db.documents(of: printed.agreement).first, kept.factsSha256 == printed.factsSha256 {
            return kept.revision
        }
        let document = AgreementDocumentRow(
            id: db.newID(), agreementId: printed.agreement, revision: dossier.sources.revision,
            sha256: printed.sha256, factsSha256: printed.factsSha256, content: printed.bytes, pages: printed.pages,
            createdAt: now.moment, createdBy: author.name)
        try db.insert(document, into: .agreementDocument)
        try db.journal(
            "Convention imprimée, révision \(document.revision)", Subject("agreement", printed.agreement), by: author,
            at: now)
        return document.revision
    }
}

/// Makes PDF files of agreements, outside any transaction.
enum AgreementPrinter {
    static let fonts = Result { try PDFFonts.system() }

    /// The bytes alone.
    static func pages(_ dossiers: [AgreementDossier], title: String? = nil, at moment: Moment) throws -> [UInt8] {
        try print(dossiers, title: title, at: moment).bytes
    }

    static func print(_ dossiers: [AgreementDossier], title: String? = nil, at moment: Moment) throws -> PDFRendering {
        let documents = dossiers.map(\.document)
        let created = PDFDate(secondsSince1970: Int(moment.millisecondsSince1970 / 1000))
        let book =
            documents.count == 1 && title == nil
            ? documents[0].book(created: created)
            : AgreementDocument.book(documents, title: title ?? "Conventions", created: created)
        return try book.renderReporting(with: try fonts.get())
    }
}
