"""Build the book: `python -m book.build`. A line for every stage; the last one says how it ended.

Strict: a warning, a missing reference or a cell that fails stops the build.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE / "_build"
HTML = BUILT / "html"
COMMAND = (
    "jupyter-book", "build", "book", "--all", "-W", "-n", "--keep-going", "--path-output", "book",
)  # fmt: skip

_SCRIPT = re.compile(
    r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE
)
_DATA = re.compile(r'type="(?!module|text/javascript)[^"]+"')
_HANDLER = re.compile(r"""\son[a-z]+="([^"]+)"|\son[a-z]+='([^']+)'""")
_STAGE = re.compile(r"\x1b\[[0-9;]*m")


def main() -> int:
    program = Path(sys.executable).with_name(COMMAND[0])
    paths = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        "PYTHONUNBUFFERED": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    with subprocess.Popen(
        [program, *COMMAND[1:]], cwd=HERE.parent, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as building:  # fmt: skip
        for line in building.stdout or ():
            said = _STAGE.sub("", line).strip()
            if said:
                print(said, flush=True)
    if building.returncode == 0:
        (HTML / "_policy.txt").write_text(policy(HTML), encoding="utf-8")
    return building.returncode


def policy(html: Path) -> str:
    """The content security policy under which these pages work: their own inline scripts, by digest."""
    scripts: set[str] = set()
    handlers: set[str] = set()
    for page in html.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for found in _SCRIPT.finditer(text):
            inline = "src=" not in found["attributes"] and not _DATA.search(found["attributes"])
            if inline and found["body"].strip():
                scripts.add(_digest(found["body"]))
        outside = _SCRIPT.sub("", text)
        handlers |= {_digest(found[1] or found[2]) for found in _HANDLER.finditer(outside)}
    allowed = " ".join(
        ["'self'", *sorted(scripts | handlers), *(["'unsafe-hashes'"] if handlers else [])]
    )
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


if __name__ == "__main__":
    raise SystemExit(main())
