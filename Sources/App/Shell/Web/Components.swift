import Domain

// The parts that pages are made of. Each is a function of its values; `/style` shows them all.

/// A line icon of the sprite; decorative, the words beside it carry the meaning.
func icon(_ name: String) -> HTML {
    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/assets/icons.svg#\(name)\"/></svg>"
}

/// How urgent or finished something is; always shown with a word.
enum Tone: String, Sendable {
    case late, soon, done, waiting, neutral

    var icon: String {
        switch self {
        case .late: "alert"
        case .soon: "clock"
        case .done: "check"
        case .waiting: "pause"
        case .neutral: "info"
        }
    }
}

func badge(_ text: String, _ tone: Tone) -> HTML {
    guard tone != .neutral else { return "<span class=\"badge\">\(text)</span>" }
    return "<span class=\"badge \(tone.rawValue)\">\(icon(tone.icon)) \(text)</span>"
}

func tag(_ text: String) -> HTML {
    "<span class=\"tag\">\(text)</span>"
}

// MARK: Page head

/// Title, way back and what can be done.
func pageHead(
    _ title: String, count: Int? = nil, crumbs: [(String, Link)] = [], meta: [HTML] = [], actions: [HTML] = []
) -> HTML {
    let trail = crumbs.map { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" as HTML }
    let path: HTML = crumbs.isEmpty ? "" : "<nav class=\"crumbs\" aria-label=\"Fil d’Ariane\"><ol>\(trail)</ol></nav>"
    let number: HTML? = count.map { " <span class=\"count\">\(FrenchNumber.grouped($0))</span>" }
    let details: HTML = meta.isEmpty ? "" : "<p class=\"meta\">\(meta.map { "<span>\($0)</span>" as HTML })</p>"
    let buttons: HTML = actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>"
    return """
        <header class="pagehead">\(path)<div class="line"><div><h1>\(title)\(number)</h1>\(details)</div>\(buttons)</div></header>
        """
}

func button(_ label: String, to link: Link, icon name: String? = nil, style: String = "") -> HTML {
    "<a class=\"btn \(style)\" href=\"\(link)\">\(name.map(icon)) \(label)</a>"
}

/// A name that leads to its page, or the name alone for who may not open it.
func reference(_ name: String, to link: Link, opens: Bool) -> HTML {
    opens ? "<a href=\"\(link)\">\(name)</a>" : HTML(text: name)
}

/// The gestures that are not for every day, behind one button.
func moreMenu(_ items: [(label: String, icon: String, link: Link)], title: String = "Plus") -> HTML? {
    guard !items.isEmpty else { return nil }
    let lines = items.map { "<li><a href=\"\($0.link)\">\(icon($0.icon)) \($0.label)</a></li>" as HTML }
    return "<details class=\"menu\"><summary class=\"btn\">\(title)</summary><ul>\(lines)</ul></details>"
}

/// A button that sends a form of its own: for gestures that change something.
func postButton(
    _ label: String, to link: Link, visit: Visit, icon name: String? = nil, style: String = "",
    fields: [(String, String)] = []
) -> HTML {
    let hidden = fields.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML }
    return """
        <form method="post" action="\(link)">\(visit.hiddenFields)\(hidden)\
        <button class="btn \(style)">\(name.map(icon)) \(label)</button></form>
        """
}

// MARK: Blocks

func panel(_ title: String, action: HTML? = nil, _ body: HTML) -> HTML {
    "<section class=\"panel\"><header><h2>\(title)</h2>\(action)</header>\(body)</section>"
}

/// Terms and values; empty values are left out.
func facts(_ pairs: [(String, HTML?)], above: Bool = false) -> HTML {
    let lines = pairs.compactMap { term, value -> HTML? in
        guard let value, !value.isEmpty else { return nil }
        return "<dt>\(term)</dt><dd>\(value)</dd>"
    }
    guard !lines.isEmpty else { return "" }
    return above
        ? "<dl class=\"facts above\">\(lines.map { "<div>\($0)</div>" as HTML })</dl>"
        : "<dl class=\"facts\">\(lines)</dl>"
}

/// Text for `facts`, absent when empty.
func fact(_ text: String?) -> HTML? {
    guard let text, !text.isEmpty else { return nil }
    return HTML(text: text)
}

enum NoticeKind: String, Sendable {
    case info, success, warning, error

    var icon: String {
        switch self {
        case .info: "info"
        case .success: "check"
        case .warning, .error: "alert"
        }
    }
}

func notice(_ kind: NoticeKind, _ body: HTML) -> HTML {
    let role = kind == .error ? "alert" : "status"
    return "<div class=\"notice \(kind.rawValue)\" role=\"\(role)\">\(icon(kind.icon))<div>\(body)</div></div>"
}

