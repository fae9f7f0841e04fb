import Domain
import Persistence

/// What a company asked, signed, lacks and gives, in a few lines of its page.
struct PartnerFacts: Sendable {
    var requests: [RequestLine] = []
    var partnerships: [Partnership] = []
    var needs = 0
    var declarations: [HostDeclaration] = []
    var mayManage = false
    var mayRecordNeeds = false
    var campaign: ID<TaxCampaign>?
    var today: LocalDate
}

extension SchoolDatabase {
    func partnerFacts(of company: ID<Company>, for author: Author, on today: LocalDate) throws -> PartnerFacts {
        var facts = PartnerFacts(today: today)
        facts.partnerships = try partnerships(of: company)
        facts.declarations = try worksDeclarations(of: company)
        facts.mayManage = author.may(.managePartnerships)
        facts.mayRecordNeeds = author.may(.recordNeeds)
        facts.campaign = author.may(.manageTax) ? try taxCampaigns().first?.id : nil
        facts.needs = try count(
            "select count(*) from \(table(.skillsNeed)) where skills_need.company_id = \(company)")
        if author.may(.answerRequests) {
            facts.requests = try rows(
                """
                select company_request.* from \(table(.companyRequest))
                where company_request.company_id = \(company) and \(visibleRequests(of: author))
                order by company_request.received_at desc, company_request.id desc limit 5
                """)
        }
        return facts
    }
}

/// The same on the page of the company, with the way to add to it.
func partnerPanel(_ facts: PartnerFacts, _ company: ID<Company>) -> HTML {
    let query = [("entreprise", company.rawValue)]
    let requests = facts.requests.map { line -> HTML in
        "<li><div><a href=\"\(Link.request(line.id))\">\(line.kind.shortLabel), \(line.number)</a><p>\(line.receivedOn.near(facts.today))</p>\(requestBadge(line.state))</div></li>"
    }
    let agreements = facts.partnerships.map { agreement -> HTML in
        "<li><div><a href=\"\(Link.partnership(agreement.id))\">\(agreement.title)</a><p>jusqu’au \(agreement.endsOn.long)</p>\(partnershipBadge(agreement.state))</div></li>"
    }
    let needs: HTML? =
        facts.needs == 0
        ? nil : "<li><div>\(FrenchNumber.counted(facts.needs, "besoin noté", "besoins notés"))</div></li>"
    var adds: [(label: String, icon: String, link: Link)] = []
    if facts.mayManage { adds.append(("Convention de partenariat", "signature", Link.newPartnership.with(query))) }
    if facts.mayRecordNeeds { adds.append(("Besoin en compétences", "note", Link.newNeed.with(query))) }
    if let campaign = facts.campaign {
        let link = Link.tax(campaign).appending("versements").appending("nouveau").with(query)
        adds.append(("Promesse de taxe", "euro", link))
    }
    return panel(
        "Partenariat", action: moreMenu(adds, title: "Ajouter"),
        """
        <ul class="lines">\(agreements)\(requests)\(needs)</ul><p class="small"><a href="\(Link.partnerReview(company))">Bilan de l’année</a></p>\(hostSiteLine(company, facts.declarations, facts.today))
        """)
}
