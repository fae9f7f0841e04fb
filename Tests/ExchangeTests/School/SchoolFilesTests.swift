import Domain
import Exchange
import Testing

@Suite struct `Reading the files of a school` {
    private static let names = [
        "ElevesAvecAdresses.xml", "ResponsablesAvecAdresses.xml", "Nomenclature.xml", "Structures.xml", "Communs.xml",
        "sts_emp_0999001W_2026.xml",
    ]

    private func school() throws -> SchoolFilesReading {
        try SchoolFiles.read(Self.names.map(Fixture.file))
    }

    @Test func `recognises each file by its root, with school, year and date`() throws {
        let parts = try school().parts
        #expect(parts.map(\.kind) == [.pupils, .guardians, .nomenclature, .structures, .school, .sts])
        #expect(parts.allSatisfy { $0.uai == "0999001W" && $0.schoolYear == 2026 })
        #expect(parts[0].exportedAt == "15/09/2026 08:12:44")
        #expect(parts[0].encoding == .iso8859part15)
    }

    @Test func `reads a learner whole, whatever the order of the sections`() throws {
        let pupil = try #require(try school().pupils.first)
        #expect(pupil.ine == "123456789AB")
        #expect(pupil.familyName == "FICTIF")
        #expect(pupil.firstName == "Noémie")
        #expect(pupil.firstName2 == "Cœur")
        #expect(pupil.usageName == nil)
        #expect(pupil.birthDate == LocalDate("2009-01-14"))
        #expect(pupil.sex == .female)
        #expect(pupil.birthCommuneCode == "31555")
        #expect(pupil.regimeCode == "21")
        #expect(pupil.mef == "24731211320")
        #expect(pupil.statusCode == "ST")
        #expect(pupil.entryDate == LocalDate("2025-09-01"))
        #expect(pupil.isRepeating == false)
        #expect(pupil.mail == "noemie@exemple.fr")
        #expect(pupil.phones.preferred == "06 39 98 00 01")
        #expect(pupil.division == "1MRC")
        #expect(pupil.groups == ["1MRC_G1"])
        #expect(pupil.line == 16)
        #expect(pupil.address?.lines == ["12 rue de l'Invention", "Bâtiment A"])
        #expect(pupil.address?.city == "VILLE-FICTIVE")
    }

    @Test func `takes the end 31/12/9999 as no end, and a true end as one`() throws {
        let pupils = try school().pupils
        #expect(pupils[0].exitDate == nil)
        #expect(pupils[3].exitDate == LocalDate("2026-09-12"))
        #expect(pupils[3].exitReasonCode == "21")
    }

    @Test func `accepts the older element for the name and a birth abroad`() throws {
        let pupil = try school().pupils[1]
        #expect(pupil.familyName == "INVENTÉ")
        #expect(pupil.birthPlace == "LONDRES")
        #expect(pupil.statusCode == "AP")
    }

    @Test func `keeps a learner without class, and says so; one who left needs none`() throws {
        let reading = try school()
        #expect(reading.pupils[2].division == nil)
        let remarks = reading.problems.filter { $0.column == "CODE_STRUCTURE" }
        #expect(remarks.map(\.line) == [reading.pupils[2].line])
        #expect(remarks.allSatisfy { $0.severity == .warning })
    }

    @Test func `names an impossible birth date with its place`() throws {
        let reading = try school()
        let problem = try #require(reading.problems.first { $0.column == "DATE_NAISS" })
        #expect(problem.value == "30/02/2009")
        #expect(problem.file == "ElevesAvecAdresses.xml")
        #expect(problem.line == 34)
        #expect(reading.pupils[2].birthDate == nil)
    }

    @Test func `reads people in charge and their links under any element name`() throws {
        let reading = try school()
        let mother = try #require(reading.guardians.first)
        #expect(mother.usageName == "EXEMPLE")
        #expect(mother.civility == "MME")
        #expect(mother.acceptsSms == true)
        #expect(mother.phones.personal == "01 99 00 00 01")
        #expect(mother.address?.postalCode == "99000")
        #expect(reading.guardians.map(\.familyName) == ["FICTIF", "INVENTÉ"])
        #expect(reading.links.map(\.isLegalRepresentative) == [true, false])
        #expect(reading.links[0].relationCode == "10")
        #expect(reading.links[0].paysFees == true)
        #expect(reading.links[0].isContact == true)
    }

