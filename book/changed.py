"""The day on which each page was last changed, as the history knows it; nothing where there is no history."""

import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

HERE = Path(__file__).parent
_DAY = "day "


def days(log: str) -> dict[str, date]:
    r"""Page → day, from a log that names each commit's day and the files it changed, newest first.

    >>> days("day 2026-03-02\n\nbook/anatomy.md\nday 2026-01-01\n\nbook/anatomy.md\n")
    {'anatomy': datetime.date(2026, 3, 2)}
    """
    found: dict[str, date] = {}
    day = date.min
    for line in filter(None, log.splitlines()):
        if line.startswith(_DAY):
            day = date.fromisoformat(line.removeprefix(_DAY))
        elif line.endswith(".md"):
            found.setdefault(Path(line).stem, day)
    return found


@cache
def of_pages() -> dict[str, date]:
    """Of every page of the book; empty without git or outside of a repository."""
    command = ["git", "log", f"--format={_DAY}%cs", "--name-only", "--", "*.md"]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=HERE, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    return days(done.stdout)


def say(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:  # fmt: skip
    """The theme shows `last_updated` at the foot of a page."""
    day = of_pages().get(page)
    if day:
        context["last_updated"] = f"{day.day} {day:%B %Y}"
