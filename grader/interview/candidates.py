"""Scripted candidates: who they are, what they say and draw when, and how they take questions.

exercises/<slug>/candidates/<name>.yaml

    about: Knows the field, asks first, draws early.
    level: senior               # the level that was chosen for the interview
    format: full-45             # that unless said otherwise
    expect: {level: senior, score: [70, 90], rules: [probe a single loss]}    # rules that must have spoken
    answer: strong-cache-aside  # a stored answer; `draws` takes sections from it
    does:                       # by minutes
      - {at: 0.5, says: "How many links are made a month?"}
      - {at: 7, draws: [functional, non_functional]}
      - {at: 20, draws: {architecture: average-textbook}}    # from another answer
    replies:                    # to questions, by check; a list is used up one after the other
      no-single-loss: [{says: "I add a second one.", draws: [architecture]}]
    otherwise: "I would have to think about that."      # to any other question; left out: silence
    takes: 25                   # seconds before a reply
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator

from capacity import yaml_door
from capacity.frozen import BadInput, Frozen, Problem
from grader.bank import EXERCISES
from grader.report import Reached
from grader.rubric import Level

Sections = dict[
    str, str
]  # section: the stored answer that it comes from, "" for the candidate's own


class Act(Frozen):
    """Something said or drawn."""

    says: str = ""
    draws: Sections = Field(default_factory=dict)

    @field_validator("draws", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return dict.fromkeys(value, "") if isinstance(value, list | tuple) else value


class Timed(Act):
    """An act at a minute of the interview."""

    at: Annotated[float, Field(ge=0)]


class Expected(Frozen):
    """What the interview comes to."""

    level: Reached
    score: tuple[float, float]
    rules: tuple[str, ...] = ()
    unprompted: tuple[str, ...] = ()  # checks that the candidate raised alone
    prompted: tuple[str, ...] = ()  # and those that the interviewer had to raise


class Candidate(Frozen):
    """One scripted candidate."""

    about: str
    level: Level
    format: str = "full-45"
    expect: Expected
    answer: str = ""
    does: tuple[Timed, ...] = ()
    replies: dict[str, tuple[Act, ...]] = Field(default_factory=dict)
    otherwise: str = ""
    takes: Annotated[float, Field(ge=1, le=600)] = 25

    @field_validator("replies", mode="before")
    @classmethod
    def _acts(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {
            name: [
                {"says": each} if isinstance(each, str) else each
                for each in (acts if isinstance(acts, list) else [acts])
            ]
            for name, acts in value.items()
        }


def read_candidate(path: Path) -> Candidate:
    """One candidate; BadInput names file and key."""
    folder = path.parent.parent
    name = f"exercises/{folder.name}/candidates/{path.name}"
    raw = yaml_door.load_file(path, name)
    try:
        return Candidate.model_validate(raw)
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{name}: {each.field}".rstrip(": "), message=each.message)
            for each in BadInput.of(error, Candidate).problems
        ) from error


def candidates_of(slug: str) -> dict[str, Path]:
    """The scripted candidates beside an exercise, by name."""
    return {path.stem: path for path in sorted((EXERCISES / slug / "candidates").glob("*.yaml"))}


def stored_answer(slug: str, name: str) -> dict[str, Any]:
    """A stored answer of the exercise, as it is written. Raises BadInput."""
    path = EXERCISES / slug / "answers" / f"{name}.yaml"
    found: dict[str, Any] = yaml_door.load_file(path, f"exercises/{slug}/answers/{name}.yaml")
    answer: dict[str, Any] = found["answer"]
    return answer
