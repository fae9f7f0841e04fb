/// Small words of French that change with the word after them.
public enum French {
    /// `de Noémie`, `d’Assia`, `d’Hugo`: elision before a vowel or a mute h.
    public static func of(_ name: String) -> String {
        let first = SearchKey(String(name.prefix(1))).rawValue
        return "aeiouyh".contains(first) && !first.isEmpty ? "d’" + name : "de " + name
    }
}
