"""Finding a host, and the calendar of the year."""

import re

from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_axe, check_width, keep


def open_search(page):
    """Opens the search of the first learner who has no host."""
    page.goto("/pfmp/sans-lieu")
    page.locator("tbody th a").first.click()
    expect(page.locator("main h1")).to_contain_text("Recherche")


def open_lead_form(page):
    form = page.locator("#nouvelle-piste")
    if form.get_attribute("open") is None:
        form.locator("summary").first.click()


def test_a_lead_is_noted_on_a_phone(enter, request):
    """Sur un téléphone, une piste se note au nom de l’entreprise ; un refus sans motif est expliqué."""
    page = enter("rbde", PHONE)
    open_search(page)
    check_width(page)
    open_lead_form(page)
    page.fill("#f-structure", "Fleuriste du marché")
    page.select_option("#f-reponse", "refus")
    page.get_by_role("button", name="Noter la piste").click()

    expect(page.locator("#e-motif")).to_contain_text("motif du refus")
    expect(page.locator("#f-structure")).to_have_value("Fleuriste du marché")
    keep(page, request.node.name)

    page.select_option("#f-motif", "pas_de_place")
    page.get_by_role("button", name="Noter la piste").click()
    expect(page.locator(".lines", has_text="Fleuriste du marché").first).to_contain_text("Pas de place")


def test_a_company_of_the_base_is_chosen_while_typing(enter):
    """La liste propose les entreprises de la base ; l’accord mène au placement avec elle."""
    page = enter("rbde")
    open_search(page)
    open_lead_form(page)
    page.locator("#f-structure").press_sequentially("maison", delay=20)
    page.locator("#nouvelle-piste [role=option]").first.click()
    page.select_option("#f-reponse", "accord")
    page.get_by_role("button", name="Noter la piste").click()

    page.get_by_role("link", name="Préparer le placement").click()
    expect(page.locator("#f-entreprise")).to_be_visible()


def test_who_acts_next_is_said_in_two_clicks(enter):
    """Qui agit, quoi, pour quand : un clic pour ouvrir, un clic pour enregistrer."""
    page = enter("ddfpt")
    open_search(page)
    name = page.locator("main h1").inner_text()
    page.locator("summary", has_text="Changer").click()
    page.select_option("#f-responsable", index=1)
    page.fill("#f-action", "Appeler trois garages")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("main")).to_contain_text("Appeler trois garages")

    page.goto("/pfmp/sans-lieu")
    expect(page.get_by_role("row").filter(has_text="Appeler trois garages")).to_have_count(1)
    assert name


def test_the_wall_planner_is_read_and_printed(enter, request):
    """Le planning mural montre les périodes, tient dans la page et s’imprime ; la liste dit la même chose."""
    page = enter("ddfpt", DESKTOP)
    page.goto("/calendrier")
    expect(page.locator("table.wall td.p, table.wall td.n").first).to_be_visible()
    check_width(page)
    check_axe(page)
    keep(page, request.node.name)
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    page.goto("/calendrier?vue=liste")
    check_axe(page)
    expect(page.locator("tbody tr").first).to_be_visible()


def test_a_date_enters_the_calendar(enter):
    """Une date sans intitulé est refusée ; complétée, elle paraît au calendrier."""
    page = enter("ddfpt")
    page.goto("/calendrier/dates/nouvelle")
    page.fill("#f-du", "2027-04-01")
    page.get_by_role("button", name="Enregistrer la date").click()
    expect(page.locator("#e-intitule")).to_be_visible()
    page.fill("#f-intitule", "Oral d’essai")
    page.get_by_role("button", name="Enregistrer la date").click()
    expect(page.locator("main")).to_contain_text("Oral d’essai")


def test_a_link_is_shown_once_and_withdrawn(enter, base_url, open_page):
    """Le lien d’une classe répond sans connexion, n’est montré qu’une fois, et se retire."""
    page = enter("rbde")
    page.goto("/calendrier/liens")
    page.select_option("#f-classe", index=1)
    page.get_by_role("button", name="Créer le lien de la classe").click()
    address = page.locator("code.secret").inner_text()
    path = re.search(r"/ics/\S+", address).group(0)
    stranger = open_page(DESKTOP)
    answer = stranger.request.get(base_url + path)
    assert answer.ok and answer.text().startswith("BEGIN:VCALENDAR")

    page.goto("/calendrier/liens")
    expect(page.locator("code.secret")).to_have_count(0)
    page.get_by_role("button", name="Retirer").first.click()
    assert stranger.request.get(base_url + path).status == 404


def test_a_learner_of_terminale_changes_path(enter, request):
    """Un choix, une demande motivée, une réponse : l’historique reste."""
    page = enter("proviseur")
    page.goto("/parcours?choix=changement")
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Accepter").click()
    expect(page.locator("main")).to_contain_text("Acceptée")
    keep(page, request.node.name)
