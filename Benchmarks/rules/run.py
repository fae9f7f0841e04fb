#!/usr/bin/env python3
"""Every rule of the catalogue on agreements of a school, in one thread: CPU time against the limit.

usage: run.py [--count 1000] [--rounds 9] [--limit 100] [--binary FILE]
FILE is a release build of rules-bench, built here when absent. The exit state is 1 above the limit, in milliseconds
for 1 000 agreements."""
import argparse, json, subprocess, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--limit", type=float, default=100)
    parser.add_argument("--binary")
    return parser.parse_args()


def binary(given):
    if given:
        return given
    subprocess.run(["swift", "build", "-c", "release", "-j", "2"], cwd=HERE, check=True)
    return HERE / ".build" / "release" / "rules-bench"


def main():
    options = arguments()
    command = [str(binary(options.binary)), str(options.count), str(options.rounds)]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    thousand = figures["cpu_ms"] * 1000 / figures["agreements"]
    found = ", ".join(f"{name} {count}" for name, count in figures["findings"].items())
    print(f"{figures['rules']} rules, {figures['agreements']} agreements: {figures['cpu_ms']} ms of CPU "
          f"(best {figures['best_ms']}), {figures['us_per_agreement']:.0f} µs each; {found}")
    sys.exit(thousand > options.limit)


if __name__ == "__main__":
    main()