    @Test func `leaves out a link to nobody and says so`() throws {
        let problem = try #require(try school().problems.first { $0.column == "PERSONNE_ID" })
        #expect(problem.value == "599999")
        #expect(problem.file == "ResponsablesAvecAdresses.xml")
    }

    @Test func `merges courses, classes, groups and subjects of several files`() throws {
        let reading = try school()
        #expect(reading.mefs.map(\.code) == ["24731211320"])
        #expect(reading.mefs[0].editionLabel == "Métiers de la relation client")
        #expect(reading.mefs[0].mefstat == "23823121132")
        #expect(reading.divisions.map(\.code) == ["1MRC", "TCAP"])
        #expect(reading.divisions[0].mefs == ["24731211320"])
        #expect(reading.divisions[0].label == "Première relation client")
        #expect(reading.groups.map(\.divisions) == [["1MRC"]])
        #expect(reading.subjects.map(\.longLabel) == ["Enseignement professionnel"])
    }

    @Test func `reads the heading of agreements and the year`() throws {
        let reading = try school()
        let school = try #require(reading.school)
        #expect(school.name == "LYCEE PROFESSIONNEL ADA-FICTIVE")
        #expect(school.headName == "MIRAGE Claude")
        #expect(school.headQuality == "La proviseure")
        #expect(school.city == "VILLE-FICTIVE")
        #expect(school.academie == "Fictive")
        #expect(reading.yearDates?.startsOn == LocalDate("2026-09-01"))
        #expect(reading.yearDates?.endsOn == LocalDate("2027-07-03"))
    }

    @Test func `reads staff by type and number, and who teaches whom`() throws {
        let reading = try school()
        #expect(reading.staff.map(\.key.type) == ["epp", "local"])
        #expect(reading.staff[0].mainTeacherDivisions == ["1MRC"])
        #expect(reading.staff[0].disciplines == ["COMMERCE"])
        #expect(reading.staff[0].civility == "M.")
        #expect(reading.services.map(\.structureCode) == ["1MRC", "1MRC_G1"])
        #expect(reading.services.map(\.isGroup) == [false, true])
        #expect(reading.services.map(\.weeklyMinutes) == [210, nil])
        #expect(reading.services[1].teachers == [SiecleStaffKey(type: "local", id: "70001")])
    }

    @Test func `reads the same from an archive as from its files`() throws {
        let archive = try ZipSample.pack("export.zip", Self.names.map(Fixture.file))
        let fromArchive = try SchoolFiles.read([archive])
        #expect(try fromArchive == school())
    }

    @Test func `reads a mix of archives and files`() throws {
        let archive = try ZipSample.pack("eleves.zip", [Fixture.file("ElevesAvecAdresses.xml")])
        let reading = try SchoolFiles.read([archive, Fixture.file("Structures.xml")])
        #expect(reading.has(.pupils) && reading.has(.structures))
        #expect(!reading.has(.guardians))
    }

    @Test func `completes learners known from two files of the same export`() throws {
        let bare = SiecleSample(learners: 2).pupils.replacing("<MEL>eleve1@exemple.fr</MEL>", with: "")
        let reading = try SchoolFiles.read([
            NamedFile("ElevesSansAdresses.xml", bare),
            NamedFile("ElevesAvecAdresses.xml", SiecleSample(learners: 2).pupils),
        ])
        #expect(reading.pupils.count == 2)
        #expect(reading.pupils[1].mail == "eleve1@exemple.fr")
    }

    @Test func `remarks on files of two schools and of two years`() throws {
        let reading = try SchoolFiles.read([
            NamedFile("a.xml", SiecleSample().pupils),
            NamedFile("b.xml", SiecleSample(uai: "0999002X", year: 2025).structures),
        ])
        #expect(reading.problems.contains { $0.column == "UAJ" && $0.value == "0999001W, 0999002X" })
        #expect(reading.problems.contains { $0.column == "ANNEE_SCOLAIRE" && $0.value == "2026, 2025" })
    }

    @Test func `reads a school of 650 learners with everybody in it`() throws {
        let sample = SiecleSample(learners: 650)
        let reading = try SchoolFiles.read([
            NamedFile("e.xml", sample.pupils), NamedFile("r.xml", sample.guardians),
            NamedFile("s.xml", sample.structures),
        ])
        #expect(reading.pupils.count == 650)
        #expect(reading.guardians.count == 1300)
        #expect(reading.links.count == 1300)
        #expect(reading.addresses.count == 650)
        #expect(reading.problems.isEmpty)
        #expect(reading.pupils.allSatisfy { $0.address != nil && $0.division != nil })
    }
}
