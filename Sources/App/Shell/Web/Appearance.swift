import Hummingbird

/// The theme that a person chose; without a choice the device decides.
enum Appearance: String, CaseIterable, Sendable {
    case light, dark

    static let cookieName = "theme"

    init?(of request: Request) {
        guard let cookie = request.cookies[Appearance.cookieName] else { return nil }
        self.init(rawValue: cookie.value)
    }
}

/// Choosing the theme without JavaScript.
enum AppearanceRoutes {
    static func add(to site: Site) {
        site.post("/apparence", .everyone) { visit in
            let values = try await visit.formValues()
            return .appearance(Appearance(rawValue: values["theme"]), then: visit.cameFrom)
        }
    }
}
