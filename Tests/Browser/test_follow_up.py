"""Following placements: on a phone, without network, by a personal link, and who may read an incident."""

import re

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


def first_stay(page):
    """Opens the follow-up of the first learner at a host's; gives its address."""
    page.goto("/suivi?vue=en-entreprise")
    page.goto(page.locator("main tbody a[href*='/placements/']").first.get_attribute("href"))
    return page.url


def test_a_teacher_notes_a_call_in_one_tap(enter, request):
    """Un enseignant voit ses élèves, appelle le tuteur et note l’appel d’un geste."""
    page = enter("referent", PHONE)
    page.goto("/suivi")
    check_width(page)
    check_axe(page)
    keep(page, request.node.name)
    card = page.locator(".followed > li").first
    expect(card.locator("a[href^='tel:']")).to_be_visible()
    card.get_by_role("button", name="Appel fait").click()
    expect(page.locator(".flash")).to_contain_text("noté aujourd’hui")


def test_a_report_survives_a_lost_network(enter, request):
    """Sans réseau, le compte rendu reste sur l’appareil et part quand le réseau revient."""
    page = enter("referent", PHONE)
    page.goto("/suivi")
    page.locator(".followed > li").first.get_by_role("link", name="Compte rendu").click()
    page.fill("#f-conditions", "Accueil parfait, écrit sur le trottoir.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("[data-offline-said]")).to_contain_text("Pas de réseau")
    expect(page.locator("#f-conditions")).to_have_value("Accueil parfait, écrit sur le trottoir.")
    keep(page, request.node.name)
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Accueil parfait, écrit sur le trottoir.")
    expect(page).to_have_url(re.compile("/suivi$"))
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('offline:')).length") == 0


def test_an_absence_is_taken_out_of_the_days(enter, request):
    """Une absence notée retire un jour ; sa cause se précise ensuite."""
    page = enter("cpe")
    first_stay(page)
    keep(page, request.node.name + "-avant")
    page.locator("#absence > summary").click()
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.locator("main")).to_contain_text(re.compile("Absence|déjà notée|n’était pas attendu"))
    check_axe(page)


def test_a_tutor_evaluates_without_an_account(enter, open_page, request):
    """Le lien personnel ouvre l’évaluation, une fois, sans compte."""
    page = enter("rbde")
    first_stay(page)
    page.locator("summary", has_text="Liens personnels").click()
    line = page.locator("li", has=page.locator("strong", has_text="Évaluation par le tuteur"))
    line.get_by_role("button").click()
    address = page.locator("#f-lien").input_value()
    path = "/" + address.split("/", 3)[3]

    tutor = open_page(PHONE)
    tutor.goto(path)
    check_width(tutor)
    check_axe(tutor)
    keep(tutor, request.node.name)
    for name in ("ponctualite", "tenue", "equipe"):
        tutor.check(f"[name=note_{name}][value='4']")
    tutor.fill("#f-appreciation", "Très bon élève.")
    tutor.get_by_role("button", name="Envoyer au lycée").click()
    expect(tutor.locator("main")).to_contain_text("Merci")
    tutor.goto(path)
    expect(tutor.locator("main")).to_contain_text("ne sert plus")


def test_an_incident_is_read_by_few(enter, request):
    """La direction lit une alerte que le responsable du bureau ne voit pas."""
    head = enter("proviseur")
    head.goto("/suivi/incidents")
    alert = head.locator("main a", has_text="Violence").first
    address = alert.get_attribute("href")
    alert.click()
    check_axe(head)
    keep(head, request.node.name)
    office = enter("rbde")
    office.goto("/suivi/incidents")
    expect(office.locator("main")).not_to_contain_text("Violence")
    assert office.goto(address).status == 404


def test_referents_are_shared_by_hours(enter, request):
    """La répartition propose, compte la charge en direct et affecte."""
    page = enter("ddfpt")
    page.goto("/pfmp?quand=a-venir")
    for row in page.locator("main tbody a").all()[:6]:
        address = row.get_attribute("href") + "/repartition"
        page.goto(address)
        if page.locator("select[name^=eleve_]").count():
            break
        page.goto("/pfmp?quand=a-venir")
    select = page.locator("select[name^=eleve_]").first
    select.select_option(index=2)
    check_axe(page)
    keep(page, request.node.name)
    page.get_by_role("button", name="Affecter ces référents").click()
    expect(page.locator(".flash")).to_contain_text("férent")
