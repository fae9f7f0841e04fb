import Domain

/// The signed attestation is back: the agreement of a stay that ended becomes « attestée ».
struct ReceiveCertificate: Operation {
    let placement: ID<Placement>
    let receivedOn: LocalDate

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let dossier = try db.certificateDossier(placement, today: now.day)
        try dossier.requireReady(on: now.day)
        let agreement = dossier.agreement.agreement
        let certificate: Certificate
        do throws(CertificateRefusal) {
            certificate = try dossier.certificate.received(
                on: receivedOn, endsOn: dossier.placement.endsOn, today: now.day, early: agreement.state == .broken)
        } catch {
            throw FieldRefusal(error == .notFilled ? "jours" : "recue_le", error.message)
        }
        try db.keep(certificate, former: dossier.certificate, "Attestation revenue", by: author, at: now)
        guard agreement.state == .ended || agreement.state == .running else { return }
        let ended =
            agreement.state == .running
            ? try agreement.ended(on: now.day, endsOn: dossier.placement.endsOn) : agreement
        let certified = try ended.certified()
        try db.save(certified)
        try db.journal(
            "Attestation reçue", Subject("agreement", agreement.id), before: agreement, after: certified, by: author,
            at: now)
    }
}
