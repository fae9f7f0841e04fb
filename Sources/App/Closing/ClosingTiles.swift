import Domain

extension SchoolDatabase {
    /// What the end of the PFMP asks of a role today: late attestations, lines to key in, claims to decide.
    func closingTiles(of author: Author, today: LocalDate) throws -> [HomeTile] {
        var tiles: [HomeTile] = []
        if author.may(.prepareAgreements) {
            tiles.append(
                HomeTile(
                    count: try certificateCount(.late, year: author.currentYear, today: today),
                    label: "attestations en retard", one: "attestation en retard",
                    link: Link.certificates.with([("etat", CertificateSelection.late.rawValue)]), tone: .late))
        }
        guard author.roles.contains(.intendance) else { return tiles }
        let lines = try allowances(year: author.currentYear, today: today).filter { !$0.isOutside }
        tiles.append(
            HomeTile(
                count: lines.count(where: \.isReady), label: "allocations prêtes à saisir",
                one: "allocation prête à saisir", link: .allowances,
                tone: .soon))
        tiles.append(
            HomeTile(
                count: try refundCount(.asked, year: author.currentYear), label: "frais à décider", link: .expenses,
                tone: .soon))
        return tiles
    }
}
