/// The end of a PFMP and the other publics: their addresses.
enum ClosingFeature {
    static func addRoutes(to site: Site) {
        CertificateRoutes.add(to: site)
        WeekRoutes.add(to: site)
        AllowanceRoutes.add(to: site)
        GratificationRoutes.add(to: site)
        RefundRoutes.add(to: site)
        ArchiveRoutes.add(to: site)
        MinorRoutes.add(to: site)
        PublicsRoutes.add(to: site)
        CompanyStayRoutes.add(to: site)
        VisitorRoutes.add(to: site)
        MobilityRoutes.add(to: site)
        KeptPaperRoutes.add(to: site)
    }
}
