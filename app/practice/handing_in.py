"""Reading the form that hands an answer in, and what of it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.incoming import parse_object
from app.practice.drafts import LAST_VERSION, NO_DRAFT
from app.practice.models import RawAnswer
from app.practice.raw_answer import problems_in, showable
from capacity.frozen import BadInput, Problem
from grader.answer import Answer
from grader.bank import Exercise
from grader.reading import look_over, read_answer

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
VERSION = re.compile(r"[0-9]{1,10}")


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
        problems += problems_in(answer)
    version, key = form.get("version", ""), form.get("key", "")
    if not KEY.fullmatch(key):
        problems.append(
            Problem(field="key", message="is missing. Reload the page and hand in again.")
        )
    return HandIn(
        answer=showable(answer) if problems and answer else answer,
        version=min(int(version), LAST_VERSION) if VERSION.fullmatch(version) else NO_DRAFT,
        key=key,
        as_it_is=form.get("as_it_is") == "yes",
        problems=tuple(problems),
    )


def readable(answer: RawAnswer, exercise: Exercise, *, as_it_is: bool) -> Answer:
    """The answer as the grader takes it. Raises BadInput with every part that cannot be read.

    Taken as it is, an unreadable quantity, table or drawing goes to a person instead; what has not
    even the shape of an answer is refused all the same.
    """
    problems = () if as_it_is else look_over(answer, exercise).problems
    if problems:
        raise BadInput(problems)
    return read_answer(answer, as_it_is=as_it_is)
