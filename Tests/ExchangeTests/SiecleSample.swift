/// Writes fictional school files of any size, the same ones each time: for tests and for measurements.
struct SiecleSample {
    var learners = 4
    var divisions = ["1MRC", "2AGO", "TCAP", "1MEI"]
    var encoding = "UTF-8"
    var uai = "0999001W"
    var year = 2026

    private static let names = [
        "FICTIF", "INVENTÉ", "D’EXEMPLE", "ROMANÇON", "IMAGINAIRE", "LEFAUX", "DUCONTE", "SONGE", "MIRAGE", "FEINTE",
    ]
    private static let firstNames = [
        "Noémie", "Paul", "Zoé", "Maël", "Inès", "Hélène", "Loïc", "Aïcha", "Théo", "Cœur-Anne", "Yanis",
    ]

    /// `ElevesAvecAdresses.xml`
    var pupils: String {
        let people = (0..<learners).map(pupil).joined()
        let structures = (0..<learners).map { index in
            """
                  <STRUCTURES_ELEVE ELEVE_ID="\(900_000 + index)">
                    <STRUCTURE><CODE_STRUCTURE>\(division(index))</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE>
                    <STRUCTURE><CODE_STRUCTURE>\(division(index))G1</CODE_STRUCTURE><TYPE_STRUCTURE>G</TYPE_STRUCTURE></STRUCTURE>
                  </STRUCTURES_ELEVE>

            """
        }.joined()
        return document(
            "BEE_ELEVES", "<ELEVES>\n\(people)</ELEVES>\n<STRUCTURES>\n\(structures)</STRUCTURES>\n\(addresses)")
    }

    /// `ResponsablesAvecAdresses.xml`: two a learner.
    var guardians: String {
        let people = (0..<learners * 2).map(guardian).joined()
        let links = (0..<learners * 2).map { index in
            """
                  <RESPONSABLE_ELEVE>
                    <ELEVE_ID>\(900_000 + index / 2)</ELEVE_ID><PERSONNE_ID>\(500_000 + index)</PERSONNE_ID>
                    <RESP_LEGAL>\(index % 2 + 1)</RESP_LEGAL><CODE_PARENTE>\(index % 2 == 0 ? 10 : 20)</CODE_PARENTE>
                    <NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE><PAIE_FRAIS_SCOLAIRES>\(1 - index % 2)</PAIE_FRAIS_SCOLAIRES>
                    <PERS_CONTACT>1</PERS_CONTACT>
                  </RESPONSABLE_ELEVE>

            """
        }.joined()
        return document(
            "BEE_RESPONSABLES",
            "<PERSONNES>\n\(people)</PERSONNES>\n<RESPONSABLES>\n\(links)</RESPONSABLES>\n\(addresses)")
    }

    /// `Structures.xml`
    var structures: String {
        let classes = divisions.map {
            "<DIVISION CODE_STRUCTURE=\"\($0)\"><LIBELLE_LONG>Classe \($0)</LIBELLE_LONG><MEFS_APPARTENANCE>"
                + "<MEF CODE=\"24731211320\"/></MEFS_APPARTENANCE></DIVISION>\n"
        }
        let groups = divisions.map {
            "<GROUPE CODE_STRUCTURE=\"\($0)G1\"><LIBELLE_LONG>Groupe 1</LIBELLE_LONG><DIVISIONS_APPARTENANCE>"
                + "<DIVISION_APPARTENANCE CODE=\"\($0)\"/></DIVISIONS_APPARTENANCE></GROUPE>\n"
        }
        return document(
            "BEE_STRUCTURES", "<DIVISIONS>\(classes.joined())</DIVISIONS><GROUPES>\(groups.joined())</GROUPES>")
    }

    private func document(_ root: String, _ data: String) -> String {
        """
        <?xml version="1.0" encoding="\(encoding)"?>
        <\(root) VERSION="2.1">
          <PARAMETRES><UAJ>\(uai)</UAJ><ANNEE_SCOLAIRE>\(year)</ANNEE_SCOLAIRE>
            <DATE_EXPORT>15/09/\(year)</DATE_EXPORT><HORODATAGE>15/09/\(year) 08:12:44</HORODATAGE></PARAMETRES>
          <DONNEES>
        \(data)
          </DONNEES>
        </\(root)>

        """
    }

