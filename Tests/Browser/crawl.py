"""Walks from the home page of a person over the links they see, and says what is wrong with each page."""

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from steps import is_axes_complaint, run_axe

MOST_PAGES = 110
SAME_KIND = 2
HEAVIEST = 50_000

# Counted in the page itself: what the rules of the house forbid or ask for.
LOOK = """() => ({
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    // Leaflet places what it draws; the program writes no style of its own there either.
    inline: [...document.querySelectorAll("[style], style, script:not([src])")]
        .filter((it) => !it.closest(".leaflet-container")).length
        + [...document.querySelectorAll("*")].filter((it) => [...it.attributes].some((a) => /^on/.test(a.name))).length,
    ids: [...document.querySelectorAll("[id]")].map((it) => it.id).filter((id, i, all) => all.indexOf(id) !== i),
    // Links of a drawing have an animated address: the attribute says it plainly.
    links: [...document.querySelectorAll("a[href]")].map((it) => new URL(it.getAttribute("href"), location.href).href),
})"""

# Tables whose head stands on their first row before anybody has scrolled.
COVERED = """() => [...document.querySelectorAll("main table")].filter((table) => {
    const head = table.tHead?.rows[table.tHead.rows.length - 1]?.cells[0], first = table.tBodies[0]?.rows[0];
    if (!head?.offsetParent || !first?.offsetParent) return false;
    return head.getBoundingClientRect().bottom > first.getBoundingClientRect().top + 2;
}).map((table) => table.caption?.textContent ?? "sans titre")"""
DESKTOP = {"width": 1280, "height": 900}


def kind(url: str) -> str:
    """Addresses that differ by an identifier or by a value show the same kind of page."""
    parts = urlsplit(url)
    path = "/".join(":id" if re.search(r"\d", piece) else piece for piece in parts.path.split("/"))
    keys = sorted(key for key, _ in parse_qsl(parts.query))
    return path + ("?" + "&".join(keys) if keys else "")


def is_file(url: str) -> bool:
    """What the browser saves or shows by itself, and not as a page."""
    return re.search(r"\.(pdf|csv|xlsx|ics|xml|zip|json)$|/export/|/documents/|/papiers-remis/", urlsplit(url).path) is not None


class Crawl:
    """One walk; `seen_by_axe` is shared between people, so that a kind of page is examined once."""

    def __init__(self, page: Page, base_url: str, seen_by_axe: set):
        self.page, self.base_url, self.seen_by_axe = page, base_url, seen_by_axe
        self.problems, self.visited = [], []
        self.waiting, self.known, self.kinds = [], set(), {}
        page.on("console", lambda message: self.console(message))
        self.loading = ""

    def console(self, message) -> None:
        if message.type != "error" or message.text.startswith("Failed to load resource"):
            return
        if not is_axes_complaint(self.page, message.text):
            self.tell(self.loading, message.text)

    def tell(self, url: str, text: str) -> None:
        self.problems.append(f"{url.removeprefix(self.base_url)} : {text}")

    def add(self, url: str, origin: str) -> None:
        url = url.split("#")[0]
        if not url.startswith(self.base_url + "/") or url in self.known:
            return
        self.known.add(url)
        if self.kinds.get(kind(url), 0) < SAME_KIND:
            self.kinds[kind(url)] = self.kinds.get(kind(url), 0) + 1
            self.waiting.append((url, origin))

    def walk(self) -> None:
        self.add(self.base_url + "/", "")
        while self.waiting and len(self.visited) < MOST_PAGES:
            url, origin = self.waiting.pop(0)
            self.loading = url
            answer = self.page.request.get(url) if is_file(url) else self.page.goto(url)
            if not answer.ok:
                self.tell(url, f"{answer.status}, lien mort sur {origin.removeprefix(self.base_url) or '/'}")
            elif not is_file(url):
                self.look(url, len(answer.body()))

    def look(self, url: str, weight: int) -> None:
        self.visited.append(url)
        found = self.page.evaluate(LOOK)
        expectations = [
            (found["title"].replace("· Bureau", "").strip(), "titre vide"),
            (found["headings"] == 1, f"{found['headings']} titres h1"),
            (found["lang"] == "fr", "langue"),
            (found["wide"] <= 0, f"{found['wide']} px de trop en largeur"),
            (found["inline"] == 0, f"{found['inline']} styles ou scripts dans la page"),
            (not found["ids"], f"identifiants en double : {found['ids'][:3]}"),
            (weight < HEAVIEST, f"{weight} octets de HTML"),
        ]
        for holds, problem in expectations:
            if not holds:
                self.tell(url, problem)
        if kind(url) not in self.seen_by_axe:
            self.seen_by_axe.add(kind(url))
            self.examine(url)
            self.look_wide(url)
        for link in found["links"]:
            self.add(link, url)

    def look_wide(self, url: str) -> None:
        narrow = self.page.viewport_size
        self.page.set_viewport_size(DESKTOP)
        for table in self.page.evaluate(COVERED):
            self.tell(url, f"l’en-tête du tableau « {table} » couvre sa première ligne sur un grand écran")
        self.page.set_viewport_size(narrow)

    def examine(self, url: str) -> None:
        """Axe, in light colours, and in dark ones on every third kind of page."""
        schemes = ["light", "dark"] if len(self.seen_by_axe) % 3 == 1 else ["light"]
        for scheme in schemes:
            self.page.emulate_media(color_scheme=scheme)
            for violation in run_axe(self.page).response["violations"]:
                places = "; ".join(str(node["target"][0]) for node in violation["nodes"][:2])
                self.tell(url, f"axe ({scheme}) {violation['id']} : {places}")
        self.page.emulate_media(color_scheme="light")
