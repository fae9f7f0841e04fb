"""What the benches with peers share: where the generators are, a venv for the peers, our program in a release build."""
import os, subprocess, venv
from pathlib import Path


def add_peers_option(parser):
    parser.add_argument("--peers", default=os.environ.get("PEERS"))


def parsed(parser):
    """The options, once they name the folder of the generators."""
    chosen = parser.parse_args()
    if not chosen.peers or not (Path(chosen.peers) / "gen_sirene.py").exists():
        parser.error("give the folder of gen_sirene.py with --peers or PEERS")
    return chosen


def peer_python(work, *packages):
    """The Python of a venv in the work folder, made once, with the packages of the peers."""
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(work / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def swift_binary(package, name, given):
    """The program given, or the one of a package, built."""
    if given:
        return Path(given).resolve()
    subprocess.run(["swift", "build", "-c", "release", "-j", "2"], cwd=package, check=True)
    return package / ".build" / "release" / name
