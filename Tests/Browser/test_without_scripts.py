"""Everything that matters works without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from conftest import DESKTOP
from people import PASSWORD
from test_companies import create, new_siret
from test_placements import fill_placement, start_placing


@pytest.fixture
def plain(enter):
    """The RBDE, in a browser that runs no script."""
    return enter("rbde", java_script_enabled=False)


def test_signs_in(open_page):
    """La connexion et la déconnexion se passent de scripts."""
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto("/connexion")
    page.fill("#f-email", "proviseur@demo.example")
    page.fill("#f-password", PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.locator("main h1")).to_have_text("Aujourd’hui")

    page.locator("summary", has_text="votre compte").click()
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page).to_have_url(re.compile("/connexion"))


def test_filters_a_list(plain):
    """Les filtres ont un bouton quand rien ne les envoie tout seuls."""
    plain.goto("/entreprises")
    plain.select_option("#f-relation", index=1)
    plain.get_by_role("button", name="Filtrer").click()
    expect(plain).to_have_url(re.compile("relation=."))


def test_searches(plain):
    """La recherche du bandeau mène à la page des réponses."""
    plain.goto("/apprenants")
    name = plain.locator("main tbody a[href^='/apprenants/']").first.inner_text()
    plain.fill("#recherche", name)
    plain.press("#recherche", "Enter")
    expect(plain.locator("main")).to_contain_text(name)


def test_creates_a_company(plain):
    """Une entreprise s’ajoute, erreur comprise."""
    plain.goto("/entreprises/nouvelle")
    plain.fill("#f-siret", "1")
    plain.fill("#f-raison_sociale", "Sans Script")
    plain.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(plain.locator("#e-siret")).to_be_visible()
    create(plain, "Sans Script", new_siret())


def test_places_a_learner(plain):
    """Un élève se place, de la recherche de l’entreprise à la convention."""
    start_placing(plain)
    learner = plain.locator("main h1").inner_text().removeprefix("Placer ")
    fill_placement(plain, "Sans-Script")
    plain.get_by_role("button", name="Placer et préparer la convention").click()
    expect(plain.locator("main h1")).to_have_text(f"Convention de {learner}")
