"""The relation with partners: a call in a few keys, promises, the board, a saved view, a campaign."""

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe


def test_notes_a_call_by_keyboard(enter):
    """Quelques lettres, Entrée, une phrase, Entrée : l’appel est noté et la page attend le suivant."""
    page = enter("rbde")
    page.goto("/appel")
    page.keyboard.type("boulanjeri dupon")
    option = page.get_by_role("option").filter(has_text="Boulangerie Dupont").first
    expect(option).to_be_visible()
    option.click()
    expect(page.locator("#f-note")).to_be_focused()
    check_axe(page)
    page.keyboard.type("Deux places en mars")
    page.keyboard.press("Enter")
    expect(page.locator(".flash")).to_contain_text("Appel noté")
    expect(page.locator("main")).to_contain_text("Deux places en mars")
    # Vingt appels d’affilée sans toucher la souris : le champ reprend toujours la main.
    for _ in range(20):
        expect(page.locator("#f-mots")).to_be_focused()
        page.keyboard.type("boulangeri dupond")
        expect(page.get_by_role("option").filter(has_text="Boulangerie Dupont").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#f-note")).to_be_focused()
        page.keyboard.type("Rappeler jeudi")
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Vos appels du jour (20)")


def test_holds_the_yearly_review_of_a_partner(enter):
    """La fiche s’imprime, le bilan se note, le suivant est daté : sans convention aussi."""
    page = enter("rbde")
    page.goto("/entreprises?q=boulangerie dupont")
    page.locator("a.rowlink").first.click()
    page.get_by_role("link", name="Bilan de l’année").click()
    expect(page.locator("main h1")).to_contain_text("Bilan avec")
    check_axe(page)
    page.get_by_role("button", name="Enregistrer le bilan").click()
    expect(page.locator("main")).to_contain_text("Indiquez quand le bilan a eu lieu.")
    page.fill("#f-tenu_le", "2026-01-15")
    page.fill("#f-synthese", "Une première année.")
    page.get_by_role("button", name="Enregistrer le bilan").click()
    expect(page.locator(".flash")).to_contain_text("Bilan enregistré")
    expect(page.locator("main")).to_contain_text("Bilan du 15 janvier 2026")
    check_axe(page)


def test_notes_a_need_of_a_suggested_company(enter):
    """Quelques lettres proposent l’entreprise ; le besoin est relié à sa fiche."""
    page = enter("rbde", PHONE)
    page.goto("/besoins/nouveau")
    page.fill("#f-origine", "")
    page.locator("#f-origine").press_sequentially("boulanjeri dupon")
    page.get_by_role("option").filter(has_text="Boulangerie Dupont").first.click()
    page.fill("#f-besoin", "Deux pâtissiers")
    page.get_by_role("button", name="Enregistrer le besoin").click()
    expect(page.locator("main").get_by_role("link", name="Boulangerie Dupont")).to_be_visible()
    check_axe(page)


def test_keeps_promises(enter):
    """Une action se prévoit sur la fiche, se reporte et se coche dans « À faire »."""
    page = enter("ddfpt")
    page.goto("/entreprises")
    page.locator("a.rowlink").first.click()
    page.get_by_role("link", name="Prévoir").click()
    page.fill("#f-action", "Apporter la plaquette essai")
    page.get_by_role("button", name="Enregistrer l’action").click()
    page.goto("/a-faire?qui=moi")
    line = page.locator(".todo > li").filter(has_text="Apporter la plaquette essai")
    line.get_by_role("button", name="+ 1 semaine").click()
    expect(page.locator(".flash")).to_contain_text("Reportée")
    line.get_by_role("button", name="C’est fait").click()
    expect(line).to_have_count(0)
    check_axe(page)


def test_moves_a_partner_on_the_board(enter):
    """Une flèche fait avancer une carte ; l’historique le dit."""
    page = enter("rbde")
    page.goto("/entreprises/tableau")
    card = page.locator(".pcard").first
    name = card.locator(".line > a").inner_text()
    card.locator("button[name=deplacer]").last.click()
    expect(page.locator(".flash")).to_contain_text("1 partenaire passé")
    expect(page.locator(".panel").filter(has_text="Derniers mouvements")).to_contain_text(name)
    check_axe(page)


def test_prepares_a_campaign_on_a_phone(enter):
    """Du filtre à l’aperçu : qui reçoit, qui est écarté."""
    page = enter("rbde", PHONE)
    page.goto("/campagnes/nouvelle?relation=a_relancer&modele=annee")
    page.fill("#f-nom", "Essai de campagne")
    page.get_by_role("button", name="Enregistrer et voir l’aperçu").click()
    expect(page.locator("main h1")).to_have_text("Essai de campagne")
    expect(page.locator("main")).to_contain_text("Destinataires")
    check_axe(page)
