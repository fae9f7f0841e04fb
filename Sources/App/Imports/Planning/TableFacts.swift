import Domain
import Exchange

extension FileFacts {
    /// What the rows of a sheet of learners say. A sheet may be partial: nobody leaves because of it.
    init(rows: [MappedRow], of table: Table, today: LocalDate) {
        self.init()
        authority = .sheet
        problems = table.problems + rows.flatMap(\.problems)
        var streams: [String: [String: String]] = [:]
        for row in rows where !row.isRefused {
            var reader = FactReader(file: table.file, line: row.line)
            let learner = fileLearner(row, &reader, today)
            problems += reader.problems
            learners.append(learner)
            guard let code = learner.classCode else { continue }
            streams[code, default: [:]].merge(["stream": row[.formation], "mef": learner.mef].compactMapValues(\.self))
            {
                first, _ in first
            }
        }
        classes = streams.sorted { $0.key < $1.key }.map { FileClass(code: $0.key, values: $0.value) }
    }

    private func fileLearner(_ row: MappedRow, _ reader: inout FactReader, _ today: LocalDate) -> FileLearner {
        var learner = FileLearner(
            familyName: row[.familyName] ?? "", firstName: row[.firstName] ?? "", file: reader.file, line: row.line)
        learner.ine = reader.ine(ColumnTarget.ine.label, row[.ine])
        let birthDate = row[.birthDate].flatMap { LocalDate($0) }
        learner.birthDate = reader.birthDate(ColumnTarget.birthDate.label, birthDate, today: today)
        learner.classCode = row[.division]
        learner.mef = reader.mef(ColumnTarget.mef.label, row[.mef])
        learner.leavesOn = row[.exitDate].flatMap { LocalDate($0) }
        let address = PostalAddress(
            lines: row[.address]?.split(separator: "\n").map(String.init) ?? [], postalCode: row[.postalCode],
            city: row[.city])
        let values: [String: String?] = [
            "usageName": row[.usageName], "sex": row[.sex], "regime": row[.regime], "enteredOn": row[.entryDate],
            "phone": reader.phone([
                (ColumnTarget.mobile.label, row[.mobile]), (ColumnTarget.phone.label, row[.phone]),
            ]),
            "email": reader.email(ColumnTarget.mail.label, row[.mail]), "address": address.packed,
        ]
        learner.values = values.compactMapValues(\.self)
        learner.guardians = [firstGuardian, secondGuardian].compactMap { columns in
            fileGuardian(row, columns, &reader)
        }
        return learner
    }

    private func fileGuardian(
        _ row: MappedRow, _ columns: GuardianColumns, _ reader: inout FactReader
    ) -> FileGuardian? {
        guard let familyName = row[columns.familyName] else { return nil }
        let firstName = row[columns.firstName] ?? ""
        let phone = reader.phone([(columns.phone.label, row[columns.phone])])
        let email = reader.email(columns.mail.label, row[columns.mail])
        let address = PostalAddress(
            lines: row[columns.address]?.split(separator: "\n").map(String.init) ?? [],
            postalCode: row[columns.postalCode], city: row[columns.city])
        let values: [String: String?] = [
            "civility": row[columns.civility], "familyName": familyName, "firstName": firstName, "phone": phone,
            "email": email, "address": address.packed,
        ]
        // Brothers and sisters on two lines share a parent when name and phone or mail are the same.
        let key = SearchKey(familyName, firstName).rawValue + "|" + (phone ?? email ?? String(row.line))
        return FileGuardian(
            personKey: key, familyName: familyName, firstName: firstName, values: values.compactMapValues(\.self),
            legalRank: columns.rank, kinship: .other)
    }
}

/// The columns of one adult in charge.
private struct GuardianColumns {
    let rank: Int
    let civility: ColumnTarget
    let familyName: ColumnTarget
    let firstName: ColumnTarget
    let mail: ColumnTarget
    let phone: ColumnTarget
    let address: ColumnTarget
    let postalCode: ColumnTarget
    let city: ColumnTarget
}

