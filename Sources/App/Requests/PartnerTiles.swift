import Domain

extension SchoolDatabase {
    /// What partners wait for, on the home page of those who answer for it.
    func partnerTiles(of author: Author, today: LocalDate) throws -> [HomeTile] {
        var tiles: [HomeTile] = []
        if author.may(.answerRequests) { tiles += try requestTile(author, today) }
        if author.may(.verifyCompanies) {
            tiles += tile(
                try waitingReviewCount(), "entreprises à vérifier", one: "entreprise à vérifier", to: .companyReviews)
        }
        if author.may(.managePartnerships) { tiles += try officeTiles(today) }
        if author.may(.receiveNeeds) {
            let count = try needCount(.handed)
            tiles += tile(
                count, "besoins à recevoir", one: "besoin à recevoir",
                to: Link.needs.with([("vue", SkillsNeed.Stage.handed.rawValue)]))
        }
        if author.may(.manageTax) {
            let near = try taxDatesNear(today)
            tiles += tile(
                near.count, "dates de la taxe approchent", one: "date de la taxe approche",
                to: near.first.map { Link.tax($0.campaignId) } ?? .taxBoard)
        }
        return tiles
    }

    private func requestTile(_ author: Author, _ today: LocalDate) throws -> [HomeTile] {
        let waiting = try requestCount(.waiting, for: author)
        guard waiting > 0 else { return [] }
        let isLate = try overdueRequestCount(for: author, on: today) > 0
        return tile(
            waiting, "entreprises attendent une réponse", one: "entreprise attend une réponse", to: .requests,
            isLate ? .late : .soon)
    }

    private func officeTiles(_ today: LocalDate) throws -> [HomeTile] {
        let renewals = try partnershipCount(.renewal, on: today)
        let reviews = try partnershipCount(.review, on: today)
        let ending = try endingDeclarations(on: today).count
        return tile(
            renewals, "partenariats à renouveler", one: "partenariat à renouveler",
            to: Link.partnerships.with([("vue", PartnershipSelection.renewal.rawValue)]))
            + tile(
                reviews, "bilans de partenariat à tenir", one: "bilan de partenariat à tenir",
                to: Link.partnerships.with([("vue", PartnershipSelection.review.rawValue)]))
            + tile(ending, "déclarations à refaire", one: "déclaration à refaire", to: .capacity)
    }

    /// A tile only when there is something to see: the home page is for what is to do.
    private func tile(_ count: Int, _ label: String, one: String, to link: Link, _ tone: Tone = .soon) -> [HomeTile] {
        count == 0 ? [] : [HomeTile(count: count, label: label, one: one, link: link, tone: tone)]
    }
}
