"""Going past warnings with one reason, files of incidents, periods of the end-of-terminale path."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep

PNG = bytes.fromhex("89504e470d0a1a0a") + b"essai"


def test_one_reason_prints_an_agreement_past_its_warnings(enter, request):
    """Une convention qu’un avertissement retient s’imprime avec une raison, écrite sur le formulaire qui imprime."""
    page = enter("rbde")
    open_waiting_class(page)
    page.locator("#f-convention a").first.click()
    keep(page, request.node.name + "-agreement")
    check_axe(page)
    form = page.locator("#reasons")
    expect(form.locator("#f-raison")).to_be_visible()
    form.get_by_role("button", name="Mettre à la signature").click()
    expect(page.locator("#e-raison")).to_contain_text("écrivez pourquoi vous passez outre")
    page.fill("#f-raison", "Vu avec l’entreprise et la direction")
    page.locator("#reasons").get_by_role("button", name="Mettre à la signature").click()
    expect(page.locator("main")).to_contain_text("Vu avec l’entreprise et la direction")
    expect(page.locator("main")).to_contain_text("À signer")


def test_one_reason_lets_a_class_go(enter, request):
    """Une seule raison vaut pour toutes les conventions cochées d’une classe, sur ordinateur et sur téléphone."""
    small = enter("rbde", PHONE)
    open_waiting_class(small)
    check_width(small)
    keep(small, request.node.name + "-phone")
    page = enter("rbde")
    open_waiting_class(page)
    keep(page, request.node.name)
    check_axe(page)
    form = page.locator("form:has(#f-convention)")
    count = form.locator("input[name=convention]").count()
    form.get_by_role("button", name="Mettre à la signature").click()
    expect(page.locator("#e-raison")).to_be_visible()
    page.fill("#f-raison", "Vu avec la direction")
    page.locator("form:has(#f-convention)").get_by_role("button", name="Mettre à la signature").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"conventions? mises? à la signature"))
    assert count >= 1


def open_waiting_class(page):
    """The agreements of the first class where some wait for a reason only."""
    page.goto("/pfmp")
    links = page.locator("main tbody a.rowlink").evaluate_all("all => all.map(it => it.getAttribute('href'))")
    for link in links:
        page.goto(link + "/conventions")
        if page.locator("#f-convention").count():
            return
    raise AssertionError("no class waits for a reason")


def test_a_photograph_is_added_to_an_incident(enter, request):
    """Une photographie se joint à un incident ; un certificat médical ne se propose qu’à qui lit la santé."""
    page = enter("proviseur")
    page.goto("/suivi/incidents")
    page.get_by_role("link", name="Accident, sur place ou sur le trajet").first.click()
    page.get_by_text("Joindre un fichier").click()
    page.select_option("#f-nature", "photo")
    page.set_input_files("#f-fichier", {"name": "lieu.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_role("button", name="Joindre").click()
    expect(page.locator("main")).to_contain_text("lieu.png")
    check_axe(page)
    keep(page, request.node.name)
    office = enter("rbde", PHONE)
    office.goto(page.url)
    office.get_by_text("Joindre un fichier").click()
    expect(office.locator("#f-nature option[value=certificat_medical]")).to_have_count(0)
    check_width(office)


def test_choices_of_terminale_become_periods(enter, request):
    """Les choix des élèves de terminale deviennent des périodes, pour eux seuls."""
    page = enter("ddfpt")
    page.goto("/parcours")
    page.get_by_role("link", name=re.compile("Créer les périodes")).click()
    keep(page, request.node.name)
    check_axe(page)
    # The days of the campaign may be those of another period of the class: people choose others.
    first, last = page.get_by_label("Premier jour"), page.get_by_label("Dernier jour")
    for number in range(first.count()):
        year = first.nth(number).input_value()[:4]
        first.nth(number).fill(f"{year}-06-07")
        last.nth(number).fill(f"{year}-06-18")
    page.get_by_role("button", name="Créer les périodes").click()
    expect(page.locator("main")).to_contain_text("Tous les choix ont leur période")
    page.locator("main").get_by_role("link", name=re.compile(", ")).first.click()
    expect(page.locator("main table")).to_be_visible()
    small = enter("ddfpt", PHONE)
    small.goto("/parcours/periodes")
    check_width(small)