/// Nothing to show: why, and what to do.
func emptyState(_ name: String, _ title: String, _ text: String, action: HTML? = nil) -> HTML {
    "<div class=\"empty\">\(icon(name))<h2>\(title)</h2><p>\(text)</p>\(action)</div>"
}

/// A count that leads to exactly its rows.
/// - Parameter label: in the plural, « conventions à faire signer »; below two it loses its marks.
/// - Parameter one: the label of a count below two, when it is another: « élève sans lieu ».
func tile(_ number: Int, _ label: String, one: String? = nil, to link: Link, _ tone: Tone = .neutral) -> HTML {
    """
    <a class="tile \(tone.rawValue)" href="\(link)"><b>\(FrenchNumber.grouped(number))</b>\
    <span>\(tone == .neutral ? nil : icon(tone.icon)) \(number < 2 ? one ?? label : label)</span></a>
    """
}

/// One line of what is to do, with the one gesture that settles it.
struct TodoLine: Sendable {
    var title: String
    var link: Link
    var why: String
    var tone: Tone = .neutral
    var actionLabel: String
    var actionLink: Link
    /// Lines sort late first, then by day.
    var day: LocalDate?

    var html: HTML {
        """
        <li class="\(tone.rawValue)">\(icon(tone == .neutral ? "action" : tone.icon))<div><p class="what"><a \
        href="\(link)">\(title)</a></p><p class="why">\(why)</p></div>\
        <a class="btn small" href="\(actionLink)">\(actionLabel)<span class="vh"> : \(title)</span></a></li>
        """
    }
}

// MARK: Tables

/// A column of a list.
struct Column<Row> {
    let title: String
    var numeric = false
    /// The column that names the row: a header cell for screen readers.
    var isHeader = false
    var sort: Link?
    var sorted: String?
    let cell: (Row) -> HTML

    init(
        _ title: String, numeric: Bool = false, header: Bool = false, sort: Link? = nil, sorted: String? = nil,
        _ cell: @escaping (Row) -> HTML
    ) {
        self.title = title
        self.numeric = numeric
        isHeader = header
        self.sort = sort
        self.sorted = sorted
        self.cell = cell
    }
}

/// A dense list that becomes cards on a phone.
/// - Parameter brief: many rows of a few words; on a phone, two or three lines each instead of a card.
func listTable<Row>(_ caption: String, _ rows: [Row], brief: Bool = false, _ columns: [Column<Row>]) -> HTML {
    let heads = columns.map { column -> HTML in
        let label: HTML = column.sort.map { "<a href=\"\($0)\">\(column.title)</a>" } ?? HTML(text: column.title)
        let sorted: HTML? = column.sorted.map { " aria-sort=\"\($0)\"" }
        return "<th scope=\"col\"\(column.numeric ? " class=\"num\"" as HTML : nil)\(sorted)>\(label)</th>"
    }
    var body = HTML()
    for row in rows {
        body += "<tr>"
        for column in columns { body += listCell(row, column) }
        body += "</tr>"
    }
    return """
        <div class="tablebox"><table class="list asrows\(brief ? " brief" : "")"><caption class="vh">\(caption)</caption><thead><tr>\(heads)</tr></thead>\
        <tbody>\(body)</tbody></table></div>
        """
}

private func listCell<Row>(_ row: Row, _ column: Column<Row>) -> HTML {
    let content = column.cell(row)
    if column.isHeader { return "<th scope=\"row\">\(content)</th>" }
    if column.numeric { return "<td class=\"num\" data-label=\"\(column.title)\">\(content)</td>" }
    return "<td data-label=\"\(column.title)\">\(content)</td>"
}

/// Previous and next pages of a list, and how much is shown.
func pager(_ shown: String, previous: Link?, next: Link?) -> HTML {
    let back: HTML? = previous.map {
        "<a class=\"btn small\" rel=\"prev\" href=\"\($0)\">\(icon("previous")) Précédents</a>"
    }
    let forth: HTML? = next.map { "<a class=\"btn small\" rel=\"next\" href=\"\($0)\">Suivants \(icon("next"))</a>" }
    return "<nav class=\"pager\" aria-label=\"Pages\"><p>\(shown)</p>\(back)\(forth)</nav>"
}

/// Filters in force, each a link that takes it away.
func chips(_ filters: [(String, Link)], clear: Link? = nil) -> HTML {
    guard !filters.isEmpty else { return "" }
    let items = filters.map { label, link -> HTML in
        "<li><a class=\"chip\" href=\"\(link)\">\(label)\(icon("cross"))<span class=\"vh\">, retirer ce filtre</span></a></li>"
    }
    let all: HTML? = clear.map { "<li><a class=\"small\" href=\"\($0)\">Tout effacer</a></li>" }
    return "<ul class=\"chips\" aria-label=\"Filtres actifs\">\(items)\(all)</ul>"
}
