"""The scripts that the workspace needs at once, so that a browser fetches them side by side."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
IMPORT = re.compile(r'^import (?:[^"\n]*? from )?"\./(?P<name>[\w-]+\.mjs)";', re.MULTILINE)


def needed_by(name: str, found: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a script of this folder imports from it, and what that imports, each once.

    >>> needed_by("rail.mjs")
    ('steps.mjs', 'draft.mjs')
    """
    for each in IMPORT.findall((STATIC / name).read_text(encoding="utf-8")):
        if each not in found:
            found = needed_by(each, (*found, each))
    return found


WORKSPACE = needed_by("workspace.mjs")
