import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The path of a learner` {
    @Test(arguments: engines) func `gathers actions, PFMP and sessions, for those who follow the learner`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.addStay(sample)
            let id = try await test.addAction(sample, .forum, .held, on: "2026-11-10")
            _ = try await test.write { db in
                try db.change(.actionLearner, set: "state = 'present'", where: "action_id = \(id)")
            }
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let path = "/apprenants/\(sample.adult)/parcours"
            let saved = try await teacher.post(path, [("cv", "a_jour"), ("cherche", "alternance"), ("version", "0")])
            #expect(saved.status == .seeOther)
            #expect(try await teacher.post(path, [("cv", "valide"), ("version", "0")]).status == .conflict)
            #expect(
                try await teacher.post(path + "/seances", [("seance", "cv"), ("le", "2026-11-12")]).status == .seeOther)
            let tomorrow = try await teacher.post(path + "/seances", [("seance", "cv"), ("le", "2026-11-24")])
            #expect(tomorrow.status == .unprocessableContent)
            let words = try await teacher.get(path).words
            #expect(words.contains("Forum des métiers des essais") && words.contains("Garage des Quatre-Vents"))
            #expect(words.contains("CV vu le 23 novembre 2026"))
            let stranger = try await test.browser(.teacher, staff: sample.stranger)
            #expect(try await stranger.get(path).status == .notFound)
            #expect(try await stranger.post(path, [("cv", "valide"), ("version", "1")]).status == .notFound)
            #expect(try await test.browser(.intendance).get(path).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `holds the workshops of its class, absences too`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let form = [
                ("classe", sample.classId.rawValue), ("seance", "avenirpro_1"), ("le", "2026-11-20"),
                ("partenaire", "France Travail"), ("present", sample.adult.rawValue),
            ]
            #expect(try await teacher.post("/ateliers", form).status == .seeOther)
            #expect(try await teacher.post("/ateliers", form).status == .seeOther)
            let sessions = try await test.read { try $0.pathSessions(ofClass: sample.classId) }
            #expect(sessions.count == 3 && sessions.count(where: \.present) == 1)
            #expect(try await teacher.get("/ateliers?classe=\(sample.classId)").words.contains("Absent"))
            let office = try await test.browser(.rbde)
            let entry = [("apprenant", sample.adult.rawValue), ("referent", "Mission locale")]
            #expect(try await office.post("/ateliers/avenirpro", entry).status == .seeOther)
            let end = try await office.post("/apprenants/\(sample.adult)/parcours/avenirpro", [("issue", "emploi")])
            #expect(try await office.follow(end).words.contains("Emploi"))
        }
    }
}

@Suite struct `An offer` {
    @Test(arguments: engines) func `is shown to its classes until its day, and keeps who is interested`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            var form = [
                ("mots", "Quatre-Vents"), ("titre", "Vendeur en alternance"), ("contrat", "apprentissage"),
                ("fin", "2026-12-10"), ("classe", sample.classId.rawValue), ("version", "0"),
            ]
            let made = try await office.post("/offres/nouvelle", form)
            let path = try #require(made.location)
            form[0] = ("mots", "Inconnue")
            #expect(try await office.post("/offres/nouvelle", form).words.contains("Aucune entreprise ne porte ce nom"))
            form[3] = ("fin", "2026-01-01")
            #expect(try await office.post("/offres/nouvelle", form).status == .unprocessableContent)
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            #expect(try await teacher.get("/offres?classe=\(sample.classId)").words.contains("Vendeur en alternance"))
            #expect(try await teacher.get("/offres/affiche.pdf").headers[.contentType] == "application/pdf")
            let interest = [("apprenant", sample.adult.rawValue), ("etat", "interesse")]
            #expect(try await teacher.post(path + "/interets", interest).status == .seeOther)
            #expect(try await teacher.post(path + "/interets", [interest[0], ("etat", "retenu")]).status == .seeOther)
            #expect(try await office.get("/offres").words.contains("1, dont 1 retenu"))
            test.clock.advance(seconds: 86_400 * 20)
            let later = try await test.browser(.teacher, staff: sample.teacher)
            let late = try await later.post(
                path + "/interets", [("apprenant", sample.minor.rawValue), ("etat", "interesse")])
            #expect(late.status == .unprocessableContent && late.words.contains("a expiré"))
            #expect(try await later.get("/offres").words.contains("Aucune offre à montrer"))
        }
    }
}

@Suite struct `The directory of alumni` {
    /// A leaver with a mail, and the link sent to them.
    private func leaver(_ test: TestApp, _ purpose: String) async throws -> (ClassSample, String) {
        let sample = try await test.addClass()
        _ = try await test.write { db in
            try db.change(
                .learner, set: "email = 'marco@exemple.fr', left_on = '2026-07-04'", where: "id = \(sample.adult)")
        }
        let office = try await test.browser(.rbde)
        let sent = try await office.post("/\(purpose)/envoi", [("classe", sample.classId.rawValue)])
        #expect(try await office.follow(sent).words.contains("1 lien envoyé"))
        return (sample, try await test.linkPath(inMailTo: "marco@exemple.fr"))
    }

    @Test(arguments: engines) func `holds only those who agreed, who correct or erase themselves`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (sample, path) = try await leaver(test, "anciens")
            let visitor = test.visitor()
            #expect(try await test.browser(.rbde).get("/anciens").words.contains("Personne dans l’annuaire"))
            let vague = try await visitor.post(path, [("situation", "emploi"), ("accord", "1")])
            #expect(vague.status == .unprocessableContent && vague.words.contains("Indiquez un courriel"))
            let yes = [
                ("situation", "emploi"), ("employeur", "Garage"), ("accord", "1"), ("courriel", "marco@exemple.fr"),
                ("offre", "mentor"),
            ]
            let agreed = try await visitor.post(path, yes)
            let own = try #require(agreed.location)
            #expect(try await visitor.get(path).status == .gone)
            let office = try await test.browser(.rbde)
            #expect(try await office.get("/anciens").words.contains("INVENTÉ Marco"))
            let mentors = try await office.get("/mentorats?classe=\(sample.classId)").words
            #expect(mentors.contains("Marco INVENTÉ, ancien élève"))
            let change = [("situation", "etudes"), ("courriel", "marco@exemple.fr")]
            #expect(try await visitor.post(own, change).status == .seeOther)
            #expect(try await office.get("/anciens").words.contains("En études"))
            #expect(try await visitor.post(own + "/effacement").words.contains("Tout est effacé"))
            #expect(try await visitor.get(own).status == .gone)
            #expect(try await office.get("/anciens").words.contains("Personne dans l’annuaire"))
            let left: [String] = try await test.read {
                try $0.rows("select alumnus.family_name || alumnus.email from \($0.table(.alumnus))")
            }
            #expect(left == [""])
        }
    }

    @Test(arguments: engines) func `keeps nobody past their retention date`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let day = try #require(LocalDate("2023-11-01"))
            let alumnus = Alumnus(
                id: ID("ancien"), formerId: nil, familyName: "FICTIF", firstName: "Sacha", email: "s@exemple.fr",
                leftYear: 2023, consentOn: day, consentMeans: "formulaire signé")
            try await test.write { db in try db.insert(alumnus, into: .alumnus) }
            let office = try await test.browser(.rbde)
            #expect(!(try await office.get("/anciens").words.contains("FICTIF")))
            #expect(try await office.get("/anciens/ancien").status == .notFound)
            #expect(try await test.app.performPlatform(PurgeAlumni()) == 1)
            #expect(try await test.read { try $0.count("select count(*) from \($0.table(.alumnus))") } == 0)
            #expect(try await test.app.performPlatform(PurgeAlumni()) == 0)
        }
    }

    @Test(arguments: engines) func `is not fed by the survey, which counts without names`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let (sample, path) = try await leaver(test, "insertion")
            let visitor = test.visitor()
            #expect(try await visitor.post(path, [("situation", "emploi"), ("metier", "oui")]).status == .seeOther)
            let office = try await test.browser(.rbde)
            let words = try await office.get("/insertion?annee=2026").words
            #expect(words.contains("1 réponse sur 1 sortant") && words.contains("Moins de 5 réponses"))
            #expect(try await office.get("/anciens").words.contains("Personne dans l’annuaire"))
            let again = try await office.post("/insertion/envoi", [("classe", sample.classId.rawValue)])
            #expect(try await office.follow(again).words.contains("0 lien envoyé"))
            let called = [("situation-\(sample.adult)", "etudes"), ("annee", "2026")]
            let noted = try await office.post("/insertion/reponses", called)
            #expect(try await office.follow(noted).words.contains("1 réponse notée"))
            let stranger = [("situation-\(sample.minor)", "etudes"), ("annee", "2025")]
            #expect(try await office.post("/insertion/reponses", stranger).status == .notFound)
            #expect(try await test.browser(.teacher).get("/insertion").status == .forbidden)
        }
    }

    @Test(arguments: engines) func `is apart from InserJeunes, which is imported for the own school only`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            let csv = """
                UAI;Annee;Libelle formation;nb_sortant;taux_emploi_6_mois
                0999001W;cumul 2022-2023;Bac pro Commerce;41;43,5
                0999001W;cumul 2022-2023;CAP Cuisine;;nd
                0990000X;cumul 2022-2023;Bac pro Ailleurs;30;50
                """
            let sent = try await office.post(
                "/insertion/inserjeunes", files: [("fichier", "inserjeunes.csv", Array(csv.utf8))])
            let words = try await office.follow(sent).words
            #expect(words.contains("Bac pro Commerce") && words.contains("43,5") && words.contains("non publié"))
            #expect(!words.contains("Ailleurs"))
            let wrong = try await office.post(
                "/insertion/inserjeunes", files: [("fichier", "x.csv", Array("a;b\n1;2\n".utf8))])
            #expect(wrong.status == .unprocessableContent && wrong.words.contains("colonnes d’InserJeunes"))
            // What is no number is told, not taken for « not published ».
            let strange = "annee;libelle_formation;nb_sortant;taux_emploi_6_mois\ncumul 2023-2024;CAP Cuisine;abc;nd\n"
            let read = try await office.post(
                "/insertion/inserjeunes", files: [("fichier", "y.csv", Array(strange.utf8))])
            #expect(
                try await office.follow(read).words.contains(
                    "1 valeur illisible laissée de côté : ligne 2, « abc »."))
        }
    }
}

@Suite struct `Mobility abroad` {
    @Test(arguments: engines) func `is a project with partners, places, papers and money`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            let partner = [("nom", "Escuela Ficticia"), ("pays", "Espagne")]
            #expect(try await office.post("/mobilites/organismes", partner).status == .seeOther)
            let made = try await office.post(
                "/mobilites/nouveau",
                [
                    ("titre", "Séville 2027"), ("pays", "Espagne"), ("places", "1"), ("accorde", "12 000"),
                    ("version", "0"),
                ])
            let path = try #require(made.location)
            let one = [("apprenant", sample.adult.rawValue), ("etat", "retenu"), ("papiers", "1"), ("etape", "ceam")]
            #expect(try await office.post(path + "/eleves", one).status == .seeOther)
            let two = try await office.post(
                path + "/eleves", [("apprenant", sample.minor.rawValue), ("etat", "retenu")])
            #expect(two.status == .unprocessableContent && two.words.contains("toutes sont prises"))
            #expect(try await office.post(path + "/etat", [("etat", "finance"), ("version", "1")]).status == .seeOther)
            let soon = try await office.post(path + "/etat", [("etat", "en_cours"), ("version", "2")])
            #expect(soon.status == .unprocessableContent && soon.words.contains("Fixez d’abord les dates"))
            #expect(try await office.get("/mobilites").words.contains("Séville 2027"))
            #expect(try await test.browser(.teacher).get(path).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `and mentoring leave one mentor to a learner`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let pair = [("apprenant", sample.adult.rawValue), ("nom", "Association fictive")]
            #expect(try await teacher.post("/mentorats", pair).status == .seeOther)
            #expect(try await teacher.post("/mentorats", pair).words.contains("a déjà un mentor"))
            let line = try #require(try await test.read { try $0.mentorings() }.first)
            let start = [("etat", "en_cours"), ("version", "1")]
            #expect(try await teacher.post("/mentorats/\(line.id)", start).status == .seeOther)
            #expect(try await teacher.post("/mentorats/\(line.id)", start).status == .conflict)
        }
    }
}
