"""The door for answers: from a form, JSON or YAML to one checked value, or to sentences that say why not.

`read_answer` refuses what cannot be an answer. `look_over` never refuses: it is what a page shows
beside the fields while somebody is still typing.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

from capacity.architecture import Architecture
from capacity.drawing_file import of_text
from capacity.frozen import BadInput, Frozen, Problem, did_you_mean
from grader.answer import MOST_CHARACTERS, Answer
from grader.exercise import Brief
from grader.notebook import Notebook, read_notebook
from grader.openapi import read_openapi
from grader.schema import read_schema

MOST_BYTES = 1_000_000
DEEPEST = 50
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
BRACKETS = re.compile(r"[\[{]|[\]}]")


class LookOver(Frozen):
    """What can be said about an answer that is still being written."""

    problems: tuple[Problem, ...] = ()
    readings: dict[str, str] = Field(default_factory=dict)  # "estimates[0]": "3.86k requests/s"
    remarks: dict[str, str] = Field(default_factory=dict)  # at a line too, where a sum is none
    architecture: Architecture | None = None


def read_answer(raw: object, *, as_it_is: bool = False) -> Answer:
    """An answer from a dict or from JSON text; raises BadInput, each problem with its field.

    With `as_it_is`, a drawing or an API document that cannot be read is set aside under `unread`
    instead: rules over it then cannot judge, and a person looks.
    """
    found = as_mapping(raw)
    found.pop("unread", None)  # what cannot be read is found here, never claimed
    found, drawing = _with_drawing(found)
    found, document = _with_openapi(found)
    problems = tuple(each for each in (drawing, document) if each is not None)
    if problems:
        if not as_it_is:
            raise BadInput(problems)
        found["unread"] = problems
    try:
        return Answer.model_validate(found)
    except ValidationError as error:
        raise BadInput.of(error, Answer) from error


def look_over(raw: object, exercise: Brief) -> LookOver:
    """Everything worth saying beside the fields: what is wrong, and how numbers were understood."""
    problems: list[Problem] = []
    drawing: Architecture | None = None
    try:
        found = as_mapping(raw)
    except BadInput as error:
        return LookOver(problems=error.problems)
    found, problem = _with_drawing(found)
    found, broken = _with_openapi(found)
    problems += [each for each in (problem, broken) if each is not None]
    try:
        answer = Answer.model_validate(found)
    except ValidationError as error:
        lines = _notebook_alone(found, exercise)
        return LookOver(
            problems=(*problems, *BadInput.of(error, Answer).problems),
            readings=lines.readings,
            remarks=lines.remarks,
            architecture=_drawing_alone(found),
        )
    drawing = answer.architecture if problem is None and answer.architecture.components else None
    problems += _operations(answer.architecture, exercise)
    notebook = read_notebook(answer.estimates, exercise)
    schema = read_schema(answer.data_model.ddl, answer.data_model.entities)
    problems += notebook.problems
    problems += [
        Problem(field="data_model.ddl", message=f"{_capital(str(each))}") for each in schema.unread
    ]
    return LookOver(
        problems=tuple(problems),
        readings=notebook.readings,
        remarks=notebook.remarks,
        architecture=drawing,
    )


def as_mapping(raw: object) -> dict[str, Any]:
    """A dict as it is; text and bytes as JSON, small and shallow."""
    if isinstance(raw, bytes | bytearray):
        _small(len(raw))
        try:
            raw = bytes(raw).decode()
        except UnicodeDecodeError as error:
            raise _bad("answer", f"is not UTF-8 text (byte {error.start}).") from error
    if isinstance(raw, str):
        _small(len(raw))
        _shallow(raw)
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise _bad("answer", f"is not JSON: {error}.") from error
    if not isinstance(raw, Mapping):
        raise _bad(
            "answer", "must be an object with sections such as functional, estimates and api."
        )
    return dict(raw)


def _small(size: int) -> None:
    if size > MOST_BYTES:
        raise _bad(
            "answer",
            f"{size:,} bytes are too many; {MOST_BYTES:,} are the most. Shorten the longest section.",
        )


def _shallow(text: str) -> None:
    depth = 0
    for found in BRACKETS.finditer(STRINGS.sub("", text)):
        depth += 1 if found.group() in "[{" else -1
        if depth > DEEPEST:
            raise _bad("answer", f"is nested deeper than {DEEPEST} levels.")


def _with_drawing(found: dict[str, Any]) -> tuple[dict[str, Any], Problem | None]:
    """The same with a drawing given as text read into components and calls."""
    drawn = found.get("architecture")
    if isinstance(drawn, str):
        drawn = {"text": drawn}
    if isinstance(drawn, Mapping) and "layout" in drawn:  # where things stand is never judged
        drawn = {key: value for key, value in drawn.items() if key != "layout"}
        found = {**found, "architecture": drawn}
    if not isinstance(drawn, Mapping) or "text" not in drawn:
        return dict(found), None
    rest = sorted(set(drawn) - {"text"})
    found = {key: value for key, value in found.items() if key != "architecture"}
    if any(drawn[key] for key in rest):
        return found, Problem(
            field=f"architecture.{rest[0]}", message="Give either text or components, not both."
        )
    if not isinstance(drawn["text"], str):
        return found, Problem(field="architecture.text", message="It must be text.")
    try:
        found["architecture"] = of_text(drawn["text"])
    except BadInput as error:
        first = error.problems[0]
        field = f"architecture.text {first.field}".strip()
        return found, Problem(field=field, message=first.message)
    return found, None


def _with_openapi(found: dict[str, Any]) -> tuple[dict[str, Any], Problem | None]:
    """The same with an API given as a document read into endpoints; the document is kept beside them."""
    api = found.get("api")
    if isinstance(api, Mapping) and isinstance(api.get("openapi"), str) and "paths" not in api:
        api = api["openapi"]
    elif isinstance(api, Mapping):
        api = json.dumps(api)  # a document that came as JSON within JSON
    if not isinstance(api, str):
        return found, None
    rest = {key: value for key, value in found.items() if key not in ("api", "openapi")}
    if not api.strip():
        return rest, None
    try:
        return {**rest, "api": read_openapi(api), "openapi": api}, None
    except BadInput as error:
        kept = {**rest, "openapi": api} if len(api) <= MOST_CHARACTERS else rest
        return kept, error.problems[0]


def _drawing_alone(found: Mapping[str, Any]) -> Architecture | None:
    """The drawing of an answer of which another part is wrong."""
    try:
        drawn = Architecture.model_validate(found.get("architecture") or {})
    except ValidationError:
        return None
    return drawn if drawn.components else None


def _notebook_alone(found: Mapping[str, Any], exercise: Brief) -> Notebook:
    """The estimates of an answer of which another part is wrong."""
    try:
        answer = Answer.model_validate({"estimates": found.get("estimates") or ()})
    except ValidationError:
        return Notebook(exercise)
    return read_notebook(answer.estimates, exercise)


def _operations(drawing: Architecture, exercise: Brief) -> list[Problem]:
    """Calls marked for an operation that the exercise does not have."""
    known = [each.id for each in exercise.contract.operations]
    return [
        Problem(
            field=f"architecture.calls[{place}].operations",
            message=f"There is no operation '{name}'.{did_you_mean(name, known) or ' Known: ' + ', '.join(known) + '.'}",
        )
        for place, call in enumerate(drawing.calls)
        for name in call.operations
        if name.lower() not in known
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bad(field: str, message: str) -> BadInput:
    return BadInput([Problem(field=field, message=message)])
