import Domain

/// No such record for this person: it does not exist, or it is not theirs to see (the answer is the same).
struct NotFound: Refusal, Equatable {
    let what: String

    init(_ what: String = "Cette page") {
        self.what = what
    }

    var message: String { "\(what) n’existe pas, ou ne vous est pas accessible." }
}

/// The person's roles do not allow this.
struct Forbidden: Refusal, Equatable {
    let permission: Permission?

    init(_ permission: Permission? = nil) {
        self.permission = permission
    }

    var message: String {
        guard let permission else { return "Votre rôle ne permet pas cette action." }
        return "Votre rôle ne permet pas cette action (« \(permission.label) »). "
            + "Demandez-la à la direction ou au responsable du bureau."
    }
}

/// Somebody changed the record meanwhile.
struct Conflict: Refusal, Equatable {
    var message: String {
        "Cette fiche a été modifiée par quelqu’un d’autre depuis que vous l’avez ouverte. "
            + "Relisez-la, puis refaites votre changement : ce que vous avez saisi est conservé ci-dessous."
    }
}

/// Sign-in is needed first.
struct SignInNeeded: Error {}

/// A request that no page of ours sends.
struct BadRequest: Refusal, Equatable {
    let message: String
}

/// Too many tries in too little time.
struct TooManyTries: Refusal, Equatable {
    let retryAfterSeconds: Int

    var message: String {
        let minutes = max(1, (retryAfterSeconds + 59) / 60)
        return "Trop d’essais. Attendez \(FrenchNumber.counted(minutes, "minute", "minutes")), puis recommencez."
    }
}

/// The form was already received: the answer of the first time stands.
struct AlreadyDone: Error {
    let location: Link
}
