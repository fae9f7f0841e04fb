"""The people of the demonstration, and a way to let them in without the form."""

from playwright.sync_api import Browser

PASSWORD = "bureau-demo-2026"
DOUBLE = "double@demo.example"

# One account for each role: Sources/App/Demo/DemoAccounts.swift.
NAMES = ["rbde", "ddfpt", "assistant", "proviseur", "adjoint", "cpe", "pp", "referent", "enseignant", "intendance", "cfp"]


def address(name: str) -> str:
    return name if "@" in name else f"{name}@demo.example"


class Doormen:
    """Signs each person in once, and lends their cookies to the windows that ask."""

    def __init__(self, browser: Browser, base_url: str):
        self.browser, self.base_url = browser, base_url
        self.states = {}

    def state(self, name: str) -> dict:
        if name not in self.states:
            context = self.browser.new_context(base_url=self.base_url)
            page = context.new_page()
            page.goto("/connexion")
            page.fill("input[name=email]", address(name))
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: not url.endswith("/connexion"))
            self.states[name] = context.storage_state()
            context.close()
        return self.states[name]
