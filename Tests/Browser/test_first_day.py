"""The first day of a lycée: an empty database, a school, its files."""

import re

import pytest
from playwright.sync_api import expect

from conftest import DESKTOP
from server import ROOT, Server
from steps import check_width, keep

FIXTURES = ROOT / "Tests" / "ExchangeTests" / "Fixtures"
PASSWORD = "un gros cheval bleu 42"
ANSWERS = {
    "uai": "0999001W", "name": "Lycée professionnel des Essais", "line1": "1 rue des Essais", "postalCode": "75001",
    "city": "Essaiville", "headName": "Camille Essai", "firstName": "Dominique", "familyName": "Bureau",
    "email": "dominique@essai.example", "password": PASSWORD,
}


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("empty"), "--empty", "empty-server")
    yield running.wait_until_ready()
    running.stop()


@pytest.fixture
def first_page(open_page, empty_server):
    return open_page(DESKTOP, base_url=empty_server.base_url)


def fill(page, answers):
    for name, text in answers.items():
        page.fill(f"#f-{name}", text)
    if page.locator("#f-academie").input_value() == "":
        page.select_option("#f-academie", index=1)


def test_opens_the_school(first_page, request):
    """Premier démarrage : une erreur ne perd rien de ce qui était saisi, puis l’établissement s’ouvre."""
    page = first_page
    page.goto("/premier-demarrage")
    keep(page, request.node.name)
    fill(page, ANSWERS | {"uai": "0999001A"})
    page.get_by_role("button", name="Ouvrir le bureau").click()

    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("#f-name")).to_have_value(ANSWERS["name"])
    expect(page.locator("#f-email")).to_have_value(ANSWERS["email"])

    page.fill("#f-uai", ANSWERS["uai"])
    page.fill("#f-password", PASSWORD)
    page.get_by_role("button", name="Ouvrir le bureau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")
    assert page.goto("/premier-demarrage").status == 404


def test_imports_siecle_then_undoes(first_page, request):
    """Les fichiers SIECLE : aperçu, accord, apprenants visibles, puis tout s’annule."""
    page = first_page
    page.goto("/connexion")
    page.fill("#f-email", ANSWERS["email"])
    page.fill("#f-password", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("link", name="Imports").first.click()
    files = ["ElevesAvecAdresses", "ResponsablesAvecAdresses", "Structures", "Nomenclature", "Communs"]
    page.set_input_files("#f-fichiers", [FIXTURES / f"{name}.xml" for name in files])
    page.get_by_role("button", name="Voir ce qui va changer").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que cet import va changer")
    check_width(page)
    keep(page, request.node.name)
    page.get_by_role("button", name=re.compile("importer", re.I)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que cet import a changé")
    report = page.url
    page.goto("/apprenants")
    expect(page.locator("tbody tr").first).to_be_visible()

    page.goto(report)
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.locator(".flash")).to_contain_text("annulé")
    page.goto("/apprenants")
    expect(page.locator(".empty")).to_be_visible()
