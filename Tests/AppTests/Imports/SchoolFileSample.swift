import Exchange

/// Fictional files of SIECLE and STS-web, made of a few facts.
struct SchoolFileSample {
    var uai = "0999001W"
    var year = 2026
    var pupils: [Pupil] = []
    var teachers: [Teacher] = []
    var encoding = "UTF-8"

    struct Pupil {
        var id: Int
        var name = "FICTIF"
        var firstName = "Noémie"
        var ine: String?
        var birth = "14/01/2009"
        var division: String? = "1MRC"
        var phone = ""
        var mail = ""
        var exit = ""
        var status = "ST"
        var street = ""
        var guardians: [Guardian] = []
    }

    struct Guardian {
        var id: Int
        var name = "FICTIF"
        var firstName = "Claude"
        var phone = ""
        var rank = 1
        var kinship = 10
    }

    struct Teacher {
        var id: Int
        var name = "INVENTE"
        var firstName = "Paul"
        var classes: [String] = []
        var principalOf: String?
    }

    var pupilsFile: NamedFile { file("ElevesAvecAdresses.xml", pupilsText) }
    var guardiansFile: NamedFile { file("ResponsablesAvecAdresses.xml", guardiansText) }
    var staffFile: NamedFile { file("sts_emp_\(uai)_\(year).xml", staffText) }

    /// Pupils with an INE each, two adults in charge of each, in four classes.
    static func large(_ count: Int, uai: String = "0999001W") -> SchoolFileSample {
        var sample = SchoolFileSample(uai: uai)
        let codes = ["1MRC", "2AGO", "TCAP", "1MEI"]
        sample.pupils = (0..<count).map { index in
            let digits = String(100_000_000 + index)
            let adults = (0..<2).map { rank in
                Guardian(
                    id: 500_000 + index * 2 + rank, name: "FAMILLE\(index)",
                    firstName: rank == 0 ? "Claude" : "Dominique",
                    phone: "01 99 00 \(10 + index % 90) 0\(rank)", rank: rank + 1, kinship: 10 + rank * 10)
            }
            return Pupil(
                id: 900_000 + index, name: "FAMILLE\(index)", firstName: "Noémie", ine: digits + "AB",
                division: codes[index % 4], phone: "06 39 98 \(10 + index / 90 % 90) \(10 + index % 90)",
                mail: "eleve\(index)@exemple.fr", street: "\(index + 1) rue de l’Invention", guardians: adults)
        }
        return sample
    }

    // MARK: Texts

    private func file(_ name: String, _ text: String) -> NamedFile {
        NamedFile(name: name, bytes: Array(text.utf8))
    }

    var pupilsText: String {
        let people = pupils.map { pupil in
            """
            <ELEVE ELEVE_ID="\(pupil.id)" ELENOET="1"><ID_NATIONAL>\(pupil.ine ?? "")</ID_NATIONAL>
            <NOM_DE_FAMILLE>\(pupil.name)</NOM_DE_FAMILLE><NOM_USAGE/><PRENOM>\(pupil.firstName)</PRENOM>
            <DATE_NAISS>\(pupil.birth)</DATE_NAISS><CODE_SEXE>2</CODE_SEXE><CODE_REGIME>21</CODE_REGIME>
            <CODE_MEF>24731211320</CODE_MEF><CODE_STATUT>\(pupil.status)</CODE_STATUT>
            <DATE_ENTREE>01/09/2025</DATE_ENTREE><DATE_SORTIE>\(pupil.exit)</DATE_SORTIE>
            <TEL_PORTABLE>\(pupil.phone)</TEL_PORTABLE><MEL>\(pupil.mail)</MEL>
            <ADRESSE_ID>\(pupil.street.isEmpty ? "" : String(pupil.id))</ADRESSE_ID></ELEVE>

            """
        }
        let structures = pupils.compactMap { pupil in
            pupil.division.map {
                """
                <STRUCTURES_ELEVE ELEVE_ID="\(pupil.id)"><STRUCTURE><CODE_STRUCTURE>\($0)</CODE_STRUCTURE>\
                <TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>

                """
            }
        }
        let addresses = pupils.filter { !$0.street.isEmpty }.map {
            """
            <ADRESSE ADRESSE_ID="\($0.id)"><LIGNE1_ADRESSE>\($0.street)</LIGNE1_ADRESSE><CODE_POSTAL>99000</CODE_POSTAL>\
            <LIBELLE_POSTAL>VILLE-FICTIVE</LIBELLE_POSTAL></ADRESSE>

            """
        }
        return document(
            "BEE_ELEVES",
            "<ELEVES>\n\(people.joined())</ELEVES>\n<STRUCTURES>\n\(structures.joined())</STRUCTURES>"
                + "<ADRESSES>\(addresses.joined())</ADRESSES>")
    }