private let firstGuardian = GuardianColumns(
    rank: 1, civility: .guardian1Civility, familyName: .guardian1FamilyName, firstName: .guardian1FirstName,
    mail: .guardian1Mail, phone: .guardian1Phone, address: .guardian1Address, postalCode: .guardian1PostalCode,
    city: .guardian1City)
private let secondGuardian = GuardianColumns(
    rank: 2, civility: .guardian2Civility, familyName: .guardian2FamilyName, firstName: .guardian2FirstName,
    mail: .guardian2Mail, phone: .guardian2Phone, address: .guardian2Address, postalCode: .guardian2PostalCode,
    city: .guardian2City)

extension CompanyFacts {
    /// What the rows of a sheet of companies say.
    init(rows: [MappedRow], of table: Table) {
        problems = table.problems
        for row in rows {
            problems += row.problems
            guard !row.isRefused else { continue }
            var reader = FactReader(file: table.file, line: row.line)
            let company = fileCompany(row, &reader)
            problems += reader.problems
            if let company { companies.append(company) }
        }
    }

    /// `nil` when the line is refused, which the reader notes.
    private func fileCompany(_ row: MappedRow, _ reader: inout FactReader) -> FileCompany? {
        var siret: String?
        if let text = row[.siret] {
            do throws(IdentifierRefusal) {
                siret = try SIRET(text).rawValue
            } catch {
                let remedy = " Corrigez le SIRET, ou videz la cellule pour créer l’entreprise sans lui."
                reader.note(ColumnTarget.siret.label, text, error.message + remedy, .refused)
                return nil
            }
        }
        let name = row[.legalName] ?? row[.tradeName] ?? ""
        return FileCompany(
            siret: siret, name: name, postalCode: row[.postalCode] ?? "", values: values(row, siret, name, &reader),
            contact: contact(row, &reader), file: reader.file, line: row.line)
    }

    private func values(
        _ row: MappedRow, _ siret: String?, _ name: String, _ reader: inout FactReader
    ) -> [String: String] {
        let naf = naf(row[.naf], &reader)
        let address = PostalAddress(
            lines: row[.address]?.split(separator: "\n").map(String.init) ?? [], postalCode: row[.postalCode],
            city: row[.city])
        let values: [String: String?] = [
            "siret": siret, "legalName": name, "tradeName": row[.tradeName] == name ? nil : row[.tradeName],
            "naf": naf?.rawValue, "activity": row[.activity] ?? naf?.divisionLabel,
            "headcount": headcount(row[.headcount], &reader), "address": address.packed,
            "phone": reader.phone([
                (ColumnTarget.phone.label, row[.phone]), (ColumnTarget.mobile.label, row[.mobile]),
            ]),
            "email": reader.email(ColumnTarget.mail.label, row[.mail]), "website": row[.website],
            "streams": row[.sectors]?.replacing("\n", with: ", "), "notes": row[.notes],
        ]
        return values.compactMapValues(\.self)
    }

    private func naf(_ text: String?, _ reader: inout FactReader) -> NAF? {
        guard let text else { return nil }
        do throws(IdentifierRefusal) {
            return try NAF(text)
        } catch {
            reader.note(ColumnTarget.naf.label, text, error.message + " Le code n’est pas repris.")
            return nil
        }
    }

    private func headcount(_ text: String?, _ reader: inout FactReader) -> String? {
        guard let text else { return nil }
        let digits = text.filter { !$0.isWhitespace }
        guard let number = Int(digits), (0...1_000_000).contains(number) else {
            reader.note(
                ColumnTarget.headcount.label, text, "un effectif est un nombre entier : il n’est pas repris.")
            return nil
        }
        return String(number)
    }

    private func contact(_ row: MappedRow, _ reader: inout FactReader) -> FileContact? {
        guard let familyName = row[.contactFamilyName] else { return nil }
        let values: [String: String?] = [
            "civility": row[.contactCivility], "familyName": familyName, "firstName": row[.contactFirstName],
            "function": row[.contactFunction],
            "phone": reader.phone([(ColumnTarget.contactPhone.label, row[.contactPhone])]),
            "email": reader.email(ColumnTarget.contactMail.label, row[.contactMail]),
        ]
        return FileContact(values: values.compactMapValues(\.self))
    }
}
