"""The bureau and its steering: the roadmap signed by the head, time in two gestures, a day without cover, the handover."""

from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_axe, check_width, keep


def test_head_signs_the_roadmap(enter, request):
    """Le proviseur voit ce qui attend sa signature, lit les écarts et signe."""
    page = enter("proviseur")
    page.goto("/pilotage")
    check_axe(page)
    keep(page, request.node.name)
    page.goto("/feuille-de-route")
    page.locator("aside").get_by_role("link", name="Version 2", exact=True).click()
    page.get_by_role("button", name="Signer la feuille de route").click()
    expect(page.locator(".flash")).to_contain_text("signée par le chef")
    expect(page.locator("main")).to_contain_text("Signée par le chef d’établissement")
    check_axe(page)
    keep(page, request.node.name + "-signed")


def test_office_logs_time_in_two_gestures(enter, request):
    """Un axe, une durée : c’est noté, sur un téléphone aussi."""
    page = enter("rbde", PHONE)
    page.goto("/bureau/temps")
    page.get_by_label("Axe 2").check()
    page.get_by_role("button", name="30 min").click()
    expect(page.locator(".flash")).to_contain_text("noté")
    check_axe(page)
    keep(page, request.node.name)


def test_office_writes_an_objective(enter, request):
    """Un objectif refusé garde ce qui est tapé ; une cible s’écrit comme on la dit."""
    page = enter("ddfpt")
    page.goto("/bureau/points-cles?point=4")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".errors")).to_contain_text("ce qui le montre")
    page.fill("#f-preuve", "Deux actions communes avec le campus des métiers")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("campus des métiers")
    keep(page, request.node.name)


def test_handover_is_one_click(enter, request):
    """Le dossier de passation se télécharge ; la page dit ce qui est en cours."""
    page = enter("rbde")
    page.goto("/pilotage/passation")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le dossier").click()
    assert download.value.suggested_filename.startswith("passation-")
    check_axe(page)
    keep(page, request.node.name)


def test_office_pages_fit(enter):
    """Les pages du bureau et du pilotage tiennent sur un téléphone."""
    page = enter("proviseur")
    paths = ["/bureau", "/bureau/horaires", "/bureau/temps", "/bureau/documents", "/bureau/points-cles", "/bureau/formation"]
    paths += ["/bureau/moyens", "/lettres-de-mission", "/pilotage", "/pilotage/indicateurs", "/pilotage/bilan"]
    paths += ["/pilotage/passation", "/feuille-de-route", "/pilotage/indicateur?code=I3.1"]
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for path in paths:
            page.goto(path)
            check_width(page)
