import Foundation
import Testing

@testable import PDF

@Suite struct `A picture` {
    @Test(arguments: [UInt8(1), 3, 4]) func `in JPEG are passed through`(components: UInt8) throws {
        let jpeg = Pictures.jpeg(components: components)
        let image = try #require(PreparedImage.read(jpeg))
        #expect(image.width == 40)
        #expect(image.height == 20)
        #expect(image.data == jpeg)
        #expect(image.space.components == Int(components))
    }

    @Test func `in PNG with transparency are split into colours and opacity`() throws {
        let image = try #require(PreparedImage.read(Pictures.png(colorType: 6, pixel: [1, 2, 3, 77])))
        #expect(inflated(image.data, limit: 1000) == [UInt8]((0..<32).flatMap { _ in [1, 2, 3] as [UInt8] }))
        #expect(inflated(image.opacity ?? [], limit: 1000) == [UInt8](repeating: 77, count: 32))
    }

    static let colours: [(type: UInt8, pixel: [UInt8], palette: [UInt8])] = [
        (0, [9], []), (2, [1, 2, 3], []), (3, [1], [0, 0, 0, 9, 9, 9]), (4, [5, 6], []), (6, [1, 2, 3, 4], []),
    ]

    @Test(arguments: colours)
    func `in PNG of any colour go into a sound file`(type: UInt8, pixel: [UInt8], palette: [UInt8]) throws {
        let bytes = Pictures.png(colorType: type, pixel: pixel, palette: palette)
        let image = PDFImage(bytes: bytes, alternative: "Logo", width: 50)
        let rendering = try Sample.book([.image(image), .image(image)]).renderReporting(with: Sample.fonts())
        #expect(rendering.warnings.isEmpty)
        #expect(Conformance(file: PDFFile(rendering.bytes)).problems.isEmpty)
        guard Tool.isInstalled("qpdf") else { return }
        #expect(try Tool.run("qpdf", ["--check", "{}"], on: rendering.bytes).status == 0)
    }

    @Test func `used twice are written once`() throws {
        let file = PDFFile(
            try Sample.book([.image(Pictures.opaque), .image(Pictures.opaque)]).render(with: Sample.fonts()))
        #expect(file.objects.values.count { $0.text.contains("/Subtype/Image") } == 1)
        #expect(file.count(of: "Figure") == 2)
    }

    @Test func `without text are decoration`() throws {
        let image = PDFImage(bytes: Pictures.opaque.bytes, alternative: "", width: 20)
        let file = PDFFile(try Sample.book([.image(image)]).render(with: Sample.fonts()))
        #expect(file.count(of: "Figure") == 0)
        #expect(Conformance(file: file).problems.isEmpty)
    }

    static let broken: [[UInt8]] = [
        [], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xC0, 0, 2], Array("GIF89a".utf8), Array(Pictures.opaque.bytes.prefix(40)),
        Array(Pictures.jpeg(components: 3).prefix(9)), Pictures.jpeg(components: 9),
        Pictures.png(colorType: 9, pixel: [1]), Pictures.png(colorType: 3, pixel: [1]),
        Pictures.png(colorType: 6, pixel: [1, 2, 3]), [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0xFF, 0xFF, 0xFF, 0xFF],
    ]

    @Test(arguments: broken) func `that are damaged are left out and reported`(bytes: [UInt8]) throws {
        let image = PDFImage(bytes: bytes, alternative: "Logo", width: 50)
        let rendering = try Sample.book([.image(image), .paragraph("suite")]).renderReporting(with: Sample.fonts())
        #expect(rendering.warnings == [.imageUnreadable(alternative: "Logo")])
        #expect(Conformance(file: PDFFile(rendering.bytes)).problems.isEmpty)
    }

    @Test func `that were cut anywhere never stop a document`() throws {
        for picture in [Pictures.opaque.bytes, Pictures.transparent.bytes, Pictures.jpeg(components: 3)] {
            for length in 0..<picture.count { _ = PreparedImage.read(Array(picture.prefix(length))) }
        }
        let whole = try #require(PreparedImage.read(Pictures.opaque.bytes))
        #expect(whole.width == 8)
    }
}
