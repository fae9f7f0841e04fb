import CLibXML

/// Reads an XML document record by record, so that memory follows one record and not the file.
enum XMLRecords {
    /// - Parameters:
    ///   - utf8: the document, its declaration blanked by `XMLProlog`, which also refused any DOCTYPE.
    ///   - isRecord: tells from the names of the parent and of the element whether it is delivered whole.
    ///   - receive: takes each record with the names of the elements above it, root first.
    /// - Throws: `ExchangeFailure` with line and column where the XML breaks, or what `receive` throws.
    static func read(
        _ utf8: [UInt8], file: String, isRecord: @escaping (_ parent: String, _ name: String) -> Bool,
        receive: @escaping (_ record: XMLElement, _ path: [String]) throws -> Void
    ) throws {
        try withoutActuallyEscaping(isRecord) { isRecord in
            try withoutActuallyEscaping(receive) { receive in
                let builder = XMLRecordBuilder(isRecord: isRecord, receive: receive)
                try parse(utf8, file: file, builder: builder)
            }
        }
    }

    private static let ready: Void = xmlInitParser()

    private static func parse(_ utf8: [UInt8], file: String, builder: XMLRecordBuilder) throws {
        _ = ready
        let isWellFormed = utf8.withUnsafeBufferPointer { buffer -> Bool in
            buffer.withMemoryRebound(to: CChar.self) { text -> Bool in
                guard let size = Int32(exactly: text.count),
                    let parser = xmlCreateMemoryParserCtxt(text.baseAddress, size)
                else { return false }
                defer { xmlFreeParserCtxt(parser) }
                builder.parser = parser
                xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
                parser.pointee.sax.pointee = handler
                parser.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
                let code = withExtendedLifetime(builder) { xmlParseDocument(parser) }
                builder.parser = nil
                return code == 0 && parser.pointee.wellFormed == 1
            }
        }
        if let stopped = builder.stopped { throw stopped }
        guard !isWellFormed || builder.error != nil else { return }
        let error = builder.error ?? XMLSyntaxError(code: 0, line: 1, column: 1)
        throw ExchangeFailure(
            file: file, cause: .brokenXML(line: error.line, column: error.column, detail: error.detail))
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            XMLRecordBuilder.at(data)?.start(name, count, attributes)
        }
        handler.endElementNs = { data, _, _, _ in XMLRecordBuilder.at(data)?.end() }
        handler.characters = { data, text, length in XMLRecordBuilder.at(data)?.append(text, length) }
        handler.cdataBlock = { data, text, length in XMLRecordBuilder.at(data)?.append(text, length) }
        handler.serror = { data, error in
            guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
            XMLRecordBuilder.at(data)?.note(
                XMLSyntaxError(
                    code: error.pointee.code, line: Int(error.pointee.line), column: max(1, Int(error.pointee.int2))))
        }
        return handler
    }
}

/// Where the parser stopped, and why in French.
struct XMLSyntaxError {
    let code: Int32
    let line: Int
    let column: Int

    var detail: String {
        switch UInt32(code) {
        case XML_ERR_DOCUMENT_EMPTY.rawValue: "document vide"
        case XML_ERR_DOCUMENT_END.rawValue: "du texte suit la dernière balise"
        case XML_ERR_INVALID_CHAR.rawValue, XML_ERR_INVALID_CHARREF.rawValue: "caractère interdit"
        case XML_ERR_UNDECLARED_ENTITY.rawValue: "entité inconnue"
        case XML_ERR_LT_REQUIRED.rawValue, XML_ERR_GT_REQUIRED.rawValue: "balise mal formée"
        case XML_ERR_TAG_NAME_MISMATCH.rawValue: "une balise n’est pas refermée"
        case XML_ERR_TAG_NOT_FINISHED.rawValue: "fin de fichier avant la dernière balise"
        case XML_ERR_ATTRIBUTE_REDEFINED.rawValue: "attribut répété"
        default: "syntaxe incorrecte"
        }
    }
}
