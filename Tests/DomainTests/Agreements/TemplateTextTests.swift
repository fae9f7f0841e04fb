import Testing

@testable import Domain

@Suite struct `The text of a template` {
    static let complete = """
        == Articles
        # Objet
        [mentions 9, 10, 11, 12, 14, 15]
        Le **{eleve}** va chez {entreprise} pour {formation}.{volume_enseignement} Du {debut} au {fin}, {duree},
        {semaine}. {presences_particulieres} Suivi par {tuteur} et {referent}.

        [si mineur]
        Mineur.
        [sinon]
        Majeur.
        [fin]
        == Annexe pédagogique
        # Compétences
        {bloc competences}
        {bloc activites}
        {bloc suivi}
        == Annexe financière
        {bloc couts}
        """

    @Test func `is read into articles, annexes and conditions`() throws {
        let text = try TemplateText(parsing: Self.complete)
        #expect(text.articles.map(\.title) == ["Objet"])
        #expect(
            text.articles[0].mentions == [
                .protection, .absences, .termination, .interruption, .houseRules, .certificate,
            ])
        #expect(text.teachingAnnex.first == .heading("Compétences"))
        #expect(text.costsAnnex == [.block(.costs)])
        let minor = TemplateText.chosen(text.articles[0].nodes) { $0 == .minor }
        #expect(minor.last == .paragraph([.text("Mineur.")]))
        let adult = TemplateText.chosen(text.articles[0].nodes) { _ in false }
        #expect(adult.last == .paragraph([.text("Majeur.")]))
    }

    @Test func `joins the lines of a paragraph and keeps bold apart`() throws {
        let text = try TemplateText(parsing: "== Articles\n# A\nUn **{eleve}**\ndeux *trois*")
        #expect(
            text.articles[0].nodes == [
                .paragraph([.text("Un "), .bold, .variable(.learner), .bold, .text(" deux *"), .text("trois*")])
            ])
    }

    @Test(arguments: [
        ("== Articles\n# A\n{eleves}", "la variable {eleves} n’existe pas"), ("== Articles\n# A\n{eleve", "accolade"),
        ("== Articles\n# A\n**gras", "gras"), ("== Articles\n# A\n[si mineur]\nx", "[fin]"),
        ("== Articles\n# A\n[si majeur]\nx\n[fin]", "la condition « majeur »"),
        ("== Articles\n# A\n[fin]", "pas attendu"),
        ("== Articles\n# A\n{bloc tout}", "le bloc « tout »"), ("== Articles\n# A\n[mentions 16]\nx", "mention 16"),
        ("== Autre", "cette partie"), ("== Articles\nDu texte", "dans aucun article"), ("== Articles\n#\nx", "titre"),
    ])
    func `says what is wrong and on which line`(text: String, sentence: String) throws {
        let refusal = #expect(throws: TemplateRefusal.self) { try TemplateText(parsing: text) }
        let problem = try #require(refusal?.problems.first)
        #expect(problem.sentence.contains(sentence))
        #expect(problem.line > 0)
    }

    @Test func `is limited in length`() {
        #expect(throws: TemplateRefusal.self) {
            try TemplateText(parsing: String(repeating: "a", count: TemplateText.most + 1))
        }
    }

    @Test func `loses no mention when it is complete`() throws {
        #expect(try TemplateText(parsing: Self.complete).lostMentions.isEmpty)
    }

    @Test(arguments: [
        ("{formation}", Mention.training), ("{tuteur}", .people), ("{bloc competences}", .skills),
        ("{bloc activites}", .activities), ("{duree}", .dates), ("{semaine}", .presence), ("{bloc suivi}", .followUp),
        ("{bloc couts}", .gratification), ("9, ", .protection), ("10, ", .absences), ("11, ", .termination),
        ("12, ", .interruption), ("{bloc couts}", .advantages), ("14, ", .houseRules), (", 15", .certificate),
    ])
    func `that lost a mandatory mention is told which`(removed: String, mention: Mention) throws {
        let text = try TemplateText(parsing: Self.complete.replacing(removed, with: ""))
        let lost = text.lostMentions.map(\.mention)
        #expect(lost.contains(mention))
    }

    @Test func `loses a mention that only one way of a condition states`() throws {
        let only = Self.complete.replacing("Suivi par {tuteur} et {referent}.", with: "")
            .replacing("Mineur.", with: "Suivi par {tuteur} et {referent}.")
        #expect(try TemplateText(parsing: only).lostMentions.map(\.mention) == [.people])
    }
}
