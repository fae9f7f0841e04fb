"""Proposals of placement, a whole class placed at once, and tours of visits."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


def ask_for_a_proposal(page):
    """Asks for a proposal over the first two periods that have learners without a host."""
    page.goto("/propositions/nouvelle")
    boxes = page.locator("input[name=periode]")
    for index in range(min(2, boxes.count())):
        boxes.nth(index).check()
    page.get_by_role("button", name="Proposer", exact=True).click()
    expect(page.locator("main h1")).to_contain_text("Proposition")


def test_a_proposal_is_read_changed_and_accepted(enter, request):
    """La liste, la carte et les raisons ; un curseur refait la proposition ; un lieu accepté devient un placement."""
    page = enter("rbde")
    ask_for_a_proposal(page)
    expect(page.locator("#lignes tbody tr").first).to_be_visible()
    expect(page.locator("#cote svg.map")).to_be_visible()
    check_axe(page)
    keep(page, request.node.name)

    page.locator("#f-plus_long").fill("120")
    expect(page.locator("[data-resolving]")).to_contain_text("Proposé de nouveau")
    # The lines that came back work as the first ones.
    page.locator("#lignes [data-all]").check()
    expect(page.locator("#lignes [data-count]")).to_contain_text("cochée")

    page.goto(page.url.split("?")[0] + "?etat=proposes")
    page.locator("#lignes tbody .pick input").first.check()
    page.get_by_role("button", name="Accepter", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("1 placement accepté")
    page.get_by_role("button", name="Annuler l’acceptation").click()
    expect(page.locator(".flash")).to_contain_text("1 placement annulé")


def test_a_pair_is_kept_on_a_phone(enter):
    """Sur un téléphone, un lieu se garde d’un geste et la page ne déborde pas."""
    page = enter("rbde", PHONE)
    ask_for_a_proposal(page)
    check_width(page)
    page.locator("#lignes button[value^=garder]").first.click()
    expect(page.locator(".flash")).to_contain_text("C’est noté")


def test_a_class_is_placed_at_once(enter):
    """Une entreprise inconnue est expliquée sur sa ligne, ce qui est écrit reste."""
    page = enter("rbde")
    page.goto("/pfmp?quand=a-venir")
    page.locator("tr", has=page.locator(".badge.soon, .badge.late")).first.locator("a.rowlink").click()
    page.get_by_role("link", name="Placer la classe").click()
    field = page.locator("input[name^=hote_]").first
    field.fill("Une maison qui n’existe pas")
    page.get_by_role("button", name="Placer ces élèves").click()
    expect(page.locator("td .error").first).to_contain_text("Aucune entreprise ne répond")
    expect(page.locator("input[name^=hote_]").first).to_have_value("Une maison qui n’existe pas")
    check_axe(page)


def test_tours_are_planned_for_a_teacher(enter):
    """Les visites d’un enseignant sont rangées, puis planifiées, puis imprimées."""
    page = enter("rbde")
    page.goto("/tournees")
    page.locator("tbody a.rowlink").first.click()
    expect(page.locator("main h1")).to_contain_text(re.compile("Tournées"))
    check_axe(page)
    page.get_by_role("button", name="Noter et proposer").click()
    expect(page.locator(".errors")).to_contain_text("Cochez au moins une demi-journée")


def test_a_pair_is_decided_with_its_reason_and_its_real_travel(enter):
    """Un lieu se garde avec un motif et le trajet réel ; la ligne les dit."""
    page = enter("rbde")
    ask_for_a_proposal(page)
    page.locator("#lignes tbody tr", has=page.locator(".pick input")).first.locator("th a").click()
    page.locator("tbody th a").first.click()
    expect(page.locator("main")).to_contain_text("fois la ligne droite")
    page.get_by_label("Votre décision").select_option("garder")
    page.get_by_label("Pourquoi").fill("demandé par l’entreprise")
    page.get_by_label("Trajet réel, en minutes").fill("17")
    check_axe(page)
    page.get_by_role("button", name="Enregistrer et proposer de nouveau").click()
    expect(page.locator("#lignes")).to_contain_text("17 min, temps noté")
    expect(page.locator("#cote")).to_contain_text("demandé par l’entreprise")


def test_referents_are_kept_accepted_and_undone(enter):
    """Une répartition se garde, s’affecte après confirmation, s’annule d’un coup."""
    page = enter("ddfpt")
    page.goto("/repartitions")
    check_axe(page)
    page.locator("tbody a.rowlink").first.click()
    expect(page.locator("main h1")).to_contain_text("Référents")
    check_axe(page)
    page.get_by_role("button", name=re.compile("^Affecter les")).click()
    confirm = page.get_by_role("button", name=re.compile("Remplacer et affecter"))
    if confirm.count():
        confirm.click()
    expect(page.locator(".flash")).to_contain_text("Référent affecté à")
    page.get_by_role("button", name="Annuler l’affectation").click()
    expect(page.locator(".flash")).to_contain_text("Référent d’avant remis")
