import Domain

/// What the school types of an attestation.
struct CertificateForm: FormInput {
    let days: Int
    let minutes: Int?
    let remark: String
    let gratification: Cents?
    let outcome: StayOutcome
    let signedBy: String
    /// The version of the record that the person saw; 0 when there was none.
    let version: Int

    init(reading form: inout FormReader) {
        if form.values["jours"].isEmpty { form.refuse("jours", CertificateRefusal.noDays.message) }
        days = form.parsed("jours") { try Certificate.days(parsing: $0) } ?? 0
        minutes = form.duration("heures")
        remark = form.text("remarque", max: 300)
        gratification = form.money("gratification")
        outcome = form.choice("issue", or: .done)
        signedBy = form.text("signataire", max: 100)
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormReader {
    /// Hours and minutes: `98`, `98 h 30`, `98:30`.
    mutating func duration(_ field: String) -> Int? {
        let text = values[field].lowercased().filter { !$0.isWhitespace }
        guard !text.isEmpty else { return nil }
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "h" })
        let numbers = parts.map { Int($0) }
        guard (1...2).contains(parts.count), let hours = numbers[0], (0..<2000).contains(hours),
            let minutes = parts.count == 2 ? numbers[1] : 0, (0..<60).contains(minutes)
        else {
            refuse(field, "Écrivez des heures\u{A0}: 98, ou 98 h 30.")
            return nil
        }
        return hours * 60 + minutes
    }

    /// An amount in euros: `12`, `12,5`, `12,50 €`; `nil` when empty.
    mutating func money(_ field: String) -> Cents? {
        let text = values[field].filter { !$0.isWhitespace && $0 != "€" }.replacing(",", with: ".")
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let euros = Int(parts[0]), (0..<100_000).contains(euros),
            let cents = FormReader.cents(parts.dropFirst().first ?? "")
        else {
            refuse(field, "Écrivez un montant en euros\u{A0}: 12,50.")
            return nil
        }
        return Cents(rawValue: euros * 100 + cents)
    }

    private static func cents(_ text: Substring) -> Int? {
        switch text.count {
        case 0: 0
        case 1: Int(text).map { $0 * 10 }
        case 2: Int(text)
        default: nil
        }
    }
}

/// The day the signed paper came back.
struct CertificateReturnForm: FormInput {
    let receivedOn: LocalDate

    init(reading form: inout FormReader) {
        receivedOn = form.requiredDate("recue_le", "Indiquez le jour où l’attestation est revenue.")
    }
}

extension FormState {
    /// The form of an attestation as it stands; days not typed yet are proposed as the follow-up counts them.
    init(_ dossier: CertificateDossier) {
        let certificate = dossier.certificate
        self.init([
            ("jours", String(certificate.days ?? dossier.presence.proposedDays)),
            ("heures", certificate.minutes.map { HourSpan.duration($0) } ?? ""), ("remarque", certificate.remark),
            ("gratification", certificate.gratificationCents.map { Cents(rawValue: $0).typed } ?? ""),
            ("issue", certificate.outcome.rawValue), ("signataire", certificate.signedBy),
            ("version", String(certificate.version)),
        ])
    }
}

extension Cents {
    /// `12,50`, for fields.
    var typed: String {
        let cents = rawValue % 100
        return "\(rawValue / 100),\(cents < 10 ? "0" : "")\(cents)"
    }
}
