"""The area of a company: opened by the bureau, visited without account, answered, closed, asked for again."""

import re

import pytest
from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_axe, check_width, keep


def open_access(office):
    """From the list of areas to who has access to one of them."""
    office.goto("/entreprises/espaces")
    expect(office.locator("h1")).to_contain_text("Espaces des entreprises")
    check_axe(office)
    office.locator("table.list tbody th a").first.click()
    expect(office.locator("h1")).to_contain_text(re.compile("^Espace d"))


def link_of(office, row):
    """The address of the area of a person, as the bureau reads it."""
    row.get_by_role("button", name=re.compile("Afficher le lien")).click()
    address = office.locator("#f-lien").input_value()
    assert "/espace/" in address
    return "/espace/" + address.rsplit("/", 1)[1]


@pytest.fixture
def boss_link(enter):
    """The link of somebody who sees a whole site."""
    office = enter("rbde")
    open_access(office)
    return link_of(office, office.locator("ul.lines > li", has_text="tous les élèves du site").first)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_an_area(open_page, boss_link, size, request):
    """Les pages de l’espace, sur ordinateur et sur téléphone : lisibles, sans rien qui dépasse."""
    company = open_page(size)
    answer = company.goto(boss_link)
    assert answer.headers["x-robots-tag"] == "noindex"
    for title in ("Ce qui vous attend", "Les élèves", "Vos documents", "Votre fiche", "Le bureau des entreprises"):
        expect(company.get_by_role("heading", name=title)).to_be_visible()
    check_axe(company)
    check_width(company)
    keep(company, request.node.name)
    for page in ("eleves", "documents", "annee", "fiche", "demande"):
        company.goto(f"{boss_link}/{page}")
        expect(company.locator("h1")).to_be_visible()
        check_axe(company)
        check_width(company)
        keep(company, f"{request.node.name}-{page}")


def test_a_company_corrects_asks_and_answers(open_page, enter, boss_link):
    """L’entreprise corrige sa fiche et répond pour l’année ; le bureau lit la correction dans ses demandes."""
    company = open_page(PHONE)
    company.goto(boss_link)
    company.get_by_role("link", name="Relire et corriger").click()
    company.fill("#f-contacts", "Sacha Inventé remplace la comptable en janvier.")
    company.get_by_role("button", name="Proposer ces corrections").click()
    expect(company.locator("h1")).to_contain_text("Votre espace entreprise")
    expect(company.get_by_role("heading", name="Vos demandes")).to_be_visible()
    company.get_by_role("link", name=re.compile("^(Répondre|Changer ma réponse)$")).first.click()
    company.get_by_text("Préciser, si vous voulez").click()
    company.fill("#f-raison", "Travaux jusqu’au printemps.")
    company.get_by_role("button", name="Pas cette année").click()
    expect(company.locator("main")).to_contain_text("Pas cette année")

    office = enter("rbde")
    office.goto("/demandes")
    office.locator("main a.rowlink").first.wait_for()
    office.goto("/demandes?q=" + company.locator("p.lead").inner_text().split(",")[0])
    office.locator("main a.rowlink").first.click()
    expect(office.locator(".thread")).to_contain_text("Sacha Inventé remplace la comptable")


def test_a_link_is_closed_and_asked_for_again(open_page, enter, boss_link):
    """Un accès fermé ne sert plus ; redemander un lien dit la même chose à tout le monde."""
    company = open_page(PHONE)
    company.goto(boss_link)
    office = enter("rbde")
    open_access(office)
    row = office.locator("ul.lines > li", has_text="tous les élèves du site").first
    row.get_by_role("button", name=re.compile("Fermer l’accès")).click()
    expect(office.locator("main")).to_contain_text("Accès fermé")
    check_axe(office)
    company.goto(boss_link)
    expect(company.locator("h1")).to_contain_text("Ce lien ne sert plus")
    check_axe(company)
    check_width(company)
    company.fill("#f-courriel", "personne@exemple.fr")
    company.get_by_role("button", name="Recevoir mon lien").click()
    expect(company.locator("h1")).to_contain_text("Regardez votre messagerie")
    check_axe(company)
