import Domain
import PDF
import Testing

@testable import App

@Suite struct `A file of agreements` {
    static let fonts = Result { try PDFFonts.system() }

    static func documents() throws -> [AgreementDocument] {
        try [
            AgreementSamples.facts(), AgreementSamples.student(), AgreementSamples.bare(), AgreementSamples.long(),
        ].map(AgreementSamples.document)
    }

    @Test func `of a class has a part for each learner, with the number of its own agreement`() throws {
        let book = AgreementDocument.book(try Self.documents(), title: "Conventions de la 1MVA")
        #expect(book.sections.count == 4)
        #expect(book.sections.map(\.title).first == "Noé Fictif (Auto Exemple)")
        #expect(
            book.sections.allSatisfy {
                $0.footer
                    == "Convention n°\u{A0}2026-00042 · révision\u{A0}1 · modèle\u{A0}2026-09 · "
                    + "code\u{A0}\(PaperCode.code(number: "2026-00042", revision: 1))"
            })
    }

    @Test func `is written without a warning, the same bytes each time`() throws {
        let fonts = try Self.fonts.get()
        let book = AgreementDocument.book(try Self.documents(), title: "Conventions de la 1MVA")
        let first = try book.renderReporting(with: fonts)
        #expect(first.warnings.isEmpty)
        #expect(first.bytes.starts(with: Array("%PDF-1.7".utf8)))
        #expect(try book.render(with: fonts) == first.bytes)
    }

    @Test func `takes five pages for one complete agreement`() throws {
        let rendering = try AgreementSamples.document(AgreementSamples.facts()).book()
            .renderReporting(with: try Self.fonts.get())
        #expect(rendering.pages == 5)
    }
}

@Suite struct `The fingerprint of an agreement` {
    @Test func `is the same for another revision of the same facts`() throws {
        let facts = try AgreementSamples.facts()
        var printedAgain = facts
        printedAgain.revision = 2
        #expect(try facts.fingerprint() == printedAgain.fingerprint())
        #expect(try facts.fingerprint().count == 64)
    }

    @Test func `changes with what the document says`() throws {
        let first = try AgreementSamples.facts().fingerprint()
        let moved = try AgreementSamples.facts { $0.placement.endsOn = $0.placement.endsOn.adding(days: -1) }
        let renamed = try AgreementSamples.facts { $0.tutor?.familyName = "Autre" }
        #expect(try moved.fingerprint() != first)
        #expect(try renamed.fingerprint() != first)
    }

    @Test func `ignores what the document does not say`() throws {
        let other = try AgreementSamples.facts { sources in
            sources.learner.ine = "998877665ZZ"
            sources.company.notes = "Rappeler en mars"
        }
        #expect(try other.fingerprint() == AgreementSamples.facts().fingerprint())
    }
}
