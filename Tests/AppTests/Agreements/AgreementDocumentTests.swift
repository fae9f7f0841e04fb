import Domain
import PDF
import Testing

@testable import App

@Suite struct `The agreement on paper` {
    /// What the text must hold for each of the fifteen mentions of D.124-4, in the complete agreement of the samples.
    static let stated: [(Mention, [String])] = [
        (
            .training,
            ["Baccalauréat professionnel Maintenance des véhicules", "au moins 200\u{A0}heures d’enseignement"]
        ),
        (.people, ["M. Loïc Référent", "Mme Aïcha Modèle"]),
        (.skills, ["Diagnostiquer un dysfonctionnement mécanique simple"]),
        (.activities, ["Remplacer des éléments de freinage et de liaison au sol"]),
        (
            .dates,
            [
                "lundi 2\u{A0}novembre 2026", "vendredi 27\u{A0}novembre 2026",
                "19\u{A0}jours, soit 133\u{A0}h",
            ]
        ),
        (.presence, ["La présence hebdomadaire est de 35\u{A0}h", "la nuit, le dimanche ni les jours fériés"]),
        (.followUp, ["une visite sur place la troisième"]),
        (.gratification, ["308\u{A0}h", "Aucune gratification n’est due pour cette durée de présence."]),
        (.protection, ["L.\u{A0}412-8", "48\u{A0}heures", "Mutuelle d’essai, contrat n°\u{A0}ESSAI-2026-118"]),
        (.absences, ["Sont autorisées, sur convocation ou justificatif"]),
        (.termination, ["Suspension et rupture", "constatée par un avenant"]),
        (.interruption, ["l’autorité académique valide la durée accomplie"]),
        (.advantages, ["restaurant interentreprises", "l’établissement rembourse les frais", "Sans objet."]),
        (.houseRules, ["Les clauses du règlement intérieur"]),
        (.certificate, ["une attestation qui indique la durée effective totale de présence"]),
    ]

    @Test(arguments: Mention.allCases)
    func `states each mandatory mention`(mention: Mention) throws {
        let document = try AgreementSamples.document(AgreementSamples.facts())
        #expect(document.readiness.mayBeSigned)
        let text = document.text
        for fragment in Self.stated.filter({ $0.0 == mention }).flatMap(\.1) {
            #expect(text.contains(fragment))
        }
    }

    @Test func `is checked for all fifteen mentions`() {
        #expect(Self.stated.map(\.0) == Mention.allCases)
    }

    @Test func `never shows the national identifier`() throws {
        let sources = try AgreementSamples.sources()
        let document = try AgreementSamples.document(AgreementSamples.facts())
        #expect(!document.text.contains(try #require(sources.learner.ine)))
    }

