import Domain

/// The days really done are typed, with what explains them (PFMP-38).
struct SaveCertificate: Operation {
    let placement: ID<Placement>
    let form: CertificateForm

    /// - Returns: what it changes in the allowance of the learner, in sentences.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> [String] {
        try author.require(.prepareAgreements)

        let dossier = try db.certificateDossier(placement, today: now.day)
        try dossier.requireReady(on: now.day)
        guard dossier.certificate.version == form.version else { throw Conflict() }
        var certificate = dossier.certificate
        certificate.days = form.days
        certificate.minutes = form.minutes
        certificate.remark = form.remark
        certificate.gratificationCents = form.gratification?.rawValue
        certificate.outcome = form.outcome
        certificate.signedBy = form.signedBy
        do throws(CertificateRefusal) {
            try certificate.requireDays(from: dossier.placement.startsOn, through: dossier.placement.endsOn)
        } catch {
            throw FieldRefusal("jours", error.message)
        }
        return try db.keep(certificate, former: dossier.certificate, "Jours faits saisis", by: author, at: now)
    }
}

extension SchoolDatabase {
    /// Writes an attestation over the one that was read, or for the first time.
    /// - Returns: what it changes in the allowance of the learner, in sentences.
    @discardableResult
    func keep(
        _ certificate: Certificate, former: Certificate, _ action: String, by author: Author, at now: Now
    ) throws -> [String] {
        let before =
            former.days == certificate.days ? [] : try allowanceAmounts(around: certificate.placementId, at: now)
        var next = certificate
        next.version = former.version + 1
        if former.version == 0 {
            try insert(next, into: .certificate)
        } else {
            try update(next, in: .certificate, replacing: former.version)
        }
        try journal(
            action, Subject("certificate", next.placementId), before: former.version == 0 ? nil : former, after: next,
            by: author, at: now)
        guard former.days != certificate.days else { return [] }
        try reopenAllowances(around: certificate.placementId, by: author, at: now)
        let after = try allowanceAmounts(around: certificate.placementId, at: now)
        return Allowance.changes(from: before, to: after).map(\.sentence)
    }
}

/// The days of a whole class, in one go; empty boxes are left alone.
struct SaveClassDays: Operation {
    let period: ID<PFMPPeriod>
    /// As typed, by placement.
    let days: [ID<Placement>: String]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        var problems: [FieldProblem] = []
        var count = 0
        let known = Set(try db.certificates(of: period).map(\.placementId))
        for (placement, text) in days.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            guard known.contains(placement) else { throw NotFound("Ce placement") }
            do {
                let typed = try Certificate.days(parsing: text)
                if try save(typed, of: placement, in: db, by: author, at: now) { count += 1 }
            } catch let error as CertificateRefusal {
                problems.append(FieldProblem(field: "jours-\(placement)", message: error.message))
            }
        }
        guard problems.isEmpty else { throw FieldRefusal(problems) }
        return count
    }

    /// Whether something changed.
    private func save(
        _ typed: Int, of placement: ID<Placement>, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> Bool {
        let dossier = try db.certificateDossier(placement, today: now.day)
        guard dossier.certificate.days != typed else { return false }
        try dossier.requireReady(on: now.day)
        var certificate = dossier.certificate
        certificate.days = typed
        certificate.minutes = nil
        try certificate.requireDays(from: dossier.placement.startsOn, through: dossier.placement.endsOn)
        try db.keep(certificate, former: dossier.certificate, "Jours faits saisis", by: author, at: now)
        return true
    }
}
