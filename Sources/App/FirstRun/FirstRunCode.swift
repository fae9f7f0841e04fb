import Domain

extension Settings {
    /// Whether people elsewhere may reach the first-run page: it then asks for the code shown on the terminal.
    var isReachableFromElsewhere: Bool {
        publicAddress != nil || !isForThisMachineOnly
    }
}

extension Application {
    /// The code that the first-run page asks for, to be shown to whoever started the server; `nil` when there is a
    /// school already, or when only this machine reaches the server.
    ///
    /// It is made from the secret of the installation: the same until the first school exists, worthless afterwards.
    public func firstRunCode() async throws -> String? {
        guard settings.isReachableFromElsewhere, try await !readPlatform({ try $0.hasSchool() }) else { return nil }
        return secrets.firstRunCode
    }

    /// Refuses a wrong code; each try counts.
    func checkFirstRunCode(_ code: String, client: String) async throws {
        guard settings.isReachableFromElsewhere else { return }
        try await throttle.attempt("first-run:" + client, .publicForm)
        try await throttle.attempt("first-run", .init(tries: 100, seconds: 3600))
        let typed = code.uppercased().filter { $0.isLetter || $0.isNumber }
        guard Secret.hash(typed) == Secret.hash(secrets.firstRunCode.filter { $0 != "-" }) else {
            throw FieldRefusal("code", "Ce code n’est pas celui que le serveur a affiché au démarrage.")
        }
    }
}
