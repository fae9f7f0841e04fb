"""The program under test: started on a free port, with the demonstration school in a temporary database."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "var" / "artefacts"


def executable() -> Path:
    """The program to test: BUREAU_EXECUTABLE, or the debug build."""
    path = Path(os.environ.get("BUREAU_EXECUTABLE", ROOT / ".build" / "debug" / "bureau"))
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist: run script/test, or set BUREAU_EXECUTABLE")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running program: its address, its log, and the means to stop it."""

    def __init__(self, folder: Path, content: str = "--demo-if-empty", name: str = "server"):
        port = free_port()
        self.base_url = f"http://127.0.0.1:{port}"
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.log = ARTEFACTS / f"{name}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [executable(), "serve", "--host", "127.0.0.1", "--port", str(port)]
                + ["--database", f"sqlite:{folder / 'bureau.sqlite'}", content],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                # Passwords hashed at full cost take seconds in a debug build.
                env={"BUREAU_PASSWORD_COST": "4", **os.environ},
            )

    def wait_until_ready(self, seconds: float = 180) -> "Server":
        """Returns once /sante answers 200; a debug build needs a while to load the demonstration."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server stopped with status {self.process.returncode}.\n{self.last_words()}")
            if self.is_healthy():
                return self
            time.sleep(0.1)
        self.stop()
        raise TimeoutError(f"The server was not ready after {seconds:.0f} s.\n{self.last_words()}")

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base_url}/sante", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
