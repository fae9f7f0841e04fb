import Domain

/// Those who hold the attestations still expected get a mail: référents one for all their learners, hosts one each.
struct RemindCertificates: Operation {
    /// Who is written to.
    enum Reader: String, Sendable, CaseIterable {
        case referents
        case hosts = "hotes"
    }

    let reader: Reader
    let year: Int
    /// Where the référent types the days.
    let address: String

    /// Days between two reminders about the same stay.
    static let pause = 5

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let waiting = try db.certificates(.missing, year: year, today: now.day).filter { line in
            line.remindedOn.map { $0.days(until: now.day) >= RemindCertificates.pause } ?? true
        }
        let mails = reader == .referents ? referentMails(waiting, author) : hostMails(waiting, author)
        for mail in mails {
            try db.onPlatform {
                try $0.send(to: mail.to, subject: mail.subject, body: mail.body, school: author.schoolId, at: now)
            }
            for line in mail.lines { try remember(line, in: db, at: now) }
        }
        if !mails.isEmpty {
            try db.journal(
                "Attestations relancées : \(mails.count)", Subject("school", author.schoolId), by: author, at: now)
        }
        return mails.count
    }

    private struct Mail {
        let to: String
        let subject: String
        let body: String
        let lines: [CertificateLine]
    }

    private func referentMails(_ lines: [CertificateLine], _ author: Author) -> [Mail] {
        let byTeacher = Dictionary(grouping: lines.filter { $0.referentEmail != nil }) { $0.referentEmail ?? "" }
        return byTeacher.sorted { $0.key < $1.key }.map { email, lines in
            let list = lines.map { "- \($0.listName), \($0.classCode), \($0.companyName), fin le \($0.endsOn.long)" }
                .joined(separator: "\n")
            return Mail(
                to: email, subject: "Attestations de PFMP attendues : \(lines.count)",
                body: """
                    Bonjour,

                    Les attestations de ces élèves ne sont pas encore revenues au bureau des entreprises :

                    \(list)

                    Elles fixent les jours faits, donc l’allocation des élèves. Vous pouvez saisir les jours et noter le retour ici :
                    \(address)

                    Merci,
                    \(author.name)
                    \(author.schoolName)
                    """, lines: lines)
        }
    }

    private func hostMails(_ lines: [CertificateLine], _ author: Author) -> [Mail] {
        lines.compactMap { line in
            guard let email = line.tutorEmail else { return nil }
            return Mail(
                to: email, subject: "Attestation de période de formation à nous rendre",
                body: """
                    Bonjour,

                    \(line.firstName) \(line.usageName ?? line.familyName) a terminé sa période chez vous le \(line.endsOn.long).
                    Il nous manque l’attestation signée : elle dit les jours réellement faits.
                    L’élève peut nous l’apporter, ou vous pouvez nous l’envoyer.

                    Merci de l’avoir accueilli,
                    \(author.name)
                    \(author.schoolName)
                    """, lines: [line])
        }
    }

    private func remember(_ line: CertificateLine, in db: SchoolDatabase, at now: Now) throws {
        let former = try db.certificate(of: line.placementId)
        var certificate = former ?? Certificate(id: db.newID(), placementId: line.placementId, version: 0)
        certificate.remindedOn = now.day
        certificate.version += 1
        if let former {
            try db.update(certificate, in: .certificate, replacing: former.version)
        } else {
            try db.insert(certificate, into: .certificate)
        }
    }
}
