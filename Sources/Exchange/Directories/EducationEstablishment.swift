/// A school of the national directory (`fr-en-annuaire-education`).
public struct EducationEstablishment: Sendable, Equatable, Codable {
    /// Identifier of the school, upper case, not checked.
    public var uai: String
    /// As published.
    public var name: String
    /// `Lycée`, `Collège`…
    public var type: String?
    /// `Public` or `Privé`.
    public var status: String?
    /// One to three lines, without postal code and town.
    public var addressLines: [String] = []
    /// As written, not checked.
    public var postalCode: String?
    /// INSEE code of the commune.
    public var communeCode: String?
    /// Name of the commune.
    public var commune: String?
    /// On three characters: `034`, `02A`.
    public var departmentCode: String?
    /// Name of the département.
    public var department: String?
    /// Code of the académie.
    public var academieCode: String?
    /// Name of the académie.
    public var academie: String?
    /// INSEE code of the région.
    public var regionCode: String?
    /// Name of the région.
    public var region: String?
    /// As written.
    public var phone: String?
    /// As written, not checked.
    public var mail: String?
    /// As published, not checked.
    public var website: String?
    /// As published, not checked.
    public var siret: String?
    /// Teaches towards CAP or bac pro.
    public var hasVocationalPath: Bool?
    /// Trains apprentices; `nil` when not said.
    public var hasApprenticeship: Bool?
    /// 320 is a lycée professionnel.
    public var natureCode: String?
    /// The nature in words.
    public var nature: String?
    /// Degrees, north is positive.
    public var latitude: Double?
    /// Degrees, east is positive.
    public var longitude: Double?
    /// `OUVERT`, `A FERMER`…
    public var state: String?
    /// The school that a section belongs to.
    public var motherUAI: String?
    /// Line of the file, or rank of the record in JSON.
    public var line: Int
}

/// A directory of schools as read from one file.
public struct EducationDirectoryReading: Sendable, Equatable, Codable {
    /// In the order of the file.
    public var establishments: [EducationEstablishment] = []
    /// Every record refused and every remark.
    public var problems: [ImportProblem] = []
}

/// Reads the national directory of schools, as CSV (both spellings of its titles) or JSON.
public enum EducationDirectory {
    /// - Throws: `ExchangeFailure` when the file is unreadable or lacks mandatory columns, all listed.
    public static func read(
        _ file: NamedFile, limits: ReadingLimits = .directory
    ) throws -> EducationDirectoryReading {
        var reading = EducationDirectoryReading()
        reading.problems = try DirectoryRecords.read(file, layout: layout, limits: limits) { record in
            guard let uai = record["identifiant_de_l_etablissement"]?.uppercased() else {
                return record.refusal("identifiant_de_l_etablissement", "UAI absent : la ligne n’est pas reprise.")
            }
            guard let name = record["nom_etablissement"] else {
                return record.refusal("nom_etablissement", "nom absent : la ligne n’est pas reprise.")
            }
            reading.establishments.append(establishment(uai, name, record))
            return nil
        }
        return reading
    }

    private static let layout = DirectoryLayout(
        mandatory: ["identifiant_de_l_etablissement", "nom_etablissement", "code_postal", "nom_commune"],
        used: [
            "type_etablissement", "statut_public_prive", "adresse_1", "adresse_2", "adresse_3", "code_commune",
            "code_departement", "code_academie", "code_region", "libelle_departement", "libelle_academie",
            "libelle_region", "telephone", "mail", "web", "siren_siret", "voie_professionnelle", "apprentissage",
            "code_nature", "libelle_nature", "latitude", "longitude", "etat", "etablissement_mere",
        ],
        ignored: [
            "ecole_maternelle", "ecole_elementaire", "voie_generale", "voie_technologique", "fax", "restauration",
            "hebergement", "ulis", "segpa", "section_arts", "section_cinema", "section_theatre", "section_sport",
            "section_internationale", "section_europeenne", "lycee_agricole", "lycee_militaire", "lycee_des_metiers",
            "post_bac", "appartenance_education_prioritaire", "greta", "nombre_d_eleves", "fiche_onisep", "position",
            "type_contrat_prive", "coordx_origine", "coordy_origine", "epsg_origine", "nom_circonscription",
            "precision_localisation", "date_ouverture", "date_maj_ligne", "ministere_tutelle", "multi_uai",
            "rpi_concentre", "rpi_disperse", "code_type_contrat_prive", "pial",
            "type_rattachement_etablissement_mere", "code_circonscription", "code_zone_animation_pedagogique",
            "libelle_zone_animation_pedagogique", "code_bassin_formation", "libelle_bassin_formation",
        ])

    private static func establishment(
        _ uai: String, _ name: String, _ record: DirectoryRecord
    ) -> EducationEstablishment {
        var place = EducationEstablishment(uai: uai, name: name, line: record.line)
        place.type = record["type_etablissement"]
        place.status = record["statut_public_prive"]
        place.addressLines = ["adresse_1", "adresse_2", "adresse_3"].compactMap { record[$0] }
        place.postalCode = record["code_postal"]
        place.communeCode = record["code_commune"]
        place.commune = record["nom_commune"]
        place.departmentCode = record["code_departement"]
        place.department = record["libelle_departement"]
        place.academieCode = record["code_academie"]
        place.academie = record["libelle_academie"]
        place.regionCode = record["code_region"]
        place.region = record["libelle_region"]
        place.phone = record["telephone"]
        place.mail = record["mail"]
        place.website = record["web"]
        place.siret = record["siren_siret"]
        place.hasVocationalPath = record.flag("voie_professionnelle")
        place.hasApprenticeship = record.flag("apprentissage")
        place.natureCode = record["code_nature"]
        place.nature = record["libelle_nature"]
        place.latitude = record["latitude"].flatMap(Double.init)
        place.longitude = record["longitude"].flatMap(Double.init)
        place.state = record["etat"]
        place.motherUAI = record["etablissement_mere"]
        return place
    }
}
