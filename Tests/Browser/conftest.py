"""Fixtures of the browser tests: one server, one Chromium, and a new window of the wanted size for each test."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from people import Doormen
from server import Server
from steps import is_axes_complaint, keep

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The program with the demonstration school, shared by all tests."""
    running = Server(tmp_path_factory.mktemp("bureau"))
    yield running.wait_until_ready()
    running.stop()


@pytest.fixture(scope="session")
def base_url(server):
    """The address of the program, without a slash at its end."""
    return server.base_url


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing: run script/setup"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, base_url, request):
    """Opens a window of the wanted size, as another person would: `open_page(PHONE)`. Errors fail the test."""
    opened = []

    def open_window(viewport=DESKTOP, **options):
        phone = viewport["width"] < 600
        usual = {"base_url": base_url, "locale": "fr-FR", "timezone_id": "Europe/Paris", "color_scheme": "light"}
        # Without transitions: axe would otherwise measure colours halfway between two themes.
        usual["reduced_motion"] = "reduce"
        context = browser.new_context(viewport=viewport, is_mobile=phone, has_touch=phone, **usual | options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if is_problem(message, page) else None)
        opened.append((page, problems))
        return page

    yield open_window

    if failed(request.node):
        for number, (page, _) in enumerate(opened, start=1):
            keep(page, f"failed-{request.node.name}-{number}")
    for page, _ in opened:
        page.context.close()
    problems = [problem for _, found in opened for problem in found]
    assert not problems, "The browser complained: " + "\n".join(problems)


@pytest.fixture(scope="session")
def doormen(browser, base_url):
    """The sessions of people already signed in."""
    return Doormen(browser, base_url)


@pytest.fixture
def enter(open_page, doormen):
    """Opens a window where someone is signed in: `enter("rbde", PHONE)`."""

    def enter_as(name, viewport=DESKTOP, **options):
        return open_page(viewport, storage_state=doormen.state(name), **options)

    return enter_as


@pytest.fixture
def desktop(open_page):
    """A page in a desktop window, 1280 by 900."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page):
    """A page on a phone, 390 by 844."""
    return open_page(PHONE)


@pytest.fixture(params=["desktop", "phone"])
def page(request, open_page):
    """A page on both: the test runs twice."""
    return open_page(DESKTOP if request.param == "desktop" else PHONE)


def is_problem(message, page) -> bool:
    """An error in the console, a broken security policy included; an answer 4xx on purpose is none."""
    if message.type != "error" or message.text.startswith("Failed to load resource"):
        return False
    return not is_axes_complaint(page, message.text)


def failed(item) -> bool:
    return getattr(item, "outcome_of_call", "failed") == "failed"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.outcome_of_call = outcome.get_result().outcome
