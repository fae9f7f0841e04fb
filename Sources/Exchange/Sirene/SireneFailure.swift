import Domain

/// A Sirene file that cannot be read, or no further: nothing of it should be kept.
public struct SireneFailure: Refusal, Equatable {
    /// Why.
    public enum Cause: Sendable, Equatable {
        case unreadable(String)
        case brokenArchive
        case noTable
        case empty
        /// The separator that stands in place of commas.
        case wrongSeparator(String)
        /// All the mandatory columns that are not there.
        case missingColumns([String])
        /// Neither establishments nor legal units.
        case unknownKind
        /// The history of establishments rather than their present.
        case history
        case overlongRow(line: Int)
        /// More rows in error than a file that is only a little damaged has.
        case tooManyErrors(String)
    }

    /// Name of the file.
    public let file: String
    /// Why.
    public let cause: Cause

    /// The place and the remedy.
    public var message: String { "«\u{A0}\(file)\u{A0}»\u{A0}: \(cause.message)" }
}

extension SireneFailure.Cause {
    var message: String {
        switch self {
        case .unreadable(let detail): "le fichier ne peut être lu (\(detail)). Vérifiez le chemin et les droits."
        case .brokenArchive: "l’archive est incomplète ou abîmée. Téléchargez-la de nouveau."
        case .noTable: "l’archive ne contient pas de fichier CSV. Prenez le fichier «\u{A0}Stock…\u{A0}» au format CSV."
        case .empty: "le fichier est vide. Téléchargez-le de nouveau."
        case .wrongSeparator(let found):
            "les colonnes sont séparées par «\u{A0}\(found)\u{A0}» et non par des virgules\u{A0}: le fichier est passé par un tableur. "
                + "Prenez le fichier d’origine."
        case .missingColumns(let columns):
            "il manque les colonnes \(columns.map { "« \($0) »" }.joined(separator: ", ")). Prenez le fichier d’origine."
        case .unknownKind:
            "ce n’est ni un fichier StockEtablissement ni un fichier StockUniteLegale\u{A0}: la première ligne ne donne pas "
                + "leurs colonnes."
        case .history:
            "c’est l’historique des établissements. Prenez «\u{A0}StockEtablissement\u{A0}», qui donne leur état présent."
        case .overlongRow(let line):
            "la ligne \(line) n’a pas de fin\u{A0}: sans doute un guillemet jamais refermé. Téléchargez de nouveau le fichier."
        case .tooManyErrors(let first): "trop de lignes fausses\u{A0}; la première\u{A0}: \(first)"
        }
    }
}
