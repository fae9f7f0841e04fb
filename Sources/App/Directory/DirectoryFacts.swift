import Domain
import Exchange

/// A school of the national directory, as kept.
struct DirectorySchool: Codable, Equatable, Sendable {
    let uai: String
    var name: String
    var kind: String
    var status: String
    var address: PostalAddress
    var department: String
    var academie: String
    var region: String
    var phone: String?
    var email: String?
    var website: String?
    var siret: String?
    /// Teaches towards CAP or baccalauréat professionnel.
    var vocational: Bool
    var latitude: Double?
    var longitude: Double?
    var searchKey: String
    var fileDate: LocalDate
}

/// A bureau des entreprises of the national directory, as kept. Lists are kept one item a line.
struct DirectoryBureau: Codable, Equatable, Sendable {
    let uai: String
    var name: String
    var addressLine1: String
    var addressPostalCode: String
    var addressCity: String
    var department: String
    var region: String
    var academie: String
    var emails: String
    var phone: String?
    var website: String?
    var sector: String
    var latitude: Double?
    var longitude: Double?
    var trades: String
    var diplomas: String
    var romeCodes: String
    var searchKey: String
    var fileDate: LocalDate
}

/// What a directory file says.
struct DirectoryFacts: Sendable {
    var schools: [DirectorySchool] = []
    var bureaux: [DirectoryBureau] = []
    var problems: [ImportProblem] = []

    init(_ file: NamedFile, as kind: ImportKind, limits: ReadingLimits, today: LocalDate) throws {
        if kind == .bureauDirectory {
            let reading = try BureauDirectory.read(file, limits: limits)
            problems = reading.problems
            bureaux = unique(reading.bureaux.compactMap { bureau($0, file.name, today) }, \.uai)
        } else {
            let reading = try EducationDirectory.read(file, limits: limits)
            problems = reading.problems
            schools = unique(reading.establishments.compactMap { school($0, file.name, today) }, \.uai)
        }
    }

    /// The first line of a UAI counts.
    private func unique<Row>(_ rows: [Row], _ key: (Row) -> String) -> [Row] {
        var seen: Set<String> = []
        return rows.filter { seen.insert(key($0)).inserted }
    }

    private mutating func isUAI(_ text: String, _ file: String, _ line: Int, _ column: String) -> Bool {
        do throws(IdentifierRefusal) {
            _ = try UAI(text)
            return true
        } catch {
            problems.append(
                ImportProblem(
                    file: file, line: line, column: column, value: text, reason: error.message, severity: .refused))
            return false
        }
    }

    private mutating func school(
        _ place: EducationEstablishment, _ file: String, _ today: LocalDate
    ) -> DirectorySchool? {
        guard isUAI(place.uai, file, place.line, "Identifiant_de_l_etablissement") else { return nil }
        let address = PostalAddress(
            lines: place.addressLines, postalCode: place.postalCode, city: place.commune)
        let department = place.department ?? place.departmentCode.flatMap { Departement(code: $0)?.name } ?? ""
        return DirectorySchool(
            uai: place.uai, name: place.name, kind: place.nature ?? place.type ?? "", status: place.status ?? "",
            address: address, department: department, academie: place.academie ?? "", region: place.region ?? "",
            phone: place.phone, email: place.mail, website: place.website, siret: place.siret,
            vocational: place.hasVocationalPath ?? false, latitude: place.latitude, longitude: place.longitude,
            searchKey: SearchKey(joining: [place.name, address.city, department, place.uai]).rawValue,
            fileDate: today)
    }

    private mutating func bureau(_ entry: BureauEntry, _ file: String, _ today: LocalDate) -> DirectoryBureau? {
        guard isUAI(entry.uai, file, entry.line, "numero_uai") else { return nil }
        let city = entry.city ?? entry.commune ?? ""
        let words = [entry.name, city, entry.department ?? "", entry.uai] + entry.trades + entry.diplomas
        return DirectoryBureau(
            uai: entry.uai, name: entry.name,
            addressLine1: [entry.address, entry.locality].compactMap(\.self).joined(separator: ", "),
            addressPostalCode: entry.postalCode ?? "", addressCity: city, department: entry.department ?? "",
            region: entry.region ?? "", academie: entry.academie ?? "", emails: entry.mails.joined(separator: "\n"),
            phone: entry.phone, website: entry.unverifiedWebsite, sector: entry.sector ?? "",
            latitude: entry.latitude, longitude: entry.longitude, trades: entry.trades.joined(separator: "\n"),
            diplomas: entry.diplomas.joined(separator: "\n"), romeCodes: entry.romeCodes.joined(separator: "\n"),
            searchKey: SearchKey(joining: words).rawValue, fileDate: today)
    }
}
