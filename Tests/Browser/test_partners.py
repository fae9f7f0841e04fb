"""Partners: the map that moves, look-alikes while one types, a mail filed, a mail in doubt after a crash."""

import socketserver
import sqlite3
import threading

import pytest
from playwright.sync_api import expect

from conftest import PHONE
from people import PASSWORD, address
from server import Server
from steps import check_axe, check_width, keep, sign_in


@pytest.mark.parametrize("window", [None, PHONE], ids=["desktop", "phone"])
def test_moves_the_map(enter, window, request):
    """La carte bouge, s’ouvre au clavier, et « Chercher dans cette zone » réduit la liste à ce qu’elle montre."""
    page = enter("rbde", window) if window else enter("rbde")
    page.goto("/entreprises/carte")
    ground = page.locator(".leafletmap")
    expect(ground).to_be_visible()
    expect(page.locator("svg.map")).to_have_count(0)
    marks = ground.locator(".group, .pin")
    expect(marks.first).to_be_visible()
    check_axe(page)
    check_width(page)
    keep(page, request.node.name)

    # By keyboard alone: into groups until one company opens, then to its page.
    popup = ground.locator(".leaflet-popup-content a").first
    for _ in range(12):
        if popup.count():
            break
        marks.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
    expect(popup).to_be_focused()
    name = popup.inner_text()
    search = page.locator(".inarea")
    expect(search).to_be_visible()
    shown = search.get_attribute("href")
    popup.press("Enter")
    expect(page.locator("main h1")).to_contain_text(name)

    page.goto(shown)
    expect(page.locator(".maplist")).to_contain_text(name)
    expect(page.get_by_text("dans la zone choisie sur la carte")).to_be_visible()


def test_draws_the_map_without_scripts(doormen, browser):
    """Sans JavaScript, la carte est le dessin du serveur, avec ses liens et sa liste."""
    context = browser.new_context(
        java_script_enabled=False, storage_state=doormen.state("rbde"), base_url=doormen.base_url)
    page = context.new_page()
    page.goto("/entreprises/carte")
    expect(page.locator("svg.map a").first).to_be_visible()
    expect(page.locator(".maplist a").first).to_be_visible()
    context.close()


def test_warns_while_one_types(enter):
    """Une entreprise mal orthographiée est reconnue pendant la frappe, avant tout envoi."""
    page = enter("rbde")
    # Other tests leave companies whose name has no letter: those look like nothing.
    page.goto("/entreprises?q=boulangerie")
    link = page.locator("a.rowlink").first
    name = link.inner_text()
    page.goto("/entreprises/nouvelle")
    page.fill("#f-raison_sociale", name)
    # The first question of a process makes the index of the companies.
    expect(page.locator("#ressemblances")).to_contain_text("Une entreprise semblable existe déjà", timeout=30_000)
    expect(page.locator("#ressemblances a").first).to_contain_text(name)
    expect(page.locator("#f-raison_sociale")).to_be_focused()
    check_axe(page)


MAIL = """From: Camille Essai <camille.essai@exemple.fr>
To: bureau@exemple.fr
Subject: =?utf-8?Q?R=C3=A9ponse_=C3=A0_votre_courriel?=
Date: Fri, 2 Jan 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Deux =C3=A9l=C3=A8ves en mars.
"""


def test_files_a_mail(enter, request):
    """Un courriel déposé sur la fiche entre dans l’historique à sa date ; une photo est refusée calmement."""
    page = enter("rbde", PHONE)
    page.goto("/entreprises")
    page.locator("a.rowlink").first.click()
    company = page.locator("main h1").inner_text()
    page.get_by_role("link", name="Classer un courriel").click()
    page.set_input_files("#f-fichier", {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0"})
    page.get_by_role("button", name="Classer le courriel").click()
    expect(page.locator("#e-fichier")).to_be_visible()
    check_axe(page)
    check_width(page)
    page.set_input_files("#f-fichier", {"name": "m.eml", "mimeType": "message/rfc822", "buffer": MAIL.encode()})
    page.get_by_role("button", name="Classer le courriel").click()
    expect(page.locator("main h1")).to_have_text(company)
    expect(page.locator(".timeline")).to_contain_text("Deux élèves en mars.")
    keep(page, request.node.name)


class Silent(socketserver.StreamRequestHandler):
    """A mail server that hears everything to the dot that ends a mail, and then says nothing. It keeps for whom."""

    def handle(self):
        self.wfile.write(b"220 essai\r\n")
        inside, recipient = False, ""
        for line in self.rfile:
            if inside:
                if line == b".\r\n":
                    self.server.recipients.append(recipient)
                    self.server.heard.set()
                    self.server.ends.wait(60)
                    return
            elif line.startswith(b"DATA"):
                inside = True
                self.wfile.write(b"354 allez\r\n")
            else:
                if line.startswith(b"RCPT"):
                    recipient = line.decode()
                self.wfile.write(b"250 bien\r\n")


@pytest.fixture
def silent_mail():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        server.daemon_threads = True
        server.heard, server.ends, server.recipients = threading.Event(), threading.Event(), []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.ends.set()
        server.shutdown()


def test_keeps_a_mail_in_doubt_after_a_crash(browser, tmp_path, silent_mail, monkeypatch):
    """Le programme est tué pendant un envoi : au redémarrage rien ne repart seul, une personne tranche."""
    monkeypatch.setenv("BUREAU_SMTP", f"smtp://127.0.0.1:{silent_mail.server_address[1]}")
    first = Server(tmp_path, name="crash").wait_until_ready()
    context = browser.new_context(base_url=first.base_url)
    page = context.new_page()
    sign_in(page, address("rbde"), PASSWORD)
    page.goto("/reglages/personnes/invitation")
    page.fill("input[name=firstName]", "Dominique")
    page.fill("input[name=familyName]", "Fictif")
    page.fill("input[name=email]", "dominique@exemple.fr")
    page.locator("input[name=roles]").first.check()
    page.locator("main form button").last.click()
    assert silent_mail.heard.wait(90), "the mail never left"
    first.process.kill()
    first.process.wait()
    context.close()

    lost = list(silent_mail.recipients)
    # A mail server may answer for two minutes: they pass.
    with sqlite3.connect(tmp_path / "bureau.sqlite") as base:
        base.execute("update outbox set sending_since = '2026-01-01T00:00:00.000Z' where sending_since is not null")
    second = Server(tmp_path, name="after-crash").wait_until_ready()
    try:
        context = browser.new_context(base_url=second.base_url)
        page = context.new_page()
        sign_in(page, address("rbde"), PASSWORD)
        page.goto("/reglages/serveur")
        expect(page.get_by_role("heading", name="Courriels peut-être envoyés")).to_be_visible()
        assert not set(lost) & set(silent_mail.recipients[len(lost):]), "nothing leaves again by itself"
        doubts = page.get_by_role("button", name="Classer comme envoyé")
        count = doubts.count()
        doubts.first.click()
        expect(doubts).to_have_count(count - 1)
        context.close()
    finally:
        second.stop()

