"""From the end of a PFMP to the allowance, and the documents of the other publics."""

from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_width, keep


def test_types_the_days_of_a_class(enter, request):
    """Les jours faits se saisissent pour la classe ; une demi-journée est refusée sans rien perdre."""
    page = enter("rbde")
    page.goto("/attestations?etat=jours-a-saisir")
    page.locator("main a[href*='/pfmp/']").first.click()
    box = page.locator("input.days").first
    box.fill("4,5")
    page.get_by_role("button", name="Enregistrer les jours faits").click()
    expect(page.locator("main")).to_contain_text("sans demi-journée")
    expect(page.locator("input.days").first).to_have_value("4,5")
    keep(page, request.node.name + "-refused")
    page.locator("input.days").first.fill("4")
    page.get_by_role("button", name="Enregistrer les jours faits").click()
    expect(page.locator("input.days").first).to_have_value("4")


def test_notes_an_attestation_back(enter, request):
    """L’attestation d’un élève : jours faits, retour du papier signé, convention attestée."""
    page = enter("rbde")
    page.goto("/attestations")
    page.locator("main .rowlink").first.click()
    page.fill("#f-jours", "5")
    page.get_by_role("button", name="Enregistrer les jours faits").click()
    page.get_by_role("button", name="Noter le retour").click()
    expect(page.locator("main")).to_contain_text("Revenue le")
    keep(page, request.node.name)


def test_keys_in_the_allowance(enter, request):
    """La liste de l’allocation : lignes prêtes, saisie notée, prévision lisible."""
    page = enter("intendance")
    page.goto("/allocations")
    keep(page, request.node.name)
    page.locator("input[name=placement]").first.check()
    page.get_by_role("button", name="Noter la saisie dans ApLyPro").click()
    expect(page.locator(".flash")).to_contain_text("1 ligne notée")
    page.goto("/allocations/prevision")
    expect(page.locator("main table")).to_be_visible()


def test_welcomes_a_pupil(enter, request):
    """Un mini-stage : fiche, avertissement d’autorisation, convention."""
    page = enter("rbde")
    page.goto("/publics/accueils/nouveau?genre=mini_stage")
    page.fill("#f-prenom", "Zoé")
    page.fill("#f-nom", "ESSAI")
    page.fill("#f-etablissement", "Collège des Essais")
    page.fill("#f-atelier", "Cuisine")
    page.fill("#f-du", "2027-01-12")
    page.get_by_role("button", name="Enregistrer l’accueil").click()
    expect(page.locator("main")).to_contain_text("autorisation des parents")
    keep(page, request.node.name)


def test_closing_pages_fit(enter):
    """Les pages de la fin de PFMP tiennent sur un téléphone."""
    page = enter("rbde")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for path in ("/attestations", "/semaines", "/allocations", "/frais", "/publics", "/archives"):
            page.goto(path)
            check_width(page)
