"""Coming in, going out, and what stays from one page to the next."""

import re

from playwright.sync_api import expect

from conftest import DESKTOP
from people import DOUBLE, PASSWORD
from steps import check_width, keep, sign_in


def test_signs_in_and_sees_what_is_to_do(page, request):
    """La RBDE se connecte et lit ce qu’il y a à faire."""
    sign_in(page, "rbde@demo.example", PASSWORD)

    expect(page.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")
    expect(page.locator(".todo li").first).to_be_visible()
    check_width(page)
    keep(page, request.node.name)


def test_says_when_the_password_is_wrong(desktop):
    """Un mauvais mot de passe : le message le dit, l’adresse reste."""
    desktop.goto("/connexion")
    desktop.fill("#f-email", "cpe@demo.example")
    desktop.fill("#f-password", "pas celui-là")
    desktop.get_by_role("button", name="Se connecter").click()

    expect(desktop.locator(".errors")).to_be_visible()
    expect(desktop.locator("#f-email")).to_have_value("cpe@demo.example")
    expect(desktop.locator("#f-password")).to_have_value("")


def test_signs_out(desktop):
    """Après « Me déconnecter », la page d’avant ne se rouvre plus."""
    sign_in(desktop, "cfp@demo.example", PASSWORD)
    desktop.locator("summary", has_text="votre compte").click()
    desktop.get_by_role("button", name="Me déconnecter").click()
    expect(desktop).to_have_url(re.compile("/connexion"))

    desktop.goto("/entreprises")
    expect(desktop.locator("#f-password")).to_be_visible()


def test_asks_for_a_forgotten_password(desktop):
    """Mot de passe oublié : la réponse est la même que le compte existe ou non."""
    answers = set()
    for email in ["rbde@demo.example", "personne@demo.example"]:
        desktop.goto("/connexion")
        desktop.get_by_role("link", name="Mot de passe oublié").click()
        desktop.fill("#f-email", email)
        desktop.locator("main form button").first.click()
        expect(desktop.locator("#f-email")).to_have_count(0)
        answers.add(desktop.locator("main").inner_text().replace(email, ""))
    assert len(answers) == 1


def test_keeps_the_theme(enter):
    """Le thème choisi reste après un changement de page."""
    page = enter("rbde")
    page.goto("/")
    page.locator("summary", has_text="votre compte").click()
    page.get_by_role("button", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.goto("/entreprises")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_changes_school(enter):
    """Qui travaille dans deux lycées passe de l’un à l’autre, et ne voit que les élèves de celui-là."""
    page = enter(DOUBLE)
    page.goto("/apprenants")
    first = page.locator("tbody").inner_text()
    other = page.locator("button[name=etablissement]:not([aria-current])")
    name = other.text_content().strip()
    page.locator("summary", has_text="changer d’établissement").click()
    other.click()

    expect(page.locator("button[name=etablissement][aria-current]")).to_have_text(name, use_inner_text=False)
    page.goto("/apprenants")
    assert page.locator("tbody").inner_text() != first


def test_teacher_sees_only_their_learners(enter):
    """Un enseignant voit moins d’élèves que la RBDE, et n’ouvre pas la fiche des autres."""
    office, teacher = enter("rbde"), enter("enseignant")
    office.goto("/apprenants")
    teacher.goto("/apprenants")
    learners = "main tbody a[href^='/apprenants/']"
    links = {page: page.locator(learners).evaluate_all("all => all.map((it) => it.pathname)") for page in (office, teacher)}
    hidden = [link for link in links[office] if link not in links[teacher]]

    assert links[teacher]
    assert hidden
    assert teacher.goto(hidden[0]).status == 404


def test_finds_with_the_keyboard(enter):
    """Ctrl K et « / » ouvrent la recherche ; Entrée mène à la première réponse ; Échap la ferme."""
    page = enter("rbde")
    page.goto("/apprenants")
    name = page.locator("main tbody a[href^='/apprenants/']").first.inner_text()
    dialog = page.get_by_role("dialog", name="Aller à")
    # The palette comes after the page: a key pressed earlier belongs to the browser.
    page.wait_for_load_state("networkidle")

    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.keyboard.type(name)
    expect(dialog.get_by_role("option", name=name).first).to_be_visible()
    dialog.get_by_role("option", name=name).first.click()
    expect(page).to_have_url(re.compile("/apprenants/."))


def test_a_form_left_open_too_long_says_so(enter):
    """Un formulaire dont le jeton n’est plus bon est refusé avec une explication, sans rien écrire."""
    page = enter("rbde", DESKTOP)
    page.goto("/entreprises/nouvelle")
    page.evaluate("document.querySelectorAll('input[name=_jeton]').forEach((it) => { it.value = 'périmé' })")
    page.fill("#f-raison_sociale", "Jamais créée")
    page.get_by_role("button", name="Enregistrer l’entreprise").click()

    expect(page.locator("main")).to_contain_text("trop longtemps")
    page.goto("/entreprises?q=Jamais+créée")
    # The search offers the nearest names it knows: this one is not among them.
    expect(page.locator("main h1")).to_contain_text("Entreprises")
    expect(page.locator("main .rowlink", has_text="Jamais créée")).to_have_count(0)
