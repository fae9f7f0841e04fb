/// Everything that happens to an agreement beyond its own page.
enum AgreementLifeRoutes {
    static func add(to site: Site) {
        StepRoutes.add(to: site)
        AgreementSettingsRoutes.add(to: site)
        PaperRoutes.add(to: site)
        AmendmentRoutes.add(to: site)
        BulkRoutes.add(to: site)
        DocumentLinkRoutes.add(to: site)
        RegisterRoutes.add(to: site)
        DepartureRoutes.add(to: site)
        HostSheetRoutes.add(to: site)
        TemplateRoutes.add(to: site)
        MergeRoutes.add(to: site)
    }
}
