"""Draw an architecture, or write it in another form.

python -m capacity draw my-drawing.txt > my-drawing.svg
python -m capacity draw my-answer.yaml --as mermaid

FILE is YAML, JSON, lines of text, a Mermaid flowchart, or a stored answer.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from capacity.architecture import Architecture
from capacity.draw import svg
from capacity.drawing_file import read_drawing
from capacity.exchange import diagrams_code, mermaid, text


def _json(drawing: Architecture) -> str:
    known = drawing.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(known, ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Architecture], str]] = {
    "svg": lambda drawing: svg(drawing, title="Architecture"),
    "text": text.write,
    "mermaid": mermaid.write,
    "json": _json,
    "diagrams": diagrams_code.write,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a drawing, or an answer with one")
    parser.add_argument("--as", dest="form", choices=FORMS, default="svg", help="svg unless said")


def run(options: argparse.Namespace) -> str:
    return FORMS[options.form](read_drawing(options.file)).rstrip("\n")
