"""The rules speak while a placement is filled; going past a warning takes a reason; the school sets severities."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_width, keep
from test_placements import fill_placement, start_placing


def test_a_reason_written_in_the_form_stays_on_the_agreement(enter, request):
    """Un avertissement du formulaire se passe avec une raison, gardée sur la convention avec son auteur."""
    page = enter("rbde")
    start_placing(page)
    fill_placement(page, "Tuteur-Règles")
    page.fill("#f-repas", "")
    page.fill("#f-transport", "")
    page.fill("#f-hebergement", "")
    # Another sentence is another reason: the whole of it first.
    expect(page.locator("#findings")).to_contain_text("la restauration, le transport et l’hébergement")
    reason = page.locator("#findings textarea[name^='raison_26_']").first
    expect(reason).to_be_visible()
    keep(page, request.node.name + "-form")
    reason.fill("Les repas sont encore à convenir avec l’entreprise")
    page.get_by_role("button", name="Placer et préparer la convention").click()

    expect(page.locator("main")).to_contain_text("Les repas sont encore à convenir")
    keep(page, request.node.name + "-agreement")


def test_a_reason_being_written_is_not_lost_when_findings_change(enter):
    """Les constats se mettent à jour sans effacer la raison commencée ni fermer ce qui était ouvert."""
    page = enter("rbde")
    start_placing(page)
    page.fill("#f-activites", "Accueillir")
    reason = page.locator("#findings textarea").first
    expect(reason).to_be_visible()
    name = reason.get_attribute("name")
    reason.fill("Décidé avec la famille")
    folded = page.locator("#findings details").first
    folded.locator("summary").click()
    with page.expect_response(lambda answer: answer.url.endswith("/constats")):
        page.fill("[name=lundi-1]", "06:00")
        page.fill("[name=lundi-2]", "20:00")
    expect(page.locator("#findings .late").first).to_be_visible()
    expect(page.locator(f"#findings textarea[name='{name}']")).to_have_value("Décidé avec la famille")
    expect(page.locator("#findings details[open]")).not_to_have_count(0)


def test_a_reason_written_while_the_server_answers_is_kept(enter):
    """Ce qui est écrit pendant que les constats reviennent n’est pas perdu."""
    page = enter("rbde")
    start_placing(page)
    page.fill("#f-activites", "Accueillir")
    reason = page.locator("#findings textarea").first
    expect(reason).to_be_visible()
    name = reason.get_attribute("name")

    def write_meanwhile(route):
        answer = route.fetch()
        page.locator(f"#findings textarea[name='{name}']").fill("Écrit pendant la réponse")
        route.fulfill(response=answer)

    page.route("**/constats", write_meanwhile)
    with page.expect_response(lambda answer: answer.url.endswith("/constats")):
        page.fill("#f-activites", "Accueillir, conseiller")
    expect(page.locator(f"#findings textarea[name='{name}']")).to_have_value("Écrit pendant la réponse")
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"#findings textarea[name='{name}']")).to_have_value("Écrit pendant la réponse")


def test_the_school_raises_a_rule(enter, request):
    """La direction cherche une règle, change sa sévérité et dit pourquoi ; une interdiction ne se baisse pas."""
    page = enter("proviseur")
    page.goto("/reglages/regles")
    page.fill("#f-mots", "tuteur")
    page.get_by_role("button", name="Afficher").click()
    keep(page, request.node.name)
    page.get_by_role("link", name="PFMP-65").click()
    page.select_option("#f-severite", "block")
    page.get_by_role("button", name="Enregistrer la règle").click()
    expect(page.locator("#e-note")).to_be_visible()
    page.fill("#f-note", "Décision du conseil de direction")
    page.get_by_role("button", name="Enregistrer la règle").click()
    expect(page.locator("main")).to_contain_text("Décision du conseil de direction")
    expect(page.locator(".timeline")).to_contain_text(re.compile("PFMP-65"))

    page.goto("/reglages/regles/PFMP-42")
    expect(page.locator("#f-severite option[value=warning]")).to_have_count(0)


def test_the_rules_fit_a_phone(enter, request):
    """Sur un téléphone, la liste des règles et une règle tiennent en largeur."""
    page = enter("ddfpt", PHONE)
    for address in ("/reglages/regles", "/reglages/regles/PFMP-50"):
        page.goto(address)
        check_width(page)
    keep(page, request.node.name)
