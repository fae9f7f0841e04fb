/// The features of the program: each adds its own addresses and jobs.
enum Features {
    static func addRoutes(to site: Site) {
        AssetRoutes.add(to: site)
        SignInRoutes.add(to: site)
        HomeRoutes.add(to: site)
        LearnerRoutes.add(to: site)
        ImportRoutes.add(to: site)
    }

    static let jobs: [Job] = [.mail, .importPurge]
}
