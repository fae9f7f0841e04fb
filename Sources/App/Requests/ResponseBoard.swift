import Domain
import Persistence

/// A request as the clock sees it.
struct TimedRequest: Codable, Sendable {
    let kind: CompanyRequest.Kind
    let state: CompanyRequest.State
    let outcome: String?
    let receivedOn: LocalDate
    let firstAnsweredOn: LocalDate?
    let assigneeId: ID<Account>?
}

/// How long companies wait (F115, I20, I1.7).
struct ResponseBoard: Sendable {
    let total: ResponseTimes
    let byKind: [(kind: CompanyRequest.Kind, times: ResponseTimes)]
    let byMonth: [(month: String, times: ResponseTimes)]
    let late: [RequestLine]
    let due: [ID<CompanyRequest>: LocalDate]
    let promise: Int
    let today: LocalDate
    let since: LocalDate
    let author: Author
}

extension ResponseTimes {
    /// Counts one request: a promise that still runs is neither kept nor broken.
    mutating func add(_ request: TimedRequest, _ clock: ResponseClock, promise: Int, today: LocalDate) {
        // What nobody should answer is no delay.
        guard request.outcome != CompanyRequest.Reason.notCompany.rawValue,
            request.outcome != CompanyRequest.Reason.duplicate.rawValue
        else { return }
        received += 1
        if !request.state.isOpen { closed += 1 }
        let due = clock.due(receivedOn: request.receivedOn, promise: promise)
        if let day = request.firstAnsweredOn {
            measured += 1
            delays.append(clock.openDays(after: request.receivedOn, through: day))
            if day <= due { kept += 1 }
        } else if due < today {
            measured += 1
        }
    }
}

extension SchoolDatabase {
    func responseBoard(for author: Author, on today: LocalDate) throws -> ResponseBoard {
        let since = today.adding(months: -12)
        let promise = try bureauPage().promiseDays
        let clock = try responseClock(from: since, through: today)
        let requests: [TimedRequest] = try rows(
            """
            select company_request.kind, company_request.state, company_request.outcome, company_request.received_on,
            company_request.first_answered_on, company_request.assignee_id
            from \(table(.companyRequest)) where company_request.received_on >= \(since)
            order by company_request.received_on, company_request.id limit 20000
            """)
        var total = ResponseTimes()
        var kinds: [CompanyRequest.Kind: ResponseTimes] = [:]
        var months: [String: ResponseTimes] = [:]
        for request in requests {
            total.add(request, clock, promise: promise, today: today)
            kinds[request.kind, default: ResponseTimes()].add(request, clock, promise: promise, today: today)
            let month = String(request.receivedOn.description.prefix(7))
            months[month, default: ResponseTimes()].add(request, clock, promise: promise, today: today)
        }
        let waiting = try self.requests(RequestFilter(selection: .waiting), for: author, limit: 50)
            .filter { $0.firstAnsweredOn == nil }
        let due = Dictionary(
            uniqueKeysWithValues: waiting.map { ($0.id, clock.due(receivedOn: $0.receivedOn, promise: promise)) })
        return ResponseBoard(
            total: total, byKind: CompanyRequest.Kind.allCases.compactMap { kind in kinds[kind].map { (kind, $0) } },
            byMonth: months.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            late: waiting.filter { (due[$0.id] ?? today) < today }, due: due, promise: promise, today: today,
            since: since, author: author)
    }

    /// Requests whose promise is broken or falls today, for the home page.
    func overdueRequestCount(for author: Author, on today: LocalDate) throws -> Int {
        let waiting = try requests(RequestFilter(selection: .waiting), for: author, limit: 100)
        guard let first = waiting.first?.receivedOn else { return 0 }
        let promise = try bureauPage().promiseDays
        let clock = try responseClock(from: first, through: today)
        return waiting.count { line in
            line.firstAnsweredOn == nil && clock.due(receivedOn: line.receivedOn, promise: promise) <= today
        }
    }
}

