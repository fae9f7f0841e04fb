import Domain

extension PostalAddress {
    /// One text for four parts, so that an address is taken or kept whole.
    var packed: String {
        isEmpty ? "" : [line1, line2, postalCode, city].joined(separator: "\n")
    }

    init(packed text: String) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func part(_ index: Int) -> String { parts.indices.contains(index) ? parts[index] : "" }
        self.init(line1: part(0), line2: part(1), postalCode: part(2), city: part(3))
    }

    static let shownPacked: @Sendable (String) -> String = {
        PostalAddress(packed: $0).lines.joined(separator: ", ")
    }
}

extension PhoneNumber {
    /// A number as kept, in the form people read.
    static let shown: @Sendable (String) -> String = { PhoneNumber(rawValue: $0)?.display ?? $0 }
}

extension String {
    var nilWhenEmpty: String? { isEmpty ? nil : self }
}

/// What files may say of a learner.
enum LearnerFields {
    static let all: [ImportField<Learner>] = identity + contact

    private static let identity: [ImportField<Learner>] = [
        ImportField(
            name: "ine", label: "INE", nature: .official, read: { $0.ine ?? "" },
            write: { $0.ine = $1.nilWhenEmpty }),
        ImportField(
            name: "familyName", label: "Nom de famille", nature: .official, read: { $0.familyName },
            write: { $0.familyName = $1 }),
        ImportField(
            name: "usageName", label: "Nom d’usage", nature: .official, read: { $0.usageName ?? "" },
            write: { $0.usageName = $1.nilWhenEmpty }),
        ImportField(
            name: "firstName", label: "Prénom", nature: .official, read: { $0.firstName },
            write: { $0.firstName = $1 }),
        ImportField(
            name: "otherFirstNames", label: "Autres prénoms", nature: .official, read: { $0.otherFirstNames },
            write: { $0.otherFirstNames = $1 }),
        ImportField(
            name: "birthDate", label: "Date de naissance", nature: .official,
            read: { $0.birthDate?.description ?? "" }, write: { $0.birthDate = LocalDate($1) },
            shown: { LocalDate($0)?.numeric ?? "" }),
        ImportField(
            name: "sex", label: "Sexe", nature: .official, read: { $0.sex?.rawValue ?? "" },
            write: { $0.sex = Sex(rawValue: $1) }),
        ImportField(
            name: "public", label: "Statut", nature: .official, read: { $0.learnerPublic.rawValue },
            write: { $0.learnerPublic = LearnerPublic(rawValue: $1) ?? $0.learnerPublic },
            shown: { LearnerPublic(rawValue: $0)?.label ?? "" }),
        ImportField(
            name: "regime", label: "Régime", nature: .official, read: { $0.regime }, write: { $0.regime = $1 }),
        ImportField(
            name: "enteredOn", label: "Date d’entrée", nature: .official, read: { $0.enteredOn?.description ?? "" },
            write: { $0.enteredOn = LocalDate($1) }, shown: { LocalDate($0)?.numeric ?? "" }),
    ]

    private static let contact: [ImportField<Learner>] = [
        ImportField(
            name: "phone", label: "Téléphone", nature: .personal, read: { $0.phone ?? "" },
            write: { $0.phone = $1.nilWhenEmpty }, shown: PhoneNumber.shown),
        ImportField(
            name: "email", label: "Courriel", nature: .personal, read: { $0.email ?? "" },
            write: { $0.email = $1.nilWhenEmpty }),
        ImportField(
            name: "address", label: "Adresse", nature: .personal, read: { $0.address.packed },
            write: { $0.address = PostalAddress(packed: $1) }, shown: PostalAddress.shownPacked),
    ]
}

/// What files may say of a guardian.
enum GuardianFields {
    static let all: [ImportField<Guardian>] = [
        ImportField(
            name: "civility", label: "Civilité", nature: .official, read: { $0.civility },
            write: { $0.civility = $1 }),
        ImportField(
            name: "familyName", label: "Nom", nature: .official, read: { $0.familyName },
            write: { $0.familyName = $1 }),
        ImportField(
            name: "firstName", label: "Prénom", nature: .official, read: { $0.firstName },
            write: { $0.firstName = $1 }),
        ImportField(
            name: "phone", label: "Téléphone", nature: .personal, read: { $0.phone ?? "" },
            write: { $0.phone = $1.nilWhenEmpty }, shown: PhoneNumber.shown),
        ImportField(
            name: "email", label: "Courriel", nature: .personal, read: { $0.email ?? "" },
            write: { $0.email = $1.nilWhenEmpty }),
        ImportField(
            name: "address", label: "Adresse", nature: .personal, read: { $0.address.packed },
            write: { $0.address = PostalAddress(packed: $1) }, shown: PostalAddress.shownPacked),
    ]
}

/// What files may say of a class.
enum ClassFields {
    static let all: [ImportField<SchoolClass>] = [
        ImportField(
            name: "label", label: "Libellé", nature: .personal, read: { $0.label }, write: { $0.label = $1 }),
        ImportField(name: "mef", label: "MEF", nature: .official, read: { $0.mef }, write: { $0.mef = $1 }),
        ImportField(
            name: "stream", label: "Filière", nature: .personal, read: { $0.stream }, write: { $0.stream = $1 }),
    ]
}

/// What files may say of a member of staff.
enum StaffFields {
    static let all: [ImportField<StaffMember>] = [
        ImportField(
            name: "civility", label: "Civilité", nature: .official, read: { $0.civility },
            write: { $0.civility = $1 }),
        ImportField(
            name: "familyName", label: "Nom", nature: .official, read: { $0.familyName },
            write: { $0.familyName = $1 }),
        ImportField(
            name: "firstName", label: "Prénom", nature: .official, read: { $0.firstName },
            write: { $0.firstName = $1 }),
        ImportField(
            name: "function", label: "Fonction", nature: .official, read: { $0.function },
            write: { $0.function = $1 }),
        ImportField(
            name: "discipline", label: "Discipline", nature: .personal, read: { $0.discipline },
            write: { $0.discipline = $1 }),
        ImportField(
            name: "stsKey", label: "Clé STS", nature: .official, read: { $0.stsKey ?? "" },
            write: { $0.stsKey = $1.nilWhenEmpty }),
    ]
}

/// Records whose folded keys follow their names.
protocol Refolding {
    /// Writes the folded keys again.
    mutating func refold()
}

extension Learner: Refolding {
    mutating func refold() {
        searchKey = Learner.searchKey(familyName: familyName, usageName: usageName, firstName: firstName)
    }
}

extension Guardian: Refolding {
    mutating func refold() { searchKey = SearchKey(familyName, firstName).rawValue }
}

extension StaffMember: Refolding {
    mutating func refold() { searchKey = SearchKey(familyName, firstName).rawValue }
}

extension Contact: Refolding {
    mutating func refold() { searchKey = SearchKey(familyName, firstName).rawValue }
}

extension Company: Refolding {}
