"""Companies: created by SIRET, called, filtered, edited by two people."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from steps import check_width, keep

# Far from the numbers of the demonstration.
serial = itertools.count(90_001)


def new_siret() -> str:
    """A SIRET nobody has, with its right key (Luhn)."""
    body = f"9990{next(serial):05}{'0001'}"
    for key in "0123456789":
        digits = [int(digit) for digit in body + key]
        doubled = [sum(divmod(digit * 2, 10)) if rank % 2 == 0 else digit for rank, digit in enumerate(digits)]
        if sum(doubled) % 10 == 0:
            return body + key
    raise AssertionError(body)


def create(page, name: str, siret: str | None = None) -> str:
    """Creates a company by the form and returns its address."""
    page.goto("/entreprises/nouvelle")
    page.fill("#f-siret", siret or new_siret())
    page.fill("#f-raison_sociale", name)
    page.fill("#f-commune", "Essaiville")
    page.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(page.locator("main h1")).to_have_text(name)
    return page.url


def test_creates_a_company_after_a_wrong_siret(enter):
    """Un SIRET faux : le message le dit et rien n’est perdu ; corrigé, l’entreprise est ajoutée."""
    page = enter("rbde")
    siret = new_siret()
    page.goto("/entreprises/nouvelle")
    page.fill("#f-siret", "12345678901234")
    page.fill("#f-raison_sociale", "Atelier <b>Zoé</b> & \"fils\" 🎉")
    page.fill("#f-commune", "Essaiville")
    page.fill("#f-notes", "On s’y gare mal.")
    page.get_by_role("button", name="Enregistrer l’entreprise").click()

    expect(page.locator("#e-siret")).to_be_visible()
    expect(page.locator("#f-siret")).to_have_value("12345678901234")
    expect(page.locator("#f-notes")).to_have_value("On s’y gare mal.")

    page.fill("#f-siret", siret)
    page.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(page.locator("main h1")).to_have_text("Atelier <b>Zoé</b> & \"fils\" 🎉")


def test_does_not_create_twice(enter):
    """Le même SIRET mène à la fiche qui existe ; revenir en arrière et renvoyer n’en fait pas deux."""
    page = enter("rbde")
    siret = new_siret()
    create(page, "Menuiserie Unique", siret)
    page.go_back()
    page.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(page.locator("main h1, main .notice a", has_text="Menuiserie Unique")).to_be_visible()

    page.goto("/entreprises/nouvelle")
    page.fill("#f-siret", siret)
    page.fill("#f-raison_sociale", "Menuiserie Autre")
    page.fill("#f-commune", "Essaiville")
    page.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(page.locator("main .notice a", has_text="Menuiserie Unique")).to_be_visible()
    page.goto("/entreprises?q=menuiserie+unique")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_records_a_call(enter, request):
    """Sur un téléphone, un appel se note et entre dans l’historique, avec ce qu’il y aura à faire."""
    page = enter("rbde", PHONE)
    create(page, "Garage du Combiné")
    page.get_by_text("Noter un échange").click()
    page.fill("#f-note", "Deux places au printemps.")
    page.fill("#f-prochaine_action", "Rappeler pour les dates")
    page.get_by_role("button", name="Noter l’échange").click()

    expect(page.locator("#e-prochaine_date")).to_be_visible()
    expect(page.locator("#f-note")).to_have_value("Deux places au printemps.")
    page.fill("#f-prochaine_date", "2027-01-11")
    page.get_by_role("button", name="Noter l’échange").click()

    expect(page.locator(".timeline")).to_contain_text("Deux places au printemps.")
    expect(page.locator(".next")).to_contain_text("Rappeler pour les dates")
    check_width(page)
    keep(page, request.node.name)


def test_two_people_edit_the_same_company(enter):
    """Deux onglets modifient la même fiche : le second est prévenu et garde ce qu’il a saisi."""
    one, two = enter("rbde"), enter("ddfpt")
    address = create(one, "Deux Onglets")
    for page in (one, two):
        page.goto(address + "/modifier")
    one.fill("#f-activite", "Vélos")
    one.get_by_role("button", name="Enregistrer l’entreprise").click()
    expect(one).to_have_url(address)
    two.fill("#f-activite", "Trottinettes")
    two.get_by_role("button", name="Enregistrer l’entreprise").click()

    expect(two.locator(".errors")).to_be_visible()
    expect(two.locator("#f-activite")).to_have_value("Trottinettes")
    one.reload()
    expect(one.locator("main")).to_contain_text("Vélos")


HOSTILE = {
    "raison_sociale": ["<script>alert(1)</script>", "'; drop table company; --", "\u202eesrevne", "é" * 5000, "👩‍🏭"],
    "effectif": ["-5", "9" * 30, "douze", "1e9"],
    "coordonnees": ["999, 999", "NaN, NaN", "abc"],
    "code_postal": ["-1", "٧٥٠٠١", "<b>"],
    "site": ["javascript:alert(1)", "http://", "ftp://x"],
    "courriel": ["pas une adresse", "a@b", "a" * 400 + "@x.fr"],
    "telephone": ["+", "0" * 40, "appelez-moi"],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_takes_strange_words_calmly(enter, name):
    """Texte énorme, balises, guillemets, chiffres négatifs : jamais d’erreur du serveur ni de script exécuté."""
    page = enter("rbde")
    page.on("dialog", lambda dialog: pytest.fail(f"script exécuté : {dialog.message}"))
    statuses = []
    page.on("response", lambda answer: statuses.append(answer.status))
    for text in HOSTILE[name]:
        page.goto("/entreprises/nouvelle")
        page.fill("#f-siret", new_siret())
        page.fill("#f-raison_sociale", f"Essai {name}")
        page.fill("#f-commune", "Essaiville")
        page.fill(f"#f-{name}", text)
        page.get_by_role("button", name="Enregistrer l’entreprise").click()
        expect(page.locator("main h1")).to_be_visible()
        check_width(page)
    assert [status for status in statuses if status >= 500] == []


def test_filters_the_list(enter):
    """Les filtres de la liste disent ce qui est retenu et s’enlèvent un par un."""
    page = enter("rbde")
    page.goto("/entreprises")
    all_of_them = page.locator("h1 .count").inner_text()
    page.select_option("#f-relation", index=1)
    page.wait_for_url(re.compile("relation="))
    expect(page.locator(".chips, .chip").first).to_be_visible()
    page.goto("/entreprises?q=zzzzzz&relation=n-importe-quoi&silence=-4&departement=%00&apres=%27%22")

    expect(page.locator(".empty")).to_be_visible()
    page.locator(".empty a").first.click()
    expect(page.locator("h1 .count")).to_have_text(all_of_them)
