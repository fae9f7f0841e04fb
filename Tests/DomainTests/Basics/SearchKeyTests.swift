import Foundation
import Testing

@testable import Domain

@Suite struct `A search key` {
    @Test(arguments: [
        ("L’Œuvre-d’Été", "l oeuvre d ete"), ("L'œuvre", "l oeuvre"), ("Lʼécole", "l ecole"),
        ("ÆGIS Cæsar", "aegis caesar"),
        ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Łódź", "lodz"), ("Søren Ø", "soren o"), ("Đoàn", "doan"),
        ("Işık", "isik"), ("İzmir", "izmir"), ("Noémie  FICTIF ", "noemie fictif"), ("e\u{301}te\u{301}", "ete"),
        ("ﬁltre", "filtre"), ("Sté n° 3", "ste n 3"), ("Ets.\u{A0}Dupont\u{202F}& Cie", "ets dupont cie"),
        ("Saint-Étienne", "saint etienne"), ("éta\u{AD}blis\u{200B}sement", "etablissement"), ("---", ""), ("", ""),
        ("Ünal Ğ", "unal g"), ("Νίκος", "νικος"), ("A1b2", "a1b2"),
    ])
    func `folds case, accents, ligatures and punctuation`(text: String, expected: String) {
        #expect(SearchKey(text).rawValue == expected)
    }

    @Test func `joins texts with one space and skips empty ones`() {
        #expect(SearchKey("Fictif", "", "Noémie").rawValue == "fictif noemie")
        #expect(SearchKey(joining: ["", "a"]).rawValue == "a")
        #expect(SearchKey("L’Œuvre d’été").words == ["l", "oeuvre", "d", "ete"])
    }

    @Test func `does not change when folded again`() {
        for text in ["L’Œuvre-d’Été", "Νίκος Ğ", "Straße 12 bis"] {
            let key = SearchKey(text)
            #expect(SearchKey(key.rawValue) == key)
        }
    }

    @Test func `sorts as a French reader expects`() {
        let names = ["Zola", "Éluard", "Eco", "d’Aubigné", "Œuvrard", "Ody"]
        let sorted = names.sorted { SearchKey($0) < SearchKey($1) }
        #expect(sorted == ["d’Aubigné", "Eco", "Éluard", "Ody", "Œuvrard", "Zola"])
    }

    @Test func `is encoded as a single string`() throws {
        let json = Data(#"["l oeuvre"]"#.utf8)
        #expect(try JSONEncoder().encode([SearchKey("L’œuvre")]) == json)
        #expect(try JSONDecoder().decode([SearchKey].self, from: json) == [SearchKey("L’œuvre")])
    }
}
