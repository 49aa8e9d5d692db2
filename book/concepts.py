"""The map of the course: for each concept the section that teaches it, its figure, and what there is to do.

It stands in book/concepts.yaml. `problems` says of an entry what is not there in the chapters.
"""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from book import figures
from capacity import yaml_door
from capacity.frozen import Frozen
from grader.bank import exercises

HERE = Path(__file__).parent
FILE = HERE / "concepts.yaml"

Place = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]

_LABEL = re.compile(r"^\(([\w-]+)\)=$")
_TITLE = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ASKED = re.compile(r"^`{3,}\{(?:check|quiz)\}", re.MULTILINE)
_CODE = re.compile(r"^`{3,}\{code-cell\}", re.MULTILINE)


class Taught(Frozen):
    """Where a concept is taught, and what a reader does about it."""

    section: Place  # chapter#label
    figure: str  # drawn in that chapter; a file of book/figures
    work: str  # a directive of the chapter with what is moved: 'panel origin_load'
    code: Place  # a section with a cell that runs
    questions: Place  # a section that asks
    exercises: Annotated[tuple[str, ...], Field(min_length=1)]


class Concept(Frozen):
    id: str
    part: str
    what: str
    taught: Taught


class Map(Frozen):
    concepts: tuple[Concept, ...]


@cache
def concepts() -> tuple[Concept, ...]:
    """All of them, in the order of the course. Raises BadInput or ValidationError naming the key."""
    return Map.model_validate(yaml_door.load_file(FILE, "book/concepts.yaml")).concepts


def problems(taught: Taught) -> list[str]:
    """What an entry promises and its chapters do not have."""
    places = dict.fromkeys((taught.section, taught.code, taught.questions))
    found = [f"{place} is not there." for place in places if section(place) is None]
    if not _CODE.search(section(taught.code) or ""):
        found.append(f"{taught.code} has no code that runs.")
    if not _ASKED.search(section(taught.questions) or ""):
        found.append(f"{taught.questions} asks nothing.")
    chapter = _text(taught.section.partition("#")[0])
    if not figures.path_of(taught.figure).exists() or not _draws(chapter, taught.figure):
        found.append(f"{taught.figure} is not drawn in the chapter.")
    kind, _, name = taught.work.partition(" ")
    if not re.search(rf"^`{{3,}}\{{{re.escape(kind)}\}} {re.escape(name)}$", chapter, re.MULTILINE):
        found.append(f"{taught.work} is not in the chapter.")
    known = {each.slug for each in exercises()}
    found += [
        f"the exercise {each} is not there." for each in taught.exercises if each not in known
    ]
    return found


def section(place: str) -> str | None:
    """The text from a label to the next one; None where there is no such label."""
    chapter, _, label = place.partition("#")
    taken: list[str] | None = None
    for line in _text(chapter).splitlines():
        named = _LABEL.match(line)
        if named and taken is not None:
            break
        if named and named[1] == label:
            taken = []
        elif taken is not None:
            taken.append(line)
    return None if taken is None else "\n".join(taken)


def title_of(place: str) -> str:
    """The heading under a label. Raises KeyError where there is no such section."""
    found = _TITLE.search(section(place) or "")
    if found is None:
        raise KeyError(place)
    return found[1]


@cache
def _text(chapter: str) -> str:
    path = HERE / f"{chapter}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _draws(chapter: str, figure: str) -> bool:
    return bool(
        re.search(rf"^`{{3,}}\{{(?:live-)?drawing\}} {re.escape(figure)}$", chapter, re.MULTILINE)
    )