func responseBoardPage(_ view: ResponseBoard) -> Page {
    let total = view.total
    let body: HTML =
        total.received == 0
        ? emptyState(
            "clock", "Aucune demande depuis un an",
            "Les délais se mesurent dès la première demande reçue par le formulaire ou notée au téléphone.")
        : """
        \(boardTiles(view))\(lateList(view))<div class="twin">\(monthsChart(view))\
        \(timesPanel("Par besoin", "Besoin", view.byKind.map { ($0.kind.shortLabel, $0.times) }))\
        \(timesPanel("Par mois d’arrivée", "Mois", view.byMonth.map { (monthName($0.month), $0.times) }))</div>
        """
    return Page(
        "Délais de réponse", in: .requests,
        """
        \(partnerHead(
            "Délais de réponse", .requests, crumbs: [("Demandes", .requests)],
            meta: [HTML(text: "Depuis le \(view.since.long), en jours ouvrés du lycée"), HTML(text: promise(view.promise))],
            for: view.author))\(body)
        """)
}

private func boardTiles(_ view: ResponseBoard) -> HTML {
    let total = view.total
    let median = total.median.map { FrenchNumber.counted($0, "jour", "jours") } ?? "—"
    return """
        <ul class="tiles" aria-label="En un coup d’œil">\
        <li>\(tile(view.late.count, "promesses dépassées", one: "promesse dépassée", to: Link.requests.with([("vue", "a_repondre")]), view.late.isEmpty ? .neutral : .late))</li>\
        <li>\(figure("\(total.kept) sur \(total.measured)", "promesses tenues"))</li>\
        <li>\(figure(median, "délai médian"))</li>\
        <li>\(figure("\(total.closed) sur \(total.received)", "demandes terminées"))</li></ul>
        """
}

/// A figure that leads nowhere.
func figure(_ text: String, _ label: String) -> HTML {
    "<div class=\"tile\"><b>\(text)</b><span>\(label)</span></div>"
}

private func lateList(_ view: ResponseBoard) -> HTML? {
    guard !view.late.isEmpty else { return nil }
    let items = view.late.prefix(12).map { line -> HTML in
        let due = view.due[line.id] ?? view.today
        return TodoLine(
            title: line.companyName, link: .request(line.id),
            why: "\(line.kind.shortLabel), réponse promise pour \(due.nearWithArticle(view.today))", tone: .late,
            actionLabel: "Répondre", actionLink: .request(line.id), day: due
        ).html
    }
    return """
        <section class="section" aria-labelledby="retards"><header><h2 id="retards">À répondre maintenant</h2></header>\
        <div class="panel flush"><ul class="todo">\(Array(items))</ul></div></section>
        """
}

private func timesPanel(_ title: String, _ first: String, _ rows: [(String, ResponseTimes)]) -> HTML {
    panel(
        title,
        listTable(
            title, rows,
            [
                Column(first, header: true) { HTML(text: $0.0) },
                Column("Reçues", numeric: true) { HTML(text: String($0.1.received)) },
                Column("Promesses tenues", numeric: true) { HTML(text: "\($0.1.kept) sur \($0.1.measured)") },
                Column("Délai médian", numeric: true) { row in
                    HTML(text: row.1.median.map { "\($0)\u{A0}j" } ?? "—")
                },
            ]))
}

/// Requests by month: those whose promise was kept in full colour, the others above.
private func monthsChart(_ view: ResponseBoard) -> HTML? {
    guard view.byMonth.count > 1 else { return nil }
    let most = max(1, view.byMonth.map(\.times.received).max() ?? 1)
    let width = 26
    let bars = view.byMonth.enumerated().map { index, month -> HTML in
        let x = index * width + 4
        let whole = 80 * month.times.received / most
        let kept = 80 * month.times.kept / most
        return """
            <rect class="before" x="\(x)" y="\(90 - whole)" width="18" height="\(whole)"></rect>\
            <rect class="done" x="\(x)" y="\(90 - kept)" width="18" height="\(kept)"></rect>\
            <text x="\(x)" y="104">\(String(month.month.suffix(2)))</text>
            """
    }
    return panel(
        "Un an de demandes",
        """
        <svg class="bars" viewBox="0 0 \(max(13, view.byMonth.count) * width + 8) 110" role="img" aria-label="Demandes reçues par mois, et celles dont la promesse est tenue\u{A0}; les nombres sont dans le tableau.">\(bars)</svg>\
        <p class="hint">En vert, les promesses tenues\u{A0}; en gris, les autres demandes.</p>
        """)
}

private func monthName(_ key: String) -> String {
    guard let day = LocalDate(key + "-01") else { return key }
    return day.long.split(separator: " ").dropFirst().joined(separator: " ")
}
