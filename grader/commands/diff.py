"""What an edit of a rubric does to answers: python -m grader diff old.yaml new.yaml ANSWERS… [--json]."""

import json
from argparse import Namespace
from pathlib import Path

from grader.bank import load
from grader.commands.content import content_of
from grader.commands.folders import folder_named, folder_of
from grader.commands.parsers import Commands
from grader.diff.changes import diff
from grader.diff.printed import printed
from grader.reading import read_answer


def add(commands: Commands) -> None:
    parser = commands.add_parser("diff", help="show what a rubric edit does to answers")
    parser.add_argument("old", help="a rubric.yaml as it was")
    parser.add_argument("new", help="and as it is meant to be")
    parser.add_argument("answers", nargs="*", help="files or names of stored answers; all if none")
    parser.add_argument(
        "--exercise", help="which exercise, where neither file stands in its folder"
    )
    parser.add_argument("--json", action="store_true", help="print the difference as JSON")
    parser.set_defaults(command=_diff)


def _diff(options: Namespace) -> int:
    old, new = Path(options.old), Path(options.new)
    folder = folder_named(options.exercise) if options.exercise else folder_of(old, new)
    names = options.answers or [path.stem for path in sorted(folder.glob("answers/*.yaml"))]
    answers = {name: read_answer(content_of(folder, name)) for name in names}
    found = diff(load(folder, old), load(folder, new), answers)
    if options.json:
        print(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(printed(found), end="")
    return 0
