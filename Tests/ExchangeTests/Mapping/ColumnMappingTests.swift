import Exchange
import Testing

@Suite struct `Recognising columns` {
    private func guess(_ titles: String, _ kind: TableKind) -> [ColumnTarget?] {
        let header = titles.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let guesses = ColumnGuess.guess(header: header, for: kind)
        return header.indices.map { guesses[$0] }
    }

    @Test func `the columns of APLyPro`() {
        let titles = """
            ine;prénom;nom;date_naissance;label_classe;mef_code;année_scolaire;date_début;date_fin;Sexe biologique;\
            Code INSEE de ville de naissance;Code INSEE de pays de naissance;Code postal de résidence
            """
        #expect(
            guess(titles, .learners) == [
                .ine, .firstName, .familyName, .birthDate, .division, .mef, nil, .entryDate, .exitDate, .sex,
                .birthCommuneCode, .birthCountryCode, .postalCode,
            ])
    }

    @Test func `the columns of Pronote for learners`() {
        let titles = """
            Nom;Prénom;Né(e) le;Sexe;Numéro national;Classe;Formation;Régime;Adresse E-mail;Téléphone portable;\
            Adresse 1;Adresse 2;Code postal;Ville;Responsable 1 - Nom;Responsable 1 - Prénom;\
            Mail du responsable légal 2;Loisirs
            """
        #expect(
            guess(titles, .learners) == [
                .familyName, .firstName, .birthDate, .sex, .ine, .division, .formation, .regime, .mail, .mobile,
                .address, .address, .postalCode, .city, .guardian1FamilyName, .guardian1FirstName, .guardian2Mail, nil,
            ])
    }

    @Test func `the columns of EDT`() {
        #expect(
            guess("NOM;PRENOM;DATE_NAISS;SEXE;N_NATIONAL;CLASSE;GROUPES;FORMATION;REGIME", .learners) == [
                .familyName, .firstName, .birthDate, .sex, .ine, .division, .groups, .formation, .regime,
            ])
    }

    @Test func `the columns of a list of companies`() {
        let titles = """
            Raison sociale;SIRET;Activité;Adresse 1;Code postal;Ville;Téléphone;E-mail;Nom;Prénom;Fonction;\
            Effectif;Filières;Remarques
            """
        #expect(
            guess(titles, .companies) == [
                .legalName, .siret, .activity, .address, .postalCode, .city, .phone, .mail, .contactFamilyName,
                .contactFirstName, .contactFunction, .headcount, .sectors, .notes,
            ])
    }

    @Test func `contacts and tutors of companies`() {
        #expect(
            guess("Nom de l'entreprise;N° SIRET;Maître de stage;Mail du contact;Téléphone du contact", .companies) == [
                .legalName, .siret, .contactFullName, .contactMail, .contactPhone,
            ])
    }

    @Test(arguments: [
        "DATE DE NAISSANCE", "date de naissance", "Date  de Naissance ", "date_naissance", "Né le", "NÉ(E) LE",
    ])
    func `whatever the case, accents and blanks`(title: String) {
        #expect(guess(title, .learners) == [.birthDate])
    }

    @Test func `one column only for what counts once`() {
        #expect(guess("Nom;Nom de famille", .learners) == [.familyName, nil])
    }

    @Test func `every target has its own label and belongs to a kind`() {
        for kind in TableKind.allCases {
            let targets = ColumnTarget.all(for: kind)
            #expect(Set(targets.map(\.label)).count == targets.count)
        }
        let offered = Set(TableKind.allCases.flatMap(ColumnTarget.all))
        #expect(offered == Set(ColumnTarget.allCases))
    }

    @Test func `a school finds its choice again when columns move`() {
        var mapping = ColumnMapping(kind: .learners, header: ["Patronyme", "Prénom"])
        #expect(mapping.missing == [[.familyName, .fullName]])
        mapping.columns[0] = .familyName
        #expect(mapping.missing.isEmpty)
        let remembered = mapping.remembered(header: ["Patronyme", "Prénom"])
        let next = ColumnMapping(kind: .learners, header: ["Classe", "PRENOM", "patronyme"], remembered: remembered)
        #expect(next.columns == [0: .division, 1: .firstName, 2: .familyName])
    }

    @Test func `a target given twice is named`() {
        let mapping = ColumnMapping(kind: .companies, columns: [0: .siret, 1: .siret, 2: .notes, 3: .notes])
        #expect(mapping.repeated == [.siret])
    }
}

@Suite struct `Reading mapped rows` {
    private func rows(_ text: String, _ kind: TableKind) throws -> [MappedRow] {
        let table = try TableReading.read(NamedFile("liste.csv", text))
        return ColumnMapping(kind: kind, header: table.header).rows(of: table)
    }

    private func learner(_ titles: String, _ cells: String) throws -> MappedRow {
        try #require(rows("Nom;Prénom;\(titles)\nFICTIF;Zoé;\(cells)\n", .learners).first)
    }

    private func company(_ titles: String, _ cells: String) throws -> MappedRow {
        try #require(rows("Raison sociale;\(titles)\nGARAGE IMAGINAIRE;\(cells)\n", .companies).first)
    }

