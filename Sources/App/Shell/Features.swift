/// The features of the program: each adds its own addresses and jobs.
enum Features {
    static func addRoutes(to site: Site) {
        AssetRoutes.add(to: site)
        AppearanceRoutes.add(to: site)
        SignInRoutes.add(to: site)
        PasswordRoutes.add(to: site)
        FirstRunRoutes.add(to: site)
        MyAccountRoutes.add(to: site)
        SettingsRoutes.add(to: site)
        HomeRoutes.add(to: site)
        HelpRoutes.add(to: site)
        StyleRoutes.add(to: site)
        LearnerRoutes.add(to: site)
        SchoolRoutes.add(to: site)
        LearnerEditRoutes.add(to: site)
        StaffEditRoutes.add(to: site)
        ImportRoutes.add(to: site)
        DirectoryRoutes.add(to: site)
        CompanyMapRoutes.add(to: site)
        CompanyRoutes.add(to: site)
        PartnerRoutes.add(to: site)
        SearchRoutes.add(to: site)
        PeriodRoutes.add(to: site)
        BoardRoutes.add(to: site)
        PlacementRoutes.add(to: site)
        AgreementRoutes.add(to: site)
        AgreementListRoutes.add(to: site)
        ClassAgreementRoutes.add(to: site)
        LeadRoutes.add(to: site)
        YearRoutes.add(to: site)
        FeedRoutes.add(to: site)
        CatchUpRoutes.add(to: site)
        PathwayRoutes.add(to: site)
        ThresholdRoutes.add(to: site)
        ClosingFeature.addRoutes(to: site)
        FollowUpRoutes.add(to: site)
        AgreementLifeRoutes.add(to: site)
        ActionsFeature.addRoutes(to: site)
    }

    static let jobs: [Job] = [
        .mail, .importPurge, .agreements, .departures,
        .alumni,
    ]
}
