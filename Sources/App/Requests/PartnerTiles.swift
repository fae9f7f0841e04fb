import Domain

extension SchoolDatabase {
    /// What partners wait for, on the home page of those who answer for it.
    func partnerTiles(of author: Author, today: LocalDate) throws -> [HomeTile] {
        var tiles: [HomeTile] = []
        if author.may(.answerRequests) {
            let mine = !author.may(.seeRequests)
            let waiting = try requestCount(.waiting, for: author)
            if waiting > 0 || !mine {
                let overdue = try overdueRequestCount(for: author, on: today)
                tiles.append(
                    HomeTile(
                        count: waiting, label: "entreprises attendent une réponse",
                        one: "entreprise attend une réponse", link: .requests, tone: overdue > 0 ? .late : .soon))
            }
        }
        return tiles
    }
}
