/// The page of the documentation that shows the life of an agreement; `docs/agreement-states.md` is written from it.
extension AgreementLife {
    /// The whole page, in French, as Markdown.
    public static var documentation: String {
        """
        # Les états d’une convention

        Cette page est écrite à partir de la table `AgreementLife.transitions`\u{A0}: un test refuse qu’elles diffèrent.
        Ce qui n’est pas dans la table n’arrive pas (règle PFMP-22).

        ```mermaid
        \(diagram)
        ```

        | État | Ce qui arrive | État suivant | Par | Condition |
        |---|---|---|---|---|
        \(transitions.map(row).joined(separator: "\n"))

        Les signatures attendues sont celles de l’organisme d’accueil, du tuteur, de l’élève (de son représentant légal
        s’il est mineur), de l’enseignant référent et du chef d’établissement. La signature de l’élève mineur et celle du
        second représentant légal peuvent être notées\u{A0}; elles ne sont pas attendues.

        """
    }

    /// The diagram as Mermaid text.
    public static var diagram: String {
        let arrows = transitions.map { "    \($0.from.rawValue) --> \($0.to.rawValue): \($0.event.label)" }
        let names = Agreement.State.allCases.map { "    \($0.rawValue): \($0.label)" }
        let exits = Agreement.State.allCases
            .filter { state in !transitions.contains { $0.from == state } }
            .map { "    \($0.rawValue) --> [*]" }
        return (["stateDiagram-v2"] + names + ["    [*] --> \(Agreement.State.draft.rawValue)"] + arrows + exits)
            .joined(separator: "\n")
    }

    private static func row(_ line: AgreementTransition) -> String {
        let cells = [line.from.label, line.event.label, line.to.label, line.actor.label, line.condition]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
