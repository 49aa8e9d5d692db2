"""The record of an interview, entry by entry; everything else follows from it.

Entries are only ever added. The same setting and the same words, drawings and moments give the same record, byte
for byte: nothing here knows a clock, a database or chance.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from capacity.frozen import Frozen
from grader.interview.script import PhaseName

Seconds = Annotated[float, Field(ge=0, le=1e6)]  # of the interview's own clock, which pauses stop
Rung = Literal["", "first", "deeper", "hint", "alternative"]


class Said(Frozen):
    """The candidate's words."""

    kind: Literal["said"] = "said"
    at: Seconds
    text: Annotated[str, Field(max_length=5000)]
    counts_in: str = ""  # the section of the answer that the words belong to, if they answer
    about: tuple[str, ...] = ()  # facts that a question is about
    asks: bool = False


class Drew(Frozen):
    """Sections of the workspace that changed, each as it now is."""

    kind: Literal["drew"] = "drew"
    at: Seconds
    sections: dict[str, Any]


class Found(Frozen):
    """What a check came to."""

    share: float
    because: str


class Graded(Frozen):
    """Checks that came to something else than before, and the contradictions that now stand."""

    kind: Literal["graded"] = "graded"
    at: Seconds
    checks: dict[str, Found] = Field(default_factory=dict)
    clashes: dict[str, str] | None = None  # None: not looked at


class Move(Frozen):
    """What the interviewer says, and which rule made it."""

    kind: Literal["move"] = "move"
    at: Seconds
    rule: str
    text: str
    because: str  # what is said about it afterwards
    phase: PhaseName
    check: str = ""
    rung: Rung = ""
    facts: tuple[str, ...] = ()
    by: Literal["rules", "person"] = "rules"


class Remark(Frozen):
    """What a person who interviews notes for the debrief; the candidate does not see it before."""

    kind: Literal["remark"] = "remark"
    at: Seconds
    text: Annotated[str, Field(max_length=2000)] = ""
    check: str = ""
    tick: Literal["", "met", "missed"] = ""


Entry = Annotated[Said | Drew | Graded | Move | Remark, Field(discriminator="kind")]
Log = tuple[Said | Drew | Graded | Move | Remark, ...]
_entries: TypeAdapter[Log] = TypeAdapter(tuple[Entry, ...])


def read_log(raw: Iterable[Any]) -> Log:
    """A record out of plain values, as a database or a file holds them."""
    return _entries.validate_python(tuple(raw))


def written(log: Log) -> list[dict[str, Any]]:
    """A record as plain values."""
    return [each.model_dump(mode="json") for each in log]
