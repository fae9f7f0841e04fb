#!/usr/bin/env python3
"""The agreements of a whole school: the long print, its memory, and the CPU of the boards of steps.

usage: run.py [--program FILE] [--requests 200]
FILE is a release build of `bureau`. The demonstration school is loaded in a temporary database; the year is printed
through the page that people use, then the boards are asked for again and again by one client."""
import argparse, json, os, re, statistics, subprocess, sys, tempfile, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bureau-demo-2026"


def memory(pid):
    """Most memory held so far, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0


def cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def print_year(visitor, pid):
    before, begin = cpu(pid), time.perf_counter()
    answer = visitor.send("/conventions/registre", "/conventions/lots", {"genre": "annee", "annee": "2026"})
    run = answer.getheader("Location")
    while True:
        state = json.loads(visitor.ask("GET", run + "/avancement")[1])
        if state["fini"]:
            break
        time.sleep(0.1)
    seconds = time.perf_counter() - begin
    print(f"{state['fait']} agreements printed and kept in {seconds:.1f} s, {cpu(pid) - before:.1f} s of CPU")


def board(visitor, pid, path, requests):
    sizes = []
    for _ in range(20):
        visitor.ask("GET", path)
    before = cpu(pid)
    for _ in range(requests):
        sizes.append(len(visitor.ask("GET", path)[1]))
    print(f"{path.split('/')[-1]:14}{(cpu(pid) - before) / requests * 1000:8.2f} ms of CPU a page, "
          f"{statistics.median(sizes) / 1000:.1f} kB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=ROOT / ".build" / "release" / "bureau")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--port", type=int, default=8497)
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
            print(f"memory at rest: {memory(process.pid):.0f} MB")
            page = visitor.ask("GET", "/pfmp/etapes")[1].decode()
            period = re.search(r'href="(/pfmp/[0-9a-f-]{36}/etapes)"', page).group(1)
            board(visitor, process.pid, "/pfmp/etapes", options.requests)
            board(visitor, process.pid, period, options.requests)
            print_year(visitor, process.pid)
            print(f"most memory: {memory(process.pid):.0f} MB")
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
