/// The statement that the law asks of public services (décret 2019-768), in the words of this program.
enum AccessibilityStatement {
    static let text = """
        # Accessibilité

        Bureau veut pouvoir être utilisé par tout le monde : au clavier, avec un lecteur d’écran, avec un zoom de 200 %, sur un petit écran, sans couleurs.

        ## État de conformité

        Bureau est **partiellement conforme** au référentiel général d’amélioration de l’accessibilité (RGAA 4.1). Chaque page est contrôlée par un outil automatique à chaque version, en clair et en sombre, sur ordinateur et sur téléphone : aucune erreur n’est admise. Un contrôle automatique ne voit pas tout ; aucun audit complet par une personne qualifiée n’a encore été mené.

        ## Contenus qui peuvent poser problème

        - La carte des entreprises est un dessin : la liste à côté donne les mêmes informations.
        - Les conventions en PDF sont balisées selon la norme PDF/UA-1 ; les fichiers que vous déposez restent tels que vous les avez reçus.

        ## Ce qui est fait

        - Tout se fait au clavier, dans l’ordre de la page, avec un repère visible.
        - Chaque page fonctionne sans JavaScript.
        - Aucune information n’est donnée par la seule couleur.
        - Les tableaux ont des en-têtes, les champs ont des étiquettes, les erreurs disent où et comment corriger.
        - Le thème sombre, les contrastes renforcés et la réduction des animations suivent les réglages de votre appareil.

        ## Signaler une difficulté

        Écrivez au bureau des entreprises de votre établissement : il transmettra, et vous donnera l’information sous une autre forme en attendant.

        ## Voie de recours

        Si la réponse ne vous convient pas, vous pouvez saisir le Défenseur des droits, en ligne sur [son site](https://www.defenseurdesdroits.fr), ou par un de ses délégués dans votre département.
        """
}
