#!/usr/bin/env python3
"""The list of companies under load: Bureau beside Django and Flask on the same 100 000 companies.

usage: run.py --peers FOLDER [--program .build/release/bureau] [--work FOLDER] [--rounds 3] [--seconds 8]

FOLDER holds the peers and the generators (gen_sirene.py, web_data.py, flask_peer.py, django_peer.py, mix.lua). The peers
run under gunicorn with two workers, from the Python that runs this script (django, flask and gunicorn installed).
The three servers take turns; figures are medians of the rounds. Prints a table, and everything as JSON with --json FILE.
"""
import argparse, http.client, json, os, statistics, subprocess, sys, time

from bureau import Bureau
from measure import load, memory_mb

# Times the mix is written out for the lists read anew: more addresses than a server answers in five seconds.
REPEATS = 40
PAGES = {"home page": "/", "board of partners": "/entreprises/tableau"}
PEERS = {"Flask": ("flask_peer:app", 8802), "Django": ("django_peer:application", 8801)}


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True)
    parser.add_argument("--program", default=".build/release/bureau")
    parser.add_argument("--work", default="/tmp/bureau-web-bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8803)
    parser.add_argument("--json")
    chosen = parser.parse_args()
    chosen.peers = os.path.abspath(chosen.peers)
    chosen.program = os.path.abspath(chosen.program)
    return chosen


def make_data(chosen):
    """The companies and the fixed mix of requests, from the seeded generators."""
    chosen.work = os.path.join(chosen.work, str(chosen.rows))
    os.makedirs(chosen.work, exist_ok=True)
    data, urls = os.path.join(chosen.work, "web.sqlite"), os.path.join(chosen.work, "urls.txt")
    if not os.path.exists(urls):
        names = os.path.join(chosen.work, "names.tsv")
        run = lambda *command: subprocess.run([sys.executable, *command], check=True, cwd=chosen.peers)
        run("gen_sirene.py", str(chosen.rows), os.path.join(chosen.work, "sirene.csv"), names)
        run("web_data.py", names, data, urls, str(chosen.rows))
    return data, urls


def start_peer(chosen, name, data):
    """A peer under gunicorn; answers its process and the milliseconds to its first answer."""
    module, port = PEERS[name]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", module],
        cwd=chosen.peers, env=os.environ | {"PEER_DB": data}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/companies?dept=01")
            connection.getresponse().read()
            return process, (time.perf_counter() - begin) * 1000
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{name} stopped: {process.returncode}")
            time.sleep(0.002)


def open_bureau(chosen, data):
    """A fresh Bureau with the companies of the peers, restarted so that nothing is warm but its file."""
    bureau = Bureau(chosen.program, chosen.work, chosen.port)
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(bureau.file + suffix):
            os.remove(bureau.file + suffix)
    bureau.start()
    bureau.open()
    bureau.fill(data)
    bureau.stop()
    return bureau, bureau.start()


def map_addresses(bureau, urls, work):
    """The 400 requests of the mix in our words, the same none of which was asked a moment ago, and some pages alone."""
    with open(urls) as source:
        mix = [bureau.address(line.strip()) for line in source]
    others = {name: write_addresses(work, name, [path]) for name, path in PAGES.items()}
    others["each list read anew"] = write_addresses(work, "lists read anew", anew(mix))
    return write_addresses(work, "bureau", mix), others


def anew(mix):
    """Bureau keeps a list written a moment ago: here no address comes back within the seconds it is kept."""
    return [f"{path}{'&' if '?' in path else '?'}vu={turn}" for turn in range(REPEATS) for path in mix]


def write_addresses(work, name, paths):
    file = os.path.join(work, f"{name.replace(' ', '-')}-urls.txt")
    with open(file, "w") as target:
        target.write("\n".join(paths) + "\n")
    return file


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def main():
    chosen = options()
    data, urls = make_data(chosen)
    bureau, first = open_bureau(chosen, data)
    servers, report = {}, {}
    report["Bureau"] = {"start": first, "idle": memory_mb(bureau.process.pid), "runs": {}}
    for name in PEERS:
        process, first = start_peer(chosen, name, data)
        servers[name] = (process.pid, f"http://127.0.0.1:{PEERS[name][1]}", urls, None)
        report[name] = {"start": first, "idle": memory_mb(process.pid), "runs": {}, "process": process}
    ours, pages = map_addresses(bureau, urls, chosen.work)
    base = f"http://127.0.0.1:{chosen.port}"
    servers["Bureau"] = (bureau.process.pid, base, ours, bureau.cookie)
    for name, file in pages.items():
        report[f"Bureau, {name}"] = {"runs": {}}
        servers[f"Bureau, {name}"] = (bureau.process.pid, base, file, bureau.cookie)
    script = os.path.join(chosen.peers, "mix.lua")
    try:
        for connections in (1, 8):
            for _ in range(chosen.rounds):
                for name, (pid, address, file, cookie) in servers.items():
                    run = load(pid, address, script, file, chosen.seconds, connections, cookie)
                    report[name]["runs"].setdefault(connections, []).append(run)
                    print(f"{name:18} {connections} {run['cpu']:.3f} ms", file=sys.stderr, flush=True)
    finally:
        bureau.stop()
        for name in PEERS:
            report[name].pop("process").terminate()
    tell(report, chosen)


def tell(report, chosen):
    print("| server | connections | CPU ms a request | p50 ms | p99 ms | memory MB | Bureau is |")
    print("|---|---|---|---|---|---|---|")
    for connections in (1, 8):
        mine = median(report["Bureau"]["runs"][connections], "cpu")
        for name, entry in report.items():
            runs = entry["runs"][connections]
            ratio = f"{median(runs, 'cpu') / mine:.1f} times cheaper" if name in PEERS else ""
            cells = [f"{median(runs, key):.{digits}f}" for key, digits in (("cpu", 3), ("p50", 1), ("p99", 1), ("memory", 0))]
            print(f"| {name} | {connections} | {' | '.join(cells)} | {ratio} |")
    for name, entry in report.items():
        if "start" in entry:
            print(f"{name}: first answer after {entry['start']:.0f} ms, {entry['idle']:.0f} MB idle")
    if chosen.json:
        with open(chosen.json, "w") as file:
            json.dump(report, file, indent=1)


main()
