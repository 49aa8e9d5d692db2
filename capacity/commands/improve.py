"""Find the smallest changes of a drawing that keep its promises, each made and run again.

python -m capacity improve my-drawing.txt --contract url-shortener
python -m capacity improve exercises/url-shortener/answers/single-database.yaml --contract url-shortener --json

Where every promise is kept already, it names what could be saved.
"""

import argparse
import json
from pathlib import Path

from capacity.commands import Refused
from capacity.commands.evaluate import load
from capacity.drawing_file import read_drawing
from capacity.improve import Change, improve
from capacity.plan import CannotRun


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a drawing, or an answer with one")
    parser.add_argument("--contract", default="", metavar="EXERCISE", help="whose load, or a file")
    parser.add_argument("--json", action="store_true", help="print every change with its effects")


def run(options: argparse.Namespace) -> str:
    drawing = read_drawing(options.file)
    try:
        found = improve(drawing, load(options.contract, options.file))
    except CannotRun as error:
        raise Refused(str(error)) from None
    if options.json:
        made = [{"sentence": each.sentence, **each.model_dump(mode="json")} for each in found]
        return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)
    return said(found)


def said(found: tuple[Change, ...]) -> str:
    """What keeps everything, then what helps, then what was taken for boxes that are new."""
    whole = [each for each in found if each.keeps_all]
    others = [each for each in found if not each.keeps_all]
    assumed = dict.fromkeys(one for each in found for one in each.assumed)
    blocks = [
        ["Every promise is kept after", *(f"  {each.sentence}" for each in whole)],
        ["It helps, but more is needed", *(f"  {each.sentence}" for each in others)],
        ["Taken for what is new", *(f"  {each}" for each in assumed)],
    ]
    text = "\n\n".join("\n".join(block) for block in blocks if len(block) > 1)
    return text or "Of the changes that were tried, none helps and none saves anything."