    private var guardiansText: String {
        let links = pupils.flatMap { pupil in pupil.guardians.map { (pupil, $0) } }
        var seen: Set<Int> = []
        let people = links.map(\.1).filter { seen.insert($0.id).inserted }.map {
            """
            <PERSONNE PERSONNE_ID="\($0.id)"><NOM_DE_FAMILLE>\($0.name)</NOM_DE_FAMILLE><PRENOM>\($0.firstName)</PRENOM>\
            <LC_CIVILITE>MME</LC_CIVILITE><TEL_PERSONNEL>\($0.phone)</TEL_PERSONNEL></PERSONNE>

            """
        }
        let ties = links.map { pupil, adult in
            """
            <RESPONSABLE_ELEVE><ELEVE_ID>\(pupil.id)</ELEVE_ID><PERSONNE_ID>\(adult.id)</PERSONNE_ID>\
            <RESP_LEGAL>\(adult.rank)</RESP_LEGAL><CODE_PARENTE>\(adult.kinship)</CODE_PARENTE></RESPONSABLE_ELEVE>

            """
        }
        return document(
            "BEE_RESPONSABLES",
            "<PERSONNES>\(people.joined())</PERSONNES><RESPONSABLES>\(ties.joined())</RESPONSABLES>")
    }

    private var staffText: String {
        let people = teachers.map { teacher in
            let principal = teacher.principalOf.map {
                "<PROFS_PRINC><PROF_PRINC><CODE_STRUCTURE>\($0)</CODE_STRUCTURE></PROF_PRINC></PROFS_PRINC>"
            }
            return """
                <INDIVIDU ID="\(teacher.id)" TYPE="epp"><CIVILITE>1</CIVILITE><NOM_USAGE>\(teacher.name)</NOM_USAGE>\
                <PRENOM>\(teacher.firstName)</PRENOM><FONCTION>ENS</FONCTION>\(principal ?? "")</INDIVIDU>

                """
        }
        let codes = Set(teachers.flatMap(\.classes)).sorted()
        let divisions = codes.map { code in
            let services = teachers.filter { $0.classes.contains(code) }.map {
                "<ENSEIGNANT ID=\"\($0.id)\" TYPE=\"epp\"/>"
            }
            return """
                <DIVISION CODE="\(code)"><SERVICES><SERVICE CODE_MATIERE="105100"><ENSEIGNANTS>\(services.joined())\
                </ENSEIGNANTS></SERVICE></SERVICES></DIVISION>

                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <STS_EDT><PARAMETRES><UAJ CODE="\(uai)"/><ANNEE_SCOLAIRE ANNEE="\(year)"/></PARAMETRES>
            <NOMENCLATURES><MATIERES><MATIERE CODE="105100"><LIBELLE_LONG>Mathématiques</LIBELLE_LONG></MATIERE></MATIERES></NOMENCLATURES>
            <DONNEES><INDIVIDUS>\(people.joined())</INDIVIDUS>
            <STRUCTURE><DIVISIONS>\(divisions.joined())</DIVISIONS></STRUCTURE></DONNEES></STS_EDT>
            """
    }

    private func document(_ root: String, _ data: String) -> String {
        """
        <?xml version="1.0" encoding="\(encoding)"?>
        <\(root) VERSION="2.1">
        <PARAMETRES><UAJ>\(uai)</UAJ><ANNEE_SCOLAIRE>\(year)</ANNEE_SCOLAIRE></PARAMETRES>
        <DONNEES>
        \(data)
        </DONNEES>
        </\(root)>

        """
    }
}
