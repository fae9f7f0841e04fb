/// A bureau des entreprises of the national directory (`fr-en-annuaire_bde_lycees_pro`).
public struct BureauEntry: Sendable, Equatable, Codable {
    /// Identifier of the school, upper case, not checked.
    public var uai: String
    /// As published.
    public var name: String
    /// The street line.
    public var address: String?
    /// The place name of the postal address.
    public var locality: String?
    /// As written, not checked.
    public var postalCode: String?
    /// Town of the postal line.
    public var city: String?
    /// Name of the commune.
    public var commune: String?
    /// Name of the département.
    public var department: String?
    /// Name of the région.
    public var region: String?
    /// Name of the académie.
    public var academie: String?
    /// Each address once, `#N/A` dropped.
    public var mails: [String] = []
    /// As written.
    public var phone: String?
    /// As published: several lead to another school, so it is shown as « à vérifier ».
    public var unverifiedWebsite: String?
    /// Degrees, north is positive.
    public var latitude: Double?
    /// Degrees, east is positive.
    public var longitude: Double?
    /// How the position was found, in the words of the file.
    public var geocodingQuality: String?
    /// `Public` or `Privé`.
    public var sector: String?
    /// Trades taught, in the words of the file.
    public var trades: [String] = []
    /// Diplomas prepared, in the words of the file.
    public var diplomas: [String] = []
    /// ROME version 3.
    public var romeCodes: [String] = []
    /// Line of the file, or rank of the record in JSON.
    public var line: Int
}

/// A directory of bureaux as read from one file.
public struct BureauDirectoryReading: Sendable, Equatable, Codable {
    /// In the order of the file.
    public var bureaux: [BureauEntry] = []
    /// Every record refused and every remark.
    public var problems: [ImportProblem] = []
}

/// Reads the national directory of bureaux, as CSV or JSON, lists as arrays or joined by `|`.
public enum BureauDirectory {
    /// - Throws: `ExchangeFailure` when the file is unreadable or lacks mandatory columns, all listed.
    public static func read(_ file: NamedFile, limits: ReadingLimits = .directory) throws -> BureauDirectoryReading {
        var reading = BureauDirectoryReading()
        reading.problems = try DirectoryRecords.read(file, layout: layout, limits: limits) { record in
            guard let uai = record["numero_uai"]?.uppercased() else {
                return record.refusal("numero_uai", "UAI absent : la ligne n’est pas reprise.")
            }
            guard let name = record["appellation_officielle"] else {
                return record.refusal("appellation_officielle", "nom absent : la ligne n’est pas reprise.")
            }
            reading.bureaux.append(bureau(uai, name, record))
            return nil
        }
        return reading
    }

    private static let layout = DirectoryLayout(
        mandatory: ["numero_uai", "appellation_officielle", "mail_bde"],
        used: [
            "adresse_uai", "lieu_dit_uai", "code_postal_uai", "localite_acheminement_uai", "libelle_commune",
            "libelle_departement", "libelle_region", "libelle_academie", "telephone", "web", "position",
            "localisation", "secteur", "metiers_prepares", "diplomes_prepares", "romesv3",
        ],
        ignored: [])

    private static func bureau(_ uai: String, _ name: String, _ record: DirectoryRecord) -> BureauEntry {
        var entry = BureauEntry(uai: uai, name: name, line: record.line)
        entry.address = record["adresse_uai"]
        entry.locality = record["lieu_dit_uai"]
        entry.postalCode = record["code_postal_uai"]
        entry.city = record["localite_acheminement_uai"]
        entry.commune = record["libelle_commune"]
        entry.department = record["libelle_departement"]
        entry.region = record["libelle_region"]
        entry.academie = record["libelle_academie"]
        entry.mails = record.list("mail_bde")
        entry.phone = record["telephone"]
        entry.unverifiedWebsite = record["web"]
        let position = record.position("position")
        entry.latitude = position?.latitude
        entry.longitude = position?.longitude
        entry.geocodingQuality = record["localisation"]
        entry.sector = record["secteur"]
        entry.trades = record.list("metiers_prepares")
        entry.diplomas = record.list("diplomes_prepares")
        entry.romeCodes = record.list("romesv3")
        return entry
    }
}