    @Test(arguments: [
        "14/01/2009", "14/01/09", "2009-01-14", "14-01-2009", "14.01.2009", "14/01/2009 00:00", "39827",
        "2009-01-14T00:00:00", " 14/01/2009\u{A0}",
    ])
    func `reads every writing of a date`(text: String) throws {
        #expect(try learner("Date de naissance", text)[.birthDate] == "2009-01-14")
    }

    @Test func `refuses an unreadable birth date with its place`() throws {
        let row = try learner("Date de naissance", "31/02/2009")
        #expect(row.isRefused)
        #expect(row.problems.map(\.line) == [2])
        #expect(row.problems.map(\.column) == ["Date de naissance"])
        #expect(row.problems.map(\.value) == ["31/02/2009"])
    }

    @Test(arguments: ["9,99889E+13", "9.99889E+13", "9,99888779E13", "9E+13"])
    func `refuses a SIRET in scientific notation with the remedy`(text: String) throws {
        let row = try company("SIRET", text)
        let problem = try #require(row.problems.first)
        #expect(row[.siret] == nil)
        #expect(problem.severity == .refused)
        #expect(problem.line == 2)
        #expect(problem.column == "SIRET")
        #expect(problem.value == text)
        #expect(problem.reason.contains("format Texte"))
    }

    @Test(arguments: ["123456789AB", "1234567890E", "123456789EF"])
    func `does not take an INE for scientific notation`(ine: String) throws {
        let row = try learner("INE", ine.lowercased())
        #expect(row[.ine] == ine)
        #expect(row.problems.isEmpty)
    }

    @Test func `takes away decimals that a spreadsheet added`() throws {
        #expect(try company("SIRET", "99988877900017,0")[.siret] == "99988877900017")
    }

    @Test func `remarks on a SIRET that lost its first zero`() throws {
        let row = try company("SIRET", "9998887790001")
        #expect(row[.siret] == "9998887790001")
        #expect(row.problems.map(\.severity) == [.warning])
        #expect(row.problems[0].reason.contains("09998887790001"))
    }

    @Test func `gives postal codes and phones their first zero back, and says so`() throws {
        let row = try company("Code postal;Téléphone", "1000;199001234")
        #expect(row[.postalCode] == "01000")
        #expect(row[.phone] == "0199001234")
        #expect(row.problems.map(\.severity) == [.warning, .warning])
        #expect(try company("Code postal", "99000").problems.isEmpty)
    }

    @Test(arguments: [("f", "F"), ("h", "M"), ("Féminin", "F"), ("Garçon", "M"), ("1", "M"), ("2", "F")])
    func `reads the sex in every writing`(text: String, sex: String) throws {
        #expect(try learner("Sexe", text)[.sex] == sex)
    }

    @Test func `joins the lines of an address`() throws {
        let row = try company("Adresse 1;Adresse 2", "12 rue de l’Invention;Bâtiment A")
        #expect(row[.address] == "12 rue de l’Invention\nBâtiment A")
    }

    @Test(arguments: [
        ("D’EXEMPLE MARIE-LOU Zoé Anne", "D’EXEMPLE MARIE-LOU", "Zoé Anne"), ("Noémie FICTIF", "FICTIF", "Noémie"),
        ("FICTIF ZOÉ", "FICTIF", "ZOÉ"),
    ])
    func `parts names written together`(text: String, family: String, first: String) throws {
        let row = try #require(rows("Élève;Classe\n\(text);1MRC\n", .learners).first)
        #expect(row[.familyName] == family)
        #expect(row[.firstName] == first)
        #expect(!row.isRefused)
    }

    @Test func `takes the title of a contact apart`() throws {
        let row = try company("Responsable", "Mme MIRAGE Claude")
        #expect(row[.contactCivility] == "Mme")
        #expect(row[.contactFamilyName] == "MIRAGE")
        #expect(row[.contactFirstName] == "Claude")
    }

    @Test func `refuses a row without name`() throws {
        let rows = try rows("Nom;Prénom;Classe\n;Zoé;1MRC\nSONGE;Léo;1MRC\n", .learners)
        #expect(rows.map(\.isRefused) == [true, false])
        #expect(rows[0].problems.map(\.line) == [2])
    }

    @Test func `refuses both lines of a duplicate INE`() throws {
        let rows = try rows("Nom;Prénom;INE\nA;B;123456789AB\nC;D;123456780CD\nE;F;123456789ab\n", .learners)
        #expect(rows.map(\.isRefused) == [true, false, true])
        #expect(rows[0].problems[0].reason.contains("ligne\u{A0}4"))
    }

    @Test func `refuses an over-long name`() throws {
        let row = try company("Ville", String(repeating: "x", count: 201))
        #expect(row.isRefused)
        #expect(row.problems[0].reason.contains("201"))
    }

    @Test func `takes back the apostrophe of an export`() throws {
        #expect(try company("Téléphone", "'+33199001234")[.phone] == "+33199001234")
        #expect(try company("Remarques", "'=1+1")[.notes] == "=1+1")
    }

    @Test func `collects every problem of a row`() throws {
        let row = try company("SIRET;Code postal;Téléphone", "9,9E+13;1000;6,4E+08")
        #expect(row.problems.count == 3)
    }
}
