"""What journeys do again and again: sign in, check a page with axe, keep a picture of it."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from server import ARTEFACTS

SCREENS = ARTEFACTS / "screens"


def sign_in(page: Page, email: str, password: str) -> None:
    """Signs in through the form, as a person does, and waits for the page that follows."""
    page.goto("/connexion")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password])").locator("button:not([type=button])").first.click()
    expect(page).not_to_have_url(re.compile(r"/connexion$"))


EXAMINED = set()


def run_axe(page: Page):
    """What axe finds. It copies the elements it speaks of, and the policy of content refuses the style of a copy of what
    Leaflet placed; it reads the style sheets again, which a page opened from a folder refuses. From then on such a complaint
    of this page is not the program's (see `is_axes_complaint`)."""
    EXAMINED.add(page)
    return Axe().run(page)


def is_axes_complaint(page: Page, text: str) -> bool:
    axes = ("Applying inline style violates", "Access to XMLHttpRequest at 'file:")
    return page in EXAMINED and text.startswith(axes)


def check_axe(page: Page) -> None:
    """Asserts that axe finds nothing, in light and in dark colours."""
    reports = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = run_axe(page)
        if results.violations_count:
            reports.append(f"In {scheme} colours: {results.generate_report()}")
    page.emulate_media(color_scheme="light")
    assert not reports, f"{page.url}\n" + "\n".join(reports)


def check_width(page: Page) -> None:
    """Asserts that nothing sticks out: the page never scrolls sideways."""
    wanted, given = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wanted <= given, f"{page.url} is {wanted} px wide in a window of {given} px"


def keep(page: Page, name: str) -> None:
    """Keeps a picture of the whole page under var/artefacts/screens, to be looked at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{file_name(name)}.png", full_page=True)


def file_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-")
