"""Actions with professionals: asked for by a teacher, organised by the office, answered without an account."""

import re

from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_axe, check_width, keep


def test_asks_for_a_visit(enter, request):
    """Un enseignant demande une visite : le genre, la classe, rien d’autre ; le bureau la voit."""
    page = enter("pp", PHONE)
    page.goto("/actions")
    page.get_by_role("link", name="Demander une action").first.click()
    page.select_option("#f-genre", "visite")
    if page.locator("#f-classe").input_value() == "":
        page.select_option("#f-classe", index=1)
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.locator("h1")).to_contain_text("Visite d’entreprise")
    expect(page.locator("main")).to_contain_text("Demandée")
    check_width(page)
    keep(page, request.node.name)
    office = enter("rbde")
    office.goto("/actions?etat=demandee")
    expect(office.locator("main table").first).to_contain_text("Visite d’entreprise")


def test_organises_a_job_dating(enter, request):
    """Le job dating de la démonstration : la grille, une nouvelle répartition, les feuilles à imprimer."""
    page = enter("rbde")
    page.goto("/actions?genre=job_dating")
    page.get_by_role("link", name=re.compile("Job dating de l’alternance")).first.click()
    page.get_by_role("link", name="Grille des rendez-vous").click()
    expect(page.locator("h1")).to_contain_text("Rendez-vous")
    check_axe(page)
    keep(page, request.node.name)
    page.fill("#f-maximum", "2")
    page.get_by_role("button", name=re.compile("Répartir")).click()
    expect(page.locator("main")).to_contain_text("2 rendez-vous par élève")
    for name in ("Par entreprise", "Par élève"):
        link = page.get_by_role("link", name=name).get_attribute("href")
        assert page.request.get(link).headers["content-type"] == "application/pdf"


def test_books_a_slot_as_a_college(enter, open_page, request):
    """Un collège réserve par le lien public, sans compte, depuis un téléphone."""
    page = enter("rbde")
    page.goto("/actions?genre=decouverte")
    page.locator("main .rowlink").first.click()
    page.get_by_role("button", name="Ouvrir ce lien").click()
    address = page.locator("code.secret").first.inner_text()
    college = open_page(PHONE)
    college.goto("/reservation/" + address.rsplit("/", 1)[1])
    college.select_option("#f-creneau", index=1)
    college.fill("#f-college", "Collège des Essais")
    college.fill("#f-personne", "Sacha Fictif")
    college.fill("#f-courriel", "essai@college.example")
    college.fill("#f-eleves", "200")
    college.get_by_role("button", name="Réserver").click()
    expect(college.locator("main")).to_contain_text("Il reste")
    expect(college.locator("#f-college")).to_have_value("Collège des Essais")
    college.fill("#f-eleves", "1")
    college.get_by_role("button", name="Réserver").click()
    expect(college.locator("main")).to_contain_text("Votre réservation est notée")
    check_width(college)
    check_axe(college)
    keep(college, request.node.name)


def test_action_pages_fit(enter):
    """Les pages des actions et des parcours tiennent sur un téléphone et passent axe."""
    page = enter("rbde")
    paths = ("/actions", "/actions/calendrier", "/offres", "/ateliers", "/anciens", "/mentorats", "/insertion", "/mobilites")
    for path in paths:
        page.goto(path)
        check_axe(page)
    page.set_viewport_size(PHONE)
    for path in paths:
        page.goto(path)
        check_width(page)
    page.set_viewport_size(DESKTOP)


def test_sees_a_clash_before_it_happens(enter, request):
    """Deux actions pour une même classe le même jour : dit à la création, dans le formulaire et au calendrier."""
    page = enter("rbde")
    page.goto("/actions")
    taken = page.locator("main .rowlink", has_text=re.compile("1CUI")).first
    taken.click()
    when = page.locator("main time, .pagehead").first.inner_text()
    assert when
    page.get_by_role("link", name="Compléter").click()
    day = page.locator("#f-jour").input_value()
    page.goto("/actions/demande")
    page.select_option("#f-genre", "visite")
    page.select_option("#f-classe", label="1CUI")
    page.get_by_text("Préciser maintenant").click()
    page.fill("#f-jour", day)
    page.get_by_role("button", name="Créer l’action").click()
    expect(page.locator("main")).to_contain_text("La classe 1CUI est déjà à")
    page.get_by_role("link", name="Compléter").click()
    expect(page.get_by_label("Le même jour")).to_contain_text("Déjà prévu")
    check_axe(page)
    page.goto("/actions/calendrier")
    expect(page.locator("main")).to_contain_text("Conflit")
    check_axe(page)
    keep(page, request.node.name)
    page.set_viewport_size(PHONE)
    check_width(page)
    page.set_viewport_size(DESKTOP)
    # The visit goes as it came.
    page.goto("/actions?genre=visite")
    page.locator("main .rowlink", has_text="Visite d’entreprise, 1CUI").first.click()
    page.get_by_text(re.compile("annuler l’action")).first.click()
    page.fill("#f-motif", "Essai")
    page.get_by_role("button", name="Annuler l’action").click()
    expect(page.locator("main")).to_contain_text("Annulée")
