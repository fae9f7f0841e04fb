/// What the file says of itself, twice: in the information dictionary and in an XMP packet.
struct Metadata {
    let title: String
    let language: String
    let author: String?
    let subject: String?
    let created: PDFDate?

    init(_ book: PDFBook) {
        title = book.title
        language = book.language
        author = book.author
        subject = book.subject
        created = book.created
    }

    func writeInformation(to writer: inout ByteWriter) {
        writer.ascii("<</Title")
        writer.string(title)
        writer.ascii("/Producer(Bureau)")
        for (key, value) in [("/Author", author), ("/Subject", subject), ("/CreationDate", created?.information)] {
            guard let value else { continue }
            writer.text(key)
            writer.string(value)
        }
        writer.ascii(">>")
    }

    /// The XMP packet, which states conformance to PDF/UA-1.
    func packet() -> [UInt8] {
        var writer = ByteWriter()
        writer.text("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
        writer.ascii("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
        writer.ascii("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
        writer.ascii("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"")
        writer.ascii(" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"")
        writer.ascii(" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n")
        writer.ascii("<pdfuaid:part>1</pdfuaid:part><pdf:Producer>Bureau</pdf:Producer>\n")
        writer.ascii("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
        writer.xml(title)
        writer.ascii("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>")
        writer.xml(language)
        writer.ascii("</rdf:li></rdf:Bag></dc:language>\n")
        if let author {
            writer.ascii("<dc:creator><rdf:Seq><rdf:li>")
            writer.xml(author)
            writer.ascii("</rdf:li></rdf:Seq></dc:creator>\n")
        }
        if let subject {
            writer.ascii("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">")
            writer.xml(subject)
            writer.ascii("</rdf:li></rdf:Alt></dc:description>\n")
        }
        if let created {
            writer.ascii("<xmp:CreateDate>")
            writer.xml(created.metadata)
            writer.ascii("</xmp:CreateDate>\n")
        }
        writer.ascii("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
        return writer.bytes
    }
}
