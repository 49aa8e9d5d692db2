"""An answer as the page sends it: the keys of the form, with whatever was typed in them.

A quantity that nobody can read is fine here, as is a half-written table: it is a draft. Only the
shape is checked, so that the page can always show it again.
"""

from typing import Annotated

from pydantic import Field, JsonValue, ValidationError, field_validator

from app.incoming import mended, parse_object, unkeepable
from app.practice.drafts import LAST_VERSION
from app.practice.models import RawAnswer
from capacity.frozen import BadInput, Frozen, Problem

Row = dict[str, JsonValue]
Rows = Annotated[tuple[Row, ...], Field(max_length=100)]


class Form(Frozen):
    """The sections of the form. Every one may be left out."""

    functional: str = ""
    non_functional: str = ""
    estimates: Rows = ()
    api: Rows = ()
    data_model: Row = Field(default_factory=dict)
    architecture: Row = Field(default_factory=dict)
    deep_dives: str = ""
    interface: str = ""

    @field_validator("api", mode="before")
    @classmethod
    def _document(cls, value: object) -> object:
        """An API may be a document instead of rows: {openapi: text}."""
        if not isinstance(value, dict):
            return value
        if set(value) != {"openapi"} or not isinstance(value["openapi"], str):
            raise ValueError("It must be a list of endpoints, or an OpenAPI document as text")
        return ()


class Body(Frozen):
    """What the page's script sends: the answer, and for a save the version that it began from."""

    answer: dict[str, JsonValue]
    version: Annotated[int, Field(ge=0, le=LAST_VERSION, strict=True)] = 0


def read_answer_alone(raw: bytes) -> RawAnswer:
    """The answer in {"answer": …}. Raises BadInput."""
    return _read(raw, required={"answer"}).answer


def read_version_and_answer(raw: bytes) -> tuple[int, RawAnswer]:
    """Both of {"version": …, "answer": …}. Raises BadInput."""
    body = _read(raw, required={"version", "answer"})
    return body.version, body.answer


def problems_in(answer: RawAnswer) -> tuple[Problem, ...]:
    """What keeps this from being kept: a wrong shape, or a character that not every database takes."""
    return _misshapen(answer) or tuple(unkeepable(answer))


def showable(answer: RawAnswer) -> RawAnswer:
    """What of a refused answer the page can show again: every section that has its shape."""
    return {name: mended(value) for name, value in answer.items() if not _misshapen({name: value})}


def _misshapen(answer: RawAnswer) -> tuple[Problem, ...]:
    try:
        Form.model_validate(answer)
    except ValidationError as error:
        return BadInput.of(error, Form).problems
    return ()


def _read(raw: bytes, *, required: set[str]) -> Body:
    try:
        found = parse_object(raw, field="body")
    except BadInput as error:
        raise BadInput(map(_within_the_answer, error.problems)) from None
    missing = sorted(required - set(found))
    if missing:
        raise BadInput(Problem(field=name, message="is missing.") for name in missing)
    try:
        body = Body.model_validate(found)
    except ValidationError as error:
        raise BadInput.of(error, Body) from None
    problems = problems_in(body.answer)
    if problems:
        raise BadInput(problems)
    return body


def _within_the_answer(problem: Problem) -> Problem:
    """Fields are named from the answer on: functional, not answer.functional."""
    return Problem(field=problem.field.removeprefix("answer."), message=problem.message)
