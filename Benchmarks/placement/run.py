#!/usr/bin/env python3
"""Placement and tours: Bureau and the solvers one would take instead, in turns; medians of CPU seconds.

usage: run.py [--rounds 5] [--only WORD] [--binary FILE] [--python FILE] [--skip-nation]
Peers are installed into .venv beside this script (OR-Tools, SciPy, lapx, PyVRP) and from Debian (liblemon-dev); what is
generated goes to the folder PERF_WORK (.build/work when it is not set). The build of the engine is that of
`swift build -c release` here, unless --binary names one.
"""
import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ.get("PERF_WORK", HERE / ".build" / "work"))
PYPI = ["numpy", "scipy", "ortools", "lapx", "pyvrp"]
INSTANCES = {
    "classe": "--learners 32 --places 60 --families 1 --schools 3 --dense",
    "lycee": "--learners 600 --places 900 --families 12 --schools 3 --dense",
    "academie": "",
    "penurie": "--places 16000 --seed 7",
    "nation": "--learners 650000 --places 1000000 --k 20 --schools 2100",
}
# Instance, capacitated, peers, goal against the first ones named (must, aim).
BENCHES = [
    ("classe", False, ["lemon-ns", "lapx", "scipy"], ""),
    ("lycee", False, ["lapx", "scipy", "scipy-sparse", "lemon-ns", "ortools"], "lapx x2 (x4)"),
    ("penurie", False, ["lemon-ns", "ortools"], "lemon-ns x1.2 (x3)"),
    ("academie", False, ["lemon-ns", "lemon-cas", "ortools"], "lemon x4 (x10), ortools x15 (x40)"),
    ("academie", True, ["lemon-ns", "lemon-cas", "ortools-capacitated"], "best lemon x1.5 (x4)"),
    ("penurie", True, ["lemon-ns", "ortools-capacitated"], "best lemon x1.5 (x4)"),
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="only the benches whose name has this word")
    parser.add_argument("--binary")
    parser.add_argument("--python", help="a Python that has the peers already")
    parser.add_argument("--skip-nation", action="store_true")
    return parser.parse_args()


