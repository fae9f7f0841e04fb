import Domain
import PDF

/// Letters of a campaign, one page a company: to ask, and to thank.
struct TaxLetters {
    let school: School
    let campaign: TaxCampaign
    let dates: [TaxDate]
    let today: LocalDate
    let author: Author

    /// Pages of one print.
    static let most = 150

    func asking(_ company: Company, hosted: Int) -> PDFSection {
        let deadline = dates.last { $0.fallsOn >= today }
        let when =
            deadline.map { " La prochaine étape de la campagne\u{A0}: \($0.label), le \($0.fallsOn.long)." } ?? ""
        return letter(
            to: company.displayName, lines: company.address.lines,
            [
                "Vous avez accueilli \(hosted == 1 ? "un de nos élèves" : "\(hosted) de nos élèves") ces deux dernières années. Nous vous en remercions\u{A0}: sans vous, ils n’apprendraient pas leur métier.",
                "Vous pouvez aussi nous aider par le solde de la taxe d’apprentissage. Vous ne payez rien de plus\u{A0}: vous choisissez à qui il revient.",
                "Depuis net-entreprises.fr, ouvrez la plateforme SOLTéA et choisissez «\u{A0}\(school.name)\u{A0}» (code UAI \(school.uai)).\(when)",
                "Le bureau des entreprises peut vous guider au téléphone\(phone).",
            ])
    }

    func thanking(_ gift: TaxGift, address: [String]) -> PDFSection {
        let amount = gift.receivedCents.map { Cents(rawValue: $0).french } ?? ""
        let course = gift.course.isEmpty ? "nos formations" : "la formation «\u{A0}\(gift.course)\u{A0}»"
        return letter(
            to: gift.donorName, lines: address,
            [
                "Vous avez choisi notre lycée pour le solde de votre taxe d’apprentissage \(campaign.year). Nous avons bien reçu \(amount) pour \(course).",
                "Cet argent équipe les ateliers où nos élèves apprennent leur métier. Venez les voir\u{A0}: le bureau des entreprises vous accueille quand vous le souhaitez\(phone).",
                "Toute l’équipe vous remercie.",
            ])
    }

    private var phone: String {
        (school.bureauPhone ?? school.phone).flatMap { Paper.phone($0) }.map { ", au \($0)" } ?? ""
    }

    private func letter(to name: String, lines: [String], _ paragraphs: [String]) -> PDFSection {
        PDFSection(
            title: name, header: "\(school.name) · bureau des entreprises",
            footer: "Taxe d’apprentissage \(campaign.year)",
            blocks: [
                .paragraph(PDFText(([name] + lines).joined(separator: "\n")), align: .right),
                .space(18), .paragraph(PDFText("\(school.address.city), le \(today.long)"), align: .right), .space(12),
                .heading(level: 1, "Taxe d’apprentissage \(campaign.year)"), .paragraph("Madame, Monsieur,"),
            ] + paragraphs.map { .paragraph(PDFText($0), align: .left) } + [
                .paragraph("Nous vous prions de recevoir nos salutations distinguées."), .space(12),
                .paragraph(PDFText("\(author.name)\nBureau des entreprises, \(school.name)"), align: .right),
            ])
    }
}
