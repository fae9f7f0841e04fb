#!/usr/bin/env python3
"""Filtering StockEtablissement: Bureau, polars, DuckDB and Python's csv in turns on the same file; medians of the rounds.

usage: run.py --peers FOLDER [--rows 1000000] [--copies 4] [--rounds 5] [--binary FILE] [--json FILE]

FOLDER (or the environment variable PEERS) holds gen_sirene.py, the seeded generator (54 columns). Peers are installed into
a venv of PERF_WORK (default: perf-work beside this script). Every engine must keep the same number of rows. Bureau also
reads the file repeated COPIES times, to show that its memory does not grow.
"""
import argparse, json, os, statistics, subprocess, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from peers import add_peers_option, parsed, peer_python, swift_binary

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ.get("PERF_WORK", HERE / "perf-work")).resolve()


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_peers_option(parser)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--binary")
    parser.add_argument("--json")
    return parsed(parser)


def data(chosen):
    file = WORK / f"sirene-{chosen.rows}.csv"
    if not file.exists():
        generator = Path(chosen.peers) / "gen_sirene.py"
        subprocess.run([sys.executable, generator, str(chosen.rows), file, os.devnull], check=True)
    return file


def repeated(file, copies):
    """The rows of a file several times under one header."""
    target = file.with_name(f"{file.stem}-x{copies}.csv")
    with open(file, "rb") as source, open(target, "wb") as out:
        out.write(source.readline())
        start = source.tell()
        for _ in range(copies):
            source.seek(start)
            while block := source.read(1 << 20):
                out.write(block)
    return target


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} stopped:\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    chosen = options()
    WORK.mkdir(parents=True, exist_ok=True)
    python, binary, file = peer_python(WORK, "polars", "duckdb"), swift_binary(HERE, "sirene-bench", chosen.binary), data(chosen)
    commands = {"bureau": (binary, file)}
    commands |= {peer: (python, HERE / "peers.py", peer, file) for peer in ("polars", "duckdb", "csv")}
    results = {engine: [] for engine in commands}
    for number in range(chosen.rounds):
        for engine, command in commands.items():
            results[engine].append(run(*command))
        print(f"round {number + 1}", file=sys.stderr, flush=True)
    kept = {round["kept"] for rounds in results.values() for round in rounds}
    if len(kept) != 1:
        raise SystemExit(f"The engines do not keep the same rows: {kept}")
    results["bureau, all rows"] = [run(binary, file, "all")]
    long = repeated(file, chosen.copies)
    results[f"bureau, file x {chosen.copies}"] = [run(binary, long)]
    long.unlink()
    tell(results, chosen)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(results, indent=1))


def tell(results, chosen):
    polars = statistics.median(round["cpu_s"] for round in results["polars"])
    print("| engine | CPU s | rows per CPU s | polars' time / its | peak MB | kept |")
    print("|---|---|---|---|---|---|")
    for engine, rounds in results.items():
        seconds = statistics.median(round["cpu_s"] for round in rounds)
        rows = rounds[0].get("rows", chosen.rows)
        ratio = f"{polars / seconds:.2f}" if rows == chosen.rows and "all" not in engine else ""
        peak = max(round["peak_MB"] for round in rounds)
        print(f"| {engine} | {seconds:.2f} | {rows / seconds:,.0f} | {ratio} | {peak:.0f} | {rounds[0]['kept']} |")


main()
