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

        return try db.keep(printed, of: try db.dossier(printed.agreement, today: now.day), by: author, at: now)
    }
}

/// Several printed agreements are kept at once, those that changed meanwhile left out.
struct StoreAgreementDocuments: Operation {
    let printed: [PrintedAgreement]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let dossiers = try db.dossiers(printed.map(\.agreement), today: now.day)
        for (one, dossier) in zip(printed, dossiers) where dossier.readiness.mayBeSigned {
            guard try dossier.facts.fingerprint() == one.factsSha256 else { continue }
            _ = try db.keep(one, of: dossier, by: author, at: now)
        }
    }
}

extension SchoolDatabase {
    /// Keeps a printed version, and gives its number; the same facts are kept once.
    fileprivate func keep(
        _ printed: PrintedAgreement, of dossier: AgreementDossier, by author: Author, at now: Now
    ) throws -> Int {
        guard try dossier.facts.fingerprint() == printed.factsSha256 else { throw Conflict() }
        guard dossier.readiness.mayBeSigned else {
            throw AgreementRefusal.incomplete(dossier.readiness.obstacles)
        }
        if let kept = try documents(of: printed.agreement).first, kept.factsSha256 == printed.factsSha256 {
            return kept.revision
        }
        let acknowledged = try acknowledge(dossier, by: author, at: now)
        let document = AgreementDocumentRow(
            id: newID(), agreementId: printed.agreement, revision: dossier.sources.revision,
            sha256: printed.sha256, factsSha256: printed.factsSha256, content: printed.bytes, pages: printed.pages,
            createdAt: now.moment, createdBy: author.name,
            reasons: try JournalEntry.json(dossier.readiness.used + acknowledged))
        try insert(document, into: .agreementDocument)
        try keepTemplate(of: dossier)
        try journal(
            "Convention imprimée, révision \(document.revision)", Subject("agreement", printed.agreement), by: author,
            at: now)
        return document.revision
    }

    /// What the last kept version of each agreement says, as a fingerprint.
    func lastFingerprints(_ agreements: [ID<Agreement>]) throws -> [ID<Agreement>: String] {
        try agreements.reduce(into: [:]) { found, id in
            found[id] = try documents(of: id).first?.factsSha256
        }
    }
}

extension SchoolDatabase {
    /// An agreement keeps the text it was printed with.
    func keepTemplate(of dossier: AgreementDossier) throws {
        let name = dossier.sources.template.name
        guard dossier.agreement.template != name, dossier.agreement.termsAreOpen else { return }
        try save(try dossier.agreement.using(template: name))
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
        return try render(book)
    }

    /// Any book of the school, with the fonts of the machine.
    static func render(_ book: PDFBook) throws -> PDFRendering {
        try book.renderReporting(with: try fonts.get())
    }
}
