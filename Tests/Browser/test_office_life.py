"""The office by itself: a job dating for sixty learners, an objective on both sides, mails, presence, the handover."""

import re
import zipfile

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


def open_action(page, kind: str) -> None:
    page.goto(f"/actions?genre={kind}")
    page.locator("main .rowlink").first.click()


def test_organises_a_job_dating_for_sixty(enter, request):
    """Douze entreprises et trois classes : la liste, les réponses au téléphone, les souhaits par numéros, la grille."""
    page = enter("rbde")
    page.goto("/actions/demande")
    page.select_option("#f-genre", "job_dating")
    page.get_by_role("button", name="Créer l’action").click()
    page.get_by_role("link", name="Compléter").click()
    page.fill("#f-titre", "Job dating d’essai")
    page.locator("#f-jour").fill(page.evaluate("new Date(Date.now() + 40 * 864e5).toISOString().slice(0, 10)"))
    for name in ("TMCV", "TAGO", "TASSP"):
        page.locator("label.choice").filter(has_text=re.compile(rf"^\s*{name}\s*$")).locator("input").check()
    page.get_by_role("button", name="Enregistrer l’action").click()
    action = page.url
    if not page.locator("#f-de").is_visible():
        page.get_by_text("Ajouter des créneaux").click()
    page.fill("#f-de", "9 h")
    page.fill("#f-a", "13 h")
    page.fill("#f-duree", "15")
    page.get_by_role("button", name="Ajouter les créneaux").click()
    page.get_by_role("link", name="Choisir et inviter").click()
    for box in page.locator("input[name=contact]").all()[:12]:
        box.check()
    page.get_by_role("button", name="Mettre sur la liste").first.click()
    keep(page, request.node.name + "-liste")
    page.goto(action)
    while page.get_by_role("button", name=re.compile("^A dit oui")).count():
        page.get_by_role("button", name=re.compile("^A dit oui")).first.click()
        page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("12 ont dit oui sur 12")
    page.get_by_role("link", name="Grille des rendez-vous").click()
    wishes = page.locator("input[name^=rang-]")
    assert wishes.count() >= 60
    wishes.nth(0).fill("3 7")
    wishes.nth(1).fill("99")
    page.get_by_role("button", name="Enregistrer les souhaits").click()
    expect(page.locator("main")).to_contain_text("n’est pas un numéro de la liste")
    page.locator("input[name^=rang-]").nth(0).fill("3 7")
    page.locator("input[name^=rang-]").nth(1).fill("12")
    page.get_by_role("button", name="Enregistrer les souhaits").click()
    expect(page.locator("input[name^=rang-]").nth(0)).to_have_value("3 7")
    page.fill("#f-maximum", "2")
    page.get_by_role("button", name="Répartir").click()
    expect(page.locator("main")).to_contain_text("2 rendez-vous par élève")
    check_axe(page)
    keep(page, request.node.name)


def test_serves_an_objective(enter, request):
    """L’objectif choisi dans l’action se lit sur la feuille de route, et l’action y mène."""
    page = enter("rbde")
    open_action(page, "conference")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Compléter").click()
    page.locator("#f-objectif").select_option(index=1)
    page.get_by_role("button", name="Enregistrer l’action").click()
    page.get_by_role("link", name=re.compile("^A[123]\\.")).click()
    expect(page.locator("h1")).to_contain_text("Feuille de route")
    expect(page.locator("main")).to_contain_text(title)
    check_axe(page)
    keep(page, request.node.name)


def test_switches_a_mail_off(enter, request):
    """Le rappel automatique d’une action s’arrête et repart, depuis un téléphone."""
    page = enter("rbde", PHONE)
    open_action(page, "job_dating")
    panel = page.locator("section.panel").filter(has_text="Courriels automatiques")
    panel.get_by_role("button", name="Ne pas envoyer seul").first.click()
    expect(page.locator("main")).to_contain_text("Ne part pas seul")
    check_width(page)
    check_axe(page)
    keep(page, request.node.name)
    panel.get_by_role("button", name="Envoyer seul").first.click()
    expect(page.locator("main")).not_to_contain_text("Ne part pas seul")


def test_hands_over(enter, tmp_path, open_page, request):
    """Le dossier de passation se télécharge, et sa page mène à tout sans réseau."""
    page = enter("proviseur")
    page.goto("/pilotage/passation")
    with page.expect_download() as found:
        page.get_by_role("link", name="Télécharger le dossier").click()
    archive = tmp_path / "passation.zip"
    found.value.save_as(archive)
    with zipfile.ZipFile(archive) as pack:
        pack.extractall(tmp_path)
        folder = tmp_path / pack.namelist()[0].split("/")[0]
    reader = open_page()
    reader.goto((folder / "index.html").as_uri())
    expect(reader.locator("h1")).to_contain_text("Passation")
    links = [link.get_attribute("href") for link in reader.locator("a").all()]
    assert len(links) > 30 and all((folder / link).exists() for link in links)
    check_axe(reader)
    reader.set_viewport_size(PHONE)
    check_width(reader)
    keep(reader, request.node.name)
