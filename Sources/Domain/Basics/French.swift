/// Small words of French that change with the word after them.
public enum French {
    /// `de Noémie`, `d’Assia`, `d’Hugo`: elision before a vowel or a mute h.
    public static func of(_ name: String) -> String {
        guard let first = SearchKey(String(name.prefix(1))).rawValue.first else { return "de " + name }
        return "aeiouyh".contains(first) ? "d’" + name : "de " + name
    }
}
