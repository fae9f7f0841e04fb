import Domain
import Persistence

/// Something that happened with a partner, as its timeline shows it.
struct TimelineEntry: Sendable {
    let day: LocalDate
    /// Tells apart the entries of one day; the greater came later.
    let key: String
    let icon: String
    let title: HTML
    /// With whom, by whom.
    var who = ""
    var text = ""
}

/// A kind of things that happen with partners. A feature joins the timeline by adding one to `CompanyTimeline.sources`.
struct TimelineSource: Sendable {
    /// As addresses say it.
    let name: String
    /// As the filter of the timeline says it.
    let label: String
    /// What the reader must hold; `nil` for whoever sees companies.
    let permission: Permission?
    /// The latest entries of some companies (a company and those merged into it), up to a number.
    let read: @Sendable (SchoolDatabase, [ID<Company>], Author, Int) throws -> [TimelineEntry]
}

/// The timeline of a partner.
enum CompanyTimeline {
    /// Everything that is told, each by the feature that knows it.
    static let sources: [TimelineSource] = [
        .exchanges, .stays, .agreements, .followUps, .incidents, .relationChanges, .actionsDone, .campaigns, .appetites,
        .merges, .requests, .partnerships, .needs, .tax,
    ]

    /// The sources that a person may read.
    static func sources(for author: Author) -> [TimelineSource] {
        sources.filter { source in source.permission.map(author.may) ?? true }
    }
}

extension SchoolDatabase {
    /// The latest entries that a person may read, latest first.
    /// - Parameter kind: the name of one source; all of them without.
    func timeline(
        of companies: [ID<Company>], for author: Author, kind: String = "", limit: Int
    ) throws -> [TimelineEntry] {
        try CompanyTimeline.sources(for: author).filter { kind.isEmpty || $0.name == kind }
            .flatMap { try $0.read(self, companies, author, limit) }
            .sorted { ($0.day, $0.key) > ($1.day, $1.key) }.prefix(limit).map { $0 }
    }
}

/// Entries, newest first, with a line for each new month.
func timelineList(_ entries: [TimelineEntry], today: LocalDate) -> HTML {
    var items = HTML()
    var month = ""
    for entry in entries {
        let name = entry.day.monthName
        if name != month { items += "<li class=\"month\"><div>\(name)</div></li>" }
        month = name
        let say: HTML? = entry.text.isEmpty ? nil : "<p class=\"say\">\(HTML.lines(entry.text))</p>"
        let who = entry.who.isEmpty ? "" : ", " + entry.who
        items += """
            <li>\(icon(entry.icon))<div><p class="what">\(entry.title)</p><p class="when">\
            <time datetime="\(entry.day.description)">\(entry.day.near(today))</time>\(who)</p>\(say)</div></li>
            """
    }
    return "<ol class=\"timeline\">\(items)</ol>"
}

extension LocalDate {
    /// « Novembre 2026 »
    fileprivate var monthName: String {
        let words = long.split(separator: " ")
        guard words.count > 2 else { return long }
        let name = words.dropFirst().joined(separator: " ")
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
