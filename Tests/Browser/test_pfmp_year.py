"""A year of PFMP as people play it: weeks in turn, the age of a tutor, two editors, a change of class, short lists on a phone."""

import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep

WEEK = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
DAY = ["08:00", "12:00", "13:00", "16:00"]


def open_form(page, rank):
    """The form of a placement, at a host that declared places, for a learner who has none."""
    page.goto("/pfmp/sans-lieu")
    page.locator("main tbody .do, main tbody td").get_by_role("link", name=re.compile("^Placer")).nth(rank).click()
    if not page.locator("#placement").count():
        page.locator("main .columns .lines a").first.click()
    expect(page.locator("#placement")).to_be_visible()


def fill_week(page, prefix=""):
    for day in WEEK:
        for rank, time in enumerate(DAY, start=1):
            page.fill(f"#f-{prefix}{day}-{rank}", time)


def place(page):
    page.get_by_role("button", name="Placer et préparer la convention").click()
    expect(page.locator("main h1")).to_contain_text("Convention")


def test_weeks_in_turn_and_a_night_are_placed(enter, request):
    """Deux semaines en alternance, dont une nuit : les totaux suivent, la convention le dit."""
    page = enter("ddfpt")
    open_form(page, 1)
    expect(page.locator("[data-week-number='2']")).to_be_hidden()
    page.select_option("#f-semaines", "2")
    expect(page.locator("[data-week-number='2']")).to_be_visible()
    fill_week(page)
    page.fill("[name=s2-lundi-1]", "22:00")
    page.fill("[name=s2-lundi-2]", "06:00")
    second = page.locator("[data-week-number='2'] [data-week]")
    expect(second).to_contain_text(re.compile("8.h.00"))
    check_axe(page)
    keep(page, request.node.name)
    place(page)
    expect(page.locator("main")).to_contain_text("2 semaines en alternance")


def test_the_form_shows_all_weeks_on_a_phone(enter, request):
    """Sur un téléphone, quatre semaines qui se suivent se remplissent sans rien qui dépasse."""
    page = enter("ddfpt", PHONE)
    open_form(page, 2)
    page.select_option("#f-semaines", "4")
    expect(page.locator("[data-week-number='4']")).to_be_visible()
    check_width(page)
    keep(page, request.node.name)


def test_a_tutor_under_eighteen_is_said_while_typing(enter, request):
    """La majorité du tuteur se demande sans date de naissance ; un tuteur mineur est un avertissement."""
    page = enter("rbde")
    open_form(page, 3)
    page.select_option("#f-tuteur", index=1)
    page.select_option("#f-tuteur_majeur", "non")
    expect(page.locator("#findings")).to_contain_text("Le tuteur est mineur")
    page.select_option("#f-tuteur_majeur", "oui")
    expect(page.locator("#findings")).not_to_contain_text("Le tuteur est mineur")
    keep(page, request.node.name)


def test_two_editors_undo_nothing_of_each_other(enter, request):
    """Deux personnes modifient le même placement : la seconde voit ce qui a changé et ne l’efface pas."""
    first, second = enter("ddfpt"), enter("rbde")
    open_form(first, 4)
    fill_week(first)
    place(first)
    agreement = first.url
    for page in (first, second):
        page.goto(agreement)
        page.get_by_role("link", name="Modifier", exact=True).click()
    first.fill("#f-repas", "Restaurant d’entreprise")
    first.get_by_role("button", name="Enregistrer le placement").click()
    second.fill("#f-transport", "Covoiturage")
    second.get_by_role("button", name="Enregistrer le placement").click()
    expect(second.locator("main")).to_contain_text("Repris tel quel")
    check_axe(second)
    keep(second, request.node.name)
    second.get_by_role("button", name="Enregistrer le placement").click()
    sheet = second.locator("article.sheet")
    expect(sheet).to_contain_text("Restaurant d’entreprise")
    expect(sheet).to_contain_text("Covoiturage")


@pytest.mark.parametrize("address", ["/attestations", "/allocations", "/semaines", "/pfmp", "/conventions"])
def test_long_lists_are_short_on_a_phone(enter, request, address):
    """Les longues listes : quelques lignes par élève, jamais plus de dix écrans même quand d’autres parcours ont ajouté des périodes, rien qui dépasse."""
    page = enter("ddfpt", PHONE)
    page.goto(address)
    check_width(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= 10 * PHONE["height"], f"{address} is {height} px high"
    check_axe(page)
    keep(page, request.node.name)


def test_a_rule_shows_the_numbers_of_the_year_to_confirm(enter, request):
    """Les règles : ce qui est à confirmer pour l’année se voit dans la liste et sur la règle."""
    page = enter("ddfpt")
    page.goto("/reglages/regles")
    page.get_by_label(re.compile("À confirmer pour")).check()
    page.get_by_role("button", name="Afficher").click()
    page.get_by_role("link", name="PFMP-06").click()
    expect(page.locator("main")).to_contain_text("Nombres pour")
    expect(page.locator("main")).to_contain_text("À confirmer")
    check_axe(page)
    check_width(page)
    keep(page, request.node.name)
