extension ExchangeFailure.Cause {
    /// What is wrong and what to do, in French.
    public var message: String {
        switch self {
        case .empty: "le fichier est vide. Refaites l’export puis déposez le nouveau fichier."
        case .tooLarge(let bytes, let limit):
            "le fichier pèse \(megabytes(bytes)) ; le maximum est de \(megabytes(limit)). "
                + "Limitez l’export à l’année et à l’établissement."
        case .unknownKind: "ce type de fichier n’est pas reconnu. Déposez un fichier XML, ZIP, CSV, XLSX ou JSON."
        case .nulBytes(let line):
            "la ligne \(line) contient des octets nuls : le fichier est abîmé ou n’est pas un texte. Refaites l’export."
        case .forbiddenDTD(let line):
            "la ligne \(line) déclare un DOCTYPE ou des entités, ce qu’aucun export ne contient. "
                + "Fichier refusé par sécurité : reprenez l’export d’origine."
        case .noHeader: "la première ligne ne donne pas de titres de colonnes. Ajoutez une ligne de titres."
        case .missingColumns(let columns):
            "il manque les colonnes \(columns.map { "« \($0) »" }.joined(separator: ", ")). "
                + "Refaites l’export complet, sans retirer de colonne."
        case .tooManyRows(let limit): "plus de \(limit) lignes. Découpez le fichier."
        case .tooManyColumns(let limit): "plus de \(limit) colonnes. Gardez seulement les colonnes utiles."
        case .unclosedQuote(let line):
            "un guillemet ouvert à la ligne \(line) n’est jamais refermé. Corrigez cette ligne ou refaites l’export."
        case .notWritten(let detail): "le fichier n’a pas pu être écrit (\(detail)). Vérifiez la place sur le disque."
        case .noFile: "Aucun fichier n’a été déposé. Choisissez au moins un fichier."
        case .brokenXML, .unknownRoot, .wrongDirection, .notForThisImport, .brokenJSON: documentMessage
        case .brokenArchive, .encrypted, .oldWorkbook, .unsafeArchive, .macros, .externalLinks, .brokenWorkbook:
            packageMessage
        }
    }

    private var documentMessage: String {
        switch self {
        case .brokenXML(let line, let column, let detail):
            "le XML est incomplet ou abîmé à la ligne \(line), colonne \(column) (\(detail)). "
                + "Refaites l’export sans ouvrir le fichier dans un autre logiciel."
        case .unknownRoot(let name):
            "la racine « \(name) » n’est pas celle d’un fichier connu. Déposez les exports XML de SIECLE "
                + "(Élèves, Responsables, Nomenclature, Structures, Communs) ou de STS-web (sts_emp)."
        case .wrongDirection:
            "ce fichier va de l’emploi du temps vers STS-web (racine EDT_STS). "
                + "Déposez l’export inverse, « sts_emp_UAI_année.xml », que STS-web produit (racine STS_EDT)."
        case .notForThisImport(let kind):
            "ce fichier contient \(kind), qui ne s’importe pas ici. Choisissez l’import qui lui correspond."
        case .brokenJSON(let detail): "le JSON n’est pas lisible (\(detail)). Téléchargez de nouveau le fichier."
        default: ""
        }
    }

    private var packageMessage: String {
        switch self {
        case .brokenArchive:
            "l’archive est incomplète ou abîmée. Téléchargez-la ou refaites-la, puis déposez-la de nouveau."
        case .encrypted: "le fichier est protégé par un mot de passe. Enregistrez-le sans protection."
        case .unsafeArchive(let detail):
            "archive refusée par sécurité (\(detail)). Déposez les fichiers sans les compresser."
        case .oldWorkbook:
            "ce classeur est au format d’Excel 97-2003 (.xls). Enregistrez-le au format « Classeur Excel (.xlsx) »."
        case .macros: "le classeur contient des macros. Enregistrez-le au format « Classeur Excel (.xlsx) »."
        case .externalLinks:
            "le classeur contient des liens vers d’autres classeurs. Collez les valeurs, puis enregistrez-le de nouveau."
        case .brokenWorkbook(let detail):
            "le classeur n’est pas lisible (\(detail)). Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx."
        default: ""
        }
    }

    private func megabytes(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(max(1, bytes >> 10)) Ko" : "\(bytes >> 20) Mo"
    }
}
