"""The entry point of the bureau: a company asks without account, the bureau answers, and the other pages of partners."""

from playwright.sync_api import expect

from conftest import PHONE
from steps import check_axe, check_width, keep


def open_bureau(page):
    """From the public list to the page of the demonstration lycée."""
    page.goto("/bureaux")
    check_axe(page)
    page.locator(".lines a").first.click()
    expect(page.get_by_role("link", name="Écrire au bureau")).to_be_visible()


def ask(page, message):
    """Fills in the form faster than a person does: it is taken once enough time went by, nothing typed lost."""
    page.get_by_role("link", name="Écrire au bureau").click()
    page.select_option("#f-besoin", "accueillir_stagiaire")
    page.fill("#f-message", message)
    page.fill("#f-entreprise", "Garage des Essais")
    page.fill("#f-contact", "Andrea Inventé")
    page.fill("#f-courriel", "andrea@exemple.fr")
    page.check("#f-accord")
    for _ in range(200):
        page.get_by_role("button", name="Envoyer la demande").click()
        page.wait_for_load_state()
        if "/demande/" in page.url:
            break
    expect(page.locator("h1")).to_contain_text("Votre demande D")


def test_a_company_asks_and_is_answered(open_page, enter, request):
    """Une entreprise écrit depuis son téléphone, le bureau répond, l’entreprise lit la réponse."""
    company = open_page(PHONE)
    open_bureau(company)
    check_width(company)
    ask(company, "Deux places au printemps, écrit depuis un téléphone.")
    check_axe(company)
    check_width(company)
    keep(company, request.node.name + "-company")
    followed = company.url.split("?")[0]

    office = enter("rbde")
    office.goto("/demandes?q=essais")
    office.locator("main a.rowlink").first.click()
    check_axe(office)
    office.fill("#repondre #f-message", "Merci, nous vous appelons demain.")
    office.get_by_role("button", name="Envoyer").click()
    expect(office.locator(".thread")).to_contain_text("nous vous appelons demain")
    keep(office, request.node.name + "-office")

    company.goto(followed)
    expect(company.locator(".thread")).to_contain_text("nous vous appelons demain")


def test_the_form_says_what_is_missing(open_page):
    """Un formulaire incomplet revient avec ce qui a été écrit et ce qui manque."""
    page = open_page()
    open_bureau(page)
    page.get_by_role("link", name="Écrire au bureau").click()
    check_axe(page)
    page.fill("#f-message", "Rien d’autre")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.locator(".errors")).to_contain_text("adresse électronique")
    expect(page.locator("#f-message")).to_have_value("Rien d’autre")
    check_axe(page)


def test_the_pages_of_partners_hold_on_a_phone(enter, request):
    """Demandes, délais, partenariats, besoins, taxe, lieux : rien ne dépasse, axe ne trouve rien."""
    page = enter("rbde", PHONE)
    for path in ("/demandes", "/demandes/delais", "/partenariats", "/besoins", "/taxe", "/capacite"):
        page.goto(path)
        check_width(page)
        check_axe(page)
        keep(page, request.node.name + path.replace("/", "-"))


def test_a_need_is_received_by_the_adviser(enter):
    """Un besoin transmis au CFP revient avec son reçu."""
    page = enter("rbde")
    page.goto("/besoins/nouveau")
    page.fill("#f-origine", "Atelier des Essais")
    page.fill("#f-besoin", "Deux soudeurs")
    page.get_by_role("button", name="Enregistrer le besoin").click()
    address = page.url
    page.locator("#f-personne").select_option(index=1)
    page.get_by_role("button", name="Transmettre").click()
    expect(page.locator("main")).to_contain_text("Transmis")
    adviser = enter("cfp")
    adviser.goto(address)
    adviser.get_by_role("button", name="Accuser réception").click()
    expect(adviser.locator("main")).to_contain_text("Réception notée")
