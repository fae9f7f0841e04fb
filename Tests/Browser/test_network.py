"""Companies that others propose, and partners shared between two schools of one database."""

import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


@pytest.mark.parametrize("window", [None, PHONE], ids=["desktop", "phone"])
def test_verifies_proposed_companies(enter, window, request):
    """La file des entreprises à vérifier, puis une fiche avec ce qui l’entoure."""
    page = enter("rbde", window) if window else enter("rbde")
    page.goto("/")
    page.locator("a.tile", has_text="à vérifier").click()
    expect(page.locator("main h1")).to_contain_text("Entreprises à vérifier")
    check_axe(page)
    check_width(page)
    keep(page, request.node.name + "-queue")
    page.get_by_role("link", name="Vérifier la première").click()
    expect(page.get_by_role("heading", name="D’où elle vient")).to_be_visible()
    expect(page.get_by_role("heading", name="Déjà dans la base")).to_be_visible()
    check_axe(page)
    check_width(page)
    keep(page, request.node.name + "-one")


def test_proposes_refuses_and_takes_back(enter):
    """Un enseignant propose une entreprise pour un élève ; le bureau la refuse, puis revient sur sa décision."""
    teacher = enter("enseignant")
    teacher.goto("/pfmp/sans-lieu")
    teacher.locator("main a[href*='/recherche/']").first.click()
    form = teacher.locator("#nouvelle-piste")
    if not form.get_by_label("Entreprise", exact=True).is_visible():
        form.locator("summary").first.click()
    name = form.get_by_label("Entreprise", exact=True)
    name.fill("Atelier du Héron-Vert")
    # Names that come near are shown; this one is none of them.
    suggestions = form.locator("div[role=option]")
    expect(suggestions.first).to_be_visible()
    name.press("Escape")
    expect(suggestions.filter(visible=True)).to_have_count(0)
    form.get_by_text("Elle n’est pas dans la base").click()
    form.get_by_label("La proposer au bureau").check()
    form.get_by_label("Commune").fill("Ville-Fictive")
    form.get_by_role("button", name="Noter la piste").click()
    expect(teacher.get_by_role("link", name="Atelier du Héron-Vert", exact=True)).to_be_visible()

    bureau = enter("rbde")
    bureau.goto("/entreprises/a-verifier")
    bureau.get_by_role("link", name="Atelier du Héron-Vert", exact=True).click()
    bureau.get_by_role("heading", name="Refuser").click()
    bureau.get_by_label("Raison").select_option("erreur")
    bureau.get_by_role("button", name="Refuser l’entreprise").click()
    expect(bureau.get_by_role("status").first).to_contain_text("Entreprise refusée")

    teacher.goto("/")
    expect(teacher.locator("main")).to_contain_text("n’est pas gardée")

    bureau.goto("/entreprises/a-verifier")
    line = bureau.locator("li", has_text="Atelier du Héron-Vert")
    line.get_by_role("button", name="Annuler").click()
    bureau.get_by_role("button", name="Valider telle quelle").click()
    expect(bureau.get_by_role("status").first).to_contain_text("Entreprise validée")


def test_shares_with_another_bureau(enter, request):
    """Deux lycées d’une même base : l’un reprend un partenaire de l’autre, et choisit ce qu’il montre des siens."""
    page = enter("rbde")
    page.goto("/entreprises/partagees")
    rows = page.locator("table.list tbody tr")
    expect(rows.first).to_be_visible()
    check_axe(page)
    check_width(page)
    keep(page, request.node.name + "-list")
    rows.filter(has_text="Voir").first.locator("a.rowlink").click()
    name = page.locator("main h1").inner_text()
    check_axe(page)
    keep(page, request.node.name + "-partner")
    page.get_by_role("button", name="Reprendre dans ma base").click()
    expect(page.locator("main h1")).to_have_text(name)
    expect(page.get_by_role("heading", name="Aussi partenaire de")).to_be_visible()

    page.get_by_role("link", name="Changer").click()
    page.get_by_label("Les autres bureaux voient").select_option("standard")
    check_axe(page)
    keep(page, request.node.name + "-sharing")
    page.get_by_role("button", name="Enregistrer le partage").click()
    panel = page.locator("section.panel", has_text="Ce que voient les autres bureaux")
    expect(panel).to_contain_text("le standard")
    panel.get_by_role("button", name="Ne plus rien partager").click()
    expect(page.locator("section.panel", has_text="Ce que voient les autres bureaux")).to_contain_text("ne voient rien")


def test_shares_the_ticked_rows_on_a_phone(enter):
    """La liste partage plusieurs fiches d’un coup, et la page partagée tient sur un téléphone."""
    page = enter("rbde", PHONE)
    page.goto("/entreprises/partagees")
    check_width(page)
    page.goto("/entreprises?relation=actif")
    boxes = page.locator("tbody .pick input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_label("Ce que les autres bureaux voient").select_option("identite")
    page.get_by_role("button", name="Partager", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Partage enregistré")


def test_the_open_tab_is_in_view_on_a_phone(enter):
    """Sur un téléphone, l’onglet ouvert se voit même s’il est le dernier de la rangée."""
    page = enter("rbde", PHONE)
    page.goto("/entreprises/a-verifier")
    tab = page.locator("nav.tabs [aria-current]").first
    expect(tab).to_have_text(re.compile("À vérifier"))
    expect(tab).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.scrollY") == 0
