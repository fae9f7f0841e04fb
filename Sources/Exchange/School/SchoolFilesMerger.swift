import Domain

/// Gathers what the files say. Lives for one reading, on one thread.
final class SchoolFilesMerger {
    let limits: ReadingLimits
    private(set) var reading = SchoolFilesReading()
    private var places: [String: Int] = [:]

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    var file: String { reading.parts.last?.file ?? "" }

    func begin(_ part: SchoolFilePart, _ problems: [ImportProblem]) {
        reading.parts.append(part)
        reading.problems += problems
    }

    /// Completes the description of the file being read.
    func describe(_ change: (inout SchoolFilePart) -> Void) {
        guard let last = reading.parts.indices.last else { return }
        change(&reading.parts[last])
    }

    func describeSchool(_ change: (inout SiecleSchool) -> Void) {
        var school = reading.school ?? SiecleSchool()
        change(&school)
        reading.school = school
    }

    func describeYear(starts: LocalDate?, ends: LocalDate?) {
        guard starts != nil || ends != nil else { return }
        var dates = reading.yearDates ?? SiecleYearDates()
        dates.startsOn = dates.startsOn ?? starts
        dates.endsOn = dates.endsOn ?? ends
        reading.yearDates = dates
    }

    // MARK: Problems

    func warn(_ file: String, line: Int? = nil, column: String? = nil, value: String? = nil, _ reason: String) {
        note(file, line, column, value, reason, .warning)
    }

    func refuse(line: Int?, column: String?, value: String?, _ reason: String) {
        note(file, line, column, value, reason, .refused)
    }

    private func note(
        _ file: String, _ line: Int?, _ column: String?, _ value: String?, _ reason: String,
        _ severity: ImportProblem.Severity
    ) {
        reading.problems.append(
            ImportProblem(file: file, line: line, column: column, value: value, reason: reason, severity: severity))
    }

    /// Refuses a record that has an over-long field at any depth.
    func isAcceptable(_ record: XMLElement) -> Bool {
        let fields = [(record.name, record.attributes.values.max { $0.utf8.count < $1.utf8.count } ?? "")]
        let long = fields.first { $0.1.count > limits.maxFieldLength } ?? overLong(record)
        guard let (name, value) = long else { return true }
        refuse(
            line: record.line, column: name, value: value,
            "\(value.count) caractères, \(limits.maxFieldLength) au plus : corrigez la fiche puis refaites l’export.")
        return false
    }

    private func overLong(_ element: XMLElement) -> (String, String)? {
        for child in element.children {
            if child.text.utf8.count > limits.maxFieldLength, child.text.count > limits.maxFieldLength {
                return (child.name, child.text)
            }
            if let deeper = overLong(child) { return deeper }
        }
        return nil
    }

    // MARK: Values

    /// A day of the file; 31/12/9999 means « no end ». An unreadable one is reported and left out.
    func day(_ record: XMLElement, _ field: String) -> LocalDate? {
        guard let text = record[field] else { return nil }
        guard let day = LocalDate(french: text.prefix(10)) else {
            warn(
                file, line: record.line, column: field, value: text,
                "date illisible : attendue sous la forme jj/mm/aaaa.")
            return nil
        }
        return day.year == 9999 ? nil : day
    }

    func add(_ pupil: SieclePupil) {
        merge(pupil, \.pupils, "pupil " + pupil.eleveId) { $0.complete(from: $1) }
    }

    func add(_ guardian: SiecleGuardian) {
        merge(guardian, \.guardians, "person " + guardian.personId) { _, _ in }
    }

    func add(_ link: SiecleLink) {
        merge(link, \.links, "link \(link.eleveId) \(link.personId)") { _, _ in }
    }

    func add(_ address: SiecleAddress) {
        merge(address, \.addresses, "address " + address.addressId) { _, _ in }
    }

    func add(_ mef: SiecleMEF) {
        merge(mef, \.mefs, "mef " + mef.code) { $0.complete(from: $1) }
    }

