import Domain
import Exchange
import Foundation
import Persistence

/// A framework as a file holds it, before it is kept.
struct FrameworkFile: Sendable {
    var code: String
    var title: String
    var mef: String
    var stream: String
    var items: [Item]
    /// Lines left out, and why.
    var problems: [ImportProblem]

    struct Item: Codable, Sendable, Equatable {
        let kind: FrameworkItem.Kind
        let code: String
        let label: String
    }

    /// Most items that one framework may have: a page shows them all.
    static let mostItems = 80

    /// Reads JSON, or a table of three columns: type, code, intitulé.
    /// - Throws: `ExchangeFailure` for a file that cannot be read at all.
    init(_ file: NamedFile, code: String, title: String, mef: String, stream: String) throws {
        self.init(code: code, title: title, mef: mef, stream: stream, items: [], problems: [])
        if file.bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") {
            readJSON(file)
        } else {
            readTable(try TableReading.read(file))
        }
        if items.count > FrameworkFile.mostItems {
            problems.append(
                ImportProblem(
                    file: file.name, value: String(items.count),
                    reason:
                        "\(FrameworkFile.mostItems) lignes au plus\u{A0}: gardez les compétences du livret, sans leurs détails.",
                    severity: .refused))
            items = []
        }
    }

    private init(code: String, title: String, mef: String, stream: String, items: [Item], problems: [ImportProblem]) {
        self.code = code
        self.title = title
        self.mef = mef
        self.stream = stream
        self.items = items
        self.problems = problems
    }

    private mutating func readTable(_ table: Table) {
        problems += table.problems
        let titles = table.header.map { SearchKey($0).rawValue }
        func column(_ names: [String]) -> Int? { titles.firstIndex { title in names.contains { title.hasPrefix($0) } } }
        guard let codes = column(["code"]), let labels = column(["intitule", "libelle"]) else {
            problems.append(
                ImportProblem(
                    file: table.file, line: 1, value: table.header.joined(separator: " ; "),
                    reason:
                        "Les titres «\u{A0}type\u{A0}», «\u{A0}code\u{A0}» et «\u{A0}intitulé\u{A0}» sont attendus sur la première ligne.",
                    severity: .refused))
            return
        }
        let kinds = column(["type", "sorte"])
        for row in table.rows {
            add(
                kind: kinds.map { row.cells[$0] } ?? "", code: row.cells[codes], label: row.cells[labels],
                file: table.file, line: row.line)
        }
    }

    private mutating func add(kind text: String, code: String, label: String, file: String, line: Int?) {
        func refuse(_ column: String, _ value: String, _ reason: String) {
            problems.append(
                ImportProblem(
                    file: file, line: line, column: column, value: value, reason: reason, severity: .refused))
        }
        let key = SearchKey(text).rawValue
        let known: FrameworkItem.Kind? =
            key.isEmpty || key.hasPrefix("comp") ? .competence : key.hasPrefix("act") ? .activity : nil
        guard let kind = known else {
            return refuse("type", text, "Écrivez «\u{A0}compétence\u{A0}» ou «\u{A0}activité\u{A0}».")
        }
        guard !code.isEmpty, code.count <= 20 else {
            return refuse("code", code, "Un code de 1 à 20 caractères est attendu, par exemple «\u{A0}C1.1\u{A0}».")
        }
        guard !label.isEmpty, label.count <= 300 else {
            return refuse("intitulé", label, "Un intitulé de 1 à 300 caractères est attendu.")
        }
        guard !items.contains(where: { $0.code == code }) else {
            return refuse("code", code, "Ce code est déjà donné à une autre ligne.")
        }
        items.append(Item(kind: kind, code: code, label: label))
    }

    private mutating func readJSON(_ file: NamedFile) {
        struct Document: Decodable {
            struct Line: Decodable {
                let type: String?
                let code: String
                let intitule: String
            }
            let code: String?
            let titre: String?
            let mef: String?
            let filiere: String?
            let lignes: [Line]
        }
        do {
            let document = try JSONDecoder().decode(Document.self, from: Data(file.bytes))
            if code.isEmpty { code = document.code ?? "" }
            if title.isEmpty { title = document.titre ?? "" }
            if mef.isEmpty { mef = document.mef ?? "" }
            if stream.isEmpty { stream = document.filiere ?? "" }
            for (index, line) in document.lignes.enumerated() {
                add(kind: line.type ?? "", code: line.code, label: line.intitule, file: file.name, line: index + 1)
            }
        } catch {
            problems.append(
                ImportProblem(
                    file: file.name,
                    reason:
                        "Ce JSON n’a pas la forme attendue\u{A0}: «\u{A0}lignes\u{A0}», une liste de «\u{A0}type\u{A0}», «\u{A0}code\u{A0}», «\u{A0}intitule\u{A0}».",
                    severity: .refused))
        }
    }
}

/// A school loads a framework, or a new edition of one: what is no longer in it is kept for what was ticked.
struct LoadFramework: Operation {
    let file: FrameworkFile

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Framework> {
        try author.require(.importFiles)
        guard !file.items.isEmpty else {
            throw FieldRefusal(
                "fichier", file.problems.first?.sentence ?? "Ce fichier ne contient aucune ligne utilisable.")
        }

        let former = try db.frameworks().first { $0.code == file.code }
        let framework = Framework(
            id: former?.id ?? db.newID(), code: file.code, title: file.title, mef: file.mef, stream: file.stream,
            loadedOn: now.day, version: (former?.version ?? 0) + 1)
        if let former {
            try db.update(framework, in: .framework, replacing: former.version)
        } else {
            try db.insert(framework, into: .framework)
        }
        try db.replaceItems(of: framework.id, with: file.items)
        try db.journal(
            "Référentiel chargé\u{A0}: \(file.code), \(file.items.count) lignes", Subject("framework", framework.id),
            before: former, after: framework, by: author, at: now)
        return framework.id
    }
}

/// A framework that serves nobody is taken away.
struct RemoveFramework: Operation {
    let id: ID<Framework>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.importFiles)

        let former: Framework = try db.find(id, in: .framework, "Ce référentiel")
        guard try db.frameworkLines().first(where: { $0.id == id })?.marks == 0 else { throw FrameworkInUse() }
        try db.delete(from: .frameworkItem, where: "framework_id = \(id)")
        try db.delete(from: .framework, where: "id = \(id)")
        try db.journal("Référentiel retiré", Subject("framework", id), before: former, by: author, at: now)
    }
}

/// Something was ticked with it.
struct FrameworkInUse: Refusal, Equatable {
    var message: String { "Des livrets sont déjà remplis avec ce référentiel\u{A0}: il ne peut plus être retiré." }
}

extension SchoolDatabase {
    fileprivate func replaceItems(of framework: ID<Framework>, with items: [FrameworkFile.Item]) throws {
        let former = try self.items(of: framework)
        for (rank, item) in items.enumerated() {
            if var known = former.first(where: { $0.code == item.code }) {
                known.kind = item.kind
                known.label = item.label
                known.rank = rank
                known.withdrawn = false
                try update(known, in: .frameworkItem)
            } else {
                try insert(
                    FrameworkItem(
                        id: newID(), frameworkId: framework, kind: item.kind, code: item.code, label: item.label,
                        rank: rank), into: .frameworkItem)
            }
        }
        let codes = Set(items.map(\.code))
        for var gone in former where !codes.contains(gone.code) && !gone.withdrawn {
            gone.withdrawn = true
            try update(gone, in: .frameworkItem)
        }
    }
}
