"""The life of an agreement: steps, amendment, text of the school, departures."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


def open_board(page):
    """The board of steps of a class that is near."""
    page.goto("/pfmp/etapes")
    page.locator("main a.rowlink").first.click()
    expect(page.locator("main h1")).to_contain_text("Étapes de")


def test_a_step_is_noted_with_the_keyboard(enter, request):
    """Le tableau des étapes : une carte avance au clavier, sans souris."""
    page = enter("rbde")
    open_board(page)
    check_axe(page)
    keep(page, request.node.name)
    button = page.locator(".stepboard button").first
    done = button.inner_text().split(" :")[0].strip()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]").first).to_contain_text(done.split("\n")[0])


def test_signatures_of_a_class_are_noted_in_one_go(enter, request):
    """Les signatures revenues le même jour se cochent toutes, la première ligne comme les autres."""
    page = enter("rbde")
    page.goto("/pfmp/etapes")
    boards = [link.get_attribute("href") for link in page.locator("main a.rowlink").all()]
    boxes = page.locator("main table input[name=signature]")
    for board in boards:
        page.goto(board.replace("/etapes", "/actions/collecte"))
        if boxes.count() > 0:
            break
    check_axe(page)
    keep(page, request.node.name)
    before = boxes.count()
    boxes.first.check()
    page.get_by_role("button", name="Noter les signatures cochées").click()
    expect(page.locator("[role=status]").first).to_contain_text("1 signature notée")
    assert boxes.count() == before - 1


def test_the_board_is_a_list_on_a_phone(enter, request):
    """Sur un téléphone, les étapes s’empilent et rien ne dépasse."""
    page = enter("referent", PHONE)
    page.goto("/pfmp/etapes")
    check_width(page)
    page.goto("/pfmp/etapes?suivi=1")
    check_width(page)
    check_axe(page)
    keep(page, request.node.name)


def test_a_signed_agreement_changes_by_an_amendment(enter, request):
    """Une convention en cours : l’avenant dit l’ancien et le nouveau, et rien ne change avant les signatures."""
    page = enter("ddfpt")
    page.goto("/conventions?etat=en-entreprise")
    page.locator("main a.rowlink").first.click()
    agreement = page.url
    page.get_by_role("link", name="Préparer un avenant").click()
    page.fill("#f-motif", "Horaires du restaurant")
    page.fill("#f-repas", "Repas servi sur place")
    page.get_by_role("button", name="Préparer l’avenant").click()
    expect(page.locator("main")).to_contain_text("Repas servi sur place")
    expect(page.locator("main")).to_contain_text("Au lieu de")
    check_axe(page)
    keep(page, request.node.name)
    page.goto(agreement)
    expect(page.locator("article.sheet")).not_to_contain_text("Repas servi sur place")


def test_a_text_that_lost_a_mention_does_not_serve(enter, request):
    """Le texte de l’établissement : une mention retirée est nommée, le texte reste là."""
    page = enter("proviseur")
    page.goto("/reglages/conventions/modeles")
    page.get_by_role("button", name="Commencer une version").or_(
        page.get_by_role("link", name="Reprendre le brouillon")).first.click()
    text = page.locator("#f-texte")
    text.fill(text.input_value().replace("{bloc couts}", "Rien."))
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.locator(".findings")).to_contain_text("Mention 8 perdue")
    page.get_by_role("button", name="Mettre en service").click()
    expect(page.locator(".errors")).to_contain_text("Mention 13 perdue")
    expect(page.locator("#f-texte")).to_have_value(re.compile("Rien\\."))
    check_axe(page)
    keep(page, request.node.name)


def test_departures_say_who_must_not_leave(enter, request):
    """Les départs : ceux qui ne doivent pas partir d’abord, lisible sur un téléphone."""
    page = enter("proviseur", PHONE)
    page.goto("/departs")
    expect(page.locator("main h1")).to_contain_text("Départs")
    check_width(page)
    check_axe(page)
    keep(page, request.node.name)