    func add(_ division: SiecleDivision) {
        merge(division, \.divisions, "division " + division.code) {
            $0.label = $0.label ?? $1.label
            for mef in $1.mefs where !$0.mefs.contains(mef) { $0.mefs.append(mef) }
        }
    }

    func add(_ group: SiecleGroup) {
        merge(group, \.groups, "group " + group.code) {
            $0.label = $0.label ?? $1.label
            for division in $1.divisions where !$0.divisions.contains(division) { $0.divisions.append(division) }
        }
    }

    func add(_ subject: SiecleSubject) {
        merge(subject, \.subjects, "subject " + subject.code) {
            $0.shortCode = $0.shortCode ?? $1.shortCode
            $0.label = $0.label ?? $1.label
            $0.longLabel = $0.longLabel ?? $1.longLabel
        }
    }

    func add(_ staff: SiecleStaff) {
        merge(staff, \.staff, "staff \(staff.key.type) \(staff.key.id)") { _, _ in }
    }

    func add(_ service: SiecleService) {
        reading.services.append(service)
    }

    private func merge<Value>(
        _ value: Value, _ list: WritableKeyPath<SchoolFilesReading, [Value]>, _ key: String,
        _ complete: (inout Value, Value) -> Void
    ) {
        if let known = places[key] {
            complete(&reading[keyPath: list][known], value)
        } else {
            places[key] = reading[keyPath: list].count
            reading[keyPath: list].append(value)
        }
    }

    // MARK: End

    func finished() -> SchoolFilesReading {
        resolveAddresses()
        reportConflicts()
        reportLinks()
        return reading
    }

    private func resolveAddresses() {
        let byId = Dictionary(reading.addresses.map { ($0.addressId, $0) }, uniquingKeysWith: { first, _ in first })
        for index in reading.pupils.indices {
            reading.pupils[index].address = reading.pupils[index].addressId.flatMap { byId[$0] }
        }
        for index in reading.guardians.indices {
            reading.guardians[index].address = reading.guardians[index].addressId.flatMap { byId[$0] }
        }
    }

    private func reportConflicts() {
        let uais = distinct(reading.parts.compactMap(\.uai))
        if uais.count > 1 {
            warn(
                file, column: "UAJ", value: uais.joined(separator: ", "),
                "les fichiers viennent de plusieurs établissements.")
        }
        let years = distinct(reading.parts.compactMap(\.schoolYear))
        if years.count > 1 {
            let list = years.map(String.init).joined(separator: ", ")
            warn(file, column: "ANNEE_SCOLAIRE", value: list, "les fichiers ne sont pas de la même année scolaire.")
        }
    }

    private func reportLinks() {
        guard let part = reading.parts.first(where: { $0.kind == .guardians }) else { return }
        let people = Set(reading.guardians.map(\.personId))
        for link in reading.links where !people.contains(link.personId) {
            warn(
                part.file, line: link.line, column: "PERSONNE_ID", value: link.personId,
                "ce lien désigne une personne absente du fichier : il n’est pas repris.")
        }
        reading.links.removeAll { !people.contains($0.personId) }
    }

    private func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}

extension SieclePupil {
    /// Takes from another file of the same export what this one does not say.
    mutating func complete(from other: SieclePupil) {
        ine = ine ?? other.ine
        usageName = usageName ?? other.usageName
        addressId = addressId ?? other.addressId
        phones.personal = phones.personal ?? other.phones.personal
        phones.mobile = phones.mobile ?? other.phones.mobile
        phones.work = phones.work ?? other.phones.work
        mail = mail ?? other.mail
        division = division ?? other.division
        for group in other.groups where !groups.contains(group) { groups.append(group) }
    }
}

extension SiecleMEF {
    mutating func complete(from other: SiecleMEF) {
        formation = formation ?? other.formation
        longLabel = longLabel ?? other.longLabel
        editionLabel = editionLabel ?? other.editionLabel
        attachedCode = attachedCode ?? other.attachedCode
        mefstat = mefstat ?? other.mefstat
    }
}