    private func pupil(_ index: Int) -> String {
        """
              <ELEVE ELEVE_ID="\(900_000 + index)" ELENOET="\(4_500 + index)">
                <ID_NATIONAL>\(padded(index, 9))AB</ID_NATIONAL>
                <ELENOET>\(4_500 + index)</ELENOET>
                <NOM_DE_FAMILLE>\(Self.names[index % 10])</NOM_DE_FAMILLE><NOM_USAGE/>
                <PRENOM>\(Self.firstNames[index % 11])</PRENOM><PRENOM2>Alix</PRENOM2><PRENOM3/>
                <DATE_NAISS>\(padded(index % 28 + 1, 2))/\(padded(index % 12 + 1, 2))/\(2007 + index % 4)</DATE_NAISS>
                <CODE_SEXE>\(index % 2 + 1)</CODE_SEXE><CODE_PAYS>100</CODE_PAYS>
                <CODE_DEPARTEMENT_NAISS>031</CODE_DEPARTEMENT_NAISS>
                <CODE_COMMUNE_INSEE_NAISS>31555</CODE_COMMUNE_INSEE_NAISS>
                <DOUBLEMENT>0</DOUBLEMENT><DATE_ENTREE>01/09/\(year - 1)</DATE_ENTREE><DATE_SORTIE>31/12/9999</DATE_SORTIE>
                <CODE_MOTIF_SORTIE/><CODE_REGIME>21</CODE_REGIME><CODE_MEF>24731211320</CODE_MEF>
                <CODE_STATUT>ST</CODE_STATUT><ADRESSE_ID>\(700_000 + index)</ADRESSE_ID>
                <TEL_PORTABLE>06 39 98 \(padded(index / 100 % 100, 2)) \(padded(index % 100, 2))</TEL_PORTABLE>
                <MEL>eleve\(index)@exemple.fr</MEL>
                <SCOLARITE_AN_DERNIER><CODE_STRUCTURE>2MRC</CODE_STRUCTURE><CODE_RNE>\(uai)</CODE_RNE>
                  <SIGLE>LP</SIGLE><DENOM_PRINC>ADA-FICTIVE</DENOM_PRINC></SCOLARITE_AN_DERNIER>
              </ELEVE>

        """
    }

    private func guardian(_ index: Int) -> String {
        """
              <PERSONNE PERSONNE_ID="\(500_000 + index)">
                <NOM_DE_FAMILLE>\(Self.names[index / 2 % 10])</NOM_DE_FAMILLE><NOM_USAGE/>
                <PRENOM>\(Self.firstNames[(index + 3) % 11])</PRENOM>
                <LC_CIVILITE>\(index % 2 == 0 ? "MME" : "M.")</LC_CIVILITE>
                <TEL_PERSONNEL>01 99 00 \(padded(index / 100 % 100, 2)) \(padded(index % 100, 2))</TEL_PERSONNEL>
                <TEL_PORTABLE/><TEL_PROFESSIONNEL/><MEL>parent\(index)@exemple.fr</MEL><ACCEPTE_SMS>1</ACCEPTE_SMS>
                <ADRESSE_ID>\(700_000 + index / 2)</ADRESSE_ID><CODE_PROFESSION>54</CODE_PROFESSION>
                <COMMUNICATION_ADRESSE>1</COMMUNICATION_ADRESSE>
              </PERSONNE>

        """
    }

    private var addresses: String {
        let list = (0..<learners).map { index in
            """
                  <ADRESSE ADRESSE_ID="\(700_000 + index)"><LIGNE1_ADRESSE>\(index + 1) rue de l’Invention</LIGNE1_ADRESSE>
                    <LIGNE2_ADRESSE/><CODE_POSTAL>99000</CODE_POSTAL><LL_PAYS>FRANCE</LL_PAYS>
                    <CODE_DEPARTEMENT>099</CODE_DEPARTEMENT><LIBELLE_POSTAL>VILLE-FICTIVE</LIBELLE_POSTAL></ADRESSE>

            """
        }
        return "<ADRESSES>\n\(list.joined())</ADRESSES>"
    }

    private func division(_ index: Int) -> String { divisions[index % divisions.count] }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
