import Domain

/// The numbers of the law, read once.
enum LegalTexts {
    private static let read = Result { try LegalParameters.embedded() }

    /// - Throws: only when the data that comes with the program is damaged.
    static func parameters() throws -> LegalParameters {
        try read.get()
    }
}
