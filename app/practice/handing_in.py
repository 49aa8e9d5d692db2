"""Reading the form that hands an answer in, and what of it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from grader.bank import Exercise
from grader.reading import look_over, read_answer

from app.incoming import mended, parse_object, unkeepable
from app.practice.drafts import NO_DRAFT
from app.practice.models import RawAnswer
from capacity.frozen import BadInput, Problem
from grader.answer import Answer

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
VERSION = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class HandIn:
    """The form as it came. `answer` is None when it is not even JSON."""

    answer: RawAnswer | None
    version: int
    key: str
    as_it_is: bool
    problems: tuple[Problem, ...] = ()


def read_hand_in(form: Mapping[str, str]) -> HandIn:
    problems: list[Problem] = []
    answer: RawAnswer | None = None
    try:
        answer = parse_object(form.get("answer", "").encode("utf-8", "replace"), field="answer")
    except BadInput as error:
        problems += error.problems
    else:
        problems += unkeepable(answer)
    version, key = form.get("version", ""), form.get("key", "")
    if not KEY.fullmatch(key):
        problems.append(
            Problem(field="key", message="is missing. Reload the page and hand in again.")
        )
    return HandIn(
        answer=mended(answer) if problems else answer,
        version=int(version) if VERSION.fullmatch(version) else NO_DRAFT,
        key=key,
        as_it_is=form.get("as_it_is") == "yes",
        problems=tuple(problems),
    )


def problems_of(form: HandIn, exercise: Exercise) -> tuple[Problem, ...]:
    """What of the answer cannot be read; nothing when the learner hands it in as it is."""
    if form.as_it_is or form.answer is None:
        return ()
    return tuple(look_over(form.answer, exercise).problems)


def readable(answer: RawAnswer) -> Answer:
    return read_answer(answer)
