import Testing

@testable import Domain

@Suite struct `What a person at a partner’s sees of the relation` {
    private func scope(_ roles: [ContactRole], tutor: Bool = false, signatory: Bool = false) -> SpaceScope {
        SpaceScope(
            Contact(
                id: ID("c"), companyId: ID("e"), familyName: "Inventé", tutor: tutor, signatory: signatory,
                roles: roles))
    }

    @Test func `is the whole site for who signs, leads or recruits`() {
        for whole in [scope([], signatory: true), scope([.manager]), scope([.humanResources, .tutor])] {
            #expect(whole.isWhole && whole.trainees == .all && whole.seesTax)
        }
    }

    @Test func `is their own trainees for a tutor, and the tax for the accountant`() {
        for tutor in [scope([], tutor: true), scope([.tutor]), scope([.apprenticeMaster])] {
            #expect(!tutor.isWhole && tutor.trainees == .own && !tutor.seesTax)
        }
        let accountant = scope([.taxAccountant])
        #expect(accountant.trainees == .none && accountant.seesTax && !accountant.isWhole)
        let both = scope([.taxAccountant], tutor: true)
        #expect(both.trainees == .own && both.seesTax)
    }

    @Test(arguments: ContactRole.allCases) func `is told for every role`(role: ContactRole) {
        let scope = scope([role])
        #expect(!scope.label.isEmpty)
        #expect(scope.isWhole == [.manager, .humanResources].contains(role))
        #expect((scope.trainees == .own) == [.tutor, .apprenticeMaster].contains(role))
    }

    @Test(arguments: [
        ("Noémie", "FICTIF", "Noémie F."), ("Marco", "inventé", "Marco I."), ("Léo", "de la Tour", "Léo D."),
        ("Zoé 🥐", "🙂 Martin", "Zoé 🥐 M."), ("سلمى", "حداد", "سلمى ح."), ("Ada", "", "Ada"), ("", "Seul", "S."),
    ])
    func `names a learner by the first name and an initial`(first: String, family: String, shown: String) {
        #expect(ShortName.of(firstName: first, familyName: family) == shown)
    }
}
