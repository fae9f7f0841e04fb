import Domain
import Foundation
import Persistence

/// Puts back what an import wrote, when nobody touched it since. Lives for one transaction.
struct ImportUndoing {
    private let db: SchoolDatabase
    private let changes: [String: [ImportChangeRow]]
    private let decoder = JSONDecoder()
    private(set) var obstacles: [String] = []

    init(_ run: ID<ImportRun>, in db: SchoolDatabase) throws {
        self.db = db
        changes = Dictionary(grouping: try db.importChanges(of: run), by: \.tableName)
    }

    /// Finds what was changed since and what now hangs on the records created; nothing is written.
    mutating func lookForObstacles() throws {
        try lookAtSchool()
        try look(at: SchoolClass.self) { "La classe \($0.code)" }
        try look(at: Learner.self) { "La fiche de \($0.fullName)" }
        try look(at: Guardian.self) { "La fiche de \($0.fullName)" }
        try look(at: StaffMember.self) { "La fiche de \($0.fullName)" }
        try look(at: Company.self) { "La fiche de \($0.displayName)" }
        try look(at: Contact.self) { "La fiche de \($0.fullName)" }
        try look(at: SchoolVacation.self) { "La date « \($0.label) » du calendrier" }
        try look(at: Enrolment.self) { _ in "Une inscription dans une classe" }
        try look(at: Guardianship.self) { _ in "Un lien entre un apprenant et un responsable" }
        try look(at: Teaching.self) { _ in "Un enseignement" }
        for tie in ImportTie.all { try look(at: tie) }
        try lookAtDirectories()
    }

    private mutating func lookAtDirectories() throws {
        for directory in DirectoryTable.allCases {
            let mine = changes[directory.rawValue] ?? []
            if try db.isDirectoryNewer(directory, than: mine) {
                obstacles.append("L’annuaire a été mis à jour depuis par un fichier plus récent.")
            }
        }
    }

    /// Puts everything back, tables in the reverse order of their references.
    func putBack() throws {
        try putBack(SchoolVacation.self)
        try putBack(Contact.self)
        try putBack(Company.self)
        try putBack(Teaching.self)
        try putBack(StaffMember.self)
        try putBack(Guardianship.self)
        try putBack(Guardian.self)
        try putBack(Enrolment.self)
        try putBack(Learner.self)
        try putBack(SchoolClass.self)
        for directory in DirectoryTable.allCases {
            try db.putBack(changes[directory.rawValue] ?? [], in: directory)
        }
        for change in changes[ImportChangeRow.schoolName] ?? [] {
            guard let before = try change.beforeRow.map({ try decode(School.self, $0) }) else { continue }
            var school = before
            school.version = try db.thisSchool().version + 1
            try db.write(school)
        }
    }

    // MARK: Obstacles

    private mutating func lookAtSchool() throws {
        for change in changes[ImportChangeRow.schoolName] ?? [] {
            guard let after = try change.afterRow.map({ try decode(School.self, $0) }) else { continue }
            if try db.thisSchool() != after { obstacles.append("La fiche de l’établissement a été modifiée depuis.") }
        }
    }

    private mutating func look<Record: ImportedRecord>(
        at type: Record.Type, _ name: (Record) -> String
    ) throws {
        let mine = changes[Record.table.rawValue] ?? []
        guard !mine.isEmpty else { return }
        let now = try current(type, mine.map(\.rowId))
        for change in mine {
            let after = try change.afterRow.map { try decode(type, $0) }
            guard now[change.rowId] != after, let shown = after ?? now[change.rowId] else { continue }
            obstacles.append(name(shown) + " a été modifiée depuis.")
        }
    }

    private func current<Record: ImportedRecord>(_: Record.Type, _ keys: [String]) throws -> [String: Record] {
        let alias = SQL(unsafe: Record.table.rawValue)
        var found: [String: Record] = [:]
        for chunk in keys.inChunks(of: 500) {
            let records: [Record] = try db.rows(
                "select \(alias).* from \(db.table(Record.table)) where \(alias).id in (\(list: chunk))")
            for record in records { found[record.key] = record }
        }
        return found
    }

    /// Records that people hung since on a record created by the import would lose their ground.
    private mutating func look(at tie: ImportTie) throws {
        let created = (changes[tie.owner.rawValue] ?? []).filter { $0.beforeRow == nil }.map(\.rowId)
        guard !created.isEmpty else { return }
        let mine = Set((changes[tie.table.rawValue] ?? []).filter { $0.beforeRow == nil }.map(\.rowId))
        let alias = SQL(unsafe: tie.table.rawValue)
        var count = 0
        for chunk in created.inChunks(of: 500) {
            let hung: [String] = try db.rows(
                """
                select \(alias).id from \(db.table(tie.table)) where \(alias).\(SQL(unsafe: tie.column)) in (\(list: chunk))
                """)
            count += hung.count { !mine.contains($0) }
        }
        if count > 0 { obstacles.append(tie.sentence(count)) }
    }

