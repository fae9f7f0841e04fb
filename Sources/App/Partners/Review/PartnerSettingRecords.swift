import Domain
import Persistence

extension SchoolDatabase {
    /// What the school decided about its partners; a school that never did has the usual settings.
    func partnerSettings() throws -> PartnerSettings {
        try once("partner.settings") {
            let found: PartnerSettings? = try row("select partner_setting.* from \(table(.partnerSetting))")
            return found ?? PartnerSettings(id: newID())
        }
    }
}

/// The school says what is looked at before it counts, and what other bureaux see of its partners.
struct SavePartnerSettings: Operation {
    let form: PartnerSettingsForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        let former = try db.partnerSettings()
        guard former.version == form.version else { throw Conflict() }
        guard SharingLevel.defaults.contains(form.shareLevel) else { throw SharingRefusal.notForAll }
        var settings = former
        for (source, policy) in form.policies { settings[source] = policy }
        settings.shareLevel = form.shareLevel
        settings.sharePlaces = form.sharePlaces && form.shareLevel != .nothing
        settings.version += 1
        if former.version == 0 {
            try db.insert(settings, into: .partnerSetting)
        } else {
            try db.update(settings, in: .partnerSetting, replacing: former.version)
        }
        try db.journal(
            "Réglage des partenaires", Subject("partner_setting", settings.id), before: former, after: settings,
            by: author, at: now)
    }
}

/// What the form of these settings may send.
struct PartnerSettingsForm: FormInput {
    let policies: [CompanyReview.Source: ReviewPolicy]
    let shareLevel: SharingLevel
    let sharePlaces: Bool
    let version: Int

    init(reading form: inout FormReader) {
        var policies: [CompanyReview.Source: ReviewPolicy] = [:]
        for source in CompanyReview.Source.allCases {
            policies[source] = form.choice("verifier_" + source.rawValue, or: .byOthers)
        }
        self.policies = policies
        shareLevel = form.choice("partage", or: .nothing)
        if shareLevel == .people { form.refuse("partage", SharingRefusal.notForAll.message) }
        sharePlaces = form.flag("places")
        version = Int(form.values["version"]) ?? 0
    }
}

extension FormState {
    /// The form filled with the settings.
    init(_ settings: PartnerSettings) {
        self.init()
        for source in CompanyReview.Source.allCases {
            values.set("verifier_" + source.rawValue, settings[source].rawValue)
        }
        values.fill([
            "partage": settings.shareLevel.rawValue, "places": settings.sharePlaces ? "1" : nil,
            "version": String(settings.version),
        ])
    }
}
