import Domain

/// First names met in France today and invented family names: nobody is named after a real person.
enum DemoNames {
    static let girls = words(
        """
        Inès Léa Chloé Jade Louise Manon Emma Camille Sarah Lina Aïcha Fatoumata Noémie Zoé Clara Yasmine Maëlys Lou \
        Anaïs Assia Romane Océane Nour Mariam Éloïse Agathe Kadiatou Elif Linh Ana-Rita Margaux Célia Salomé Aya Lucie \
        Maryam Léonie Apolline Rose Victoire Hawa Ilona Naïma Ambre Élise Solène Tiphaine Khadija Mei Anouk Capucine \
        Daphné Amina Ophélie Charlotte Lilou Eva Djeneba Marie-Lou Nawel
        """)
    static let boys = words(
        """
        Mathis Enzo Lucas Hugo Théo Noah Rayan Adam Yanis Ibrahim Maxence Léo Nathan Tom Gabriel Mehdi Bilal Amadou \
        Moussa Kylian Jules Arthur Antonin Evan Malo Ewen Tiago Diego Emre Minh Kenzo Axel Raphaël Sacha Noé Timéo \
        Aurélien Corentin Loïc Mamadou Ismaël Souleymane Ayoub Elias Gaëtan Jérémie Killian Luka Marius Nolan Oscar \
        Pierre-Louis Quentin Robin Samuel Titouan Ugo Valentin Wassim Zakaria
        """)
    static let women = words(
        """
        Sandrine Nathalie Isabelle Valérie Karine Sophie Céline Stéphanie Aurélie Émilie Fatima Samira Malika Nadia \
        Fatou Aminata Maria Ana Béatrice Hélène Élodie Virginie Sylvie Florence Laurence Delphine Magali Corinne \
        Françoise Agnès Claire Anne-Sophie Marie-Laure Zohra Rachida Thi-Mai Gülsen Olga Ewa Pauline Mathilde Justine \
        Gaëlle Nolwenn Maud Carole Véronique Ingrid Josiane Adèle
        """)
    static let men = words(
        """
        Philippe Laurent Christophe Stéphane Olivier Frédéric Nicolas Sébastien David Franck Karim Rachid Mohamed \
        Abdelkader Mamadou Boubacar José Antonio Paulo Jean-Marc Jean-François François Benoît Cédric Jérôme Éric \
        Thierry Pascal Didier Gilles Fabrice Vincent Arnaud Guillaume Damien Grégory Yves Hervé Loïc Yann Murat Tuan \
        Piotr Sergueï Rémi Matthieu Bastien Gaël Alain Denis
        """)

    /// About 300 invented family names.
    static let families = particular + faraway + composed

    /// The three kinds of family names, with how often they are met.
    static let familyLists: [(item: [String], weight: Int)] = [(particular, 35), (faraway, 25), (composed, 40)]

    private static let particular = [
        "Valombre", "Tisserol", "Marchemont", "de Brumevalle", "d’Orvance", "Le Guenvel", "L’Hermelin", "du Closrêvé",
        "de La Feintaie", "Œillebois", "Cœurlande", "Mésangère", "Hirondel-Lacourbe", "Sainte-Brise", "Grandsonge",
        "Beaumirage", "Noëlvaux", "Fabuliot", "Contelune", "Rêvillon", "Chimérac", "Illusier", "Songeval", "Feintry",
        "Inventel", "Mirageon", "Brindefeu", "Passelande", "Aubépin-Rault", "Lalunière", "Vergelune", "Pérambule",
        "Ânonval", "Îlevert", "Gréselune", "Hautefable", "Jasminel", "Kervelune", "Le Brumec", "Plougrelin",
        "Trévelune", "Etxelune", "Iriartegui", "Schwindelmann", "Fabelheim", "Traumann", "Van Drømen",
        "Castelfable", "Puigluna", "Luccianelli",
    ]
    private static let faraway = [
        "Benzamir", "Oulharbi", "Aït-Solane", "Benmirel", "El Fabouli", "Bousongui", "Hadj-Mirane", "Zeroualine",
        "Khelloufane", "Sidi-Ombre", "Diakombé", "Traorelle", "Koulibélé", "N’Dorial", "Sissombé", "Camarandé",
        "Ndiayel",
        "Gueyelan", "Mbassombo", "Okonjiro", "Adeyéwa", "Razafiluna", "Andriasonge", "Hoaréva", "Payetluna",
        "Nguyanh", "Tranvinh", "Phamlune", "Liangsu", "Zhourêve", "Sokhavan", "Kaplanel", "Yildizel", "Demirsu",
        "Özlune",
        "Ferreirol", "Da Silvombra", "Costaverde", "Oliveirol", "Garzolune", "Fernandelle", "Rossivento", "Kowalune",
        "Nowakrel", "Ivanovel", "Petrescul", "Popolune", "Singharel", "Patelune", "Hovsérian",
    ]
    private static let composed: [String] = {
        let starts = words(
            """
            Tisse Marche Valo Brume Claire Fenou Houle Lucie Merle Ormi Pluvi Quince Saule Tourne Velou Grise Noise \
            Rive Sorbe Chante Bruye Fauve Givre Lande Roselle
            """)
        let ends = words("mont rolle lière vigne quin dor zac lombe")
        return starts.flatMap { start in ends.map { start + $0 } }
    }()

    static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}

/// Someone of the demonstration.
struct DemoPerson: Sendable {
    let sex: Sex
    let firstName: String
    let familyName: String

    var civility: String { sex == .female ? "Mme" : "M." }
}

extension DemoBuilder {
    /// A grown-up whose full name nobody else in the school has.
    mutating func adult(_ sex: Sex? = nil, familyName: String? = nil) -> DemoPerson {
        person(sex, familyName: familyName, women: DemoNames.women, men: DemoNames.men)
    }

    /// A young person whose full name nobody else in the school has.
    mutating func young(_ sex: Sex, familyName: String? = nil) -> DemoPerson {
        person(sex, familyName: familyName, women: DemoNames.girls, men: DemoNames.boys)
    }

    private mutating func person(_ sex: Sex?, familyName: String?, women: [String], men: [String]) -> DemoPerson {
        let sex = sex ?? (random.chance(50) ? .female : .male)
        var tries = 0
        while true {
            tries += 1
            // A family has few first names left after some tries: a double name always is free in the end.
            let family = familyName ?? random.pick(random.weighted(DemoNames.familyLists))
            let given = random.pick(sex == .female ? women : men)
            let name = tries < 20 ? family : family + "-" + random.pick(DemoNames.families)
            guard usedNames.insert(given + " " + name).inserted else { continue }
            return DemoPerson(sex: sex, firstName: given, familyName: name)
        }
    }
}
