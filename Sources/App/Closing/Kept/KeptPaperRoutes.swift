import Domain
import PDF

extension Link {
    static func keptPaper(_ id: ID<KeptPaper>) -> Link { Link("/papiers-remis", [id.rawValue]) }
}

/// Papers given out, as they were.
enum KeptPaperRoutes {
    static func add(to site: Site) {
        site.get(
            "/papiers-remis/:id", .members(.seePlacements, .manageAllowances, .welcomeVisitors, .recordFollowUp), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(KeptPaper.self)
        let paper = try await visit.read { try $0.keptPaper(id) }
        try visit.author.require(paper.kind.right)
        try await visit.perform(
            NoteReading(subject: paper.learnerId.map { Subject("learner", $0) } ?? Subject("paper", id)))
        return .file(
            FileAnswer(
                name: paper.name, type: paper.mediaType, bytes: paper.content,
                inline: paper.mediaType == "application/pdf"))
    }
}

extension Visit {
    /// The PDF of a paper, kept as it goes out.
    func givesOut(
        _ subject: PaperSubject, _ sections: [PDFSection], title: String, file: String, school: String
    ) async throws -> Answer {
        let moment = now.moment
        let printed = try Paper.print(sections, title: title, author: school, at: moment)
        // The same paper made another minute says the same.
        let said = try Paper.print(sections, title: title, author: school, at: Moment(millisecondsSince1970: 0))
        try await perform(
            KeepPaper(
                subject: subject, name: file + ".pdf", mediaType: "application/pdf", bytes: printed.bytes,
                factsSha256: Digest.sha256(said.bytes)))
        return .file(FileAnswer(name: file + ".pdf", type: "application/pdf", bytes: printed.bytes, inline: true))
    }

    /// A page, followed by the versions of its papers that were given out.
    func withGivenOut(_ page: Page, _ subjects: [PaperSubject]) async throws -> Page {
        let author = try author
        let open = subjects.filter { author.may($0.kind.right) }
        let lines = try await read { try $0.keptPapers(of: open) }
        guard !lines.isEmpty else { return page }
        var page = page
        page.body = "\(page.body)\(keptPapersPanel(lines, author, now.day))"
        return page
    }
}

/// The versions given out, folded: people look for them rarely.
private func keptPapersPanel(_ lines: [KeptPaperLine], _ author: Author, _ today: LocalDate) -> HTML {
    let items = lines.map { line -> HTML in
        let day = line.createdAt.day(in: author.zone)
        return """
            <li><div><a href="\(Link.keptPaper(line.id))">\(line.kind.label), version \(line.revision)</a>\
            <p>par \(line.createdBy)</p></div><span class="detail">\(day.near(today))</span></li>
            """
    }
    return """
        <details class="panel section"><summary><h2>Versions remises (\(lines.count))</h2></summary>\
        <p class="hint">Chaque document imprimé est gardé tel qu’il a été remis.</p><ul class="lines">\(items)</ul></details>
        """
}
