extension Composer {
    /// The stream of the header and the footer of a page.
    func runningLines(of section: PDFSection, page: Int, of count: Int) throws(PDFFailure) -> Int {
        var canvas = Canvas()
        let number = PDFText("page\u{A0}\(page)\u{A0}/\u{A0}\(count)")
        let left = PageGeometry.margin
        let right = PageGeometry.width - PageGeometry.margin
        if let header = section.header {
            let line = typesetter.setLine(header, style: .running, width: PageGeometry.textWidth, align: .left)
            canvas.pagination("/Subtype/Header") { canvas in
                drawPlain(line, x: left, top: PageGeometry.headerTop, on: &canvas)
                canvas.lines([(left, PageGeometry.headerRule, right, PageGeometry.headerRule)])
            }
        }
        canvas.pagination("/Subtype/Footer") { canvas in
            canvas.lines([(left, PageGeometry.footerRule, right, PageGeometry.footerRule)])
            if let footer = section.footer {
                let line = typesetter.setLine(
                    footer, style: .running, width: PageGeometry.textWidth - 80, align: .left)
                drawPlain(line, x: left, top: PageGeometry.footerTop, on: &canvas)
            }
            let pages = set(number, .running, width: 76, align: .right)
            drawPlain(pages, x: right - 76, top: PageGeometry.footerTop, on: &canvas)
        }
        return try streamObject(canvas.writer.bytes)
    }
}
