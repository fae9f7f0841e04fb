#!/usr/bin/env python3
"""Agreements per CPU second: Bureau, ReportLab and Typst, in turns, five rounds, medians.

usage: run.py [--peers FOLDER] [--binary FILE] [--rounds 5] [--count 100]
FOLDER (or the environment variable PEERS) holds bench_pdf.py; FILE is a release build of pdf-bench, built here
when absent. Peers are installed into .venv beside this script."""
import argparse, json, os, statistics, subprocess, sys, venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
SWIFT = {
    "swift": [],
    "swift, font of the peers": ["--dejavu"],
    "swift, font of the peers, every text new": ["--dejavu", "--varied"],
    "swift, one file": ["--dejavu", "--one-file"],
}
PEERS = {"ReportLab": "reportlab", "Typst": "typst", "Typst, one file": "typst_batch"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=os.environ.get("PEERS"))
    parser.add_argument("--binary")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    if not options.peers or not (Path(options.peers) / "bench_pdf.py").exists():
        parser.error("give the folder of bench_pdf.py with --peers or PEERS")
    return options


def peer_python():
    python = HERE / ".venv" / "bin" / "python"
    if not python.exists():
        venv.create(HERE / ".venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "reportlab", "typst"], check=True)
    return python


def swift_binary(given):
    if given:
        return given
    subprocess.run(["swift", "build", "-c", "release", "-j", "2"], cwd=HERE, check=True)
    return HERE / ".build" / "release" / "pdf-bench"


def run(command, work):
    environment = dict(os.environ, PERF_WORK=str(work))
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(result.stdout.strip().splitlines()[-1])


def main():
    options = arguments()
    python, binary, work = peer_python(), swift_binary(options.binary), HERE / ".build" / "output"
    commands = {name: [binary, str(options.count), work / "swift", *flags] for name, flags in SWIFT.items()}
    script = Path(options.peers) / "bench_pdf.py"
    commands |= {name: [python, script, engine, str(options.count)] for name, engine in PEERS.items()}
    results = {name: [] for name in commands}
    for number in range(options.rounds):
        for name, command in commands.items():
            results[name].append(run(list(map(str, command)), work))
            print(f"round {number + 1}, {name}: {results[name][-1]['docs_per_cpu_s']}", file=sys.stderr)
    rates = {name: statistics.median(r["docs_per_cpu_s"] for r in rounds) for name, rounds in results.items()}
    print(f"{'engine':44}{'docs per CPU s':>16}{'x ReportLab':>14}{'x Typst':>10}{'pages':>8}{'KB':>8}")
    for name, rounds in results.items():
        sample = rounds[-1]
        print(f"{name:44}{rates[name]:16.1f}{rates[name] / rates['ReportLab']:14.1f}{rates[name] / rates['Typst']:10.1f}"
              f"{sample['pages_in_sample']:8}{sample['KB_per_doc']:8}")


if __name__ == "__main__":
    main()
