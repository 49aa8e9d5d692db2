"""A drawing from a file, in whichever form: YAML, JSON, lines of text, Mermaid, or a stored answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.exchange import mermaid, text
from capacity.frozen import BadInput, Problem

MOST_BYTES = 1_000_000


def read_drawing(path: Path) -> Architecture:
    """The drawing in a file. Raises BadInput."""
    if path.suffix in (".yaml", ".yml", ".json"):
        return of_mapping(yaml_door.load_file(path, path.name), path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _bad(path.name, f"more than {MOST_BYTES:,} bytes are not read.")
        written = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _bad(path.name, f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise _bad(path.name, f"is not UTF-8 text (byte {error.start}).") from None
    return of_text(written)


def of_text(written: str) -> Architecture:
    """A drawing in lines of text, or as a Mermaid flowchart. Raises BadInput."""
    first = next((line for line in written.splitlines() if line.strip()), "").split()
    is_chart = bool(first) and first[0].rstrip(";") in ("flowchart", "graph")
    return mermaid.parse(written) if is_chart else text.parse(written)


def of_mapping(raw: Any, name: str) -> Architecture:
    """A drawing as data, alone or inside a figure or an answer. Raises BadInput."""
    for key in ("answer", "architecture"):
        if isinstance(raw, Mapping) and key in raw:
            raw = raw[key]
    if isinstance(raw, str):
        return of_text(raw)
    if isinstance(raw, Mapping) and isinstance(raw.get("text"), str):
        return of_text(raw["text"])
    if not isinstance(raw, Mapping) or "components" not in raw:
        raise _bad(name, "there is no drawing in it; one has components and calls.")
    try:
        return Architecture.model_validate(raw)
    except ValidationError as error:
        raise BadInput.of(error, Architecture) from None


def _bad(name: str, message: str) -> BadInput:
    return BadInput([Problem(field=name, message=message)])
