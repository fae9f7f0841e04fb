"""Pictures of the main pages, kept to be looked at: computer, phone, dark colours, paper."""

import pytest

from conftest import DESKTOP, PHONE
from steps import check_width, keep

PAGES = {
    "accueil": "/", "entreprises": "/entreprises", "carte": "/entreprises/carte", "entreprise": "/entreprises > tbody a",
    "pfmp": "/pfmp", "classe": "/pfmp > tbody a", "sans-lieu": "/pfmp/sans-lieu", "conventions": "/conventions",
    "convention": "/conventions > tbody a[href^='/conventions/']", "apprenants": "/apprenants",
    "suivi": "/suivi", "suivi-eleve": "/suivi > tbody a", "suivi-visites": "/suivi/visites", "ccf": "/suivi/ccf",
    "referentiels": "/suivi/referentiels", "incidents": "/suivi/incidents",
    "apprenant": "/apprenants > tbody a", "equipe": "/equipe", "imports": "/imports",
    "calendrier": "/calendrier", "calendrier-liste": "/calendrier?vue=liste", "recherche": "/pfmp/sans-lieu > tbody a",
    "rattrapages": "/rattrapages", "parcours": "/parcours", "reglages": "/reglages", "journal": "/reglages/journal", "aide": "/aide", "composants": "/style",
}


@pytest.mark.parametrize("name", PAGES)
def test_keeps_pictures(enter, name):
    """Photographie la page sur ordinateur, sur téléphone, en sombre et sur papier."""
    address, _, link = PAGES[name].partition(" > ")
    page = enter("rbde", DESKTOP)
    page.goto(address)
    if link:
        page.goto(page.locator(f"main {link}").first.get_attribute("href"))
    keep(page, f"{name}-ordinateur")
    page.emulate_media(color_scheme="dark")
    keep(page, f"{name}-sombre")
    page.emulate_media(color_scheme="light", media="print")
    keep(page, f"{name}-papier")

    phone = enter("rbde", PHONE)
    phone.goto(page.url)
    check_width(phone)
    keep(phone, f"{name}-telephone")
