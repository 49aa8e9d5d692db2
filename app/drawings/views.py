"""The drawing board, and a drawing converted between its forms. Nothing is kept here, and nothing in it is run."""

from collections.abc import Callable
from typing import Any, Literal

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import Field, ValidationError

from app.incoming import parse_object
from capacity.architecture import Architecture
from capacity.exchange import diagrams_code, mermaid, text
from capacity.frozen import BadInput, Frozen

blueprint = Blueprint("drawings", __name__, url_prefix="/drawings")

READERS: dict[str, Callable[[str], Architecture]] = {"text": text.parse, "mermaid": mermaid.parse}
WRITERS: dict[str, Callable[[Architecture], str]] = {
    "text": text.write,
    "mermaid": mermaid.write,
    "diagrams": diagrams_code.write,
}


class Conversion(Frozen):
    """A drawing in one form, and the form that is wanted."""

    text: str
    from_: Literal["text", "mermaid"] = Field(alias="from")
    to: Literal["text", "mermaid", "diagrams"]


@blueprint.get("/")
def board() -> ResponseReturnValue:
    """A drawing to change, which the address brings along; the page reads it there."""
    return render_template("drawings/board.html")


@blueprint.post("/convert")
def convert() -> ResponseReturnValue:
    """The same drawing in another form; problems name the line and the column."""
    raw: dict[str, Any] = parse_object(request.get_data(), field="drawing")
    try:
        wanted = Conversion.model_validate(raw)
    except ValidationError as error:
        raise BadInput.of(error, Conversion) from None
    drawing = READERS[wanted.from_](wanted.text)
    return jsonify(text=WRITERS[wanted.to](drawing))
