import Domain
import Exchange

extension FileFacts {
    /// What SIECLE and STS-web files say.
    /// - Parameter today: a learner whose last day is past has left.
    init(siecle reading: SchoolFilesReading, today: LocalDate) {
        self.init()
        parts = reading.parts
        schoolYear = reading.parts.compactMap(\.schoolYear).first
        school = reading.school
        listsAllLearners = reading.has(.pupils)
        listsAllGuardians = reading.has(.guardians)
        listsAllStaff = reading.has(.sts)
        problems = reading.problems
        noteRefusals(reading)
        readClasses(reading)
        readLearners(reading, today)
        readStaff(reading)
    }

    /// A learner whose line is refused is still there: known by INE, or else nobody can be said to have left.
    private mutating func noteRefusals(_ reading: SchoolFilesReading) {
        let pupilFiles = Set(reading.parts.filter { $0.kind == .pupils }.map(\.file))
        for problem in reading.problems where problem.severity == .refused && pupilFiles.contains(problem.file) {
            if problem.column == "ID_NATIONAL", let ine = problem.value {
                refusedINEs.insert(ine)
            } else {
                hasUnknownRefusals = true
            }
        }
    }

    // MARK: Classes

    private mutating func readClasses(_ reading: SchoolFilesReading) {
        let mefs = Dictionary(reading.mefs.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let followed = Dictionary(grouping: reading.pupils.filter { $0.division != nil }) { $0.division ?? "" }
        let listed = Dictionary(
            reading.divisions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for code in Set(followed.keys).union(listed.keys).sorted() {
            var values: [String: String] = [:]
            let mef = commonest(followed[code]?.compactMap(\.mef) ?? []) ?? listed[code]?.mefs.first
            values["label"] = listed[code]?.label
            values["mef"] = mef
            values["stream"] = mef.flatMap { mefs[$0] }.flatMap { $0.editionLabel ?? $0.longLabel ?? $0.formation }
            classes.append(FileClass(code: code, values: values))
        }
    }

    private func commonest(_ texts: [String]) -> String? {
        let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    // MARK: Learners

    private mutating func readLearners(_ reading: SchoolFilesReading, _ today: LocalDate) {
        let people = Dictionary(
            reading.guardians.map { ($0.personId, $0) }, uniquingKeysWith: { first, _ in first })
        let links = Dictionary(grouping: reading.links, by: \.eleveId)
        var known: [String: FileGuardian] = [:]
        let students = Set(reading.mefs.filter(\.isHigherEducation).map(\.code))
        for pupil in reading.pupils {
            var reader = FactReader(file: pupil.file, line: pupil.line)
            var learner = fileLearner(pupil, &reader, today, students)
            for link in links[pupil.eleveId] ?? [] {
                guard let person = people[link.personId] else { continue }
                let former = known[link.personId] ?? fileGuardian(person)
                known[link.personId] = former
                learner.guardians.append(former.linked(by: link))
            }
            problems += reader.problems
            learners.append(learner)
        }
    }

    private func fileLearner(
        _ pupil: SieclePupil, _ reader: inout FactReader, _ today: LocalDate, _ students: Set<String>
    ) -> FileLearner {
        var learner = FileLearner(
            familyName: pupil.familyName, firstName: pupil.firstName, file: pupil.file, line: pupil.line)
        learner.ine = reader.ine("ID_NATIONAL", pupil.ine)
        learner.birthDate = reader.birthDate("DATE_NAISS", pupil.birthDate, today: today)
        learner.classCode = pupil.division
        learner.mef = reader.mef("CODE_MEF", pupil.mef)
        learner.leavesOn = pupil.exitDate
        let phone = reader.phone([
            ("TEL_PORTABLE", pupil.phones.mobile), ("TEL_PERSONNEL", pupil.phones.personal),
            ("TEL_PROFESSIONNEL", pupil.phones.work),
        ])
        learner.values = [
            "usageName": pupil.usageName == pupil.familyName ? nil : pupil.usageName,
            "otherFirstNames": [pupil.firstName2, pupil.firstName3].compactMap(\.self).joined(separator: ", "),
            "sex": pupil.sex.map { $0 == .male ? Sex.male.rawValue : Sex.female.rawValue },
            "public": learnerPublic(pupil, students).rawValue, "regime": pupil.regimeCode,
            "enteredOn": pupil.entryDate?.description, "phone": phone, "email": reader.email("MEL", pupil.mail),
            "address": pupil.address.map(\.packed),
        ].compactMapValues(\.self)
        return learner
    }

    /// `CODE_STATUT` tells apprentices and trainees; under school status the course tells students.
    private func learnerPublic(_ pupil: SieclePupil, _ students: Set<String>) -> LearnerPublic {
        switch pupil.statusCode {
        case "AP": .apprentice
        case "FQ": .adultTrainee
        default: pupil.mef.map(students.contains) ?? false ? .student : .pupil
        }
    }

    private mutating func fileGuardian(_ person: SiecleGuardian) -> FileGuardian {
        var reader = FactReader(file: person.file, line: person.line)
        let phone = reader.phone([
            ("TEL_PORTABLE", person.phones.mobile), ("TEL_PERSONNEL", person.phones.personal),
            ("TEL_PROFESSIONNEL", person.phones.work),
        ])
        let familyName = person.usageName ?? person.familyName
        let values: [String: String?] = [
            "civility": person.civility.map { $0.uppercased() == "MME" ? "Mme" : $0 }, "familyName": familyName,
            "firstName": person.firstName, "phone": phone, "email": reader.email("MEL", person.mail),
            "address": person.address.map(\.packed),
        ]
        problems += reader.problems
        return FileGuardian(
            personKey: person.personId, familyName: familyName, firstName: person.firstName ?? "",
            values: values.compactMapValues(\.self), legalRank: 0, kinship: .other)
    }

    // MARK: Staff

    private mutating func readStaff(_ reading: SchoolFilesReading) {
        staff = reading.staff.map { person in
            let values: [String: String?] = [
                "civility": person.civility, "familyName": person.usageName, "firstName": person.firstName,
                "function": person.functionCode, "discipline": person.disciplines.first, "stsKey": person.key.text,
            ]
            return FileStaff(
                stsKey: person.key.text, familyName: person.usageName, firstName: person.firstName ?? "",
                values: values.compactMapValues(\.self))
        }
        readTeachings(reading)
    }

    private mutating func readTeachings(_ reading: SchoolFilesReading) {
        let subjects = Dictionary(
            reading.subjects.map { ($0.code, $0.longLabel ?? $0.label ?? $0.code) },
            uniquingKeysWith: { first, _ in first })
        let groups = Dictionary(
            reading.groups.map { ($0.code, $0.divisions) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<FileTeaching> = []
        for service in reading.services {
            let codes = service.isGroup ? groups[service.structureCode] ?? [] : [service.structureCode]
            for code in codes {
                for teacher in service.teachers {
                    let teaching = FileTeaching(
                        stsKey: teacher.text, classCode: code,
                        subject: subjects[service.subjectCode] ?? service.subjectCode)
                    if seen.insert(teaching).inserted { teachings.append(teaching) }
                }
            }
        }
        for person in reading.staff {
            for code in person.mainTeacherDivisions {
                principals.insert(FileTeaching(stsKey: person.key.text, classCode: code, subject: ""))
            }
        }
    }
}

extension SiecleStaffKey {
    /// `epp:70001`
    var text: String { type + ":" + id }
}

extension SiecleAddress {
    var packed: String { PostalAddress(lines: lines, postalCode: postalCode, city: city).packed }
}

extension SiecleMEF {
    /// Courses after the baccalauréat prepared in a lycée: BTS and their kind.
    var isHigherEducation: Bool {
        code.hasPrefix("31")
            || [formation, longLabel, editionLabel].compactMap(\.self).contains {
                SearchKey($0).words.contains("bts") || SearchKey($0).words.contains("bts1")
                    || SearchKey($0).words.contains("bts2")
            }
    }
}

extension FileGuardian {
    /// The same person, as responsible for one learner.
    fileprivate func linked(by link: SiecleLink) -> FileGuardian {
        var linked = self
        let rank = link.legalRank ?? 0
        linked.legalRank = (0...2).contains(rank) ? rank : 0
        // Recent files say only the level of responsibility: 1 is a legal representative.
        if linked.legalRank == 0, link.isLegalRepresentative { linked.legalRank = 1 }
        linked.kinship = link.relationCode.flatMap(Kinship.init) ?? .other
        return linked
    }
}
