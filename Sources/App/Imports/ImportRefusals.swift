import Domain
import Exchange
import Persistence

/// A set of files that this school cannot import, with the place and the remedy.
enum ImportRefusal: Refusal, Equatable {
    case otherSchool(file: String, found: String, expected: String)
    case severalSchools([String])
    case otherYear(file: String, found: Int, current: Int)
    case severalYears([Int])
    case noLearner(file: String)
    case mixedKinds
    case severalTables
    case notRecognised(file: String)
    case columnsMissing([String])
    case columnsRepeated([String])
    case yearNotOpened(Int)
    case notWaiting
    case notApplied
    case obstacles([String])
    case store(String)
    case nothingNew
    case noAcademie
    case otherAcademie(file: String, expected: String, found: [String])
    case onlyFormerYears(file: String, last: String)

    var message: String {
        switch self {
        case .otherSchool, .severalSchools, .otherYear, .severalYears, .noLearner: schoolMessage
        case .mixedKinds:
            "Ces fichiers sont de plusieurs sortes. Déposez ensemble les fichiers SIECLE et STS-web, et les listes une par une."
        case .severalTables: "Déposez les listes une par une : chacune a ses propres colonnes."
        case .notRecognised(let file):
            "« \(file) » : ce fichier n’est pas reconnu. Déposez un export SIECLE ou STS-web (XML ou ZIP), une liste "
                + "(CSV ou XLSX) ou un annuaire national (CSV ou JSON)."
        case .columnsMissing(let names):
            "Indiquez quelle colonne donne : \(names.joined(separator: ", ")). Sans elle les lignes ne disent rien."
        case .columnsRepeated(let names):
            "Une seule colonne peut donner : \(names.joined(separator: ", ")). Choisissez laquelle."
        case .yearNotOpened(let year):
            "Ces fichiers ouvrent l’année scolaire \(year)-\(year + 1). Confirmez son ouverture pour les importer."
        case .notWaiting: "Cet import n’attend plus de confirmation : il a été fait, abandonné ou annulé."
        case .notApplied: "Seul un import fait peut être annulé."
        case .obstacles(let list):
            "Cet import ne peut plus être annulé d’un coup, car le travail a continué. " + list.joined(separator: " ")
        case .store(let reason): reason
        case .noAcademie:
            "La fiche de l’établissement ne dit pas son académie : écrivez-la dans Réglages, Établissement, puis "
                + "recommencez."
        case .otherAcademie(let file, let expected, let found):
            "« \(file) » ne dit rien de l’\(expected)"
                + (found.isEmpty
                    ? "." : " (il parle de \(found.prefix(4).joined(separator: ", "))\(found.count > 4 ? "…" : "")).")
                + " Téléchargez le calendrier de toutes les académies, ou de la vôtre."
        case .onlyFormerYears(let file, let last):
            "« \(file) » s’arrête à l’année scolaire \(last). Téléchargez un calendrier plus récent."
        case .nothingNew: "Rien à importer : tout ce que dit le fichier est déjà dans Bureau."
        }
    }

    private var schoolMessage: String {
        switch self {
        case .otherSchool(let file, let found, let expected):
            "« \(file) » vient de l’établissement \(found), alors que vous travaillez pour \(expected). "
                + "Changez d’établissement dans Bureau, ou refaites l’export dans le bon établissement."
        case .severalSchools(let uais):
            "Ces fichiers viennent de plusieurs établissements (\(uais.joined(separator: ", "))). "
                + "Déposez seulement ceux du vôtre."
        case .otherYear(let file, let found, let current):
            "« \(file) » est de l’année scolaire \(found)-\(found + 1), alors que vous travaillez sur "
                + "\(current)-\(current + 1). Refaites l’export pour l’année en cours ou pour la suivante."
        case .severalYears(let years):
            "Ces fichiers ne sont pas de la même année scolaire (\(years.map { "\($0)-\($0 + 1)" }.joined(separator: ", "))). "
                + "Déposez seulement ceux d’une année."
        case .noLearner(let file):
            "« \(file) » ne contient aucun élève lisible. Refaites l’export dans SIECLE sans filtre, puis déposez-le de nouveau."
        default: ""
        }
    }
}

extension FileFacts {
    /// Refuses files of another school or of a year that is neither the current one nor the next.
    func check(against school: School) throws(ImportRefusal) {
        let uais = parts.compactMap(\.uai)
        if Set(uais).count > 1 { throw .severalSchools(Set(uais).sorted()) }
        if let part = parts.first(where: { $0.uai != nil && $0.uai != school.uai }) {
            throw .otherSchool(file: part.file, found: part.uai ?? "", expected: school.uai)
        }
        let years = Set(parts.compactMap(\.schoolYear))
        if years.count > 1 { throw .severalYears(years.sorted()) }
        let accepted = [school.currentYear, school.currentYear + 1]
        if let part = parts.first(where: { $0.schoolYear.map { !accepted.contains($0) } ?? false }) {
            throw .otherYear(file: part.file, found: part.schoolYear ?? 0, current: school.currentYear)
        }
        if listsAllLearners, learners.isEmpty, let part = parts.first(where: { $0.kind == .pupils }) {
            throw .noLearner(file: part.file)
        }
    }
}

/// Says in words for people what the database refuses during an import: disk full, database locked…
func explainingStore<T>(_ work: () async throws -> T) async throws -> T {
    do {
        return try await work()
    } catch let failure as PersistenceFailure {
        switch failure {
        case .full, .busy, .readOnly, .conflict, .overloaded, .tooSlow, .connectionLost, .nulCharacter, .closed:
            throw ImportRefusal.store(failure.message)
        default: throw failure
        }
    }
}
