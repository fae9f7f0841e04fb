"""From a planned period to a signed agreement."""

import re
import subprocess

from playwright.sync_api import expect

from conftest import DESKTOP, PHONE
from steps import check_width, keep

HOURS = {"1": "08:30", "2": "12:00", "3": "13:30", "4": "17:00"}
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]


def start_placing(page):
    """Opens the form of a placement for the first learner of a coming period who has no place, host chosen."""
    page.goto("/pfmp/sans-lieu")
    page.locator("main a[href*='/placer/']").first.click()
    page.locator("main a[href*='entreprise=']").first.click()
    expect(page.get_by_role("button", name="Placer et préparer la convention")).to_be_visible()


def fill_placement(page, tutor: str):
    """Everything that an agreement needs."""
    for person, name in (("tuteur", tutor), ("signataire", "Signataire")):
        fields = page.locator(f"details:has(#f-{person}_nom)")
        if fields.get_attribute("open") is None:
            fields.locator("summary").click()
        page.fill(f"#f-{person}_prenom", "Alix")
        page.fill(f"#f-{person}_nom", name)
        page.fill(f"#f-{person}_fonction", "Atelier")
        page.fill(f"#f-{person}_telephone", "01 99 00 12 34")
    page.select_option("#f-referent", index=1)
    for day in DAYS:
        for rank, hour in HOURS.items():
            page.fill(f"[name={day}-{rank}]", hour)
    page.fill("#f-activites", "Accueillir\nPréparer")
    page.fill("#f-competences", "C1.1 Communiquer")
    page.fill("#f-suivi", "Une visite, deux appels.")
    page.fill("#f-repas", "Repas pris sur place")


def test_plans_a_period_for_two_classes(enter, request):
    """Une période se planifie pour deux classes ; des dates à l’envers sont refusées sans rien perdre."""
    page = enter("ddfpt")
    page.goto("/pfmp/nouvelle")
    boxes = page.locator("input[name=classe]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.fill("#f-intitule", "PFMP d’essai")
    page.fill("#f-du", "2027-06-18")
    page.fill("#f-au", "2027-06-07")
    page.get_by_role("button", name="Enregistrer la période").click()

    expect(page.locator("#e-au")).to_be_visible()
    expect(page.locator("#f-intitule")).to_have_value("PFMP d’essai")
    expect(boxes.nth(1)).to_be_checked()
    keep(page, request.node.name)

    page.fill("#f-du", "2027-06-07")
    page.fill("#f-au", "2027-06-18")
    page.get_by_role("button", name="Enregistrer la période").click()
    page.goto("/pfmp")
    expect(page.get_by_role("row", name=re.compile("PFMP d’essai"))).to_have_count(2)


def test_places_a_learner_until_the_signatures(enter, request, tmp_path):
    """Placer un élève : constats pendant la saisie, convention, PDF aux bons noms, signatures notées."""
    page = enter("rbde")
    start_placing(page)
    learner = page.locator("main h1").inner_text().removeprefix("Placer ")
    company = page.locator("#f-entreprise a").first.inner_text()
    page.fill("[name=lundi-1]", "06:00")
    page.fill("[name=lundi-2]", "20:00")
    expect(page.locator("#findings .late, #findings .soon").first).to_be_visible()
    fill_placement(page, "Tuteur-d’Essai")
    keep(page, request.node.name + "-form")
    page.get_by_role("button", name="Placer et préparer la convention").click()

    expect(page.locator("main h1")).to_contain_text(learner)
    expect(page.locator("main")).to_contain_text("Tuteur-d’Essai")
    # A long name may go over two lines on paper.
    text = squeezed(read_pdf(save_pdf(page, tmp_path)))
    for name in (learner.split()[-1], company, "Tuteur"):
        assert squeezed(name) in text, name

    keep(page, request.node.name + "-agreement")
    pass_warnings(page)
    page.get_by_role("button", name="Mettre à la signature").click()
    page.fill("#f-signe_le", "2026-11-20")
    page.get_by_role("button", name="Noter la signature").click()
    expect(page.locator(".parties .badge.done")).to_have_count(1)


def squeezed(text):
    return "".join(text.casefold().split())


def pass_warnings(page):
    """Writes one reason for the warnings of an agreement, when there are some: the button that sends takes it along."""
    if page.locator("#f-raison").count():
        page.fill("#f-raison", "Vu avec l’entreprise")


def save_pdf(page, folder):
    """Prints the agreement, or its draft, as the buttons of the page offer."""
    path = folder / "convention.pdf"
    draft = page.get_by_role("link", name="Imprimer le projet")
    if draft.count():
        path.write_bytes(page.request.get(draft.get_attribute("href")).body())
        return path
    # Some Chromiums show the paper, others save it: the form is sent beside the page, as the button would.
    form = page.locator("form:has(button:text-is('Imprimer'))")
    fields = form.evaluate("(it) => Object.fromEntries(new FormData(it))")
    answer = page.request.post(form.get_attribute("action"), form=fields)
    assert answer.ok, answer.status
    path.write_bytes(answer.body())
    return path


def read_pdf(path) -> str:
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_the_form_of_a_placement_fits_a_phone(enter, request):
    """Sur un téléphone, le formulaire tient en largeur et l’horaire se saisit."""
    page = enter("rbde", PHONE)
    start_placing(page)
    check_width(page)
    page.fill("[name=mardi-1]", "08:00")
    keep(page, request.node.name)


def test_wrong_hours_lose_nothing(enter):
    """Un horaire impossible et des dates à l’envers : refusés, et tout le reste est encore là."""
    page = enter("rbde")
    start_placing(page)
    page.fill("#f-activites", "À garder")
    page.fill("[name=lundi-1]", "08:00")
    page.fill("#f-du", "2027-06-18")
    page.fill("#f-au", "2027-06-07")
    page.get_by_role("button", name="Placer et préparer la convention").click()

    expect(page.locator(".errors li")).not_to_have_count(0)
    expect(page.locator("#f-activites")).to_have_value("À garder")
    expect(page.locator("[name=lundi-1]")).to_have_value("08:00")


def test_a_double_click_places_once(enter):
    """Deux envois du même formulaire mènent à la même convention."""
    page = enter("rbde", DESKTOP)
    start_placing(page)
    form = page.evaluate(
        "Object.fromEntries(new FormData(document.querySelector('form[data-findings]')))")
    address = page.url.split("?")[0]
    first, second = (page.request.post(address, form=form, max_redirects=0) for _ in range(2))

    assert first.status == 303
    assert first.headers["location"] == second.headers["location"]
