"""The receipt of a grade, made or checked: python -m grader receipt url-shortener no-cache [--json] [--check FILE]."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from capacity.frozen import BadInput, Problem
from grader.bank import exercise
from grader.commands.content import add_answer, answer_in
from grader.commands.parsers import Commands
from grader.grade import grade
from grader.receipt import canonical, differences, in_words, receipt


def add(commands: Commands) -> None:
    parser = commands.add_parser("receipt", help="print the receipt of a grade, or check one")
    add_answer(parser)
    parser.add_argument(
        "--json", action="store_true", help="print the receipt itself, canonical JSON"
    )
    parser.add_argument("--check", metavar="FILE", help="say whether a stored receipt still holds")
    parser.set_defaults(command=_receipt)


def _receipt(options: Namespace) -> int:
    found = exercise(options.exercise)
    report = grade(found, answer_in(found, options.file))
    if options.check:
        differing = differences(_stored(options.check), report)
        print("\n".join(differing) or "The receipt holds: the grade was made again, byte for byte.")
        return 1 if differing else 0
    if options.json:
        sys.stdout.buffer.write(canonical(receipt(report)) + b"\n")
    else:
        print(in_words(report), end="")
    return 0


def _stored(name: str) -> dict[str, Any]:
    """A receipt from a file."""
    try:
        found = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput([Problem(field=name, message=f"is no receipt: {error}.")]) from error
    if not isinstance(found, dict):
        raise BadInput([Problem(field=name, message="is no receipt: it is not an object.")])
    return found
