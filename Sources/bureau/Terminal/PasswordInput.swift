import Foundation

/// A password typed without being shown, twice; or the first line of the standard input.
enum PasswordInput {
    static func read() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(), !line.isEmpty else {
                throw Failure("Aucun mot de passe sur l’entrée standard. Écrivez-le sur une ligne.")
            }
            return line
        }
        let first = try ask("Mot de passe\u{A0}: ")
        guard try ask("Encore une fois\u{A0}: ") == first else {
            throw Failure("Les deux mots de passe diffèrent. Recommencez.")
        }
        return first
    }

    private static func ask(_ question: String) throws -> String {
        Terminal.prompt(question)
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
            throw Failure("Ce terminal ne peut cacher un mot de passe. Donnez-le sur l’entrée standard.")
        }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Terminal.prompt("\n")
        }
        guard let line = readLine() else { throw Failure("Aucun mot de passe n’a été saisi.") }
        return line
    }
}
