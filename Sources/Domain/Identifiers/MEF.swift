/// The code of a course and its year (« module élémentaire de formation »): 10 characters, or 11 as school files hold it.
///
/// Dispositif (3), speciality (5), duration in years (1), year of the cycle (1), then a local character, usually `0`.
public struct MEF: Identifier {
    /// 10 or 11 characters, upper case.
    public let rawValue: String

    /// Accepts lower case and separators, and the letters of local codes.
    public init(_ text: String) throws(IdentifierRefusal) {
        let code = TypedCode(text)
        if code.isScientific {
            throw IdentifierRefusal(
                "Ce code MEF est en notation scientifique, ses chiffres sont perdus\u{A0}: "
                    + "mettez la colonne au format texte dans le tableur, puis exportez de nouveau.")
        }
        guard !code.isEmpty else { throw IdentifierRefusal("Saisissez un code MEF de 10 ou 11 caractères.") }
        guard code.isAlphanumeric else {
            throw IdentifierRefusal("Un code MEF ne contient que des chiffres et des lettres sans accent.")
        }
        if code.hasForm(digits: 8, letters: 0) {
            throw IdentifierRefusal("Ces 8 chiffres sont un code de diplôme\u{A0}: un MEF en a 10 ou 11.")
        }
        guard code.count == 10 || code.count == 11 else {
            throw IdentifierRefusal("Un code MEF a 10 ou 11 caractères, celui-ci en a \(code.count).")
        }
        rawValue = code.text
    }

    /// The 10 characters that the nation shares: what two codes are compared by.
    public var national: String { String(rawValue.prefix(10)) }

    /// `247`: the kind of course.
    public var dispositif: String { String(rawValue.prefix(3)) }

    /// `31211`: the last 5 digits of the diploma.
    public var speciality: String { String(rawValue.dropFirst(3).prefix(5)) }

    /// Length of the course in years; `nil` for a local code with a letter there.
    public var duration: Int? { digit(at: 8) }

    /// Year of the cycle, from 1; `nil` for a local code with a letter there.
    public var year: Int? { digit(at: 9) }

    /// The first four characters of the statistical code, which decide the level and the allowance; `nil` when the
    /// dispositif is not one of vocational schools or has no such year.
    public var mefStat4: String? { level?.mefStat4 }

    /// « seconde professionnelle », « CAP 2 ans, 1re année »; `nil` like `mefStat4`.
    public var levelLabel: String? { level?.label }

    private var level: MEFLevel? {
        guard let duration, let year else { return nil }
        return MEFLevel(dispositif: dispositif, duration: duration, year: year)
    }

    /// Local codes, and a year beyond the duration.
    public var remark: String? {
        if !national.utf8.allSatisfy(ASCII.isDigit) { return "Code MEF local\u{A0}: il contient une lettre." }
        if rawValue.utf8.count == 11, rawValue.utf8.last != 0x30 {
            return "Code MEF local, rattaché au MEF national \(national)."
        }
        if let duration, let year, year > duration {
            return "L’année du cycle (\(year)) dépasse la durée de la formation (\(duration))\u{A0}: vérifiez."
        }
        return nil
    }

    private func digit(at index: Int) -> Int? {
        let byte = Array(rawValue.utf8)[index]
        return ASCII.isDigit(byte) ? Int(byte) - 0x30 : nil
    }
}

/// Level and year of a vocational course, from the national files of 2025-2026.
struct MEFLevel: Equatable {
    let mefStat4: String
    let label: String

    init?(dispositif: String, duration: Int, year: Int) {
        guard let course = MEFLevel.courses[dispositif], course.duration == duration,
            let position = course.years.firstIndex(of: year)
        else { return nil }
        mefStat4 = course.codes[position]
        label = course.labels[position]
    }

    private struct Course {
        let duration: Int
        let years: [Int]
        let codes: [String]
        let labels: [String]

        init(_ duration: Int, _ codes: [String], _ labels: [String], years: [Int] = [1, 2, 3]) {
            self.duration = duration
            self.years = Array(years.prefix(codes.count))
            self.codes = codes
            self.labels = labels
        }
    }

    private static let courses: [String: Course] = [
        "221": Course(1, ["2212"], ["diplôme de technicien"]),
        "222": Course(1, ["2213"], ["diplôme de technicien"]),
        "240": Course(1, ["2311"], ["CAP 1 an"]),
        "241": Course(2, ["2321", "2322"], yearly("CAP", 2)),
        "242": Course(3, ["2331", "2332", "2333"], yearly("CAP", 3)),
        "247": Course(3, ["2381", "2382", "2383"], yearsOfBac("professionnelle")),
        "250": Course(1, ["23B1"], ["BMA 1 an"]),
        "251": Course(2, ["23C1", "23C2"], yearly("BMA", 2)),
        "253": Course(1, ["2391"], ["mention complémentaire"]),
        "257": Course(1, ["23J0"], ["certificat de spécialisation niveau 3"]),
        "258": Course(1, ["23K0"], ["certificat de spécialisation niveau 4"]),
        "271": Course(2, ["2321", "2322"], yearly("CAP agricole", 2)),
        "276": Course(3, ["2381", "2382", "2383"], yearsOfBac("professionnelle agricole")),
        "280": Course(9, ["23I0"], ["CAP agricole"], years: [9]),
        "703": Course(1, ["4151"], ["parcours Ambition emploi niveau 3"]),
        "704": Course(1, ["4161"], ["parcours Ambition emploi niveau 4"]),
        "740": Course(1, ["4411"], ["FCIL après un niveau 3"]),
        "741": Course(1, ["4421"], ["FCIL après un niveau 4"]),
    ]

    private static func yearly(_ name: String, _ duration: Int) -> [String] {
        (1...duration).map { "\(name) \(duration) ans, \($0 == 1 ? "1re" : "\($0)e") année" }
    }

    private static func yearsOfBac(_ kind: String) -> [String] {
        ["seconde", "première", "terminale"].map { "\($0) \(kind)" }
    }
}
