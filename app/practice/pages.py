"""What the pages of practice show, as plain values for the templates."""

import json
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from app.practice.models import RawAnswer
from app.problems import as_dicts
from capacity.architecture import Architecture
from capacity.draw import svg
from capacity.exchange.text import write as write_text
from grader.answer import Answer
from grader.bank import Exercise, exercise
from grader.reading import look_over
from grader.schema import read_schema
from grader.tables_svg import tables_svg

DRAWING = "Your architecture"  # what a screen reader calls the picture
LOOKS = 256  # a look depends on nothing but the answer; the page asks right after the script did


def seen(answer: RawAnswer, of: Exercise) -> dict[str, Any]:
    """What a look at a half-written answer finds, for the page and as JSON."""
    return _seen(json.dumps(answer), of.slug)


@lru_cache(maxsize=LOOKS)
def _seen(raw: str, slug: str) -> dict[str, Any]:
    answer: RawAnswer = json.loads(raw)
    look = look_over(answer, exercise(slug))
    drawing = look.architecture
    return {
        "problems": as_dicts(look.problems),
        "readings": dict(look.readings),
        "remarks": dict(look.remarks),
        "architecture": drawing.model_dump(mode="json", by_alias=True) if drawing else None,
        "text": _text_of(answer, drawing),
        "svg": svg(drawing, title=DRAWING) if drawing else "",
        "tables": tables_of(answer),
    }


def tables_of(answer: RawAnswer) -> str:
    """The tables of an answer as a picture; empty where there is none to draw."""
    try:
        model = Answer.model_validate({"data_model": answer.get("data_model") or {}}).data_model
    except ValidationError:
        return ""
    return tables_svg(read_schema(model.ddl, model.entities))


def _text_of(answer: RawAnswer, drawing: Architecture | None) -> str:
    """The drawing's text as it was typed, else written from the table."""
    typed = answer.get("architecture")
    if isinstance(typed, str):
        return typed
    if isinstance(typed, dict) and isinstance(typed.get("text"), str):
        return str(typed["text"])
    return write_text(drawing) if drawing else ""
