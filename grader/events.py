"""What happened in the interview, in order: who asked, who hinted, when each section was worked on.

An answer may carry such a record; the app writes it, a rubric reads it. Nothing in it is taken from the
candidate's word: it is what happened. A check is credited to whoever raised it first.

>>> record = [Event(at=60, kind="hint", checks=("cache-drawn",)), Event(at=90, kind="raised", checks=("cache-drawn",))]
>>> raised(record)
{'cache-drawn': 'hinted'}
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from capacity.frozen import Frozen

EventKind = Literal[
    "question",  # the candidate asks or assumes something, in `text`
    "edit",  # a section is changed
    "raised",  # the draft earns `checks` for the first time
    "hint",  # a hint about `checks` is opened or given
    "follow_up",  # the interviewer asks about `checks`
]
EventSection = Literal[
    "functional",
    "non_functional",
    "estimates",
    "api",
    "data_model",
    "architecture",
    "deep_dives",
    "interface",
    "",
]
Raised = Literal["unprompted", "hinted", "after follow-up"]
HOW: dict[str, Raised] = {
    "raised": "unprompted",
    "hint": "hinted",
    "follow_up": "after follow-up",
}


class Event(Frozen):
    """One moment of an interview, in seconds from its start."""

    at: Annotated[float, Field(ge=0, le=1e7)]
    kind: EventKind
    section: EventSection = ""
    checks: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    text: Annotated[str, Field(max_length=2000)] = ""


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by time; of those at the same time, help comes before what it led to."""
    return sorted(events, key=lambda each: (each.at, each.kind == "raised"))


def raised(events: Iterable[Event]) -> dict[str, Raised]:
    """For each check that the record names, who raised it first."""
    found: dict[str, Raised] = {}
    for each in in_order(events):
        if each.kind in HOW:
            for check in each.checks:
                found.setdefault(check, HOW[each.kind])
    return found
