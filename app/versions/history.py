"""The versions of a draft as a list, each with what was changed since the one before it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from app.practice.drafts import KeptAnswer
from app.practice.steps import STEPS

TITLES = {section.name: section.title for step in STEPS for section in step.sections}
MOST_LINES = 40  # of a section that are shown; the rest is counted


@dataclass(frozen=True, slots=True)
class Line:
    """A line that came or went."""

    sign: str  # '+' or '−'
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one section."""

    section: str
    title: str
    added: int
    removed: int
    lines: tuple[Line, ...]
    more: int = 0

    @property
    def in_words(self) -> str:
        count = [f"{self.added} added" if self.added else "", f"{self.removed} gone" if self.removed else ""]  # fmt: skip
        many = ", ".join(filter(None, count))
        return f"{self.title}: {many or 'moved'}"


@dataclass(frozen=True, slots=True)
class Version:
    """A draft as it stood. `copy_id` is how it is taken up again; the draft of now has none."""

    saved_at: datetime
    because: str
    copy_id: int | None
    changes: tuple[Change, ...]


def history(now: KeptAnswer | None, earlier: Iterable[KeptAnswer]) -> list[Version]:
    """The latest first. Of the last, all that it holds counts as its change; equal ones stand once."""
    stood = [each for each in (now, *earlier) if each is not None]
    apart = [
        each for number, each in enumerate(stood)
        if number == 0 or each.answer != stood[number - 1].answer
    ]  # fmt: skip
    pairs = [*pairwise(apart), *((each, None) for each in apart[-1:])]
    return [
        Version(
            each.saved_at,
            each.because,
            each.id,
            tuple(changes(before.answer if before else {}, each.answer)),
        )
        for each, before in pairs
    ]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Section by section, line by line; sections that say the same are left out."""
    for name, title in TITLES.items():
        old, new = (list(as_lines(each.get(name))) for each in (before, after))
        if old == new:
            if before.get(name) != after.get(name) and (old or new):
                yield Change(name, title, 0, 0, ())
            continue
        found = [
            Line("+" if each[0] == "+" else "−", each[2:])
            for each in difflib.ndiff(old, new)
            if each[0] in "+-"
        ]
        added = sum(each.sign == "+" for each in found)
        yield Change(
            name,
            title,
            added,
            len(found) - added,
            tuple(found[:MOST_LINES]),
            max(len(found) - MOST_LINES, 0),
        )


def as_lines(value: Any) -> Iterator[str]:
    """A section as lines that a person can compare: rows a line each, places on the canvas left out."""
    if isinstance(value, str):
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, list):
        for row in value:
            words = [*map(str, row.values())] if isinstance(row, dict) else [str(row)]
            line = " · ".join(each for each in words if each.strip())
            if line:
                yield line
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "layout":
                yield from as_lines(each)
    elif value is not None:
        yield str(value)