def peer_python(given):
    if given:
        return given
    python = HERE / ".venv" / "bin" / "python"
    if not python.exists():
        venv.create(HERE / ".venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PYPI], check=True)
    return python


def lemon():
    binary = WORK / "lemon"
    source = HERE / "lemon.cpp"
    if binary.exists() and binary.stat().st_mtime > source.stat().st_mtime:
        return binary
    if not Path("/usr/include/lemon/network_simplex.h").exists():
        subprocess.run(["apt-get", "install", "-y", "liblemon-dev"], check=True)
    subprocess.run(["g++", "-O3", "-march=native", "-o", binary, source, "-llemon"], check=True)
    return binary


def engine(given):
    if given:
        return Path(given)
    subprocess.run(["swift", "build", "-c", "release", "-j", "2"], cwd=HERE, check=True)
    return HERE / ".build" / "release" / "place-bench"


def run(command):
    """The JSON line of a command, and the most memory it held, in megabytes."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} stopped with {process.returncode}\n{text.decode()}")
    result = json.loads(text.decode().strip().splitlines()[-1])
    result["MB"] = usage.ru_maxrss / 1024
    return result


def in_turns(commands, rounds):
    results = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            results[name].append(run(command))
            print(f"  round {number + 1} {name}: {results[name][-1]}", file=sys.stderr)
    return results


def median(results, key):
    return statistics.median(result[key] for result in results)


def instance(name, python):
    path = WORK / f"{name}.bin"
    if not path.exists():
        subprocess.run([python, HERE / "instances.py", "place", path, *INSTANCES[name].split()], check=True)
    return path


def place_bench(bench, tools, rounds):
    name, capacitated, peers, goal = bench
    python, solver, binary = tools
    path = instance(name, python)
    flags = ["--capacitated"] if capacitated else []
    network = WORK / f"{name}{'-capacitated' if capacitated else ''}.net"
    if not network.exists():
        subprocess.run([python, HERE / "peers.py", "network", path, network, *(["capacitated"] if capacitated else [])], check=True)
    commands = {"bureau": [binary, "solve", path, *flags]}
    for peer in peers:
        if peer.startswith("lemon-"):
            commands[peer] = [solver, network, peer.removeprefix("lemon-")]
        else:
            commands[peer] = [python, HERE / "peers.py", path, peer]
    results = in_turns(commands, rounds)
    ours = median(results["bureau"], "cpu")
    objectives = {result["obj"] for part in results.values() for result in part}
    certified = all(result["certified"] for result in results["bureau"])
    title = f"{name}{', capacités et quotas' if capacitated else ''}"
    for peer, part in results.items():
        same = "oui" if len(objectives) == 1 else "NON"
        if peer == "bureau":
            same += ", prouvé" if certified else ", NON PROUVÉ"
        cpu = median(part, "cpu")
        row(title, peer, f"{1000 * cpu:.2f} ms", f"{cpu / ours:.1f}", f"{median(part, 'MB'):.0f}", same, goal if peer == "bureau" else "")


def nation(tools):
    python, _, binary = tools
    path = instance("nation", python)
    results = [run([binary, "solve", path]) for _ in range(3)]
    same = "prouvé" if all(result["certified"] for result in results) else "NON PROUVÉ"
    wall = statistics.median(result["wall"] for result in results)
    row("nation", "bureau", f"{median(results, 'cpu'):.2f} s ({wall:.1f} s écoulées)", "", f"{median(results, 'MB'):.0f}", same, "30 s, 1500 MB (6 s)")


def replan(tools, rounds):
    python, _, binary = tools
    for name in ("academie", "penurie"):
        results = [run([binary, "replan", instance(name, python), 250]) for _ in range(rounds)]
        ratio = statistics.median(result["cpu"] / result["full"] for result in results)
        same = "oui, prouvé" if all(result["same"] for result in results) else "NON"
        row(f"{name}, 250 changements", "bureau", f"{1000 * median(results, 'cpu'):.2f} ms", f"{100 * ratio:.1f} %",
            f"{median(results, 'MB'):.0f}", f"{same}, {results[0]['moved']} déplacés", "10 % (3 %) de tout refaire")


def tours(tools, rounds):
    python, _, binary = tools
    for visits, seconds, goal in ((16, 1, "prouvé en 0,3 s (0,06 s)"), (100, 5, ""), (300, 5, "1,02 x PyVRP (1,00 x)")):
        path = WORK / f"visites-{visits}.txt"
        if not path.exists():
            subprocess.run([python, HERE / "instances.py", "tours", path, "--visits", str(visits)], check=True)
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(run([python, HERE / "peers.py", "pyvrp", visits, 3, seconds]))
            ours.append(run([binary, "tours", path, theirs[-1]["cpu"]]))
            print(f"  {visits}: {ours[-1]} {theirs[-1]}", file=sys.stderr)
        peer = median(theirs, "obj_min")
        for who, part in (("bureau", ours), ("pyvrp", theirs)):
            cost = median(part, "obj_min")
            proof = " prouvé" if part[0].get("proven") else ""
            row(f"{visits} visites", who, f"{median(part, 'cpu'):.3f} s", f"{cost / peer:.4f}", f"{median(part, 'MB'):.0f}",
                f"{cost:.1f} min, {median(part, 'tours'):.0f} demi-journées{proof}", goal if who == "bureau" else "")


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    options = arguments()
    WORK.mkdir(parents=True, exist_ok=True)
    tools = (peer_python(options.python), lemon(), engine(options.binary))
    processor = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.processor())
    print(f"{processor}, {os.cpu_count()} cœurs, charge {os.getloadavg()[0]:.1f}, {options.rounds} tours, médianes de temps CPU\n")
    row("banc", "solveur", "temps CPU", "x bureau (ou part)", "Mo", "même optimum", "but (visée)")
    row(*["---"] * 7)
    wanted = lambda name: not options.only or options.only in name
    for bench in BENCHES:
        if wanted(bench[0]):
            place_bench(bench, tools, options.rounds)
    if wanted("nation") and not options.skip_nation:
        nation(tools)
    if wanted("replan"):
        replan(tools, options.rounds)
    if wanted("tours"):
        tours(tools, options.rounds)


if __name__ == "__main__":
    main()
