import Domain
import Foundation
import PDF
import Persistence

/// Makes the PDF files of the end of a PFMP, outside any transaction.
enum Paper {
    /// - Parameter author: the school that signs the document.
    static func print(
        _ sections: [PDFSection], title: String, author: String, at moment: Moment
    ) throws -> PDFRendering {
        let created = PDFDate(secondsSince1970: Int(moment.millisecondsSince1970 / 1000))
        let book = PDFBook(title: title, author: author, created: created, sections: sections)
        return try book.renderReporting(with: try AgreementPrinter.fonts.get())
    }

    /// The same as the answer of a page.
    static func answer(
        _ sections: [PDFSection], title: String, file: String, author: String, at moment: Moment
    ) throws -> Answer {
        let printed = try print(sections, title: title, author: author, at: moment)
        return .file(FileAnswer(name: file + ".pdf", type: "application/pdf", bytes: printed.bytes, inline: true))
    }

    /// Dots to write on by hand.
    static let blank = String(repeating: "…", count: 14)

    /// Grouped for reading; what is no French number stays as typed.
    static func phone(_ text: String?) -> String? {
        text.map { PhoneNumber(rawValue: $0)?.display ?? $0 }
    }

    /// Labels with a value; what is empty is left out.
    static func pairs(_ all: [(String, String?)]) -> [(label: String, value: String)] {
        all.compactMap { label, value in
            guard let value, !value.isEmpty else { return nil }
            return (label, value)
        }
    }
}

/// The numbers and tables that come with the program, read once.
enum ClosingTables {
    private static let diplomas = Result { try DiplomaTable.embedded() }
    private static let trades = Result { try MinorTrades.embedded() }

    static func allowanceRates() throws -> AllowanceRates { AllowanceRates(try LegalTexts.parameters()) }
    static func diplomaTable() throws -> DiplomaTable { try diplomas.get() }
    static func minorTrades() throws -> MinorTrades { try trades.get() }
}

extension SchoolClass {
    /// The training as a code, when it is one.
    var trainingCode: MEF? { MEF(rawValue: mef) }
}

extension School {
    var place: Territory { Territory(rawValue: territory) ?? .metropole }
    var academy: Academie? { Academie(named: academie) }
}

extension StayOutcome: SQLBindable {}
extension AllowanceLine.State: SQLBindable {}
extension DecisionState: SQLBindable {}
extension Derogation: SQLBindable {}
extension ExpenseKind: SQLBindable {}
extension ClaimState: SQLBindable {}
extension Visitor.Kind: SQLBindable {}
extension CompanyStay.Kind: SQLBindable {}