    @Test func `of a minor has a box for the learner and for two legal representatives, the head last`() throws {
        let boxes = try AgreementSamples.document(AgreementSamples.facts { $0.guardians.removeLast() }).boxes
        #expect(
            boxes.map(\.role) == [
                "Pour l’organisme d’accueil", "Le tuteur", "L’élève", "Le représentant légal",
                "Le second représentant légal", "L’enseignant référent", "Le chef d’établissement",
            ])
        #expect(boxes[3].name == "Mme Claire Fictif")
        #expect(boxes[4].note == "s’il y a lieu")
    }

    @Test func `of an adult has five boxes`() throws {
        let boxes = try AgreementSamples.document(AgreementSamples.student()).boxes
        #expect(boxes.count == 5)
        #expect(boxes.contains { $0.role == "L’étudiant" })
    }

    @Test func `of a student speaks of a stage`() throws {
        let text = try AgreementSamples.document(AgreementSamples.student()).text
        #expect(text.contains("Convention de stage en milieu professionnel"))
        #expect(!text.contains("élève") && !text.contains("la période") && !text.contains("allocation"))
        #expect(text.contains("4,50\u{A0}€ par heure"))
    }

    @Test func `excludes regulated works that are not declared`() throws {
        let without = try AgreementSamples.document(AgreementSamples.facts { $0.placement.regulatedWork = false }).text
        #expect(without.contains("sont exclus"))
        let declared = try AgreementSamples.document(AgreementSamples.facts()).text
        #expect(declared.contains("D.\u{A0}4153-27") && !declared.contains("sont exclus"))
    }

    @Test func `says when somebody is there on Sunday or at night`() throws {
        func text(_ week: String) throws -> String {
            let schedule = try #require(WeekSchedule(week))
            return try AgreementSamples.document(
                try AgreementSamples.facts { sources in
                    sources.learner.birthDate = LocalDate("2000-01-01")
                    sources.placement.schedule = schedule
                }
            ).text
        }
        #expect(try text(";;;;;;480-720").contains("Une présence est prévue le dimanche, aucune la nuit"))
        #expect(try text("1200-1380").contains("Une présence est prévue la nuit (lundi), aucune le dimanche"))
    }

    @Test func `lists the lines of a text and keeps a single one as it is`() throws {
        let blocks = try AgreementSamples.document(AgreementSamples.facts { $0.placement.activities = "- Un\n• Deux" })
            .section().blocks
        #expect(blocks.contains { if case .list(let items, _) = $0 { items == ["Un", "Deux"] } else { false } })
    }

    @Test(arguments: [0, 1, 2, 3])
    func `follows French typography`(index: Int) throws {
        let all = [
            try AgreementSamples.facts(), try AgreementSamples.student(), try AgreementSamples.bare(),
            try AgreementSamples.long(),
        ]
        let text = try AgreementSamples.document(all[index]).text
        #expect(!text.contains("'"))
        #expect(text.firstMatch(of: /[ \w][;:!?»](\s|$)/) == nil)
        #expect(!text.contains("« "))
        #expect(!text.contains("  "))
        #expect(text.firstMatch(of: /(L|D|R)\. \d/) == nil)
    }
}

@Suite struct `A draft of an agreement` {
    @Test func `says on every page that it is one, and what is missing`() throws {
        let document = try AgreementSamples.document(AgreementSamples.bare())
        #expect(document.section().header?.hasPrefix("PROJET, à ne pas signer") == true)
        #expect(document.text.contains("Mention 4\u{A0}: les activités confiées manquent."))
        #expect(document.text.contains("aucun représentant légal n’est connu"))
    }

    @Test func `leaves dots to write on, not zeros`() throws {
        let text = try AgreementSamples.document(AgreementSamples.bare()).text
        #expect(!text.contains("0\u{A0}h,") && !text.contains("0\u{A0}jour") && text.contains("…………"))
    }

    @Test func `is over when nothing blocks`() throws {
        let document = try AgreementSamples.document(AgreementSamples.facts())
        #expect(document.readiness.findings.isEmpty)
        #expect(!document.text.contains("PROJET"))
        #expect(document.section().header?.contains("PROJET") == false)
    }
}

extension AgreementDocument {
    /// Everything a reader reads, block after block.
    var text: String { section().blocks.map(\.plain).joined(separator: "\n") }

    /// The boxes to sign in, in order.
    var boxes: [PDFSignatureBox] { section().blocks.flatMap(\.boxes) }
}

extension PDFBlock {
    fileprivate var plain: String {
        switch self {
        case .heading(_, let text), .paragraph(let text, _, _), .callout(let text): text.plain
        case .list(let items, _): items.map(\.plain).joined(separator: "\n")
        case .keyValues(let pairs, _): pairs.map { $0.label + "\n" + $0.value }.joined(separator: "\n")
        case .table(let table): table.rows.joined().map(\.plain).joined(separator: "\n")
        case .signatures(let boxes):
            boxes.map { [$0.role, $0.name ?? "", $0.note ?? ""].joined(separator: "\n") }.joined(separator: "\n")
        case .columns(let columns): columns.joined().map(\.plain).joined(separator: "\n")
        case .keepTogether(let blocks): blocks.map(\.plain).joined(separator: "\n")
        case .space, .rule, .pageBreak, .image: ""
        }
    }

    fileprivate var boxes: [PDFSignatureBox] {
        switch self {
        case .signatures(let boxes): boxes
        case .keepTogether(let blocks): blocks.flatMap(\.boxes)
        default: []
        }
    }
}
