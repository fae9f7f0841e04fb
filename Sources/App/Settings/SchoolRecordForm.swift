import Domain
import Foundation

/// What may be changed of a school. Its code never is.
struct SchoolRecordForm: FormInput {
    let name: String
    let address: PostalAddress
    let phone: String?
    let email: String?
    let academie: Academie?
    let territory: Territory
    let headName: String
    let headTitle: String
    let ddfptName: String?
    let bureauName: String?
    let bureauPhone: String?
    let bureauEmail: String?
    let insurer: String?
    let insurancePolicy: String?
    let currentYear: Int
    let version: Int

    init(reading form: inout FormReader) {
        name = form.required("name", "Indiquez le nom de l’établissement.")
        address = PostalAddress(reading: &form)
        phone = form.parsed("phone") { try PhoneNumber($0).rawValue }
        email = form.parsed("schoolEmail") { try EmailAddress($0).rawValue }
        academie = Academie(code: form.values["academie"])
        if academie == nil { form.refuse("academie", "Choisissez l’académie.") }
        territory = form.choice("territory", or: .metropole)
        headName = form.required(
            "headName", "Indiquez qui dirige l’établissement : son nom figure sur les conventions.")
        headTitle = form.required("headTitle", "Indiquez la fonction du chef d’établissement.", max: 60)
        ddfptName = form.optional("ddfptName")
        bureauName = form.optional("bureauName")
        bureauPhone = form.parsed("bureauPhone") { try PhoneNumber($0).rawValue }
        bureauEmail = form.parsed("bureauEmail") { try EmailAddress($0).rawValue }
        insurer = form.optional("insurer")
        insurancePolicy = form.optional("insurancePolicy")
        currentYear = form.number("currentYear", in: 2020...2100) ?? 0
        if form.values["currentYear"].isEmpty { form.refuse("currentYear", "Choisissez l’année scolaire.") }
        version = form.number("version", in: 0...Int.max) ?? 0
    }

    /// The school with what the form says.
    func applied(to school: School) -> School {
        var school = school
        school.name = name
        school.address = address
        school.phone = phone
        school.email = email
        school.academie = academie?.name ?? school.academie
        school.timeZone = academie?.timeZone.identifier ?? school.timeZone
        school.territory = territory.rawValue
        school.headName = headName
        school.headTitle = headTitle
        school.ddfptName = ddfptName
        school.bureauName = bureauName
        school.bureauPhone = bureauPhone
        school.bureauEmail = bureauEmail
        school.insurer = insurer
        school.insurancePolicy = insurancePolicy
        school.currentYear = currentYear
        school.version = version + 1
        return school
    }
}

extension FormState {
    /// The form of a school as it is.
    init(_ school: School) {
        self.init([
            ("name", school.name), ("line1", school.address.line1), ("line2", school.address.line2),
            ("postalCode", school.address.postalCode), ("city", school.address.city),
            ("phone", displayed(school.phone)),
            ("schoolEmail", school.email ?? ""), ("academie", Academie(named: school.academie)?.code ?? ""),
            ("territory", school.territory), ("headName", school.headName), ("headTitle", school.headTitle),
            ("ddfptName", school.ddfptName ?? ""), ("bureauName", school.bureauName ?? ""),
            ("bureauPhone", displayed(school.bureauPhone)), ("bureauEmail", school.bureauEmail ?? ""),
            ("insurer", school.insurer ?? ""), ("insurancePolicy", school.insurancePolicy ?? ""),
            ("currentYear", String(school.currentYear)), ("version", String(school.version)),
        ])
    }
}

/// A number as people dial it; as it is stored when it is none of ours.
private func displayed(_ phone: String?) -> String {
    phone.map { PhoneNumber(rawValue: $0)?.display ?? $0 } ?? ""
}
