import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler gives back.
enum Answer: Sendable {
    case page(Page, status: HTTPResponse.Status = .ok)
    case redirect(Link, saying: String? = nil)
    /// Goes on with a fresh cookie: somebody just signed in.
    case signedIn(String, then: Link)
    /// Keeps the theme chosen; `nil` leaves it to the device.
    case appearance(Appearance?, then: Link)
    /// Leaves the site, for sign-in at an identity provider only.
    case leave(String)
    case file(FileAnswer)
    case json([UInt8], status: HTTPResponse.Status = .ok)
}

/// A file to download or to show.
struct FileAnswer: Sendable {
    var name: String
    var type: String
    var bytes: [UInt8]
    /// Shown in the browser rather than saved.
    var inline = false
}

/// A page: what stands between the bars of the shell.
struct Page: Sendable {
    var title: String
    var body: HTML
    /// The entry of the menu to mark as current.
    var section: Section?
    /// Pages outside the shell: sign-in, errors before sign-in.
    var bare = false
    /// Lists and boards take the whole width of the window.
    var full = false
    /// A form came back refused: what was being typed elsewhere is kept.
    var failed = false

    init(_ title: String, in section: Section? = nil, bare: Bool = false, full: Bool = false, _ body: HTML) {
        self.title = title
        self.section = section
        self.bare = bare
        self.full = full
        self.body = body
    }
}

/// The entries of the menu.
enum Section: String, CaseIterable, Sendable {
    case today, companies, requests, pfmp, actions, followUp, learners, team, closing
    case office, steering
    case imports, settings
}
