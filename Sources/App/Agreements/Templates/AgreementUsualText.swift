import Domain

/// The text of agreements that comes with the program, in the words that schools may copy and adapt.
enum AgreementUsualText {
    /// The version of the text below; a change of its sentences takes a new one (PFMP-28).
    static let name = "2026-09"

    static let source = """
        == Articles

        # Objet et finalité
        La convention fixe les conditions dans lesquelles **{eleve}** accomplit chez **{entreprise}** \
        {longue_periode} prévu{e} par sa formation\u{A0}: {formation}.{volume_enseignement}

        {La_periode} sert à acquérir en situation de travail les compétences inscrites dans l’annexe \
        pédagogique\u{A0}; les activités confiées y répondent. {Elle} ne peut servir ni à remplacer un salarié \
        absent, ni à tenir un poste permanent, ni à faire face à un surcroît d’activité ou à un emploi \
        saisonnier (L.\u{A0}124-7).

        # Statut de {l_eleve}
        {L_eleve} reste {statut} et sous l’autorité du chef d’établissement, sans contrat de travail avec \
        l’organisme d’accueil, suit les consignes du tuteur et garde le secret sur les informations \
        confidentielles.

        # Dates et durée
        {La_periode} commence le **{debut}** et se termine le **{fin}** inclus. La durée totale de présence \
        effective est de **{duree}**.{jours_feries}

        Tout changement de dates, de lieu, d’horaires, de personnes ou d’activités fait l’objet d’un avenant \
        signé par les mêmes parties.

        # Horaires
        La présence hebdomadaire est de **{semaine}**, selon l’emploi du temps de l’annexe pédagogique. \
        {presences_particulieres} L’organisme d’accueil décompte les heures de présence par tout moyen \
        (L.\u{A0}124-14).

        [si mineur]
        Jusqu’à la veille de ses dix-huit ans, {l_eleve} bénéficie des règles qui protègent les jeunes \
        travailleurs en matière de durée du travail, de pauses, de repos, de nuit, de dimanches et de jours \
        fériés (articles L.\u{A0}3161-1 et suivants du code du travail).
        [sinon]
        {L_eleve} a dix-huit ans révolus\u{A0}: les durées maximales de travail et les repos des salariés de \
        l’organisme d’accueil s’appliquent à sa présence.
        [fin]

        # Travaux réglementés
        [si mineur]
        [si travaux_reglementes]
        La formation de {l_eleve} demande des travaux réglementés, désignés dans l’annexe pédagogique. \
        L’organisme d’accueil ne les lui confie qu’après avoir envoyé sa déclaration de dérogation à \
        l’inspection du travail, reçu l’avis médical d’aptitude et assuré la formation à la sécurité, et sous \
        la surveillance d’une personne compétente (articles L.\u{A0}4153-9 et R.\u{A0}4153-40 et suivants du \
        code du travail).
        [sinon]
        Les travaux interdits ou réglementés pour les jeunes de moins de dix-huit ans sont exclus\u{A0}: \
        l’organisme d’accueil n’y affecte pas {l_eleve} (articles L.\u{A0}4153-8, L.\u{A0}4153-9 et \
        D.\u{A0}4153-15 à D.\u{A0}4153-37 du code du travail).
        [fin]
        [sinon]
        {L_eleve} a dix-huit ans révolus\u{A0}: les restrictions propres aux plus jeunes ne s’appliquent pas. \
        L’organisme d’accueil ne lui confie un travail dangereux qu’avec la formation, les protections et \
        l’encadrement dus à ses propres salariés.
        [fin]

        # Accueil et sécurité
        Dès le premier jour, l’organisme d’accueil informe {l_eleve} des risques et des consignes du lieu, lui \
        remet les équipements de protection nécessaires et lui présente le règlement intérieur. {L_eleve} \
        respecte ces consignes. Devant un danger, le chef d’établissement peut suspendre {la_periode} le jour \
        même.

        # Protection sociale et accidents
        [mentions 9]
        {L_eleve} conserve sa protection sociale et bénéficie de la législation sur les accidents du travail, \
        dans l’organisme d’accueil comme sur le trajet (article L.\u{A0}412-8 du code de la sécurité sociale). \
        Tout accident se signale le jour même. L’organisme d’accueil prévient l’établissement sans attendre, \
        déclare l’accident à la caisse primaire d’assurance maladie {delai_accident}, et envoie une copie de \
        la déclaration à l’établissement.

        # Responsabilité civile
        [mentions 9]
        L’établissement est assuré pour les dommages que {l_eleve} causerait pendant {la_periode} ou à son \
        occasion. L’organisme d’accueil est assuré pour sa propre responsabilité. Les assureurs et les \
        contrats sont indiqués dans l’annexe financière.

        # Encadrement et suivi
        Le tuteur, **{tuteur}**, accueille {l_eleve}, organise son travail et l’évalue. L’enseignant référent, \
        **{referent}**, s’assure auprès de lui à plusieurs reprises du bon déroulement {de_la_periode} et peut \
        proposer de revoir les activités (L.\u{A0}124-1). Les modalités du suivi figurent dans l’annexe \
        pédagogique.

        # Gratification et avantages
        {regle_gratification} {L_eleve} accède aux activités sociales et culturelles, au restaurant \
        d’entreprise ou aux titres-restaurant et au remboursement des transports publics dans les mêmes \
        conditions que les salariés (L.\u{A0}124-13 et L.\u{A0}124-16). L’annexe financière dit ce qui est \
        convenu.

        # Absences
        [mentions 10]
        L’organisme d’accueil signale toute absence à l’établissement sans attendre\u{A0}; {l_eleve} la \
        justifie comme une absence en cours. Sont autorisées, sur convocation ou justificatif, les absences \
        pour examen, journée défense et citoyenneté, motif médical, familial ou religieux, ainsi que, comme \
        pour les salariés, celles liées à une grossesse, à une paternité ou à une adoption (L.\u{A0}124-13).

        # Suspension et rupture
        [mentions 11]
        Les parties cherchent d’abord une solution ensemble. Si {l_eleve} manque gravement à ses obligations, \
        l’organisme d’accueil peut rompre la convention après en avoir parlé avec l’enseignant référent ou \
        avec l’établissement. Le chef d’établissement peut suspendre {la_periode} ou rompre la convention, par \
        écrit, si l’organisme d’accueil manque gravement à ses obligations ou si les activités ne sont pas \
        celles qui étaient convenues. La fin anticipée est constatée par un avenant.

        # Validation en cas d’interruption
        [mentions 12]
        Lorsque {la_periode} est interrompu{e} pour maladie, accident, grossesse, paternité, adoption, ou, en \
        accord avec l’établissement, parce que l’organisme d’accueil ne respecte pas la partie pédagogique ou \
        rompt la convention, l’autorité académique valide la durée accomplie ou propose une autre manière de \
        valider. Les parties peuvent aussi convenir de reporter la fin (L.\u{A0}124-15).

        # Règlement intérieur
        [mentions 14]
        Les clauses du règlement intérieur de l’organisme d’accueil sur l’hygiène, la sécurité, les horaires, \
        la tenue et la discrétion s’appliquent à {l_eleve}. L’organisme d’accueil informe le chef \
        d’établissement de tout manquement\u{A0}; lui seul peut prononcer une sanction.

        # Attestation
        [mentions 15]
        À la fin {de_la_periode}, même anticipée, l’organisme d’accueil remet à {l_eleve} une attestation qui \
        indique la durée effective totale de présence et, s’il y a lieu, le montant total de la gratification \
        versée (D.\u{A0}124-9), avec une copie pour l’établissement.

        # Données personnelles
        La convention ne contient que les données utiles à {la_periode} et n’est communiquée qu’à ses parties \
        et aux services chargés du suivi.{conservation} Chacun peut demander à l’établissement d’accéder aux \
        données qui le concernent et de les faire rectifier.

        == Annexe pédagogique

        # Compétences à acquérir
        {bloc competences}

        # Activités confiées
        {bloc activites}

        # Modalités du suivi et de l’évaluation
        {bloc suivi}

        Le tuteur et l’enseignant référent font ensemble le bilan {de_la_periode}. Une évaluation qui compte \
        pour le diplôme est préparée et menée par eux deux.

        # Emploi du temps
        {bloc horaires}

        # Travaux réglementés
        {bloc travaux}

        == Annexe financière

        {bloc couts}

        """
}
