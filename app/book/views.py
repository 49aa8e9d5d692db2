"""The book's pages, from the folder it was built into."""

from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    request,
    send_file,
)
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from app.book.status import Status, read_status
from app.clock import now
from app.errors import error_page
from app.problems import refuse

blueprint = Blueprint("book", __name__)

LONGEST_PATH = 200  # characters; longer than any chapter's, shorter than a file system's limit
REFRESH = 2  # seconds between looks at a build

# What the book may do when its build says nothing else. Sphinx themes carry inline styles.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
POLICY_FILE = "_policy.txt"


@blueprint.get("/book/", defaults={"path": ""})
@blueprint.get("/book/<path:path>")
def page(path: str) -> ResponseReturnValue:
    build: Path = current_app.config["BOOK"]
    status = read_status(build, now())
    if status.state != "ready":
        return _not_yet(status)
    file = _file(build / "html", path)
    if file is None:
        refuse(404, "The book has no such page.", "Start from its table of contents at /book/.")
    if file.is_dir():
        return make_response("", 308, {"Location": f"/book/{path}/"})
    response = send_file(file, conditional=True, etag=True, max_age=0)
    _set_policy(response, build / "html" / POLICY_FILE)
    return response


def _file(root: Path, path: str) -> Path | None:
    """The file of a path, or None: outside of the book, hidden, or not there."""
    joined = safe_join(str(root), path or "index.html")
    if joined is None or "\0" in path or len(path) > LONGEST_PATH:
        return None
    real_root, real = root.resolve(), Path(joined).resolve()
    if not real.is_relative_to(real_root):
        return None
    parts = real.relative_to(real_root).parts
    if any(part.startswith(".") for part in parts) or POLICY_FILE in parts:
        return None
    if real.is_dir():
        inside = real / "index.html"
        return (inside if path.endswith("/") or not path else real) if inside.is_file() else None
    return real if real.is_file() else None


def _set_policy(response: Response, file: Path) -> None:
    """Its own policy, and a cache that asks again: a chapter may be rebuilt at any moment."""
    try:
        policy = " ".join(file.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        policy = ""
    response.headers["Content-Security-Policy"] = policy or POLICY
    versioned = "v" in request.args  # the build names the content in the address
    response.headers["Cache-Control"] = "public, max-age=31536000" if versioned else "no-cache"


def _not_yet(status: Status) -> ResponseReturnValue:
    if status.state == "absent":
        return error_page(
            503,
            "The book has not been built on this machine.",
            "Build it with: python3 dev.py book",
        )
    name = "building" if status.state == "building" else "failed"
    response = make_response(
        render_template(f"book/{name}.html", lines=status.lines, seconds=status.seconds)
    )
    response.status_code = 503
    response.headers["Retry-After"] = str(REFRESH)
    if status.state == "building":
        response.headers["Refresh"] = str(REFRESH)
    return response
