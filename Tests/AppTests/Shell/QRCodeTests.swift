import Testing

@testable import App

@Suite struct `A code that a camera reads` {
    @Test func `has the three corners and the dotted lines that readers look for`() throws {
        let code = try #require(QRCode("otpauth://totp/Bureau:camille?secret=JBSWY3DPEHPK3PXP&issuer=Bureau"))
        #expect((code.width - 17).isMultiple(of: 4))
        let last = code.width - 7
        for (top, left) in [(0, 0), (0, last), (last, 0)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    let ring = max(abs(row - 3), abs(column - 3))
                    #expect(code.isDark(top + row, left + column) == (ring != 2))
                }
            }
        }
        for place in 8..<code.width - 8 {
            #expect(code.isDark(6, place) == place.isMultiple(of: 2))
            #expect(code.isDark(place, 6) == place.isMultiple(of: 2))
        }
    }

    @Test func `grows with its text, and there is none for nothing or for a book`() throws {
        let short = try #require(QRCode("Bureau")), long = try #require(QRCode(String(repeating: "Bureau ", count: 40)))
        #expect(short.width == 21)
        #expect(long.width > short.width)
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: 4000)) == nil)
    }

    @Test func `is drawn module for module, with a quiet zone of four`() throws {
        let code = try #require(QRCode("BUR-7K2M"))
        var drawn = Array(repeating: false, count: code.width * code.width)
        for run in code.runs {
            for column in run.column..<run.column + run.length { drawn[run.row * code.width + column] = true }
        }
        #expect(drawn == code.modules)
        let image = qrCodeImage(code, "Code de l’essai").string
        #expect(image.contains("viewBox=\"0 0 29 29\"") && image.contains("aria-label=\"Code de l’essai\""))
        #expect(image.contains("M4 4h7v1h-7z"))
    }
}
