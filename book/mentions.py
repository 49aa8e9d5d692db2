"""Where a formula is used: the sections of chapters that show it, and the exercises that ask for it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.bank import Exercise, exercises

HERE = Path(__file__).parent

_USE = re.compile(
    r'(?:\{panel\} |:then: |; |\{capacity\}`|\{derivation\}`|CapacityPanel\("|\.then\(")(\w+)'
)
_LABEL = re.compile(r"^\(([\w-]+)\)=$")
_TITLE = re.compile(r"^#+ (.+)$")


@dataclass(frozen=True)
class Mention:
    """A labelled section of a chapter."""

    chapter: str
    label: str
    title: str


@cache
def in_chapters() -> dict[str, tuple[Mention, ...]]:
    """Formula → the sections that use it, each once."""
    found: dict[str, dict[Mention, None]] = {}
    for path in sorted(HERE.glob("*.md")):
        for name, mention in _of(path):
            found.setdefault(name, {})[mention] = None
    return {name: tuple(each) for name, each in found.items()}


def _of(path: Path) -> list[tuple[str, Mention]]:
    found = []
    waiting, section = "", None
    for line in path.read_text(encoding="utf-8").splitlines():
        label, title = _LABEL.match(line), _TITLE.match(line)
        if label:
            waiting = label[1]
        elif title and waiting:
            section, waiting = Mention(path.stem, waiting, title[1]), ""
        elif section:
            found += [(name, section) for name in _USE.findall(line)]
    return found


@cache
def in_exercises() -> dict[str, tuple[Exercise, ...]]:
    """Formula → the exercises whose reference numbers use it."""
    found: dict[str, dict[str, Exercise]] = {}
    for each in exercises():
        for one in each.rubric.signs.numbers.values():
            found.setdefault(one.formula, {})[each.slug] = each
    return {name: tuple(each.values()) for name, each in found.items()}
