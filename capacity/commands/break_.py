"""Find the smallest failure, load, cold cache or slowness that breaks a promise.

python -m capacity break my-drawing.txt --contract url-shortener
python -m capacity break exercises/url-shortener/answers/strong-cache-aside.yaml --contract url-shortener --json

What is said of a failure holds while it lasts: everything that is not lost is taken to be up.
"""

import argparse
import json
from pathlib import Path

from capacity.commands import Refused
from capacity.commands.evaluate import load
from capacity.drawing_file import read_drawing
from capacity.improve import break_it
from capacity.plan import CannotRun


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a drawing, or an answer with one")
    parser.add_argument("--contract", default="", metavar="EXERCISE", help="whose load, or a file")
    parser.add_argument("--json", action="store_true", help="print every break as data")


def run(options: argparse.Namespace) -> str:
    drawing = read_drawing(options.file)
    try:
        found = break_it(drawing, load(options.contract, options.file))
    except CannotRun as error:
        raise Refused(str(error)) from None
    if options.json:
        made = [each.model_dump(mode="json") for each in found]
        return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)
    lines = [each.sentence for each in found]
    return "\n".join(lines) or "Nothing that was tried breaks a promise, or there are no promises."
