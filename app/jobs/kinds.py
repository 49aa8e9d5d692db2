"""The kinds of work, listed by hand: a new one is written in its room and named here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.marking import regrade as of_courses
from app.practice import regrade


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of work is done, in three steps for a handful of things at once.

    `load` reads what the work needs; `work` does it for one thing and touches nothing, so that it
    may be done twice; `store` writes the results, and is called for each part exactly once.
    """

    load: Callable[[Session, tuple[Any, ...]], list[Any]]
    work: Callable[[Any], Any]
    store: Callable[[Session, list[Any], list[Any], datetime], None]


KINDS: Mapping[str, Kind] = {
    "regrade": Kind(regrade.load, regrade.work, regrade.store),
    "regrade course": Kind(of_courses.load, of_courses.work, of_courses.store),
}
