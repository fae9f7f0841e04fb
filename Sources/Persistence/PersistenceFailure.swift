/// Why the database did not do what was asked, said to people in French with the remedy.
public enum PersistenceFailure: Error, Hashable, Sendable {
    /// A row with the same key exists; the columns as `table.column, table.column` (or the name of the index).
    case unique(String)
    /// A row that others name was deleted, or one that does not exist was named; the name of the constraint if known.
    case foreignKey(String?)
    /// A value outside what a table accepts; the name of the constraint.
    case check(String)
    /// A value is missing; the column as `table.column`.
    case notNull(String)
    /// A text holds the character NUL, which no text of a database can hold.
    case nulCharacter
    /// Another program holds the database for longer than the time-out.
    case busy
    /// The same data was changed by others at the same time, three times running.
    case conflict
    /// No place is left on the disk.
    case full
    /// The database may be read and not written.
    case readOnly
    /// The file is damaged or is not a database; what the engine said.
    case corrupt(String)
    /// The file cannot be opened or read; what the engine said.
    case unreachable(String)
    /// The server was lost or refused the connection; what it said.
    case connectionLost(String)
    /// Every connection stayed busy for longer than the time-out.
    case overloaded
    /// A statement ran for longer than the time-out.
    case tooSlow
    /// The request was given up before it ended.
    case cancelled
    /// The store was closed before the request.
    case closed
    /// The database was migrated by a newer program.
    case newerDatabase(found: Int, known: Int)
    /// A migration that ran is not the one the program holds.
    case editedMigration(number: Int, name: String)
    /// The numbers of the migrations are not 1, 2, 3…
    case disorderedMigrations(number: Int)
    /// The address of the database cannot be understood.
    case badLocation(String)
    /// The program was built without PostgreSQL.
    case builtWithoutPostgreSQL
    /// The copy must be made with the tools of PostgreSQL.
    case backupByServerTools
    /// A bug: a row does not have the shape the program expects.
    case unreadableRow(String)
    /// A bug: a value that cannot be written as columns.
    case unwritableValue(String)
    /// A bug: the engine refuses the statement; what it said, and the text without arguments.
    case statement(String, sql: String)
}

extension PersistenceFailure: CustomStringConvertible {
    /// For logs: the case and what the engine said, never the values.
    public var description: String {
        switch self {
        case .statement(let message, let sql): "statement refused: \(message) in: \(sql)"
        case .unreadableRow(let detail): "row not readable: \(detail)"
        case .unwritableValue(let detail): "value not writable: \(detail)"
        case .corrupt(let detail), .unreachable(let detail), .connectionLost(let detail): "\(message) (\(detail))"
        case .unique(let name), .check(let name), .notNull(let name): "\(message) (\(name))"
        default: message
        }
    }
}

extension PersistenceFailure {
    /// What happened and what to do, for people.
    public var message: String {
        rowMessage ?? engineMessage ?? versionMessage
    }

    private var rowMessage: String? {
        switch self {
        case .unique: "Cet enregistrement existe déjà. Ouvrez celui qui existe au lieu d’en créer un second."
        case .foreignKey: "D’autres enregistrements dépendent de celui-ci, ou celui qu’il désigne n’existe plus."
        case .check: "Une valeur n’est pas acceptée par la base de données. Vérifiez la saisie."
        case .notNull: "Une valeur obligatoire manque. Complétez la saisie."
        case .nulCharacter: "Un texte contient un caractère invisible interdit (NUL). Retirez-le et recommencez."
        case .conflict: "D’autres personnes modifiaient les mêmes données au même moment. Recommencez."
        case .unreadableRow, .unwritableValue, .statement:
            "Le programme et la base de données ne s’accordent pas : c’est une erreur du programme, signalez-la."
        default: nil
        }
    }

    private var engineMessage: String? {
        switch self {
        case .busy:
            "La base de données est occupée par un autre programme. Attendez qu’il ait fini, ou fermez-le, "
                + "puis recommencez."
        case .full: "Le disque est plein : rien n’a été enregistré. Libérez de la place, puis recommencez."
        case .readOnly:
            "La base de données est en lecture seule : rien n’a été enregistré. Donnez au programme le droit "
                + "d’écrire dans le fichier et dans son dossier."
        case .corrupt:
            "Le fichier de la base de données est abîmé ou n’en est pas un. Arrêtez le programme et restaurez la "
                + "dernière sauvegarde."
        case .unreachable:
            "Le fichier de la base de données ne peut être ouvert. Vérifiez son chemin, ses droits et le disque."
        case .connectionLost:
            "Le serveur de base de données ne répond pas. Vérifiez qu’il est démarré et que l’adresse est la bonne."
        case .overloaded: "Le service est très occupé. Recommencez dans un instant."
        case .tooSlow: "La recherche a pris trop de temps. Précisez-la, ou recommencez plus tard."
        case .cancelled: "La demande a été abandonnée avant la fin : rien n’a été enregistré."
        case .closed: "Le service s’arrête. Recommencez dans un instant."
        default: nil
        }
    }

    private var versionMessage: String {
        switch self {
        case .newerDatabase(let found, let known):
            "La base de données (version \(found)) est plus récente que le programme (version \(known)). "
                + "Installez la dernière version du programme."
        case .editedMigration(let number, let name):
            "La migration \(number) (\(name)) a changé depuis qu’elle a été appliquée. Réinstallez le programme "
                + "tel qu’il a été publié."
        case .disorderedMigrations(let number):
            "Les migrations du programme ne se suivent pas (numéro \(number)). Réinstallez le programme."
        case .badLocation(let text):
            "Adresse de base de données incomprise : « \(text) ». Écrivez par exemple "
                + "« sqlite:var/bureau.sqlite » ou « postgresql://utilisateur@serveur/bureau »."
        case .builtWithoutPostgreSQL:
            "Ce programme a été construit sans PostgreSQL. Construisez-le avec « --traits PostgreSQL », ou "
                + "utilisez une base « sqlite: »."
        case .backupByServerTools:
            "Une base PostgreSQL se sauvegarde avec « pg_dump » et se restaure avec « pg_restore »."
        default: "La base de données a refusé la demande."
        }
    }
}
