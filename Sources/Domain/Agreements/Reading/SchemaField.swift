/// One field of the JSON form: its name, its meaning, how it is read.
struct SchemaField<Root>: Sendable {
    let description: FieldDescription
    let read: @Sendable (JSONTree, String, inout Root, inout [CaseProblem]) -> Void
}

/// A field as the documentation shows it.
struct FieldDescription: Sendable {
    let name: String
    /// « date », « objet », « liste d’objets »…
    let form: String
    let meaning: String
    var children: [FieldDescription] = []
}

/// What is wrong with a field, and how to mend it.
public struct CaseProblem: Codable, Equatable, Sendable {
    /// `host.present[2].startsOn`
    public let path: String
    /// What is wrong and what to write instead, in French.
    public let message: String
}

extension SchemaField {
    /// A value that may be unknown.
    static func value<Value>(
        _ name: String, _ target: any WritableKeyPath<Root, Value?> & Sendable, _ form: FieldForm<Value>,
        _ meaning: String
    ) -> SchemaField {
        SchemaField(description: FieldDescription(name: name, form: form.name, meaning: meaning)) {
            tree, path, root, problems in
            guard let value = form.parsed(tree, path, &problems) else { return }
            root[keyPath: target] = value
        }
    }

    /// A value that has one from the start.
    static func setting<Value>(
        _ name: String, _ target: any WritableKeyPath<Root, Value> & Sendable, _ form: FieldForm<Value>,
        _ meaning: String
    ) -> SchemaField {
        SchemaField(description: FieldDescription(name: name, form: form.name, meaning: meaning)) {
            tree, path, root, problems in
            guard let value = form.parsed(tree, path, &problems) else { return }
            root[keyPath: target] = value
        }
    }

    /// A list of values.
    static func list<Value>(
        _ name: String, _ target: any WritableKeyPath<Root, [Value]> & Sendable, _ form: FieldForm<Value>,
        _ meaning: String
    ) -> SchemaField {
        SchemaField(description: FieldDescription(name: name, form: "liste (\(form.name))", meaning: meaning)) {
            tree, path, root, problems in
            root[keyPath: target] = form.list(tree, path, &problems)
        }
    }

    /// A list of values that may be unknown as a whole.
    static func optionalList<Value>(
        _ name: String, _ target: any WritableKeyPath<Root, [Value]?> & Sendable, _ form: FieldForm<Value>,
        _ meaning: String
    ) -> SchemaField {
        SchemaField(description: FieldDescription(name: name, form: "liste (\(form.name))", meaning: meaning)) {
            tree, path, root, problems in
            root[keyPath: target] = form.list(tree, path, &problems)
        }
    }

    /// A set of values that may be unknown as a whole.
    static func set<Value: Hashable & SendableMetatype>(
        _ name: String, _ target: any WritableKeyPath<Root, Set<Value>?> & Sendable, _ form: FieldForm<Value>,
        _ meaning: String
    ) -> SchemaField {
        SchemaField(description: FieldDescription(name: name, form: "liste (\(form.name))", meaning: meaning)) {
            tree, path, root, problems in
            root[keyPath: target] = Set(form.list(tree, path, &problems))
        }
    }

    /// An object that is always there.
    static func part<Part>(
        _ name: String, _ target: any WritableKeyPath<Root, Part> & Sendable, _ meaning: String,
        _ fields: [SchemaField<Part>]
    ) -> SchemaField {
        SchemaField(description: described(name, "objet", meaning, fields)) { tree, path, root, problems in
            fields.fill(&root[keyPath: target], from: tree, at: path, &problems)
        }
    }

    /// An object that may be absent as a whole.
    static func part<Part>(
        _ name: String, _ target: any WritableKeyPath<Root, Part?> & Sendable, _ make: @escaping @Sendable () -> Part,
        _ meaning: String, _ fields: [SchemaField<Part>]
    ) -> SchemaField {
        SchemaField(description: described(name, "objet", meaning, fields)) { tree, path, root, problems in
            var part = make()
            fields.fill(&part, from: tree, at: path, &problems)
            root[keyPath: target] = part
        }
    }

    /// A list of objects.
    static func objects<Part>(
        _ name: String, _ target: any WritableKeyPath<Root, [Part]> & Sendable, _ make: @escaping @Sendable () -> Part,
        _ meaning: String, _ fields: [SchemaField<Part>]
    ) -> SchemaField {
        SchemaField(description: described(name, "liste d’objets", meaning, fields)) { tree, path, root, problems in
            root[keyPath: target] = fields.list(tree, path, make, &problems)
        }
    }

    /// A list of objects that may be unknown; an empty list says that somebody looked.
    static func objects<Part>(
        _ name: String, _ target: any WritableKeyPath<Root, [Part]?> & Sendable, _ make: @escaping @Sendable () -> Part,
        _ meaning: String, _ fields: [SchemaField<Part>]
    ) -> SchemaField {
        SchemaField(description: described(name, "liste d’objets", meaning, fields)) { tree, path, root, problems in
            root[keyPath: target] = fields.list(tree, path, make, &problems)
        }
    }

    private static func described<Part>(
        _ name: String, _ form: String, _ meaning: String, _ fields: [SchemaField<Part>]
    ) -> FieldDescription {
        FieldDescription(name: name, form: form, meaning: meaning, children: fields.map(\.description))
    }
}

extension FieldForm {
    fileprivate func parsed(_ tree: JSONTree, _ path: String, _ problems: inout [CaseProblem]) -> Value? {
        if let value = parse(tree) { return value }
        problems.append(CaseProblem(path: path, message: "\(tree.label) ne convient pas. \(hint)"))
        return nil
    }

    fileprivate func list(_ tree: JSONTree, _ path: String, _ problems: inout [CaseProblem]) -> [Value] {
        guard case .list(let trees) = tree else {
            problems.append(
                CaseProblem(path: path, message: "\(tree.label) ne convient pas. Écrivez une liste entre [ et ]."))
            return []
        }
        var values: [Value] = []
        for (index, tree) in trees.enumerated() {
            if let value = parsed(tree, "\(path)[\(index)]", &problems) { values.append(value) }
        }
        return values
    }
}

extension Array {
    /// Reads an object into a value; unknown fields and wrong values are told, the rest is read.
    func fill<Root>(
        _ root: inout Root, from tree: JSONTree, at path: String, _ problems: inout [CaseProblem]
    ) where Element == SchemaField<Root> {
        guard case .object(let members) = tree else {
            problems.append(
                CaseProblem(path: path, message: "\(tree.label) ne convient pas. Écrivez un objet entre { et }."))
            return
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) where member != .null {
            let place = path.isEmpty ? name : path + "." + name
            if let field = first(where: { $0.description.name == name }) {
                field.read(member, place, &root, &problems)
            } else {
                let names = map(\.description.name).joined(separator: ", ")
                problems.append(CaseProblem(path: place, message: "Champ inconnu. Champs possibles\u{A0}: \(names)."))
            }
        }
    }

    fileprivate func list<Part>(
        _ tree: JSONTree, _ path: String, _ make: () -> Part, _ problems: inout [CaseProblem]
    ) -> [Part] where Element == SchemaField<Part> {
        guard case .list(let trees) = tree else {
            problems.append(
                CaseProblem(path: path, message: "\(tree.label) ne convient pas. Écrivez une liste entre [ et ]."))
            return []
        }
        return trees.enumerated().map { index, tree in
            var part = make()
            fill(&part, from: tree, at: "\(path)[\(index)]", &problems)
            return part
        }
    }
}
