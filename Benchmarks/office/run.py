#!/usr/bin/env python3
"""The steering of a whole school: CPU of the dashboard at rest and after writes of several kinds, seconds of the bilan.

usage: run.py [--program FILE] [--requests 200]
FILE is a release build of `bureau`. The demonstration school is loaded in a temporary database. « After a write » is the
first page asked once the write is done: its CPU is told apart from that of the write. The promises are 3 ms of CPU for the
dashboard, and one second for the bilan."""
import argparse, os, re, statistics, subprocess, sys, tempfile, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bureau-demo-2026"
PAGES = ["/pilotage", "/pilotage/indicateurs", "/feuille-de-route", "/actions", "/bureau"]


def ticks(pid):
    """Nanoseconds of CPU of every thread, from the scheduler: finer than the hundredths of /proc/PID/stat."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            pass
    return total


def at_rest(visitor, pid, path, requests):
    sizes = []
    for _ in range(20):
        visitor.ask("GET", path)
    before = ticks(pid)
    for _ in range(requests):
        response, content = visitor.ask("GET", path)
        sizes.append(len(content))
    spent = (ticks(pid) - before) / requests / 1e6
    print(f"{path:26}{spent:8.2f} ms of CPU a page at rest, {statistics.median(sizes) / 1000:5.1f} kB, {response.status}")


def after_write(visitor, pid, name, write, rounds, path="/pilotage"):
    """The page that follows a write, many times over; the write itself is not counted."""
    spent, before_page = [], []
    for round in range(rounds):
        status = write(round)
        if status >= 400:
            sys.exit(f"{name}: the write was refused ({status})")
        start = ticks(pid)
        visitor.ask("GET", path)
        spent.append((ticks(pid) - start) / 1e6)
        start = ticks(pid)
        visitor.ask("GET", path)
        before_page.append((ticks(pid) - start) / 1e6)
    print(f"{path} after {name:24}{statistics.median(spent):8.2f} ms of CPU (worst {max(spent):.2f}), "
          f"the page after it {statistics.median(before_page):.2f}")


def report(visitor, pid, rounds=5):
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        response, content = visitor.ask("GET", "/pilotage/bilan.pdf")
        seconds.append(time.perf_counter() - begin)
        if response.status != 200 or not content.startswith(b"%PDF"):
            sys.exit(f"the bilan is not there ({response.status})")
    print(f"bilan in PDF: {statistics.median(seconds):.3f} s (first {seconds[0]:.3f}), {len(content) / 1000:.0f} kB")


def writes(visitor):
    page = visitor.ask("GET", "/entreprises")[1].decode()
    company = re.search(r'href="/entreprises/([0-9a-f-]{36})"', page).group(1)
    action = re.search(r'href="/actions/([0-9a-f-]{36})"', visitor.ask("GET", "/actions")[1].decode()).group(1)

    def time_spent(round):
        return visitor.send("/bureau/temps", "/bureau/temps", {"axe": "3", "rapide": "60"}).status

    def call(round):
        fields = {"genre": "appel_sortant", "objet": "prospection", "suite": "info", "note": f"Essai {round}"}
        return visitor.send(f"/entreprises/{company}", f"/entreprises/{company}/echanges", fields).status

    def switch(round):
        fields = {"genre": "merci", "part": "non" if round % 2 == 0 else "oui"}
        return visitor.send(f"/actions/{action}", f"/actions/{action}/courriels", fields).status

    def absence(round):
        return visitor.send("/bureau/horaires", "/bureau/absences", {"du": "2027-06-01", "au": "2027-06-01"}).status

    return [("time of the bureau", time_spent), ("a call to a company", call), ("an action changed", switch),
            ("an absence noted", absence)]


def placement_write(visitor):
    """A lead answered or a placement made, as the list of learners without a host offers it."""
    page = visitor.ask("GET", "/pfmp/etapes")[1].decode()
    period = re.search(r'href="/pfmp/([0-9a-f-]{36})/etapes"', page)
    steps = visitor.ask("GET", f"/pfmp/{period.group(1)}/etapes")[1].decode() if period else ""
    found = re.search(r'href="/conventions/([0-9a-f-]{36})"', steps)
    return found.group(1) if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "bureau")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--port", type=int, default=8501)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [str(options.program), "serve", "--port", str(options.port), "--database",
                   f"sqlite:{folder}/bureau.sqlite", "--demo-if-empty"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            visitor = Visitor(options.port)
            while True:
                try:
                    visitor.ask("GET", "/connexion")
                    break
                except OSError:
                    if process.poll() is not None:
                        sys.exit(f"the server stopped: {process.returncode}")
                    time.sleep(0.1)
            visitor.send("/connexion", "/connexion", {"email": "rbde@demo.example", "password": PASSWORD})
            for path in PAGES:
                at_rest(visitor, process.pid, path, options.requests)
            for name, write in writes(visitor):
                after_write(visitor, process.pid, name, write, options.rounds)
            report(visitor, process.pid)
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
