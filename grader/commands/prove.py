"""What rubrics claim, tried: python -m grader prove exercises/url-shortener [--json]; all where none is named."""

import json
from argparse import Namespace
from pathlib import Path

from grader.bank import EXERCISES
from grader.commands.folders import folder_named
from grader.commands.parsers import Commands
from grader.prove.printed import printed
from grader.prove.proof import prove_folders


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "prove", help="run what a rubric claims against its stored answers"
    )
    parser.add_argument("exercises", nargs="*", help="folders or names; all of the bank if none")
    parser.add_argument("--json", action="store_true", help="print the proofs as JSON")
    parser.set_defaults(command=_prove)


def _prove(options: Namespace) -> int:
    bank = [path.parent for path in sorted(EXERCISES.glob("*/rubric.yaml"))]
    wanted = [each for name in options.exercises for each in _folders(name)] or bank
    proven = prove_folders(wanted, bank)
    if options.json:
        found = [each.model_dump(mode="json") for each in proven]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(printed, proven)), end="")
    return int(not all(each.holds for each in proven))


def _folders(name: str) -> list[Path]:
    """The exercises of a folder that holds several; else the one that is named."""
    inside = [path.parent for path in sorted(Path(name).glob("*/rubric.yaml"))]
    return inside or [folder_named(name)]
