#!/usr/bin/env python3
"""Search that forgives, on one million invented names: Bureau, tantivy, SQLite FTS5, PostgreSQL pg_trgm, one after the
other in one run.

usage: run.py --peers FOLDER [--rows 1000000] [--per-class 200] [--rounds 3] [--engines a,b] [--binary FILE]
              [--json FILE]

FOLDER (or the environment variable PEERS) holds gen_sirene.py, the seeded generator of names. Peers are installed into a
venv of PERF_WORK (default: perf-work beside this script); PostgreSQL is Debian's, on a port of its own, thrown away at the
end. Slow peers get fewer queries of each class, the first ones. Figures are medians of the rounds.
"""
import argparse, json, os, statistics, subprocess, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from peers import add_peers_option, parsed, peer_python, swift_binary

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ.get("PERF_WORK", HERE / "perf-work")).resolve()
CLASSES = ("exact", "typo1", "typo2", "prefix", "phon")
# Queries of each class for those that need a second a query, and rounds.
SLOW = {"pgtrgm": (30, 1), "fts5tri": (5, 1)}
WITH_SERVER = """
source script/lib.sh; source script/lib/postgresql.sh
trap stop_postgresql EXIT
start_postgresql "$1"; PERF_PG=$BUREAU_TEST_POSTGRESQL "${@:2}"
"""


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_peers_option(parser)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--per-class", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", default="bureau,tantivy,fts5word,fts5tri,pgtrgm")
    parser.add_argument("--binary")
    parser.add_argument("--json")
    return parsed(parser)


def data(chosen):
    names, queries = WORK / f"names-{chosen.rows}.tsv", WORK / f"queries-{chosen.rows}-{chosen.per_class}.tsv"
    if not names.exists():
        generator = Path(chosen.peers) / "gen_sirene.py"
        subprocess.run([sys.executable, generator, str(chosen.rows), os.devnull, names], check=True)
    subprocess.run([sys.executable, HERE / "queries.py", names, queries, str(chosen.per_class)], check=True)
    return names, queries


def run(command):
    environment = dict(os.environ, PERF_WORK=str(WORK))
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=environment, cwd=HERE.parents[1])
    if done.returncode:
        raise SystemExit(f"{command[0]} stopped:\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def middle(rounds, *keys):
    values = []
    for entry in rounds:
        for key in keys:
            entry = entry[key]
        values.append(entry)
    return statistics.median(values)


def tell(results):
    print("| engine | build CPU s | memory MB | p50 ms | p99 ms | CPU p50 | CPU p99 | " + " | ".join(CLASSES) + " |")
    print("|---|" + "---|" * (6 + len(CLASSES)))
    for engine, rounds in results.items():
        times = [middle(rounds, "classes", "all", key) for key in ("p50_ms", "p99_ms", "cpu_p50_ms", "cpu_p99_ms")]
        recall = [f"{middle(rounds, 'classes', kind, 'recall'):.3f}" for kind in CLASSES]
        cells = [f"{middle(rounds, 'build_s'):.1f}", f"{middle(rounds, 'memory_MB'):.0f}"]
        cells += [f"{value:.2f}" for value in times] if engine != "pgtrgm" else [f"{times[0]:.2f}", f"{times[1]:.2f}", "", ""]
        print(f"| {engine} | {' | '.join(cells + recall)} |", flush=True)


def main():
    chosen = options()
    WORK.mkdir(parents=True, exist_ok=True)
    python, binary = peer_python(WORK, "tantivy", "psycopg[binary]"), swift_binary(HERE, "search-bench", chosen.binary)
    names, queries = data(chosen)
    peer = [python, HERE / "peers.py"]
    commands = {"bureau": [binary, names, queries]}
    for engine in ("tantivy", "fts5word", "fts5tri"):
        commands[engine] = [*peer, engine, names, queries]
    server = ["bash", "-c", WITH_SERVER, "bash", WORK / "postgresql"]
    commands["pgtrgm"] = [*server, *peer, "pgtrgm", names, queries]
    commands = {engine: commands[engine] for engine in chosen.engines.split(",")}
    results = {engine: [] for engine in commands}
    for number in range(chosen.rounds):
        for engine, command in commands.items():
            count, rounds = SLOW.get(engine, (None, chosen.rounds))
            if number < rounds:
                results[engine].append(run(command + ([str(count)] if count else [])))
                print(f"round {number + 1}: {engine}", file=sys.stderr, flush=True)
    tell(results)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(results, indent=1))


main()
