"""The book, built once for all tests of a run, from the sources as they are."""

import fcntl
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATUS = ROOT / "book" / "_build" / "status.json"


def build() -> Path:
    """The folder of the built pages. Several workers ask; one builds, the others wait."""
    lock = ROOT / "book" / ".building"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "dev.py", "book", "--unless-fresh"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert json.loads(STATUS.read_text())["state"] == "ready"
    return ROOT / "book" / "_build" / "html"