    // MARK: Putting back

    private func putBack<Record: ImportedRecord>(_ type: Record.Type) throws {
        let mine = changes[Record.table.rawValue] ?? []
        let created = mine.filter { $0.beforeRow == nil }.map(\.rowId)
        for chunk in created.inChunks(of: 500) {
            try db.delete(from: Record.table, where: "id in (\(list: chunk))")
        }
        for change in mine {
            guard let text = change.beforeRow else { continue }
            let before = try decode(type, text)
            if change.afterRow == nil {
                try db.insert(before, into: Record.table)
            } else {
                try db.update(before, in: Record.table)
            }
        }
    }

    private func decode<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
        try decoder.decode(Value.self, from: Data(text.utf8))
    }
}

/// A table whose rows name rows that imports create.
private struct ImportTie {
    let owner: SchoolTable
    let table: SchoolTable
    let column: String
    let sentence: @Sendable (Int) -> String

    static let all: [ImportTie] = [
        ImportTie(owner: .learner, table: .placement, column: "learner_id") {
            FrenchNumber.counted($0, "placement en PFMP concerne", "placements en PFMP concernent")
                + " des apprenants créés par cet import."
        },
        ImportTie(owner: .learner, table: .enrolment, column: "learner_id") {
            FrenchNumber.counted($0, "inscription faite", "inscriptions faites")
                + " depuis concernent des apprenants créés par cet import."
        },
        ImportTie(owner: .learner, table: .guardianship, column: "learner_id") {
            FrenchNumber.counted($0, "responsable ajouté", "responsables ajoutés")
                + " depuis à des apprenants créés par cet import."
        },
        ImportTie(owner: .guardian, table: .guardianship, column: "guardian_id") {
            FrenchNumber.counted($0, "lien ajouté", "liens ajoutés")
                + " depuis à des responsables créés par cet import."
        },
        ImportTie(owner: .schoolClass, table: .enrolment, column: "class_id") {
            FrenchNumber.counted($0, "inscription faite", "inscriptions faites")
                + " depuis dans des classes créées par cet import."
        },
        ImportTie(owner: .schoolClass, table: .pfmpPeriod, column: "class_id") {
            FrenchNumber.counted($0, "période de PFMP prévue", "périodes de PFMP prévues")
                + " pour des classes créées par cet import."
        },
        ImportTie(owner: .schoolClass, table: .teaching, column: "class_id") {
            FrenchNumber.counted($0, "enseignement ajouté", "enseignements ajoutés")
                + " depuis dans des classes créées par cet import."
        },
        ImportTie(owner: .staffMember, table: .teaching, column: "staff_id") {
            FrenchNumber.counted($0, "enseignement ajouté", "enseignements ajoutés")
                + " depuis à des personnes créées par cet import."
        },
        ImportTie(owner: .staffMember, table: .placement, column: "referent_id") {
            FrenchNumber.counted($0, "placement a", "placements ont")
                + " pour référent une personne créée par cet import."
        },
        ImportTie(owner: .staffMember, table: .membership, column: "staff_id") {
            FrenchNumber.counted($0, "compte est rattaché", "comptes sont rattachés")
                + " à des personnes créées par cet import."
        },
        ImportTie(owner: .company, table: .contact, column: "company_id") {
            FrenchNumber.counted($0, "contact ajouté", "contacts ajoutés")
                + " depuis à des entreprises créées par cet import."
        },
        ImportTie(owner: .company, table: .interaction, column: "company_id") {
            FrenchNumber.counted($0, "échange noté", "échanges notés")
                + " depuis avec des entreprises créées par cet import."
        },
        ImportTie(owner: .company, table: .hostPlace, column: "company_id") {
            FrenchNumber.counted($0, "place d’accueil déclarée", "places d’accueil déclarées")
                + " depuis par des entreprises créées par cet import."
        },
        ImportTie(owner: .company, table: .placement, column: "company_id") {
            FrenchNumber.counted($0, "placement a lieu", "placements ont lieu")
                + " dans des entreprises créées par cet import."
        },
        ImportTie(owner: .contact, table: .interaction, column: "contact_id") {
            FrenchNumber.counted($0, "échange noté", "échanges notés")
                + " depuis avec des contacts créés par cet import."
        },
        ImportTie(owner: .contact, table: .placement, column: "tutor_id") {
            FrenchNumber.counted($0, "placement a", "placements ont") + " pour tuteur un contact créé par cet import."
        },
        ImportTie(owner: .contact, table: .placement, column: "signatory_id") {
            FrenchNumber.counted($0, "placement a", "placements ont")
                + " pour signataire un contact créé par cet import."
        },
    ]
}
